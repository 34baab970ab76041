// The same drawing as a true SVG: shapes and text, so that it stays sharp in print.
import { draw } from "./dom.js";
import { outline } from "./shapes.js";
import { LINE } from "./nodes.js";
import { place, radius } from "./placing.js";
import { DASHES, batches, opacity, pull } from "./strokes.js";

const round = (number) => Math.round(number * 10) / 10;

function curve([x0, y0, x1, y1], basis) {
  const [cx, cy] = pull(x0, y0, x1, y1, basis).map(round);
  return basis ? `M${round(x0)},${round(y0)}Q${cx},${cy} ${round(x1)},${round(y1)}` : `M${round(x0)},${round(y0)}L${round(x1)},${round(y1)}`;
}

/** An SVG of what a camera sees of a scene. */
export function sketch(scene, camera, stress, look) {
  const nodes = [...scene.nodes.values()].sort((a, b) => Number(stress.strong(a)) - Number(stress.strong(b)) || a.rank - b.rank);
  const seen = nodes.filter((node) => camera.x(node.x) > -30 && camera.x(node.x) < camera.width + 30 && camera.y(node.y) > -30 && camera.y(node.y) < camera.height + 30);
  const first = (node) => (node === stress.on ? 4 : 0) + (stress.any && stress.strong(node) ? 2 : 0);
  const all = batches(scene.edges, stress, camera), count = all.reduce((sum, { curves }) => sum + curves.length, 0);
  const { width, height } = camera;
  return draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": look.font },
    draw("rect", { width, height, fill: look.paper }),
    draw("g", { fill: "none", "stroke-linecap": "round" }, all.map(({ level, basis, wide, curves }) => draw("path", {
      d: curves.map((one) => curve(one, basis)).join(""), stroke: level === 2 ? look.ink : look.edge, "stroke-width": wide,
      "stroke-opacity": opacity(level, count), "stroke-dasharray": DASHES[basis].join(" ") || null }))),
    draw("g", {}, seen.map((node) => mark(node, camera, stress, look))),
    draw("g", { "paint-order": "stroke", fill: look.ink, stroke: look.paper, "stroke-width": 3.5, "stroke-linejoin": "round" },
      place(nodes, camera, first).flatMap((name) => words(name, stress, look))));
}

function mark(node, camera, stress, look) {
  const [x, y, r] = [round(camera.x(node.x)), round(camera.y(node.y)), round(radius(node, camera.scale))];
  const shape = outline(node.shape, x, y, r);
  return draw("g", {},
    stress.strong(node) ? null : draw("path", { d: shape, fill: look.paper }),
    draw("path", { d: shape, fill: node.hollow ? look.paper : node.colour, stroke: node.hollow ? node.colour : look.ink,
      "stroke-width": node.hollow ? 1.8 : 0.7, opacity: stress.strong(node) ? null : 0.22 }),
    node === stress.on ? draw("circle", { cx: x, cy: y, r: round(r * 1.35 + 4), fill: "none", stroke: look.mark, "stroke-width": 3 }) : null,
    draw("title", {}, node.full || node.name));
}

/** A name, each line a text of its own, for other programs know tspans badly. */
function words({ node, x, y, anchor }, stress, look) {
  return node.lines.map((line, at) => draw("text", { x: round(x), y: round(y + at * LINE + node.letters * 0.35), "text-anchor": anchor,
    "font-size": node.letters, "font-weight": node.bold ? 700 : null, fill: node.kind === "measure" ? look.soft : look.ink,
    "fill-opacity": stress.strong(node) ? null : 0.4 }, line));
}
