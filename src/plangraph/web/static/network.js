// Which things an answer joins, in two columns: positions follow from the rows alone, so they are always the same.
import { draw, make } from "./dom.js";
import { say } from "./words.js";
import { cut } from "./measure.js";

const MOST = 120; // nodes of one side
const ROW = 26;

/** Columns that hold things (not classes, concepts or spans of text) in most rows. */
function columns(answer) {
  return answer.columns.map((name, place) => place).filter((place) => {
    const cells = answer.rows.map((row) => row[place]).filter((cell) => cell.type !== "none");
    return cells.length > 0 && cells.every((cell) => cell.type === "iri" && !/\/scheme\/action\/|\/ontology#|#char=|\/graph\//.test(cell.value));
  });
}

export function links(answer) {
  const [from, ...others] = columns(answer);
  const found = new Map();
  answer.rows.forEach((row, place) => others.forEach((to) => {
    const [one, other] = [row[from], row[to]];
    if (one.type !== "iri" || other.type !== "iri") return;
    const key = `${one.value}\n${other.value}`;
    if (!found.has(key)) found.set(key, { one, other, row: place, weight: 0 });
    found.get(key).weight += 1;
  }));
  return [...found.values()];
}

function side(all, name) {
  const nodes = new Map();
  all.forEach((link) => { if (!nodes.has(link[name].value)) nodes.set(link[name].value, { cell: link[name], row: link.row }); });
  return [...nodes.values()];
}

/** The right side in the order in which its links leave the left, so that few lines cross. */
function ordered(all, left, right) {
  const place = new Map(left.map((node, order) => [node.cell.value, order]));
  const mean = (node) => {
    const mine = all.filter((link) => link.other.value === node.cell.value).map((link) => place.get(link.one.value));
    return mine.reduce((sum, one) => sum + one, 0) / mine.length;
  };
  return right.map((node, order) => ({ node, order, mean: mean(node) }))
    .sort((a, b) => a.mean - b.mean || a.order - b.order).map((one) => one.node);
}

export function drawNetwork(found, choose, width) {
  const left = side(found, "one").slice(0, MOST);
  const kept = found.filter((link) => left.some((node) => node.cell.value === link.one.value));
  const right = ordered(kept, left, side(kept, "other")).slice(0, MOST);
  const height = Math.max(left.length, right.length) * ROW + 20;
  const spread = (nodes) => new Map(nodes.map((node, order) => [node.cell.value, (order + 0.5) * (height / nodes.length)]));
  const [ys, yt] = [spread(left), spread(right)];
  const middle = width / 2, edge = { left: 0.39 * width, right: 0.61 * width };
  const lines = kept.filter((link) => yt.has(link.other.value)).map((link) => {
    const [a, b] = [ys.get(link.one.value), yt.get(link.other.value)];
    return draw("path", { d: `M${edge.left},${a} C${middle},${a} ${middle},${b} ${edge.right},${b}`, class: "link" },
      draw("title", {}, `${link.one.text} – ${link.other.text}`));
  });
  const node = (one, x, y, anchor) => {
    const group = draw("g", { class: "node" },
      draw("circle", { cx: x, cy: y, r: 5 }),
      draw("text", { x: anchor === "end" ? x - 11 : x + 11, y: y + 5, "text-anchor": anchor, lang: one.cell.lang }, cut(one.cell.text, edge.left - 14)),
      draw("title", { lang: one.cell.lang }, one.cell.text));
    group.addEventListener("click", () => choose(one.row));
    return group;
  };
  const words = say("network_words", left.length + right.length, lines.length);
  const more = kept.length < found.length || lines.length < kept.length ? ` ${say("first_of", lines.length, found.length)}` : "";
  return [
    draw("svg", { viewBox: `0 0 ${width} ${height}`, class: "network", role: "img", "aria-label": words },
      lines,
      left.map((one) => node(one, edge.left, ys.get(one.cell.value), "end")),
      right.map((one) => node(one, edge.right, yt.get(one.cell.value), "start"))),
    make("figcaption", {}, words + more),
  ];
}
