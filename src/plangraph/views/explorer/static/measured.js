// The evidence for a measure and for a sentence: the very words in their place, and all that is read from them.
import { make } from "./dom.js";
import { stroke } from "./badge.js";
import { block, citing, foundBy, head, measureItem, pairs, path } from "./about.js";
import { step, thingLink, thingLinks, to } from "./links.js";
import { statements } from "./statements.js";

const ROLES = ["object", "becomes", "place", "along", "between", "beneficiary", "actor", "basis"];

/** The sentence with the words of the measure marked, gaps left as they are. */
function quoted(context, measure) {
  const { book, say } = context, at = measure.sentence, { begin, end, id } = book.sentences[at];
  const spans = measure.spans.length ? measure.spans : [];
  const made = [];
  let here = begin;
  for (const [from, to_] of spans) {
    if (from > here) made.push(book.slice(at, here, from));
    made.push(make("mark", {}, book.slice(at, Math.max(from, here), to_)));
    here = Math.max(here, to_);
  }
  if (here < end) made.push(book.slice(at, here, end));
  return make("figure", { class: "quote" }, make("blockquote", { lang: "en" }, made),
    make("figcaption", {}, path(context, at), " · ", to(context, id, {}, say("evidence.sentence", at + 1)), " · ", offsets(context, spans, [begin, end])));
}

function offsets({ say }, spans, whole) {
  return say("evidence.offsets", (spans.length ? spans : [whole]).map(([from, to_]) => `${from}–${to_}`).join(", "));
}

function strength(context, measure) {
  if (!measure.strength) return "";
  const { book, say } = context, key = `strength.${measure.strength.id}`, meaning = say(key);
  return [stroke(measure.strength.rank), " ", make("strong", {}, book.label(measure.strength)), meaning === key ? "" : ` — ${meaning}`];
}

/** The panel of a measure. */
export function measurePanel(context, at) {
  const { book, say } = context, measure = book.measures[at];
  const inner = book.measures.flatMap((one, place) => (one.within === at ? [place] : []));
  const roles = ROLES.map((role) => [say(`role.as_${role}`), thingLinks(context, measure.roles?.[role] || [])]);
  return [
    ...head(context, say("evidence.measure"), book.label(measure), book.language === "zh" ? measure.label : book.inChinese(measure), "Measure"),
    quoted(context, measure),
    block(say("evidence.reading"), pairs([
      [say("evidence.firm"), strength(context, measure)],
      [say("evidence.action"), book.label(measure.action)],
      ...roles,
      [say("evidence.object_text"), measure.roles?.object?.length ? "" : measure.objectText],
      [say("evidence.quantity"), measure.quantity], [say("evidence.purpose"), measure.purpose],
      [say("role.as_theme"), thingLinks(context, measure.theme || [])],
      [say("evidence.instrument"), (measure.instrument || []).map((one) => book.label(one)).join(say("shell.comma"))],
      [say("evidence.sort"), book.label(measure.kind)],
      [say("evidence.helped_by"), measure.within === undefined ? "" : to(context, book.measures[measure.within].id, {}, book.label(book.measures[measure.within]))],
      [say("evidence.helps"), inner.flatMap((one, place) => [place ? say("shell.comma") : "", to(context, book.measures[one].id, {}, book.label(book.measures[one]))])],
      [say("evidence.confidence"), measure.confidence === undefined ? "" : `${Math.round(measure.confidence * 1000) / 10}%`],
    ])),
    inferred(context, measure),
    statements(context, measure.sentence, measure.id),
    foundBy(context, measure.questions || []),
    citing(context, measure.id, true),
  ];
}

function inferred(context, measure) {
  const { say } = context;
  const found = pairs([
    [say("evidence.bears"), thingLinks(context, measure.bears || [])],
    [say("evidence.context"), thingLinks(context, measure.context || [])],
    [say("evidence.implements"), thingLinks(context, measure.implements || [])],
  ]);
  return found ? block(say("evidence.follows"), make("p", { class: "soft" }, say("evidence.inferred_note")), found) : null;
}

/** The panel of a sentence: all that it states, or why it states no measure. */
export function sentencePanel(context, at) {
  const { book, say } = context, sentence = book.sentences[at];
  const measures = book.measuresIn(at);
  const things = [...new Set(book.mentionsIn(at).map((place) => book.mentions[place][3]).filter((thing) => thing >= 0))];
  const beside = (by, key) => {
    const other = book.sentences[at + by];
    return other ? to(context, other.id, { class: "beside" }, say(key)) : make("span", {});
  };
  return [
    ...head(context, say("evidence.sentence_kind"), say("evidence.sentence_title", at + 1), "", "Text"),
    make("p", { class: "beside-row" }, beside(-1, "evidence.before"), beside(1, "evidence.after")),
    make("figure", { class: "quote" }, make("blockquote", { lang: "en" }, sentence.text),
      make("figcaption", {}, path(context, at), " · ", offsets(context, [], [sentence.begin, sentence.end]))),
    measures.length
      ? block(say("evidence.states", measures.length), make("ul", { class: "measures" }, measures.map((measure) => measureItem(context, measure, false))))
      : block(say("evidence.no_measure"), make("p", {}, sentence.reason ? say("evidence.because", book.label(sentence.reason)) : say("evidence.no_reason"))),
    things.length ? block(say("evidence.names_here"), make("ul", { class: "tags" }, things.map((thing) => make("li", {}, thingLink(context, thing))))) : null,
    statements(context, at),
    foundBy(context, book.questions.flatMap((question, place) => (question.rows.some((row) => (row.sentences || []).includes(at)) ? [place] : []))),
    citing(context, sentence.id, true),
  ];
}

/** The panel of a part of the text: its sentences. */
export function partPanel(context, at) {
  const { book, say } = context, part = book.parts[at];
  const inside = book.sentences.flatMap((_, place) => (book.path(place).includes(part) ? [place] : []));
  const measures = inside.flatMap((place) => book.measuresIn(place));
  const number = (book.language === "zh" ? part.zh : part.en) || part.number;
  return [
    ...head(context, number, book.language === "zh" ? part.titleZh || part.title || "" : part.title || "", book.language === "zh" ? part.title : part.titleZh, "Text"),
    make("p", {}, say("evidence.part_holds", inside.length, measures.length)),
    block(say("evidence.states", measures.length), make("ul", { class: "measures" }, measures.map((measure) => measureItem(context, measure)))),
    citing(context, part.id, false),
  ];
}

/** The panel of a question, when one is chosen by a link: where its rows are. */
export function questionPanel(context, one) {
  return [
    ...head(context, context.say("questions.one"), context.book.label(one), context.book.other(one)),
    make("p", {}, step(context, { q: one.id, view: "questions", on: "" }, {}, context.say("questions.rows", one.rows.length))),
  ];
}
