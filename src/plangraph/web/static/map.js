// Points of an answer on a plain grid of degrees. No boundary is drawn, no tile is loaded.
import { draw, make } from "./dom.js";
import { say } from "./words.js";
import { widthOf } from "./measure.js";

const TALL = 640, FOOT = 20; // the most height, and that of the row of longitudes

/** The places of an answer: name, points in order (a route has several), and the rows they stand in. */
export function places(answer) {
  const found = new Map();
  answer.rows.forEach((row, place) => row.forEach((cell) => {
    const points = answer.points[cell.value];
    if (!points || !points.length) return;
    const known = found.get(cell.value) || { name: cell.type === "iri" ? cell.text : "", lang: cell.lang, points, rows: [] };
    known.rows.push(place);
    found.set(cell.value, known);
  }));
  return [...found.values()];
}

function step(span) {
  return [1, 2, 5, 10, 20, 30].find((size) => span / size <= 8) || 45;
}

function frame(points, width) {
  const lons = points.map((point) => point.lon), lats = points.map((point) => point.lat);
  let [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const grow = (low, high, least) => {
    const more = Math.max((high - low) * 0.08, (least - (high - low)) / 2, 0.5);
    return [low - more, high + more];
  };
  [west, east] = grow(west, east, 12);
  [south, north] = grow(south, north, 6);
  south = Math.max(south, -89); north = Math.min(north, 89);
  const squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
  const scale = Math.min(width / ((east - west) * squeeze), TALL / (north - south)); // of a degree of latitude
  const aside = (width / (scale * squeeze) - (east - west)) / 2; // a tall map gets room at both sides
  west -= aside; east += aside;
  const height = (north - south) * scale + FOOT;
  return { west, east, south, north, width, height, x: (lon) => (lon - west) * squeeze * scale, y: (lat) => (north - lat) * scale };
}

function graticule(view) {
  const made = [];
  const size = step(Math.max(view.east - view.west, view.north - view.south));
  for (let lon = Math.ceil(view.west / size) * size; lon <= view.east; lon += size) {
    made.push(draw("line", { x1: view.x(lon), x2: view.x(lon), y1: 0, y2: view.height, class: "grid" }));
    if (view.x(lon) < view.width - 45) made.push(draw("text", { x: view.x(lon) + 4, y: view.height - 5, class: "degree" }, `${Math.abs(lon)}°${lon < 0 ? "W" : "E"}`));
  }
  for (let lat = Math.ceil(view.south / size) * size; lat <= view.north; lat += size) {
    made.push(draw("line", { x1: 0, x2: view.width, y1: view.y(lat), y2: view.y(lat), class: "grid" }),
      draw("text", { x: 4, y: view.y(lat) - 4, class: "degree" }, `${Math.abs(lat)}°${lat < 0 ? "S" : "N"}`));
  }
  return made;
}

/** A label where it meets no other: right, left, above or below its point; none where all are taken. */
function labelled(taken, { name, lang }, x, y, view) {
  const width = widthOf(name), height = 16;
  const spots = [[x + 9, y + 5, "start"], [x - 9 - width, y + 5, "end"], [x - width / 2, y - 10, "middle"], [x - width / 2, y + 21, "middle"]];
  for (const [left, base, anchor] of spots) {
    const box = { left, right: left + width, top: base - height + 3, bottom: base + 3 };
    const inside = box.left >= 0 && box.right <= view.width && box.top >= 0 && box.bottom <= view.height - FOOT;
    if (inside && !taken.some((b) => box.left < b.right && box.right > b.left && box.top < b.bottom && box.bottom > b.top)) {
      taken.push(box);
      const at = { start: left, end: left + width, middle: x }[anchor];
      return draw("text", { x: at, y: base, "text-anchor": anchor, class: "name", lang }, name);
    }
  }
  return null;
}

const key = (point) => `${point.lon} ${point.lat}`;

export function drawMap(all, choose, width) {
  const view = frame(all.flatMap((place) => place.points), width);
  const at = (point) => [view.x(point.lon), view.y(point.lat)];
  // a route is a line; its stops are drawn by themselves where no place of the answer stands there
  const routes = all.filter((place) => place.points.length > 1);
  const spots = new Map();
  [...all].sort((a, b) => Number(a.points[0].stop) - Number(b.points[0].stop)).forEach((place) => place.points.forEach((point) => {
    if (!spots.has(key(point))) spots.set(key(point), { point, place, name: place.points.length > 1 ? "" : place.name });
  }));
  const taken = [...spots.values()].map(({ point }) => {
    const [x, y] = at(point);
    return { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 };
  });
  const lines = routes.map((route) => draw("polyline", { points: route.points.map((point) => at(point).join(",")).join(" "), class: "route" },
    draw("title", { lang: route.lang }, route.name)));
  const dots = [...spots.values()].map(({ point, place, name }) => {
    const [x, y] = at(point);
    const dot = draw("circle", { cx: x, cy: y, r: name ? 6 : 3.5, class: point.exact ? "dot" : "dot hollow" },
      draw("title", { lang: place.lang }, `${place.name} ${point.lat}, ${point.lon}`));
    dot.addEventListener("click", () => choose(place.rows[0]));
    return dot;
  });
  const names = [...spots.values()].filter(({ name }) => name).map(({ point, place, name }) => labelled(taken, { name, lang: place.lang }, ...at(point), view));
  const words = say("map_words", spots.size);
  const hollow = [...spots.values()].some(({ point }) => !point.exact);
  return [
    draw("svg", { viewBox: `0 0 ${width} ${view.height}`, class: "map", role: "img", "aria-label": words },
      graticule(view), lines, dots, names),
    make("figcaption", {}, words, " ", say("points_only"), hollow ? ` ${say("inexact")}.` : ""),
  ];
}
