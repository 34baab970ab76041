// Where to begin: what this page is, and three things to try, taken from the text itself.
import { make } from "./dom.js";
import { step } from "./links.js";

const best = (list, worth) => list.map((one, at) => [worth(one, at), at]).filter(([value]) => value > 0).sort((a, b) => b[0] - a[0] || a[1] - b[1])[0]?.[1];

/** A place that much is said of, a question with rows on a map, a sentence that states much. */
export function suggestions({ book, say }) {
  const place = best(book.things, (thing, at) => (thing.family === "Region" && thing.named && thing.points?.some(({ lon }) => lon !== undefined) && book.chain(at).length > 2
    ? book.measuresOf(at).length * 10 + book.questionsOf(thing.id).length : 0));
  const question = book.questions.findIndex((one) => one.view === "map" && one.rows.length > 2);
  const sentence = best(book.sentences, (_, at) => {
    const measures = book.measuresIn(at).length;
    return measures > 1 ? measures + 2 * new Set(book.mentionsIn(at)).size : 0;
  });
  return [
    place === undefined ? null : [{ on: book.things[place].id }, say("welcome.place", book.label(book.things[place])), say("welcome.place_note")],
    question < 0 ? null : [{ q: book.questions[question].id, view: "map" }, book.label(book.questions[question]), say("welcome.question_note")],
    sentence === undefined ? null : [{ on: book.sentences[sentence].id }, say("welcome.sentence", sentence + 1), say("welcome.sentence_note")],
  ].filter(Boolean);
}

export function welcome(context) {
  const { book, say } = context;
  return [
    make("h2", {}, say("welcome.title")),
    make("p", {}, say("welcome.lead", book.sentences.length, book.measures.length, book.things.filter((_, at) => book.isMentioned(at)).length)),
    make("ul", { class: "tries" }, suggestions(context).map(([part, title, note]) => make("li", {},
      step(context, part, {}, make("strong", {}, title), make("span", {}, note))))),
    make("p", { class: "soft" }, say("welcome.marks")),
    make("p", { class: "soft" }, say("welcome.keys")),
  ];
}
