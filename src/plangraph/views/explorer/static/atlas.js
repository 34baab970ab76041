// The drawing of a map: net of degrees, names of areas, lines, marks and names, in this order from the ground up.
import { draw } from "./dom.js";
import { graticule, ruler } from "./graticule.js";
import { Labels } from "./labels.js";
import { outline } from "./shapes.js";
import { spread } from "./sights.js";

const FEW = 6; // so many lit things can all be named

/** Marks grow a little with the nearness, names too. */
const sizes = (view) => ({ mark: Math.min(5 + Math.log2(view.zoom) * 0.9, 9), name: Math.min(11.5 + Math.log2(view.zoom) * 0.5, 14) });

/** Where spots and lines stand on a view, for the drawing and for the pointer alike. */
export function laid(found, view) {
  const { mark } = sizes(view);
  const spots = spread(found.spots, view, mark).filter((spot) => view.inside([spot.x, spot.y], 20));
  const lines = found.lines.map((line) => ({ ...line, stops: line.points.map((point) => view.at(point)) }));
  return { spots, lines, areas: found.areas, mark };
}

/** The children of an SVG of the size of the view. ``looks``: {family: {colour, shape}}; ``lit``: things that are chosen. */
export function atlas({ spots, lines, areas, mark }, view, { book, looks, lit, near, chosen, words }) {
  const labels = new Labels(view.width, view.height);
  const { name: size } = sizes(view);
  labels.taken.push({ left: view.width - 48, right: view.width, top: view.height - 175, bottom: view.height - 48 }); // buttons lie there
  const bright = (one) => lit.has(one.at);
  const dim = lit.size > 0 && [...spots, ...lines].some(bright);
  const tone = (one) => (bright(one) ? " lit" : dim && !near.has(one.at) ? " dim" : "");
  spots.forEach((spot) => labels.mark(spot.x, spot.y, mark));
  lines.forEach(({ stops }) => along(stops).filter((at) => view.inside(at)).forEach(([x, y]) => labels.mark(x, y, 3)));
  const told = (line) => line.at === chosen || (lit.size <= FEW && bright(line)); // these are named in any case
  const first = lines.filter(told).map((line) => titled(line, labels, book, size, tone(line), true, view));
  const rank = (one) => (one.at === chosen ? 3 : bright(one) ? 2 : near.has(one.at) ? 1 : 0);
  const order = [...spots].sort((a, b) => rank(b) - rank(a));
  const place = (area) => labels.over(book.label(area.thing), ...view.at(area.point),
    { size: area.from > 1 ? size - 1.5 : size - 0.5, kind: areaKind(area, near), must: near.has(area.at) });
  const holders = areas.filter(({ at, point }) => near.has(at) && view.inside(view.at(point), 30)).map(place);
  const names = order.map((spot) => labels.beside(book.label(spot.thing), spot.x, spot.y,
    { size, gap: mark + 4, kind: `name${tone(spot)}`, must: spot.at === chosen }));
  const halts = lines.flatMap((line) => (view.zoom >= 3 || bright(line) ? halted(line, spots, labels, book, size, view) : []));
  const titles = lines.filter((line) => !told(line)).map((line) => titled(line, labels, book, size, tone(line), false, view));
  const stops = new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)));
  const named = ({ from, thing, point }) => from <= view.zoom && (from === 1 || !stops.has(thing.id)) && view.inside(view.at(point));
  const under = [...holders, ...areas.filter((area) => named(area) && !near.has(area.at)).map(place)];
  return [
    draw("rect", { width: view.width, height: view.height, class: "sea" }),
    draw("g", { class: "net" }, graticule(view)),
    draw("g", { class: "areas" }, under),
    draw("g", { class: "lines" }, lines.map((line) => path(line, looks, tone(line), book))),
    draw("g", { class: "spots" }, [...spots].reverse().map((spot) => sign(spot, mark, looks, tone(spot), spot.at === chosen, book))),
    draw("g", { class: "names" }, titles, halts, names.reverse(), first),
    ruler(view, words),
  ];
}

const areaKind = ({ at, thing }, near) => `area${thing.cls === "Country" ? " country" : ""}${near.has(at) ? " near" : ""}`;

/** The names of stops that are not shown as things of their own. */
function halted(line, spots, labels, book, size, view) {
  return line.points.map((point, place) => {
    const known = book.byId(point.at || ""), [x, y] = line.stops[place];
    if (!view.inside([x, y]) || spots.some(({ thing }) => thing.id === point.at)) return null;
    return labels.beside(known ? book.label(known.one) : point.name || "", x, y, { size: size - 1, gap: 7, kind: "name halt" });
  });
}

/** Pixels along a line, near enough to each other that no letter fits between. */
function along(stops) {
  return stops.flatMap(([x, y], place) => {
    const [x0, y0] = stops[place - 1] || [x, y];
    const count = Math.min(Math.max(1, Math.ceil(Math.hypot(x - x0, y - y0) / 9)), 400);
    return Array.from({ length: count }, (_, step) => [x + ((x0 - x) * step) / count, y + ((y0 - y) * step) / count]);
  });
}

function path(line, looks, tone, book) {
  const colour = looks[line.thing.family]?.colour;
  const points = line.stops.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return draw("g", { class: `line${tone}` },
    draw("title", {}, book.label(line.thing)),
    draw("polyline", { points, class: "case" }),
    draw("polyline", { points, class: `way ${line.thing.line}`, stroke: colour }),
    line.stops.map(([x, y], place) => draw("circle", { cx: x, cy: y, r: 2.6, class: "stop", stroke: colour, "data-stop": place + 1 })));
}

function sign(spot, mark, looks, tone, chosen, book) {
  const { colour, shape } = looks[spot.thing.family] || {};
  const hollow = spot.point.exact === false;
  return draw("g", { class: `spot${tone}${hollow ? " hollow" : ""}` },
    draw("title", {}, book.label(spot.thing)),
    chosen ? draw("circle", { cx: spot.x, cy: spot.y, r: mark + 5, class: "halo" }) : null,
    draw("path", { d: outline(shape, spot.x, spot.y, mark), class: "mark", ...(hollow ? { stroke: colour } : { fill: colour }) }));
}

/** The name of a line beside the middle of its longest stretch. */
function titled(line, labels, book, size, tone, must, view) {
  const stretches = line.stops.slice(1).map((stop, place) => [line.stops[place], stop])
    .sort(([a, b], [c, d]) => Math.hypot(c[0] - d[0], c[1] - d[1]) - Math.hypot(a[0] - b[0], a[1] - b[1]));
  for (const [a, b] of stretches.length ? stretches : [[line.stops[0], line.stops[0]]]) {
    const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    if (!view.inside([x, y])) continue;
    const made = labels.beside(book.label(line.thing), x, y, { size, gap: 8, kind: `name route${tone}`, must });
    if (made) return made;
  }
  return null;
}
