// The triples of a sentence or a measure, as short lines of Turtle.
import { make } from "./dom.js";

/** The lines of a sentence; of one measure only those that start from it. */
export function lines(book, sentence, id) {
  const all = book.triples[sentence] || [];
  return id ? all.filter(([subject]) => subject === `<${id}>`) : all;
}

/** A block that opens; a subject is written once for all that is said of it. */
export function statements(context, sentence, id) {
  const found = lines(context.book, sentence, id);
  if (!found.length) return null;
  const written = found.map(([subject, predicate, object], at) => {
    const again = at > 0 && found[at - 1][0] === subject;
    const last = at === found.length - 1 || found[at + 1][0] !== subject;
    return `${again ? "" : `${subject}\n`}  ${predicate} ${object}${last ? " ." : " ;"}`;
  });
  return make("details", { class: "triples" }, make("summary", {}, context.say("evidence.triples", found.length)),
    make("pre", { tabindex: 0, "aria-label": context.say("evidence.triples", found.length) }, written.join("\n")));
}
