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
      const out = (part, label) => step(context, part, { class: "out", "aria-label": label, title: label }, "×");
      const items = [
        question ? [say("narrowed.question", book.label(question.one)), out({ q: "" }, say("narrowed.drop_question"))] : null,
        kept.length ? [say("narrowed.strength", kept.join(say("shell.comma"))), out({ strength: [] }, say("narrowed.drop_strength"))] : null,
        now.hide.length ? [say("narrowed.hidden", now.hide.map((family) => book.label(book.families.find((one) => one.key === family))).join(say("shell.comma"))), out({ hide: [] }, say("narrowed.drop_hidden"))] : null,
        now.bases.length ? [say("narrowed.bases", now.bases.map((basis) => say(["shell.stated", "shell.background", "shell.inferred"][basis])).join(say("shell.comma"))), out({ bases: [] }, say("narrowed.drop_bases"))] : null,
      ].filter(Boolean);
      element.hidden = !items.length;
      element.replaceChildren(...items.map((parts) => make("span", { class: "item" }, parts)),
        ...(items.length > 1 ? [step(context, { q: "", strength: [], hide: [], bases: [] }, { class: "all" }, say("narrowed.drop_all"))] : []));
    },
  };
}
