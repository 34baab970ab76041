// The net of degrees under the map, and its ruler.
import { draw } from "./dom.js";

const STEPS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30];

const degrees = (number, letters) => `${Math.abs(Number(number.toFixed(2)))}°${number < 0 ? letters[0] : number > 0 ? letters[1] : ""}`;

function lines(low, high, size) {
  const made = [];
  for (let at = Math.ceil(low / size); at * size <= high; at += 1) made.push(at * size);
  return made;
}

export function graticule(view) {
  const size = STEPS.find((step) => view.scale * step >= 70) || 45;
  const meridians = lines(view.lonOf(0), view.lonOf(view.width), size).map((lon) => draw("g", {},
    draw("line", { x1: view.x(lon), x2: view.x(lon), y1: 0, y2: view.height, class: "grid" }),
    view.x(lon) > 34 && view.x(lon) < view.width - 34
      ? draw("text", { x: view.x(lon) + 3, y: view.height - 5, class: "degree" }, degrees(lon, "WE")) : null));
  const parallels = lines(Math.max(view.latOf(view.height), -90), Math.min(view.latOf(0), 90), size).map((lat) => draw("g", {},
    draw("line", { x1: 0, x2: view.width, y1: view.y(lat), y2: view.y(lat), class: "grid" }),
    view.y(lat) > 16 && view.y(lat) < view.height - 22
      ? draw("text", { x: 4, y: view.y(lat) - 3, class: "degree" }, degrees(lat, "SN")) : null));
  return [...meridians, ...parallels];
}

export function ruler(view, words) {
  const { length, pixels } = view.ruler();
  const [right, base] = [view.width - 12, view.height - 26];
  return draw("g", { class: "ruler" },
    draw("path", { d: `M${right - pixels},${base - 5}v5h${pixels}v-5`, class: "scale" }),
    draw("text", { x: right, y: base - 8, "text-anchor": "end", class: "degree" }, words(length)));
}
