// Numbers of an answer as bars, or as a grid where two things meet in each row.
import { draw, make } from "./dom.js";
import { say } from "./words.js";

const MOST = 80, WIDTH = 900, LABEL = 300, LETTERS = 38;
const ORDER = new Set(["position", "number", "section", "first", "last", "count"]); // an order, not an amount

/** Columns of numbers, and those that name what is counted; null where there is nothing to draw. */
export function series(answer) {
  const of = (test) => answer.columns.map((name, place) => place).filter((place) => test(place, answer.rows.map((row) => row[place])));
  const number = (cell) => /^xsd:(integer|decimal|double)$/.test(cell.datatype);
  const numbers = of((place, cells) => !ORDER.has(answer.columns[place]) && cells.every(number));
  const names = of((place, cells) => !numbers.includes(place) && cells.some((cell) => cell.text && !number(cell)) && !cells.every((cell) => /^xsd:boolean$/.test(cell.datatype)));
  return numbers.length && names.length ? { numbers, names } : null;
}

function cut(text, letters) {
  const wide = (char) => (char.charCodeAt(0) > 0x2e80 ? 2 : 1);
  let sum = 0, made = "";
  for (const char of text) {
    sum += wide(char);
    if (sum > letters) return made + "…";
    made += char;
  }
  return made;
}

function grid(answer, found) {
  if (found.numbers.length !== 1 || found.names.length < 2) return null;
  const [down, across] = found.names, [number] = found.numbers;
  const rows = new Map(), heads = new Map(), cells = new Map();
  answer.rows.forEach((row) => {
    rows.set(row[down].value, row[down].text);
    heads.set(row[across].value, row[across].text);
    cells.set(row[down].value + "\n" + row[across].value, Number(row[number].value));
  });
  return rows.size > 1 && heads.size > 1 && cells.size === rows.size * heads.size ? { rows, heads, cells } : null;
}

function drawGrid({ rows, heads, cells }, words) {
  // the longer side goes down, so that heads stay readable
  const turned = heads.size > rows.size;
  const [down, across] = turned ? [heads, rows] : [rows, heads];
  const width = (WIDTH - LABEL) / across.size, most = Math.max(1, ...cells.values());
  const parts = [...across.values()].map((name, x) => draw("text", { x: LABEL + (x + 0.5) * width, y: 18, "text-anchor": "middle", class: "name" }, cut(name, width / 7.4)));
  [...down].forEach(([key, name], y) => {
    parts.push(draw("text", { x: LABEL - 10, y: 48 + y * 28, "text-anchor": "end", class: "name" }, cut(name, LETTERS)));
    [...across.keys()].forEach((other, x) => {
      const value = cells.get(turned ? `${other}\n${key}` : `${key}\n${other}`);
      parts.push(draw("rect", { x: LABEL + x * width + 1, y: 30 + y * 28, width: width - 2, height: 26, class: "tile", "fill-opacity": value ? 0.15 + 0.85 * (value / most) : 0.04 }),
        draw("text", { x: LABEL + (x + 0.5) * width, y: 48 + y * 28, "text-anchor": "middle", class: value / most > 0.5 ? "amount strong" : "amount" }, String(value)));
    });
  });
  return draw("svg", { viewBox: `0 0 ${WIDTH} ${36 + down.size * 28}`, class: "chart", role: "img", "aria-label": words }, parts);
}

function drawBars(answer, { numbers, names }, words) {
  const rows = answer.rows.slice(0, MOST);
  const most = Math.max(1, ...rows.flatMap((row) => numbers.map((place) => Number(row[place].value))));
  const bar = numbers.length > 1 ? 13 : 20, tall = numbers.length * bar + 10, top = numbers.length > 1 ? 28 : 6;
  const parts = [];
  if (numbers.length > 1) {
    numbers.forEach((place, order) => parts.push(
      draw("rect", { x: LABEL + order * 140, y: 6, width: 12, height: 12, class: `bar s${order % 5}` }),
      draw("text", { x: LABEL + order * 140 + 18, y: 17, class: "name" }, answer.titles[place])));
  }
  rows.forEach((row, y) => {
    const at = top + y * tall;
    const name = names.map((place) => row[place].text).filter(Boolean).join(" · ");
    parts.push(draw("text", { x: LABEL - 10, y: at + (numbers.length * bar) / 2 + 5, "text-anchor": "end", class: "name" }, cut(name, LETTERS), draw("title", {}, name)));
    numbers.forEach((place, order) => {
      const value = Number(row[place].value), width = Math.max(0, (value / most) * (WIDTH - LABEL - 60));
      parts.push(draw("rect", { x: LABEL, y: at + order * bar, width, height: bar - 2, class: `bar s${order % 5}` }),
        draw("text", { x: LABEL + width + 6, y: at + order * bar + bar / 2 + 4, class: "amount" }, row[place].text));
    });
  });
  return draw("svg", { viewBox: `0 0 ${WIDTH} ${top + rows.length * tall}`, class: "chart", role: "img", "aria-label": words }, parts);
}

export function drawChart(answer, found) {
  const words = say("chart_words", answer.rows.length);
  const tiles = grid(answer, found);
  const more = !tiles && answer.rows.length > MOST ? ` ${say("first_of", MOST, answer.rows.length)}` : "";
  return [tiles ? drawGrid(tiles, words) : drawBars(answer, found, words), make("figcaption", {}, words + more)];
}
