// Every name that can be completed: classes, properties, concepts and things, in English, Chinese and by other names.
import { make } from "./dom.js";

const BASE = "https://w3id.org/plangraph/";
const KINDS = { Class: "class", Concept: "concept", ConceptScheme: "concept" };
let asked = null;

/** Small letters without accents, apostrophes and hyphens, so that "xian" finds "Xi'an". */
export function plain(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f'’‘-]/g, "").toLowerCase();
}

function entry(short, en, zh, other, uses, kind) {
  const local = short.slice(short.indexOf(":") + 1);
  return { short, en, zh, uses, kind, keys: [en, zh, ...other, local].filter(Boolean).map(plain), whole: plain(short) };
}

/** The names in a folder of files: a script brings them, as a page that was opened from a file can fetch nothing. */
function brought() {
  return new Promise((done, failed) => {
    const script = make("script", { src: `${document.body.dataset.root}static/names.js` });
    script.addEventListener("load", () => done(self.plangraphNames));
    script.addEventListener("error", () => failed(new Error(script.src)));
    document.head.append(script);
  });
}

async function answered() {
  const answer = await fetch("/terms.json", { headers: { accept: "application/json" } });
  return answer.ok ? answer.json() : { terms: [], things: [] };
}

async function load() {
  const known = await ("root" in document.body.dataset ? brought() : answered());
  const terms = known.terms.map((term) => ({ ...entry(term.short, term.label, term.label_zh, [], term.uses, KINDS[term.kind] || "property"), page: term.page }));
  return [...terms, ...known.things.map(([short, en, zh, other, uses]) => entry(short, en, zh, other, uses, "thing"))];
}

/** All names; asked of the server once. */
export function names() {
  if (document.body.dataset.scoped !== "yes") return Promise.resolve([]);
  asked = asked || load().catch(() => []);
  return asked;
}

function rank(one, word) {
  if (!word) return 0;
  if (one.keys.includes(word)) return 0;
  if (one.whole.startsWith(word) || one.keys.some((key) => key.startsWith(word))) return 1;
  if (one.keys.some((key) => key.includes(" " + word))) return 2;
  return one.whole.includes(word) || one.keys.some((key) => key.includes(word)) ? 3 : 9;
}

/** Those among some names that a word fits, the best and most used first. */
export function matching(all, text, most) {
  const word = plain(text.trim());
  return all.map((one) => ({ one, rank: rank(one, word) })).filter((found) => found.rank < 9)
    .sort((a, b) => a.rank - b.rank || b.one.uses - a.one.uses || (a.one.short < b.one.short ? -1 : 1))
    .slice(0, most).map((found) => found.one);
}

/** The whole IRI of a thing. */
export function iri(one) {
  return BASE + one.short.replace(":", "/");
}

/** A name as a term of SPARQL. */
export function term(one) {
  if (one.kind === "variable" || one.kind === "word") return one.short;
  const [prefix, ...rest] = one.short.split(":");
  if (!rest.length) return `<${BASE}${one.short}>`;
  return `${prefix}:${rest.join(":").replace(/[~.!$&'()*+,;=/?#@%]/g, "\\$&")}`;
}
