// The outline of a mark: each family of things has a shape as well as a colour, so that neither is needed alone.
const round = (number) => Math.round(number * 100) / 100;

function polygon(x, y, corners) {
  return `M${corners.map(([angle, size]) => {
    const turn = (angle * Math.PI) / 180;
    return `${round(x + size * Math.sin(turn))},${round(y - size * Math.cos(turn))}`;
  }).join("L")}Z`;
}

const ring = (count, size, start = 0) => Array.from({ length: count }, (_, place) => [start + (360 / count) * place, size]);

const OUTLINES = {
  hexagon: (x, y, r) => polygon(x, y, ring(6, r * 1.1, 30)),
  triangle: (x, y, r) => polygon(x, y + r * 0.2, ring(3, r * 1.3)),
  triangleDown: (x, y, r) => polygon(x, y - r * 0.2, ring(3, r * 1.3, 180)),
  star: (x, y, r) => polygon(x, y, ring(10, r * 1.35).map(([angle, size], place) => [angle, place % 2 ? size * 0.45 : size])),
  square: (x, y, r) => polygon(x, y, ring(4, r * 1.25, 45)),
  diamond: (x, y, r) => polygon(x, y, ring(4, r * 1.25)),
  box: (x, y, r) => polygon(x, y, [[60, r * 1.3], [120, r * 1.3], [240, r * 1.3], [300, r * 1.3]]),
};

/** The path of a shape of about the radius r round a point; a circle where no other shape is known. */
export function outline(shape, x, y, r) {
  const made = OUTLINES[shape];
  if (made) return made(x, y, r);
  return `M${round(x - r)},${round(y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
}
