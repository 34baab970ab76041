// Names on the drawing, the most important first, each where it meets no other name and no node.
import { LINE } from "./nodes.js";
import { Room } from "./room.js";

const MOST = 400, TRIES = 4000; // more names than this nobody reads

/** The radius of a node in pixels: it grows slower than the drawing does. */
export const radius = (node, scale) => Math.max(node.r * Math.min(Math.max(Math.sqrt(scale), 0.35), 1.6), 1.2);

/** The names that fit: [{node, x, y (of the middle of the first line), anchor}]; ``first`` says which must come before others. */
export function place(nodes, camera, first) {
  const room = new Room(48), names = [];
  room.add({ left: camera.width - 46, right: camera.width, top: 0, bottom: 130 }); // buttons lie here
  room.add({ left: 0, right: camera.width, top: camera.height - camera.below, bottom: camera.height }); // and words here
  const inView = nodes.filter((node) => {
    const [x, y] = [camera.x(node.x), camera.y(node.y)];
    return x > -120 && x < camera.width + 120 && y > -40 && y < camera.height + 40;
  });
  for (const node of inView) {
    const [x, y, r] = [camera.x(node.x), camera.y(node.y), radius(node, camera.scale)];
    room.add({ left: x - r, right: x + r, top: y - r, bottom: y + r });
  }
  const ordered = [...inView].sort((a, b) => first(b) - first(a) || b.rank - a.rank || (a.id < b.id ? -1 : 1)).slice(0, TRIES);
  for (const node of ordered) {
    if (names.length >= MOST) break;
    const name = free(node, camera, room, first(node) >= 4);
    if (!name) continue;
    room.add(name.box);
    names.push(name);
  }
  return names;
}

function free(node, camera, room, ringed) {
  const size = radius(node, camera.scale);
  const [x, y, r] = [camera.x(node.x), camera.y(node.y), ringed ? size * 1.35 + 7 : size + 3];
  const { wide, high } = node;
  const spots = [[x - wide / 2, y + r, "middle", x], [x + r, y - high / 2, "start", x + r],
    [x - r - wide, y - high / 2, "end", x - r], [x - wide / 2, y - r - high, "middle", x],
    [x + r * 0.7, y + r * 0.5, "start", x + r * 0.7], [x - r * 0.7 - wide, y + r * 0.5, "end", x - r * 0.7],
    [x + r * 0.7, y - r * 0.5 - high, "start", x + r * 0.7], [x - r * 0.7 - wide, y - r * 0.5 - high, "end", x - r * 0.7]];
  for (const [left, top, anchor, at] of spots) {
    const box = { left: left - 2, right: left + wide + 2, top: top - 0.5, bottom: top + high - 0.5 };
    if (box.left >= 0 && box.right <= camera.width && box.top >= 0 && box.bottom <= camera.height && room.free(box)) {
      return { node, x: at, y: top + LINE / 2, anchor, box };
    }
  }
  return null;
}
