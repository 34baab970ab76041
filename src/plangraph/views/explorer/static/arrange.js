// Where nodes stand: from the places in the book, drawn to a readable size, and moved apart where they would overlap.
import { boxOf, frame } from "./nodes.js";
import { Room } from "./room.js";

const RANK = 0.66; // the share of the rank

/** Partly the place itself, partly its rank: crowded parts get room, and left stays left of right. */
function evened(values) {
  const order = values.map((_, at) => at).sort((a, b) => values[a] - values[b] || a - b);
  const low = values[order[0]], wide = values[order.at(-1)] - low || 1;
  const made = [];
  order.forEach((at, rank) => { made[at] = ((values[at] - low) / wide) * (1 - RANK) + (rank / Math.max(order.length - 1, 1)) * RANK - 0.5; });
  return made;
}

/** Things at the places of the book, on an area of the given shape (width : height) that holds all their names. */
export function settle(nodes, places, shape) {
  if (!nodes.length) return;
  const xs = evened(places.map(({ x }) => x || 0)), ys = evened(places.map(({ y }) => y || 0));
  const area = nodes.reduce((sum, node) => {
    const box = boxOf(node);
    return sum + (box.right - box.left) * (box.bottom - box.top);
  }, 0) * 1.9;
  const high = Math.sqrt(area / shape), wide = high * shape;
  nodes.forEach((node, at) => {
    node.x = xs[at] * wide;
    node.y = ys[at] * high;
  });
}

/** Each measure amid its things. */
export function amid(measure, things) {
  measure.x = things.reduce((sum, { x }) => sum + x, 0) / (things.length || 1);
  measure.y = things.reduce((sum, { y }) => sum + y, 0) / (things.length || 1);
}

/** Move boxes that overlap apart, each pair along the shorter way; large scenes get fewer rounds. */
export function part(nodes) {
  const rounds = nodes.length > 1500 ? 30 : nodes.length > 400 ? 80 : 250;
  for (let round = 0; round < rounds; round += 1) {
    const boxes = nodes.map((node) => boxOf(node));
    const cells = new Map(), size = 90;
    boxes.forEach((box, at) => {
      for (let column = Math.floor(box.left / size); column <= Math.floor(box.right / size); column += 1) {
        const key = column * 100003 + Math.floor((box.top + box.bottom) / 2 / size);
        if (cells.has(key)) cells.get(key).push(at);
        else cells.set(key, [at]);
      }
    });
    if (!pushed(nodes, boxes, cells)) return;
  }
}

function pushed(nodes, boxes, cells) {
  let moved = false;
  for (const [key, here] of cells) {
    const below = cells.get(key + 1) || [];
    for (let place = 0; place < here.length; place += 1) {
      for (let next = place + 1; next < here.length + below.length; next += 1) {
        const one = here[place], other = next < here.length ? here[next] : below[next - here.length];
        if (one !== other && apart(nodes[one], nodes[other], boxes[one], boxes[other], one - other)) moved = true;
      }
    }
  }
  return moved;
}

function apart(a, b, boxA, boxB, order) {
  const overX = Math.min(boxA.right, boxB.right) - Math.max(boxA.left, boxB.left);
  const overY = Math.min(boxA.bottom, boxB.bottom) - Math.max(boxA.top, boxB.top);
  if (overX <= 0 || overY <= 0) return false;
  const axis = overX < overY ? "x" : "y", step = Math.min(overX, overY) / 2 + 0.5;
  const ahead = a[axis] === b[axis] ? order > 0 : a[axis] > b[axis];
  const move = (node, box, by) => {
    node[axis] += by;
    box[axis === "x" ? "left" : "top"] += by;
    box[axis === "x" ? "right" : "bottom"] += by;
  };
  move(a, boxA, ahead ? step : -step);
  move(b, boxB, ahead ? -step : step);
  return true;
}

/** Draw the shorter way out until the whole has about the shape of the screen; what lies apart stays apart. */
export function stretch(nodes, shape) {
  const all = frame(nodes), more = (all.right - all.left) / (all.bottom - all.top) / shape;
  for (const node of nodes) {
    if (more > 1) node.y *= Math.min(more, 1.8);
    else node.x *= Math.min(1 / more, 1.8);
  }
}

/** Room for fresh nodes near those that stand: the first free place on widening rings, always in the same order. */
export class Vacancy {
  constructor(nodes) {
    this.room = new Room(100);
    for (const node of nodes) this.room.add(boxOf(node));
    const all = frame(nodes);
    this.middle = { x: (all.left + all.right) / 2, y: (all.top + all.bottom) / 2 };
  }

  /** Stand a node near a place, first on the side that looks away from ``from``. */
  stand(node, near, from = this.middle, least = 40) {
    const start = Math.atan2(near.y - from.y, near.x - from.x || 1e-9);
    for (let radius = least; ; radius += 16) {
      const count = Math.max(8, Math.round(radius / 10));
      for (let turn = 0; turn <= count / 2; turn += 1) {
        for (const side of turn ? [1, -1] : [1]) {
          const angle = start + (side * turn * 2 * Math.PI) / count;
          node.x = Math.round(near.x + Math.cos(angle) * radius * 1.3);
          node.y = Math.round(near.y + Math.sin(angle) * radius);
          const box = boxOf(node);
          if (!this.room.free(box)) continue;
          this.room.add(box);
          return;
        }
      }
    }
  }
}
