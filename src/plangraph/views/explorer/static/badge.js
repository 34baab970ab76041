// Small marks that stand for a family or a strength, the same in the legend, the text and the evidence.
import { draw } from "./dom.js";
import { outline } from "./shapes.js";

/** The mark of a family: its colour and its shape. */
export function badge(book, key) {
  const family = book.families.find((one) => one.key === key) || { shape: "dot", colour: "#7b8794" };
  return draw("svg", { class: "badge", viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" },
    draw("path", { d: outline(family.shape, 8, 8, 5.2), fill: family.colour, class: "badge-shape" }));
}

/** Give an element the colour and the sign of a family; shell.css draws both. */
export function dressed(book, key, element) {
  const family = book.families.find((one) => one.key === key);
  if (!family) return element;
  element.dataset.shape = family.shape;
  element.style.setProperty("--family", family.colour);
  return element;
}

const LINES = [["", 3], ["", 1.4], ["5 2.5", 1.6], ["1.5 2.5", 1.8]];

/** The line that a strength has below the text: the firmer, the thicker and the less broken. */
export function stroke(rank) {
  const [dashes, width] = LINES[Math.min(rank ?? 3, 3)];
  return draw("svg", { class: "stroke", viewBox: "0 0 22 8", width: 22, height: 8, "aria-hidden": "true" },
    draw("line", { x1: 1, x2: 21, y1: 4, y2: 4, stroke: "currentColor", "stroke-width": width, "stroke-dasharray": dashes || null }));
}
