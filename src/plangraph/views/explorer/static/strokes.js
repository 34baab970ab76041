// How edges are drawn, alike on the screen and in a picture: by what they rest on, and by how much.
export const DASHES = [[], [7, 4], [1.5, 4]]; // stated, background, inferred
const BEND = [0, 0.07, -0.07]; // so that edges of different grounds between the same nodes lie apart

export const thickness = (weight) => (weight <= 1 ? 1 : weight <= 3 ? 1.7 : weight <= 7 ? 2.6 : 3.8);

/** Of edges that are faint, plain or bright; the more are drawn, the less each of them counts. */
export function opacity(level, count) {
  if (level === 2) return 0.95;
  const plain = Math.min(Math.max(0.42 * Math.sqrt(100 / Math.max(count, 1)), 0.07), 0.8);
  return level === 1 ? plain : Math.min(plain, 0.4) / 4;
}

/** Where a curve is pulled to, in pixels. */
export function pull(x0, y0, x1, y1, basis) {
  return [(x0 + x1) / 2 - (y1 - y0) * BEND[basis], (y0 + y1) / 2 + (x1 - x0) * BEND[basis]];
}

/** Whether a stretch has a part on the screen. */
function crosses(x0, y0, x1, y1, { width, height }) {
  if ((x0 < 0 && x1 < 0) || (y0 < 0 && y1 < 0) || (x0 > width && x1 > width) || (y0 > height && y1 > height)) return false;
  const side = (x, y) => (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0;
  const first = side(0, 0); // all corners on one side of the line: it passes by
  return side(width, 0) !== first || side(0, height) !== first || side(width, height) !== first;
}

/** The edges to be drawn in few strokes: Map of "level basis thickness" to edges; levels: 0 faint, 1 plain, 2 bright. */
export function batches(edges, stress, camera) {
  const made = new Map();
  for (const edge of edges) {
    const bright = stress.bright(edge);
    if (edge.weak && !bright) continue;
    const [x0, y0, x1, y1] = [camera.x(edge.from.x), camera.y(edge.from.y), camera.x(edge.to.x), camera.y(edge.to.y)];
    if (!crosses(x0, y0, x1, y1, camera)) continue;
    const level = bright ? 2 : stress.any ? 0 : 1;
    const key = `${level} ${edge.basis} ${thickness(edge.weight)}`;
    if (!made.has(key)) made.set(key, { level, basis: edge.basis, wide: thickness(edge.weight), curves: [] });
    made.get(key).curves.push([x0, y0, x1, y1]);
  }
  return [...made.values()].sort((a, b) => a.level - b.level || a.wide - b.wide || b.basis - a.basis);
}
