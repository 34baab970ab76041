// How firmly: the scale of strengths with the number of measures at each; a click keeps only that strength, everywhere.
import { make } from "./dom.js";
import { stroke } from "./badge.js";
import { shown } from "./filter.js";

/** {element, update(state)} */
export function scale(context) {
  const { book, state, say } = context;
  const steps = book.strengths().map((strength) => {
    const count = make("span", { class: "count" });
    const button = make("button", { type: "button", class: "step", "aria-pressed": "true" },
      stroke(strength.rank), make("span", {}, book.label(strength)), count);
    button.addEventListener("click", () => {
      const kept = state.get().strength, all = book.strengths().map(({ id }) => id);
      let next = kept.includes(strength.id) ? kept.filter((id) => id !== strength.id) : [...kept, strength.id];
      if (next.length === all.length) next = []; // all of them is no choice
      state.set({ strength: all.filter((id) => next.includes(id)) });
    });
    return { strength, button, count };
  });
  const element = make("div", { class: "scale", role: "group", "aria-label": say("scale.title") },
    make("span", { class: "caption" }, say("scale.title")),
    make("span", { class: "ends", "aria-hidden": "true" }, say("scale.firm")),
    steps.map(({ button }) => button),
    make("span", { class: "ends", "aria-hidden": "true" }, say("scale.loose")));
  return {
    element,
    update(now) {
      const others = shown(book, Object.freeze({ ...now, strength: [] }));
      for (const { strength, button, count } of steps) {
        const number = book.measures.filter((one, at) => one.strength?.id === strength.id && others.measure(at)).length;
        const on = !now.strength.length || now.strength.includes(strength.id);
        count.textContent = ` ${number}`;
        button.setAttribute("aria-pressed", String(now.strength.includes(strength.id)));
        button.classList.toggle("out", !on);
        button.title = say("scale.hint", number, book.label(strength));
      }
    },
  };
}
