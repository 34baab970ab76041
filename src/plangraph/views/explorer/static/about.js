// Pieces that every panel of evidence is made of: heads, lists of measures, names of places in the text.
import { make } from "./dom.js";
import { badge, stroke } from "./badge.js";
import { bibtex, citation, copier } from "./citation.js";
import { step, to } from "./links.js";

/** A titled block, or nothing where nothing stands in it. */
export function block(title, ...children) {
  const kept = children.flat().filter((child) => child !== null && child !== undefined && child !== "");
  return kept.length ? make("section", { class: "block" }, make("h3", {}, title), kept) : null;
}

/** A list that opens when it is wanted. */
export function folded(title, ...children) {
  return make("details", { class: "folded" }, make("summary", {}, title), ...children);
}

/** Names and values; pairs without a value are left out. */
export function pairs(list) {
  const kept = list.filter(([, value]) => (Array.isArray(value) ? value.length : value !== undefined && value !== null && value !== ""));
  return kept.length ? make("dl", { class: "pairs" }, kept.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value)))) : null;
}

/** What it is, its name, and its name in the other language. */
export function head(context, kind, name, other, family) {
  const { book } = context;
  return [
    make("p", { class: "kind" }, family ? badge(book, family) : "", make("span", {}, kind)),
    make("h2", { tabindex: -1 }, name),
    other ? make("p", { class: "other", lang: book.language === "zh" ? "en" : "zh" }, other) : null,
  ];
}

/** Chapter 32 › Section 5 › Box 12; each with its title as a tooltip. */
export function path({ book }, sentence) {
  return make("span", { class: "path" }, book.path(sentence).flatMap((part, place) => {
    const chapter = book.chapters.find(({ id }) => id === part.id);
    const name = chapter ? `${book.language === "zh" ? `第${part.number}章` : `Chapter ${part.number}`}` : (book.language === "zh" && part.zh) || part.en || book.label(part);
    return [place ? " › " : "", make("span", { title: book.language === "zh" ? part.titleZh || part.title : part.title }, name)];
  }));
}

/** One measure on a line: how firm, what is done, in which words, and (where it is not plain) where. */
export function measureItem(context, at, placed = true) {
  const { book, say } = context, measure = book.measures[at];
  const strength = measure.strength ? book.label(measure.strength) : "";
  return make("li", { class: "measure" },
    make("span", { class: "firm", title: say("evidence.strength_is", strength) }, stroke(measure.strength?.rank), strength),
    to(context, measure.id, { class: "title" }, book.label(measure.action)),
    make("q", { lang: "en" }, book.quote(measure)),
    placed ? make("span", { class: "from" }, path(context, measure.sentence), " · ",
      to(context, book.sentences[measure.sentence].id, {}, say("evidence.sentence", measure.sentence + 1))) : "");
}

/** Measures, the firmest first, then as they are read; long lists open in full when asked. */
export function measureList(context, list, most = 12) {
  const rank = (at) => context.book.measures[at].strength?.rank ?? 9;
  const sorted = [...new Set(list)].sort((a, b) => rank(a) - rank(b) || a - b);
  const items = (some) => make("ul", { class: "measures" }, some.map((at) => measureItem(context, at)));
  if (sorted.length <= most + 3) return items(sorted);
  return [items(sorted.slice(0, most)), folded(context.say("evidence.more", sorted.length - most), items(sorted.slice(most)))];
}

export function sentenceItem(context, at) {
  const { book, say } = context;
  return make("li", { class: "measure" }, make("q", { lang: "en" }, book.sentences[at].text),
    make("span", { class: "from" }, path(context, at), " · ", to(context, book.sentences[at].id, {}, say("evidence.sentence", at + 1))));
}

/** The questions of the gallery that find something. */
export function foundBy(context, list) {
  const { book, say } = context;
  if (!list.length) return null;
  const items = (some) => make("ul", { class: "plain" }, some.map((at) => make("li", {},
    step(context, { q: book.questions[at].id, view: "questions" }, {}, book.label(book.questions[at])))));
  const title = say("evidence.questions", list.length);
  return block(title, items(list.slice(0, 5)), list.length > 5 ? folded(say("evidence.more_questions", list.length - 5), items(list.slice(5))) : null);
}

/** Its address, and how to cite it. */
export function citing(context, id, quoted) {
  const { book, say } = context;
  return block(say("cite.title"),
    make("p", { class: "iri" }, make("code", {}, book.iri(id))),
    make("p", { class: "buttons" },
      quoted ? [copier(context, say("cite.text"), () => citation(book, id)), copier(context, say("cite.bibtex"), () => bibtex(book, id))] : "",
      copier(context, say("cite.iri"), () => book.iri(id))));
}
