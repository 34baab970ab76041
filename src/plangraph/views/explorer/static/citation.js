// How to cite what is shown: as text and as BibTeX, with the offsets, so that anyone finds the very words.
import { make } from "./dom.js";
import { button } from "./links.js";
import { copied } from "./save.js";

function source(book, sentence) {
  const one = book.sentences[sentence];
  const chapter = book.chapters[one.chapter] || {};
  const id = chapter.id || "";
  const plans = book.made.plans || [];
  const plan = plans.find(({ iri }) => id.startsWith(iri.replace(book.made.base, "") + "/")) || plans[0] || {};
  return { chapter, plan };
}

const year = (plan) => (/^\d{4}/.exec(plan.issued || "") || [""])[0];

/** {quote, sentence, begin, end, at, iri} of a measure or a sentence, to be cited; at: all its offsets, in pieces where it has gaps. */
export function cited(book, id) {
  const known = book.byId(id);
  if (known.kind === "sentence") {
    const { begin, end, text } = known.one;
    return { quote: text, sentence: known.at, begin, end, at: `${begin}–${end}`, iri: book.iri(id) };
  }
  const { spans, sentence } = known.one;
  const own = spans.length ? spans : [[book.sentences[sentence].begin, book.sentences[sentence].end]];
  return { quote: book.quote(known.one), sentence, begin: own[0][0], end: own[own.length - 1][1],
    at: own.map(([from, to]) => `${from}–${to}`).join(", "), iri: book.iri(id) };
}

/** The places in the text, as they are printed: Chapter 32, Section 5, Box 12, item 05. */
export function whereabouts(book, sentence) {
  return book.path(sentence).map((part) => part.en || `${part.kind} ${part.number}`).join(", ");
}

const flat = (text) => text.replace(/\s+/g, " ").trim();

export function citation(book, id) {
  const { quote, sentence, at, iri } = cited(book, id);
  const { chapter, plan } = source(book, sentence);
  const date = year(plan) ? ` (${year(plan)})` : "";
  const snapshot = book.made.snapshot ? ` plangraph ${book.made.version || ""}, snapshot ${book.made.snapshot}.`.replace("  ", " ") : "";
  return `“${flat(quote)}” ${plan.title || ""}${date}, ${whereabouts(book, sentence)}${chapter.title ? ` (“${chapter.title}”)` : ""}, `
    + `characters ${at}.${snapshot} ${iri}`;
}

// What BibTeX reads as a command is written so that it stands in print as it stands in the text.
const tex = (text) => flat(text).replace(/\\/g, "\u0000").replace(/[{}&%$#_]/g, "\\$&").replace(/~/g, "\\textasciitilde{}")
  .replace(/\^/g, "\\textasciicircum{}").replace(/\u0000/g, "\\textbackslash{}");

export function bibtex(book, id) {
  const { quote, sentence, begin, end, at, iri } = cited(book, id);
  const { chapter, plan } = source(book, sentence);
  const key = `${(chapter.id || "plan").replace(/[^a-z0-9]+/gi, "-")}-${begin}-${end}`;
  const fields = [
    ["title", `{${tex(chapter.title || plan.title || "")}}`], ["booktitle", `{${tex(plan.title || "")}}`], ["year", year(plan)],
    ["chapter", tex(chapter.number || "")], ["note", tex(`${whereabouts(book, sentence)}, characters ${at}: “${flat(quote)}”`)],
    ["howpublished", book.made.snapshot ? tex(`plangraph ${book.made.version || ""}, snapshot ${book.made.snapshot}`) : ""], ["url", iri],
  ];
  return `@incollection{${key},\n${fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}`;
}

/** A button that copies what ``text()`` gives and tells so; where nothing can be copied, the text is shown to be marked. */
export function copier(context, label, text) {
  const told = make("span", { role: "status", class: "told" });
  const shown = make("textarea", { class: "to-copy", readonly: true, rows: 4, hidden: true, "aria-label": label });
  const act = async () => {
    const went = await copied(text());
    told.textContent = context.say(went ? "cite.copied" : "cite.by_hand");
    shown.hidden = went;
    if (went) return setTimeout(() => { told.textContent = ""; }, 2500);
    shown.value = text();
    return shown.select();
  };
  return make("span", { class: "copier" }, button(label, act, { class: "small" }), told, shown);
}
