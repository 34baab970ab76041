// The legend that is the filter: families with their marks and counts, and the three grounds a line may stand on.
import { draw, make } from "./dom.js";
import { badge } from "./badge.js";
import { shown } from "./filter.js";

const GROUNDS = [["shell.stated", null], ["shell.background", "7 3"], ["shell.inferred", "2 3"]];

function toggled(list, key) {
  return list.includes(key) ? list.filter((one) => one !== key) : [...list, key];
}

function families({ book, state, say }) {
  const spoken = new Map(book.families.map(({ key }) => [key, []]));
  book.things.forEach((thing, at) => { if (book.isMentioned(at)) spoken.get(thing.family)?.push(at); });
  const chips = book.families.filter(({ key }) => key === "Measure" || spoken.get(key).length).map((family) => {
    const count = make("span", { class: "count" });
    const button = make("button", { type: "button", class: "chip", "data-key": family.key },
      badge(book, family.key), make("span", {}, book.label(family)), count);
    button.addEventListener("click", () => state.set({ hide: toggled(state.get().hide, family.key) }));
    return { family, button, count };
  });
  return {
    element: make("div", { class: "chips", role: "group", "aria-label": say("legend.families") }, chips.map(({ button }) => button)),
    update(now) {
      const tests = shown(book, Object.freeze({ ...now, hide: [] })); // a hidden family still tells how much it has
      for (const { family, button, count } of chips) {
        const on = !now.hide.includes(family.key);
        const number = family.key === "Measure"
          ? book.measures.filter((_, at) => tests.measure(at)).length : spoken.get(family.key).filter((at) => tests.thing(at)).length;
        count.textContent = ` ${number}`;
        button.setAttribute("aria-pressed", String(on));
        button.classList.toggle("out", !on);
        button.title = say(on ? "legend.hide" : "legend.show", book.label(family));
      }
    },
  };
}

function grounds({ state, say }) {
  const switches = GROUNDS.map(([key, dashes], basis) => {
    const button = make("button", { type: "button", class: "chip ground", title: say(`${key}_long`) },
      draw("svg", { class: "stroke", viewBox: "0 0 22 8", width: 22, height: 8, "aria-hidden": "true" },
        draw("line", { x1: 1, x2: 21, y1: 4, y2: 4, stroke: "currentColor", "stroke-width": 1.8, "stroke-dasharray": dashes })),
      make("span", {}, say(key)));
    button.addEventListener("click", () => state.set({ bases: toggled(state.get().bases, basis).sort() }));
    return button;
  });
  return {
    element: make("div", { class: "grounds", role: "group", "aria-label": say("legend.grounds") },
      make("span", { class: "caption" }, say("legend.grounds")), switches),
    update(now) {
      switches.forEach((button, basis) => {
        button.setAttribute("aria-pressed", String(!now.bases.includes(basis)));
        button.classList.toggle("out", now.bases.includes(basis));
      });
    },
  };
}

/** {element, update(state)} */
export function legend(context) {
  const parts = [families(context), grounds(context)];
  return { elements: parts.map(({ element }) => element), update: (now) => parts.forEach((part) => part.update(now)) };
}
