// The drawing on the screen: edges in few strokes, nodes, then the names that fit.
import { outline } from "./shapes.js";
import { LINE } from "./nodes.js";
import { place, radius } from "./placing.js";
import { DASHES, batches, opacity, pull } from "./strokes.js";

const MANY = 2000; // edges

/** The colours of the page as they are now, for a canvas cannot read a style sheet. */
export function colours(element) {
  const style = getComputedStyle(element);
  const read = (name, other) => style.getPropertyValue(name).trim() || other;
  return { ink: read("--net-ink", "#1c2530"), soft: read("--net-soft", "#52606d"), paper: read("--net-paper", "#ffffff"),
    edge: read("--net-edge", "#7b8794"), mark: read("--net-mark", "#0b5394"), font: style.fontFamily || "sans-serif" };
}

export class Canvas {
  constructor(element) {
    this.element = element;
    this.shapes = new Map();
  }

  /** As many dots as the screen has; true where the size has changed. */
  resize(width, height) {
    const dense = Math.min(window.devicePixelRatio || 1, 3);
    if (this.dense === dense && this.width === width && this.height === height) return false;
    Object.assign(this, { dense, width, height });
    this.element.width = Math.round(width * dense);
    this.element.height = Math.round(height * dense);
    return true;
  }

  /** Move the drawing as it is to where it now belongs, for a drawing of thousands cannot keep up with a finger. */
  slide(camera, look) {
    if (!this.copy) {
      this.copy = document.createElement("canvas");
      [this.copy.width, this.copy.height] = [this.element.width, this.element.height];
      this.copy.getContext("2d").drawImage(this.element, 0, 0);
    }
    const pen = this.element.getContext("2d"), { copy, drawn, dense } = this, more = camera.scale / drawn.scale;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.globalAlpha = 1;
    pen.fillStyle = look.paper;
    pen.fillRect(0, 0, this.element.width, this.element.height);
    pen.drawImage(copy, (camera.left - drawn.left * more) * dense, (camera.top - drawn.top * more) * dense, copy.width * more, copy.height * more);
  }

  shape(kind, r) {
    const size = Math.max(Math.round(r * 2) / 2, 1), key = `${kind} ${size}`;
    if (!this.shapes.has(key)) this.shapes.set(key, new Path2D(outline(kind, 0, 0, size)));
    return this.shapes.get(key);
  }

  /** Draw a scene; ``over`` is the node under the pointer. */
  paint(scene, camera, stress, look, over) {
    const pen = this.element.getContext("2d");
    pen.setTransform(this.dense, 0, 0, this.dense, 0, 0);
    pen.fillStyle = look.paper;
    pen.fillRect(0, 0, this.width, this.height);
    this.edges(pen, batches(scene.edges, over ? this.hovered(stress, over) : stress, camera), look);
    const nodes = [...scene.nodes.values()];
    nodes.sort((a, b) => Number(stress.strong(a)) - Number(stress.strong(b)) || a.rank - b.rank);
    for (const node of nodes) this.node(pen, node, camera, stress, look, over);
    const first = (node) => (node === stress.on || node === over ? 4 : 0) + (stress.any && stress.strong(node) ? 2 : 0);
    this.names(pen, place(nodes, camera, first), stress, look, over);
    pen.globalAlpha = 1;
    this.drawn = { scale: camera.scale, left: camera.left, top: camera.top };
    this.copy = null;
  }

  hovered(stress, over) {
    return { ...stress, bright: (edge) => stress.bright(edge) || edge.from === over || edge.to === over };
  }

  edges(pen, all, look) {
    pen.lineCap = "round";
    const count = all.reduce((sum, { curves }) => sum + curves.length, 0);
    for (const { level, basis, wide, curves } of all) {
      pen.globalAlpha = opacity(level, count);
      pen.strokeStyle = level === 2 ? look.ink : look.edge;
      pen.lineWidth = wide;
      pen.setLineDash(count > MANY ? [] : DASHES[basis]); // dashes of thousands of lines are not seen and cost seconds
      pen.beginPath();
      for (const [x0, y0, x1, y1] of curves) {
        pen.moveTo(x0, y0);
        if (basis) pen.quadraticCurveTo(...pull(x0, y0, x1, y1, basis), x1, y1);
        else pen.lineTo(x1, y1);
      }
      pen.stroke();
    }
    pen.setLineDash([]);
  }

  node(pen, node, camera, stress, look, over) {
    const [x, y, r] = [camera.x(node.x), camera.y(node.y), radius(node, camera.scale)];
    if (x < -30 || y < -30 || x > this.width + 30 || y > this.height + 30) return;
    const shape = this.shape(node.shape, r);
    pen.translate(x, y);
    pen.globalAlpha = 1;
    pen.fillStyle = look.paper; // no edge shines through a node that stepped back
    pen.fill(shape);
    pen.globalAlpha = stress.strong(node) ? 1 : 0.22;
    pen.fillStyle = node.hollow ? look.paper : node.colour;
    pen.strokeStyle = node.hollow ? node.colour : look.ink;
    pen.lineWidth = node.hollow ? 1.8 : 0.7;
    pen.fill(shape);
    pen.stroke(shape);
    if (node === stress.on || node === over) {
      pen.globalAlpha = 1;
      pen.strokeStyle = node === stress.on ? look.mark : look.soft;
      pen.lineWidth = node === stress.on ? 3 : 1.5;
      pen.beginPath();
      pen.arc(0, 0, r * 1.35 + 4, 0, 2 * Math.PI);
      pen.stroke();
    }
    pen.translate(-x, -y);
  }

  names(pen, all, stress, look, over) {
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5;
    pen.strokeStyle = look.paper;
    for (const { node, x, y, anchor } of all) {
      pen.font = `${node.bold ? "700 " : ""}${node.letters}px ${look.font}`;
      pen.textAlign = { start: "left", end: "right", middle: "center" }[anchor];
      const full = stress.strong(node) || node === over ? 1 : 0.4;
      pen.fillStyle = node.kind === "measure" ? look.soft : look.ink;
      node.lines.forEach((line, at) => {
        pen.globalAlpha = Math.max(full, 0.85); // no edge runs through a name
        pen.strokeText(line, x, y + at * LINE);
        pen.globalAlpha = full;
        pen.fillText(line, x, y + at * LINE);
      });
    }
  }
}
