// The matrix as a drawing, for exports.
import { draw } from "./dom.js";
import { widthOf } from "./labels.js";

const ROW = 26, SIZE = 13, CELL = 112, HEAD = 44;

/** A name on two lines where one is too long for its column. */
function broken(name, width) {
  if (widthOf(name, SIZE) <= width) return [name];
  const words = name.includes(" ") ? name.split(" ") : [...name], gap = name.includes(" ") ? " " : "";
  const half = words.findIndex((_, place) => widthOf(words.slice(0, place + 1).join(gap), SIZE) * 2 >= widthOf(name, SIZE)) + 1;
  return [words.slice(0, half).join(gap), words.slice(half).join(gap)].filter(Boolean);
}

const text = (x, y, anchor, kind, words) => draw("text", { x, y, "text-anchor": anchor, "font-size": SIZE, class: kind }, words);

export function matrixPicture({ corner, total, columns, rows, totals, whole, note }) {
  const left = Math.max(...[corner, total, ...rows.map(({ name }) => name)].map((name) => widthOf(name, SIZE))) + 16;
  const width = left + CELL * columns.length + 64, height = HEAD + ROW * (rows.length + 1) + 26;
  const middle = (place) => left + CELL * (place + 0.5), last = left + CELL * columns.length + 32;
  return draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "matrix-picture" },
    text(0, HEAD - 10, "start", "cell-head", corner), text(last, HEAD - 10, "middle", "cell-head", total),
    columns.flatMap((name, place) => broken(name, CELL - 8).map((line, part, lines) => text(middle(place), HEAD - 10 - (lines.length - 1 - part) * 16, "middle", "cell-head", line))),
    rows.flatMap(({ name, cells, total: sum }, row) => [
      text(0, HEAD + ROW * (row + 0.5) + 4.5, "start", "cell-name", name),
      ...cells.map(({ text: number, step, firm, words }, place) => draw("g", {},
        draw("title", {}, words),
        draw("rect", { x: left + CELL * place + 1, y: HEAD + ROW * row + 1, width: CELL - 2, height: ROW - 2, class: `shade shade-${step}` }),
        text(middle(place), HEAD + ROW * (row + 0.5) + 4.5, "middle", `cell on-${step}`, firm ? `${number} ${firm}` : number))),
      text(last, HEAD + ROW * (row + 0.5) + 4.5, "middle", "cell-name", String(sum)),
    ]),
    text(0, HEAD + ROW * (rows.length + 0.5) + 4.5, "start", "cell-head", total),
    totals.map((sum, place) => text(middle(place), HEAD + ROW * (rows.length + 0.5) + 4.5, "middle", "cell-head", String(sum))),
    text(last, HEAD + ROW * (rows.length + 0.5) + 4.5, "middle", "cell-head", String(whole)),
    text(0, height - 6, "start", "cell-note", note));
}
