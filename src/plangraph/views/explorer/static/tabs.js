// The row of tabs over the views; arrows walk along it.
import { make } from "./dom.js";

/** {element, update(state)}; ``panel``: the id of what they fill. */
export function tabs(context, names, panel) {
  const { state, say } = context;
  const all = names.map((name) => {
    const tab = make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": panel, "data-view": name }, say(`shell.${name}`));
    tab.addEventListener("click", () => state.set({ view: name }));
    return tab;
  });
  const element = make("div", { class: "tabs", role: "tablist", "aria-label": say("shell.views") }, all);
  element.addEventListener("keydown", (event) => {
    const at = all.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    const tab = all[(next + all.length) % all.length];
    tab.focus();
    tab.click();
  });
  return {
    element,
    update(now) {
      for (const tab of all) {
        const on = tab.dataset.view === now.view;
        tab.setAttribute("aria-selected", String(on));
        tab.setAttribute("tabindex", on ? "0" : "-1");
        if (on && element.scrollWidth > element.clientWidth) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    },
  };
}
