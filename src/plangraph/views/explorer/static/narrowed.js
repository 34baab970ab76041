// What narrows the views now, said in one line, with a way out of each.
import { make } from "./dom.js";
import { step } from "./links.js";

/** {element, update(state)} */
export function narrowed(context) {
  const { book, say } = context;
  const element = make("div", { class: "narrowed", role: "status", hidden: true });
  let last = "";
  return {
    element,
    update(now) {
      const key = JSON.stringify([now.q, now.strength, now.hide, now.bases, now.view === "questions"]);
      if (key === last) return;
      last = key;
      const question = now.view === "questions" ? null : book.byId(now.q); // there its title is to be seen
      const kept = book.strengths().filter(({ id }) => now.strength.includes(id)).map((one) => book.label(one));
      const hidden = now.hide.map((family) => book.label(book.families.find((one) => one.key === family)));
      const without = now.bases.map((basis) => say(["shell.stated", "shell.background", "shell.inferred"][basis]));
      const item = (names, words, part, drop) => (names.length ? [say(words, names.join(say("shell.comma"))),
        step(context, part, { class: "out", "aria-label": say(drop), title: say(drop) }, "×")] : null);
      const items = [
        item(question ? [book.label(question.one)] : [], "narrowed.question", { q: "" }, "narrowed.drop_question"),
        item(kept, "narrowed.strength", { strength: [] }, "narrowed.drop_strength"),
        item(hidden, "narrowed.hidden", { hide: [] }, "narrowed.drop_hidden"),
        item(without, "narrowed.bases", { bases: [] }, "narrowed.drop_bases"),
      ].filter(Boolean);
      element.hidden = !items.length;
      element.replaceChildren(...items.map((parts) => make("span", { class: "item" }, parts)),
        ...(items.length > 1 ? [step(context, { q: "", strength: [], hide: [], bases: [] }, { class: "all" }, say("narrowed.drop_all"))] : []));
    },
  };
}
