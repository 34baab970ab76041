// What may stand at a place of a query: after "a" a class, after "plan:theme" a theme, after a prefix its names.
import { matching } from "./names.js";

const SCHEMES = { theme: "theme", action: "action", strength: "strength", instrument: "instrument", kind: "measurekind",
  certainty: "certainty", noMeasureReason: "reason" };
const KEYWORDS = ["SELECT", "SELECT DISTINCT", "WHERE", "FILTER", "OPTIONAL", "GRAPH", "UNION", "MINUS", "VALUES", "BIND",
  "ORDER BY", "GROUP BY", "HAVING", "LIMIT", "OFFSET", "CONSTRUCT", "ASK", "DESCRIBE", "PREFIX", "NOT EXISTS", "COUNT",
  "CONTAINS", "LANG", "LCASE", "STR", "REGEX", "COALESCE"];
const MOST = 12;

/** The query up to a place with strings, IRIs and comments blanked; null inside one of them. */
function bare(text) {
  let made = "", at = 0;
  const opaque = /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\n]*\n/g;
  for (const found of text.matchAll(opaque)) {
    made += text.slice(at, found.index) + "x".repeat(found[0].length - 1) + (found[0].endsWith("\n") ? "\n" : "x");
    at = found.index + found[0].length;
  }
  const rest = text.slice(at);
  return /["']|#|<[^\s<>]*$/.test(rest) ? null : made + rest;
}

/** What is being written at a place; null where nothing can be completed. */
export function context(text, caret) {
  const before = bare(text.slice(0, caret));
  if (before === null) return null;
  const word = /[?$]?[\p{L}\p{N}_:-]*$/u.exec(before)[0];
  const start = caret - word.length;
  const statement = before.slice(0, start);
  const end = Math.max(...["{", "}", ". ", ".\n", ";", ")"].map((mark) => statement.lastIndexOf(mark)));
  const tokens = statement.slice(end + 1).match(/\S+/g) || [];
  const depth = (statement.match(/\{/g) || []).length - (statement.match(/\}/g) || []).length;
  const place = depth <= 0 ? 0 : tokens.length + (statement[end] === ";" ? 1 : 0);
  const property = place >= 2 ? tokens.filter((one) => one !== ",").at(place === tokens.length ? 1 : 0) || "" : "";
  return { word, start, caret, depth, place: ["start", "property"][place] || "object", property };
}

function sort(known) {
  const { place, property, word } = known;
  if (/^[^?$:]*:/.test(word)) return (one) => one.short.startsWith(word.slice(0, word.indexOf(":") + 1)) && (place !== "property" || one.kind !== "thing");
  if (/(^|[/|^(])(a|rdf:type)(\/rdfs:subClassOf[*+])?$/.test(property)) return (one) => one.kind === "class";
  const scheme = SCHEMES[property.replace(/^plan:/, "")];
  if (property.startsWith("plan:") && scheme) return (one) => one.short.startsWith(scheme + ":");
  if (place === "property") return (one) => one.kind === "property";
  return (one) => one.kind === "thing";
}

/** Whether names should be offered without being asked for. */
export function eager(known) {
  return known.word.length > 0 || sort(known)({ short: "plan:x", kind: "class" }) || Object.keys(SCHEMES).includes(known.property.replace(/^plan:/, ""));
}

const other = (short, kind) => ({ short, en: "", zh: "", uses: 0, kind });

export function candidates(known, all, text) {
  const { word } = known;
  if (/^[?$]/.test(word)) {
    const variables = new Set((text.slice(0, known.start) + " " + text.slice(known.caret)).match(/[?$]\w+/g) || []);
    return [...variables].filter((one) => one.startsWith(word) && one !== word).sort().slice(0, MOST).map((one) => other(one, "variable"));
  }
  const letters = word.toUpperCase();
  const keywords = /^[A-Za-z]{2,}$/.test(word) ? KEYWORDS.filter((one) => one.startsWith(letters) && one !== letters).map((one) => other(one, "word")) : [];
  if (known.depth <= 0) return keywords.slice(0, MOST);
  const local = /^[^:]*:/.test(word) ? word.slice(word.indexOf(":") + 1) : word;
  const found = matching(all.filter(sort(known)), local, MOST).filter((one) => one.short !== word);
  return (word === letters ? [...keywords, ...found] : [...found, ...keywords]).slice(0, MOST);
}
