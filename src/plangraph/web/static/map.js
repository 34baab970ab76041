// Points of an answer on a plain grid of degrees. No boundary is drawn, no tile is loaded.
import { draw, make } from "./dom.js";
import { say } from "./words.js";

const WIDTH = 900;

/** The places of an answer: name, points in order (a route has several), and the rows they stand in. */
export function places(answer) {
  const found = new Map();
  answer.rows.forEach((row, place) => row.forEach((cell) => {
    const points = answer.points[cell.value];
    if (!points || !points.length) return;
    const known = found.get(cell.value) || { name: cell.type === "iri" ? cell.text : "", points, rows: [] };
    known.rows.push(place);
    found.set(cell.value, known);
  }));
  return [...found.values()];
}

function step(span) {
  return [1, 2, 5, 10, 20, 30].find((size) => span / size <= 8) || 45;
}

function frame(points) {
  const lons = points.map((point) => point.lon), lats = points.map((point) => point.lat);
  let [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const grow = (low, high, least) => {
    const more = Math.max((high - low) * 0.08, (least - (high - low)) / 2, 0.5);
    return [low - more, high + more];
  };
  [west, east] = grow(west, east, 9);
  [south, north] = grow(south, north, 6);
  south = Math.max(south, -89); north = Math.min(north, 89);
  const squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
  const scale = WIDTH / ((east - west) * squeeze);
  const height = Math.min(700, Math.max(260, (north - south) * scale));
  const tall = height / (north - south);
  return { west, east, south, north, height, x: (lon) => (lon - west) * squeeze * scale, y: (lat) => (north - lat) * tall };
}

function graticule(view) {
  const made = [];
  const size = step(Math.max(view.east - view.west, view.north - view.south));
  for (let lon = Math.ceil(view.west / size) * size; lon <= view.east; lon += size) {
    made.push(draw("line", { x1: view.x(lon), x2: view.x(lon), y1: 0, y2: view.height, class: "grid" }),
      draw("text", { x: view.x(lon) + 4, y: view.height - 5, class: "degree" }, `${Math.abs(lon)}°${lon < 0 ? "W" : "E"}`));
  }
  for (let lat = Math.ceil(view.south / size) * size; lat <= view.north; lat += size) {
    made.push(draw("line", { x1: 0, x2: WIDTH, y1: view.y(lat), y2: view.y(lat), class: "grid" }),
      draw("text", { x: 4, y: view.y(lat) - 4, class: "degree" }, `${Math.abs(lat)}°${lat < 0 ? "S" : "N"}`));
  }
  return made;
}

/** A label where it meets no other: right, left, above or below its point; none where all are taken. */
function labelled(taken, name, x, y, view) {
  const width = [...name].reduce((sum, char) => sum + (char.charCodeAt(0) > 0x2e80 ? 14 : 7.4), 0), height = 16;
  const spots = [[x + 9, y + 5], [x - 9 - width, y + 5], [x - width / 2, y - 10], [x - width / 2, y + 21]];
  for (const [left, base] of spots) {
    const box = { left, right: left + width, top: base - height + 3, bottom: base + 3 };
    const inside = box.left >= 0 && box.right <= WIDTH && box.top >= 0 && box.bottom <= view.height;
    if (inside && !taken.some((b) => box.left < b.right && box.right > b.left && box.top < b.bottom && box.bottom > b.top)) {
      taken.push(box);
      return draw("text", { x: left, y: base, class: "name" }, name);
    }
  }
  return null;
}

export function drawMap(all, choose) {
  const view = frame(all.flatMap((place) => place.points));
  const taken = all.flatMap((place) => place.points.map((point) => {
    const x = view.x(point.lon), y = view.y(point.lat);
    return { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 };
  }));
  const lines = [], dots = [], names = [];
  all.forEach((place) => {
    const at = place.points.map((point) => [view.x(point.lon), view.y(point.lat)]);
    if (at.length > 1) lines.push(draw("polyline", { points: at.map((p) => p.join(",")).join(" "), class: "route" }));
    place.points.forEach((point, order) => {
      const dot = draw("circle", { cx: at[order][0], cy: at[order][1], r: at.length > 1 ? 3.5 : 6, class: point.exact ? "dot" : "dot hollow" },
        draw("title", {}, `${place.name} ${point.lat}, ${point.lon}`));
      dot.addEventListener("click", () => choose(place.rows[0]));
      dots.push(dot);
    });
    if (at.length === 1) names.push(labelled(taken, place.name, at[0][0], at[0][1], view));
  });
  const words = say("map_words", all.length);
  const hollow = all.some((place) => place.points.some((point) => !point.exact));
  return [
    draw("svg", { viewBox: `0 0 ${WIDTH} ${view.height}`, class: "map", role: "img", "aria-label": words },
      graticule(view), lines, dots, names),
    make("figcaption", {}, words, " ", say("points_only"), hollow ? ` ${say("inexact")}.` : ""),
  ];
}
