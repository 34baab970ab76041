// A drawing as a file of its own: with title, legend and source, and with all its looks as attributes, so that any program shows it.
import { draw } from "./dom.js";
import { widthOf } from "./labels.js";
import { outline } from "./shapes.js";

const FONTS = "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "paint-order"];
const LETTERS = ["font-size", "font-weight", "font-style", "text-anchor", "letter-spacing"];
const START = { "fill-opacity": "1", "stroke-width": "1px", "stroke-opacity": "1", "stroke-dasharray": "none", "stroke-linecap": "butt", "stroke-linejoin": "miter",
  opacity: "1", "paint-order": "normal", "font-weight": "400", "font-style": "normal", "text-anchor": "start", "letter-spacing": "normal" };
const SHAPES = new Set(["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"]);
const EDGE = 28, INK = "#1c2530", SOFT = "#52606d";

/** The drawing with what styles say of it written into it; it must be in the page when this is called. */
export function inlined(drawing) {
  for (const element of drawing.querySelectorAll("*")) {
    const look = getComputedStyle(element);
    if (look.display === "none" || look.visibility === "hidden") { element.setAttribute("display", "none"); continue; }
    const names = SHAPES.has(element.tagName) ? [...LOOKS, ...(element.tagName.startsWith("t") ? LETTERS : [])] : ["opacity"];
    for (const name of names) {
      const value = look.getPropertyValue(name);
      if (!value || value === START[name]) element.removeAttribute(name);
      else if (value.startsWith("rgb")) coloured(element, name, value);
      else element.setAttribute(name, value.replace(/(\d)px/g, "$1"));
    }
  }
  for (const words of drawing.querySelectorAll("text[paint-order]")) outlined(words);
  for (const element of [drawing, ...drawing.querySelectorAll("*")]) {
    for (const { name } of [...element.attributes]) if (/^(class|style|tabindex|role|focusable|aria-(?!hidden)|data-)/.test(name)) element.removeAttribute(name);
  }
  return drawing;
}

/** Letters over their own edge, as two texts: not every program knows an order of painting. */
function outlined(words) {
  words.removeAttribute("paint-order");
  const edge = words.cloneNode(true);
  edge.setAttribute("fill", "none");
  edge.setAttribute("aria-hidden", "true");
  words.before(edge);
  for (const name of ["stroke", "stroke-width", "stroke-linejoin", "stroke-linecap"]) words.removeAttribute(name);
}

/** A colour as programs older than CSS colours read it: without its transparency, which gets an attribute of its own. */
function coloured(element, name, value) {
  const [red, green, blue, alpha = 1] = value.match(/[\d.]+/g).map(Number);
  element.setAttribute(name, `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`);
  if (alpha < 1) element.setAttribute(`${name}-opacity`, String(alpha));
}

function text(x, y, size, words, more = {}) {
  return draw("text", { x, y, "font-size": size, fill: INK, ...more }, words);
}

/** A text in lines of some width; Chinese breaks between any two letters. */
function lines(words, width, size) {
  const made = [""];
  for (const piece of words.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) || []) {
    if (made.at(-1) && widthOf(made.at(-1) + piece.trimEnd(), size) > width) made.push("");
    made[made.length - 1] += piece;
  }
  return made.map((line) => line.trim());
}

/** The marks of the legend in rows: [elements, height]. */
function legend(marks, width, top) {
  let [x, y] = [EDGE, top + 14];
  const made = marks.map(({ words, colour, shape, hollow, line }) => {
    const wide = widthOf(words, 12) + 44;
    if (x > EDGE && x + wide > EDGE + width) [x, y] = [EDGE, y + 20];
    const sign = line ? draw("path", { d: `M${x},${y - 4}h16`, fill: "none", stroke: colour, "stroke-width": 2.5, ...(line === "plain" ? {} : { "stroke-dasharray": line }) })
      : draw("path", { d: outline(shape, x + 8, y - 4, 5), fill: hollow ? "#ffffff" : colour, stroke: hollow ? colour : "#ffffff", "stroke-width": hollow ? 1.8 : 0.8 });
    const group = draw("g", {}, sign, text(x + 22, y, 12, words));
    x += wide;
    return group;
  });
  return [made, marks.length ? y - top + 12 : 0];
}

/** A sheet: title, line below it, the drawing (already inlined), legend and source. */
export function sheet(drawing, { title, under, marks, source, language }) {
  const size = drawing.viewBox.baseVal;
  const width = Math.max(size.width, 560);
  const heads = lines(title, width, 19), unders = under ? lines(under, width, 13) : [];
  let y = EDGE;
  const put = (all, letters, gap, more) => all.map((line) => text(EDGE, (y += gap), letters, line, more));
  const parts = [...put(heads, 19, 22, { "font-weight": 700 }), ...put(unders, 13, 19, { fill: SOFT })];
  y += 16;
  for (const [name, value] of Object.entries({ x: EDGE + (width - size.width) / 2, y, width: size.width, height: size.height, overflow: "hidden" })) drawing.setAttribute(name, value);
  parts.push(drawing);
  y += size.height + 12;
  const [signs, high] = legend(marks, width, y);
  parts.push(draw("g", { id: "legend" }, signs));
  y += high;
  parts.push(draw("g", { id: "source" }, put(source.flatMap((line) => lines(line, width, 11)), 11, 16, { fill: SOFT })));
  y += EDGE - 8;
  const whole = width + 2 * EDGE;
  return draw("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${whole} ${y}`, width: whole, height: y, "font-family": FONTS, "xml:lang": language },
    draw("title", {}, title), draw("desc", {}, [under, ...source].filter(Boolean).join(" ")), draw("rect", { width: whole, height: y, fill: "#ffffff" }), parts);
}

/** The text of a file; characters that XML does not know are left out. */
export function written(sheetOf) {
  const xml = new XMLSerializer().serializeToString(sheetOf);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")}\n`;
}
