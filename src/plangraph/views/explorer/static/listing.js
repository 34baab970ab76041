// Rows to be listed: of measures, of a question, or of what another view shows, all in one form.
import { shown } from "./filter.js";

const PLACES = ["place", "along", "between"];

/** What stands between two names. */
const between = (book) => (book.language === "zh" ? "；" : "; ");

const all = (book, list) => (list || []).map((at) => book.label(book.things[at])).join(between(book));

/** The part that a sentence stands in, as short as it can be told: "Section 5, Box 12". */
export function standing(book, sentence, say) {
  const path = book.path(sentence).filter((part) => part.kind !== "Chapter");
  const chapter = book.chapters.length > 1 ? book.chapters[book.sentences[sentence].chapter].number : "";
  const names = path.filter((part) => part.kind !== "Item").map((part) => (part.en ? book.label({ en: part.en, zh: part.zh }) : part.number));
  const comma = book.language === "zh" ? "，" : ", ";
  return [chapter && say("table.chapter", chapter), ...names].filter(Boolean).join(comma) || say("table.chapter", book.chapters[book.sentences[sentence].chapter].number);
}

/** {columns, rows}: a row has cells ({text, number?, thing?}), the id that it opens, and what it speaks of. */
export function measureListing(book, state, say) {
  const tests = shown(book, state);
  const rows = book.measures.map((measure, at) => ({ measure, at })).filter(({ at }) => tests.measure(at)).map(({ measure, at }) => {
    const roles = measure.roles || {};
    const what = [all(book, roles.object), roles.becomes ? `→ ${all(book, roles.becomes)}` : ""].filter(Boolean).join(" ") || measure.objectText || "";
    const named = PLACES.map((role) => all(book, roles[role])).filter(Boolean).join(between(book));
    const meant = !named && measure.context ? say("table.meant", all(book, measure.context)) : "";
    return {
      id: measure.id, measures: [at], things: book.thingsOf(measure), sentences: [measure.sentence],
      cells: [
        { text: standing(book, measure.sentence, say), number: measure.sentence, sentence: measure.sentence },
        { text: book.label(measure.action), opens: true }, { text: what }, { text: named || meant, soft: !named },
        { text: all(book, roles.beneficiary) },
        { text: book.label(measure.strength), number: measure.strength?.rank, strength: measure.strength?.rank },
        { text: all(book, measure.theme) }, { text: book.quote(measure), quote: true },
      ],
    };
  });
  const columns = ["section", "action", "what", "where", "who", "strength", "theme", "quote"].map((name) => say(`table.${name}`));
  return { columns, rows };
}

function asCell(book, cell) {
  if (cell === null || cell === undefined) return { text: "" };
  if (typeof cell !== "object") return { text: String(cell), number: /^-?\d+(\.\d+)?$/.test(String(cell)) ? Number(cell) : undefined };
  const text = (book.language === "zh" ? cell.textZh || cell.text : cell.text) ?? "";
  return { ...cell, text: String(text), number: /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined };
}

export function questionListing(book, question, say) {
  const rows = question.rows.map((row) => {
    const cells = row.cells.map((cell) => asCell(book, cell));
    const sentences = [...new Set([...(row.sentences || []), ...cells.flatMap(({ sentence }) => (sentence === undefined ? [] : [sentence]))])];
    const [things, measures] = ["thing", "measure"].map((kind) => cells.flatMap((cell) => (cell[kind] === undefined ? [] : [cell[kind]])));
    const id = measures.length ? book.measures[measures[0]].id : things.length ? book.things[things[0]].id
      : sentences.length ? book.sentences[sentences[0]].id : "";
    if (sentences.length) cells.push({ text: [...new Set(sentences.map((at) => standing(book, at, say)))].join(between(book)), number: sentences[0], sentence: sentences[0] });
    const first = cells.findIndex(({ text }) => text);
    if (first >= 0 && id) cells[first].opens = true;
    return { id, cells, things, measures, sentences };
  });
  const columns = question.columns.map((column) => book.label(column));
  if (rows.some((row) => row.cells.length > columns.length)) columns.push(say("table.section"));
  return { columns, rows };
}

/** The rows() of another view. */
export function plainListing({ columns, rows }) {
  return {
    columns,
    rows: rows.map((row) => ({
      id: "", things: [], measures: [], sentences: [],
      cells: row.map((value) => (typeof value === "number" ? { text: String(value), number: value } : { text: value })),
    })),
  };
}

/** Rows in the order of a column; those without a value come last, and the order of old decides between equals. */
export function ordered(rows, column, down, collator) {
  const value = (row) => row.cells[column]?.number ?? row.cells[column]?.text ?? "";
  const compare = (a, b) => {
    if (a === "" || b === "") return 0;
    if (typeof a === "number" && typeof b === "number") return a - b;
    return collator.compare(String(a), String(b));
  };
  return rows.map((row, place) => ({ row, place, key: value(row) }))
    .sort((a, b) => Number(a.key === "") - Number(b.key === "") || (down ? -1 : 1) * compare(a.key, b.key) || a.place - b.place)
    .map(({ row }) => row);
}
