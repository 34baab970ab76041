// The nodes of the network: how large, in which colour and shape, and with which lines of text.
const WIDE = 0x2e80; // from here on letters are as wide as they are high
export const LETTERS = 12;
export const LINE = 14;

/** About how wide a text is drawn; the browser's own measure would need the text drawn first. */
export function widthOf(text, size = LETTERS) {
  let sum = 0;
  for (const char of text) sum += char.codePointAt(0) > WIDE ? 1 : 0.56;
  return sum * size;
}

/** A name in at most three lines, cut only between words; Chinese may be cut anywhere. */
export function lines(text, most = 19) {
  const made = [""];
  const places = (part) => widthOf(part, 1) / 0.56;
  const words = /[\u2e80-\uffff]/.test(text) ? text.match(/[\x20-\x7e]+|[\s\S]/gu) || [] : text.split(/(?<=[ -])/);
  for (const word of words) {
    const last = made.at(-1);
    if (last && places(last + word.trimEnd()) > most) made.push("");
    made[made.length - 1] += word;
  }
  const trimmed = made.map((line) => line.trim()).filter(Boolean);
  return trimmed.length <= 3 ? trimmed : [...trimmed.slice(0, 2), `${trimmed[2]} …`];
}

export class Nodes {
  constructor(book, joins) {
    this.book = book;
    this.joins = joins;
    this.looks = new Map(book.families.map((family) => [family.key, family]));
    this.made = new Map();
  }

  look(family) {
    return this.looks.get(family) || { colour: "#9aa5b1", shape: "dot", en: family, zh: family };
  }

  /** A fresh node of an id, at no place yet; null where the id is neither a thing nor a measure. */
  node(id) {
    const known = this.book.byId(id);
    if (!known || (known.kind !== "thing" && known.kind !== "measure")) return null;
    const key = `${this.book.language} ${id}`;
    if (!this.made.has(key)) this.made.set(key, known.kind === "thing" ? this.thing(known) : this.measure(known));
    return { ...this.made.get(key), x: 0, y: 0 };
  }

  thing({ at, one }) {
    const weight = this.joins.weight(at), { colour, shape } = this.look(one.family);
    const large = one.family === "MacroRegion";
    const r = Math.min((large ? 9 : 5) + Math.sqrt(weight) * 1.5, 16);
    return this.sized({ id: one.id, at, kind: "thing", family: one.family, name: this.book.label(one), weight, r, colour, shape,
      hollow: one.named === false, bold: large, rank: weight + (large ? 100 : 0) });
  }

  measure({ at, one }) {
    const { colour, shape } = this.look("Measure");
    const verb = one.action ? this.book.label(one.action) : this.book.label(one).split(":")[0];
    return this.sized({ id: one.id, at, kind: "measure", family: "Measure", name: verb, full: this.book.quote(one), weight: 1, r: 4,
      colour, shape, hollow: false, bold: false, rank: -1 });
  }

  /** With its lines of text and the room that it takes up with them below it. */
  sized(node) {
    const text = lines(node.name), letters = node.bold ? 13 : LETTERS;
    const wide = Math.max(...text.map((line) => widthOf(line, letters)), 0) * (node.bold ? 1.06 : 1);
    return { ...node, lines: text, letters, wide, high: text.length * LINE };
  }
}

/** The box of a node with its name below it, and some air. */
export function boxOf(node, air = 5) {
  const half = Math.max(node.wide / 2, node.r) + air;
  return { left: node.x - half, right: node.x + half, top: node.y - node.r - air, bottom: node.y + node.r + 3 + node.high + air };
}

/** The box that holds all nodes with their names. */
export function frame(nodes) {
  const all = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const node of nodes) {
    const box = boxOf(node);
    all.left = Math.min(all.left, box.left);
    all.right = Math.max(all.right, box.right);
    all.top = Math.min(all.top, box.top);
    all.bottom = Math.max(all.bottom, box.bottom);
  }
  return all.left > all.right ? { left: -100, right: 100, top: -100, bottom: 100 } : all;
}
