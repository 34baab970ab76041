// Numbers of an answer as bars, or as a grid where two things meet in each row.
import { draw, make, spoken } from "./dom.js";
import { say } from "./words.js";
import { cut } from "./measure.js";

const MOST = 80;
const ORDER = new Set(["position", "number", "section", "first", "last", "count"]); // an order, not an amount

/** Columns of numbers, and those that name what is counted; null where there is nothing to draw. */
export function series(answer) {
  const of = (test) => answer.columns.map((name, place) => place).filter((place) => test(place, answer.rows.map((row) => row[place])));
  const number = (cell) => /^xsd:(integer|decimal|double)$/.test(cell.datatype);
  const numbers = of((place, cells) => !ORDER.has(answer.columns[place]) && cells.every(number));
  const names = of((place, cells) => !numbers.includes(place) && cells.some((cell) => cell.text && !number(cell)) && !cells.every((cell) => /^xsd:boolean$/.test(cell.datatype)));
  const things = names.filter((place) => answer.rows.some((row) => row[place].type === "iri"));
  return numbers.length && names.length ? { numbers, names: things.length ? things : names } : null;
}

function grid(answer, found) {
  if (found.numbers.length !== 1 || found.names.length < 2) return null;
  const [down, across] = found.names, [number] = found.numbers;
  const rows = new Map(), heads = new Map(), cells = new Map();
  answer.rows.forEach((row) => {
    rows.set(row[down].value, row[down]);
    heads.set(row[across].value, row[across]);
    cells.set(row[down].value + "\n" + row[across].value, Number(row[number].value));
  });
  return rows.size > 1 && heads.size > 1 && cells.size === rows.size * heads.size ? { rows, heads, cells } : null;
}

function drawGrid({ rows, heads, cells }, words, whole) {
  // the longer side goes down, so that heads stay readable
  const turned = heads.size > rows.size;
  const [down, across] = turned ? [heads, rows] : [rows, heads];
  const label = whole / 3, width = (whole - label) / across.size, most = Math.max(1, ...cells.values());
  const parts = [...across.values()].map((name, x) => draw("text", { x: label + (x + 0.5) * width, y: 18, "text-anchor": "middle", class: "name", lang: name.lang }, cut(name.text, width)));
  [...down].forEach(([key, name], y) => {
    parts.push(draw("text", { x: label - 10, y: 48 + y * 28, "text-anchor": "end", class: "name", lang: name.lang }, cut(name.text, label - 12)));
    [...across.keys()].forEach((other, x) => {
      const value = cells.get(turned ? `${other}\n${key}` : `${key}\n${other}`);
      parts.push(draw("rect", { x: label + x * width + 1, y: 30 + y * 28, width: width - 2, height: 26, class: "tile", "fill-opacity": value ? 0.15 + 0.85 * (value / most) : 0.04 }),
        draw("text", { x: label + (x + 0.5) * width, y: 48 + y * 28, "text-anchor": "middle", class: value / most > 0.5 ? "amount strong" : "amount" }, String(value)));
    });
  });
  return draw("svg", { viewBox: `0 0 ${whole} ${36 + down.size * 28}`, class: "chart", role: "img", "aria-label": words }, parts);
}

function drawBars(answer, { numbers, names }, words, whole) {
  const rows = answer.rows.slice(0, MOST), label = whole / 3;
  const most = Math.max(1, ...rows.flatMap((row) => numbers.map((place) => Number(row[place].value))));
  const bar = numbers.length > 1 ? 13 : 20, tall = numbers.length * bar + 10, top = numbers.length > 1 ? 28 : 6;
  const parts = [];
  if (numbers.length > 1) {
    const step = whole / numbers.length;
    numbers.forEach((place, order) => parts.push(
      draw("rect", { x: order * step, y: 6, width: 12, height: 12, class: `bar s${order % 5}` }),
      draw("text", { x: order * step + 18, y: 17, class: "name" }, answer.titles[place])));
  }
  rows.forEach((row, y) => {
    const at = top + y * tall;
    const cells = names.map((place) => row[place]).filter((cell) => cell.text), name = cells.map((cell) => cell.text).join(" · ");
    parts.push(draw("text", { x: label - 10, y: at + (numbers.length * bar) / 2 + 5, "text-anchor": "end", class: "name" }, spoken(cells, cut(name, label - 12)), draw("title", {}, name)));
    numbers.forEach((place, order) => {
      const value = Number(row[place].value), width = Math.max(0, (value / most) * (whole - label - 60));
      parts.push(draw("rect", { x: label, y: at + order * bar, width, height: bar - 2, class: `bar s${order % 5}` }),
        draw("text", { x: label + width + 6, y: at + order * bar + bar / 2 + 4, class: "amount" }, row[place].text));
    });
  });
  return draw("svg", { viewBox: `0 0 ${whole} ${top + rows.length * tall}`, class: "chart", role: "img", "aria-label": words }, parts);
}

export function drawChart(answer, found, whole) {
  const words = say("chart_words", answer.rows.length);
  const tiles = grid(answer, found);
  const more = !tiles && answer.rows.length > MOST ? ` ${say("first_of", MOST, answer.rows.length)}` : "";
  return [tiles ? drawGrid(tiles, words, whole) : drawBars(answer, found, words, whole), make("figcaption", {}, words + more)];
}
