// What there is to see on a map: points, lines, names of areas, and what has no place on it, with the reason.
import { shown } from "./filter.js";

const AREAS = /^(Province|Municipality|AutonomousRegion|SpecialAdministrativeRegion|ProvinceLevel\w*)$/;
const LOCATED = new Set(["MacroRegion", "SpecialRegion", "Region", "Infrastructure"]);

const placed = (point) => Number.isFinite(point.lon) && Number.isFinite(point.lat);

/** From which nearness on a thing that the text does not speak of is named, to show where one is; 0 for never. */
function from(thing) {
  if (AREAS.test(thing.cls) || thing.cls === "Country") return 1;
  return { Prefecture: 3, County: 6 }[thing.cls] || 0;
}

/** Why a thing that lies somewhere has no point: a key of the words. */
function reason(thing) {
  if (!thing.named) return "map.kind";
  if (thing.family === "MacroRegion" || thing.family === "SpecialRegion") return "map.area";
  if (thing.line) return "map.stops";
  return "map.unknown";
}

/**
 * {spots, lines, areas, missing} of a state. A spot has a thing, its place in the list (at) and one point; a line has its points
 * in order; an area is only a name; what is missing has the key of its reason, or is a stop of a line that nobody can place.
 */
export function sights(book, state) {
  const tests = shown(book, state);
  const found = { spots: [], lines: [], areas: [], missing: [] };
  const asked = tests.asked ? (at) => tests.asked.things.has(at) : (at) => book.isMentioned(at);
  book.things.forEach((thing, at) => {
    const points = (thing.points || []).filter(placed);
    if (!asked(at) || !tests.thing(at)) {
      if (points.length && from(thing)) found.areas.push({ at, thing, point: points[0], from: from(thing) });
    } else if (thing.line) {
      (thing.points || []).filter((point) => !placed(point)).forEach((point) => found.missing.push({ at, thing, stop: point, why: "map.stop" }));
      if (points.length) found.lines.push({ at, thing, points });
      else found.missing.push({ at, thing, why: reason(thing) });
    } else if (points.length) {
      found.spots.push({ at, thing, point: points[0] });
    } else if (LOCATED.has(thing.family) || thing.note) {
      found.missing.push({ at, thing, why: reason(thing) });
    }
  });
  const weight = (at) => book.measuresOf(at).length * 3 + book.sentencesOf(at).length;
  const told = new Set(found.missing.filter(({ stop }) => !stop).map(({ thing }) => thing.id));
  found.missing = found.missing.filter(({ stop }) => !stop || !told.has(stop.at)); // a stop that is missed for itself is missed once
  found.areas.sort((a, b) => a.from - b.from);
  found.spots.sort((a, b) => weight(b.at) - weight(a.at) || a.at - b.at); // the most spoken of are named first
  return found;
}

/** With what is chosen among the spots, though the text does not speak of it or a filter hides it. */
export function withChosen(book, found, id) {
  const known = book.byId(id);
  const point = known?.kind === "thing" && !known.one.line ? (known.one.points || []).find(placed) : null;
  if (!point || found.spots.some(({ at }) => at === known.at)) return found;
  return { ...found, spots: [...found.spots, { at: known.at, thing: known.one, point }], areas: found.areas.filter(({ at }) => at !== known.at) };
}

/** What lies in a chosen province or macro-region, which is no point itself; nothing for a country, where all would light. */
export function within(book, id) {
  const known = book.byId(id);
  return known?.kind === "thing" && (known.one.family === "MacroRegion" || AREAS.test(known.one.cls)) ? book.insideOf(known.at) : [];
}

/** Places that say where the chosen thing is: the provinces that hold it and the countries it borders. */
export function around(book, id) {
  const known = book.byId(id);
  if (known?.kind !== "thing") return new Set();
  return new Set([...(known.one.within || []).filter((at) => AREAS.test(book.things[at].cls)), ...(known.one.borders || [])]);
}

/** All points that a book may show, so that a filter does not move the map. */
export function extent(book) {
  return book.things.flatMap((thing, at) => (book.isMentioned(at) || AREAS.test(thing.cls) ? (thing.points || []).filter(placed) : []));
}

/** Spots on one point stand in a ring round it, so that each can be seen and chosen. */
export function spread(spots, view, radius) {
  const groups = new Map();
  for (const spot of spots) {
    const key = `${spot.point.lon} ${spot.point.lat}`;
    groups.set(key, [...(groups.get(key) || []), spot]);
  }
  return [...groups.values()].flatMap((group) => group.map((spot, place) => {
    const [x, y] = view.at(spot.point);
    if (group.length === 1) return { ...spot, x, y };
    const turn = (2 * Math.PI * place) / group.length - Math.PI / 2, far = radius * Math.max(1.1, group.length / 4);
    return { ...spot, x: x + far * Math.cos(turn), y: y + far * Math.sin(turn) };
  }));
}
