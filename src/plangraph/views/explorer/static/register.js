// The lists under a map: what is on it and what is not, with the reason; equal to it for those who do not see it.
import { draw, make } from "./dom.js";
import { outline } from "./shapes.js";

const FEW = 12; // so many places need no fold
const REASONS = ["map.unknown", "map.stop", "map.stops", "map.area", "map.kind"]; // the most surprising first

export const kindOf = (book, thing) => (book.language === "zh" ? thing.clsZh || thing.clsEn : thing.clsEn) || "";

export function stopName(book, point) {
  const known = book.byId(point.at || "");
  return known ? book.label(known.one) : point.name || "";
}

/** How well a point stands for its thing. */
export function sure(say, thing, point) {
  if (point.exact === false) return say("map.proxy");
  return say(thing.family === "Region" && !thing.line ? "map.within" : "map.exact");
}

export class Register {
  /** ``map`` has book, say, choose, looks, and pointAt(at) that names a thing on the map, none for -1. */
  constructor(map) {
    Object.assign(this, { map, book: map.book, say: map.say });
    this.element = make("div", { class: "map-foot", tabindex: "-1" });
  }

  fill({ spots, lines, missing }) {
    const { book, say } = this;
    const shown = [...lines, ...[...spots].sort((a, b) => book.label(a.thing).localeCompare(book.label(b.thing), book.language))];
    const proxies = spots.filter(({ point }) => point.exact === false).length;
    const groups = REASONS.map((why) => [why, missing.filter((one) => one.why === why)]).filter(([, ones]) => ones.length);
    const note = [say("map.note"), proxies ? say("map.hollow", proxies) : "", lines.length ? say("map.straight") : ""];
    this.element.replaceChildren(
      make("details", { open: shown.length <= FEW }, make("summary", {}, say("map.on", shown.length)), this.list(shown)),
      groups.length ? make("h2", {}, say("map.off", missing.length)) : "",
      ...groups.map(([why, ones]) => make("details", { open: why === "map.unknown" && ones.length <= FEW / 2 },
        make("summary", {}, say(why), make("span", { class: "count" }, ` ${ones.length}`)), this.list(ones))),
      make("p", { class: "map-note" }, note.filter(Boolean).join(book.language === "zh" ? "" : " ")));
  }

  list(ones) {
    return make("ul", { class: "map-list" }, ones.map((one) => make("li", {}, this.entry(one))));
  }

  entry({ at, thing, point, points, stop }) {
    const { book, say } = this, hollow = point?.exact === false;
    const name = stop ? `${stopName(book, stop)} (${book.label(thing)})` : book.label(thing);
    const made = make("button", { type: "button", "data-id": thing.id, title: thing.note || kindOf(book, thing) },
      point || points ? this.sign(thing, hollow) : "", name, hollow ? make("span", { class: "hidden" }, ` (${say("map.proxy")})`) : "");
    made.addEventListener("click", () => this.map.choose(thing.id));
    made.addEventListener("focus", () => this.map.pointAt(at));
    made.addEventListener("blur", () => this.map.pointAt(-1));
    return made;
  }

  sign(thing, hollow) {
    const { colour, shape } = this.map.looks[thing.family] || {};
    const look = { fill: hollow ? "none" : colour, stroke: colour, "stroke-width": 1.6 };
    return draw("svg", { viewBox: "0 0 14 14", class: "map-sign", "aria-hidden": "true" },
      draw("path", thing.line ? { ...look, d: "M1,11L13,3", "stroke-width": 2.4 } : { ...look, d: outline(shape, 7, 7, 4.2) }));
  }

  mark(on, lit) {
    for (const button of this.element.querySelectorAll("button[data-id]")) {
      button.setAttribute("aria-pressed", String(button.dataset.id === on));
      button.classList.toggle("lit", lit.has(this.book.byId(button.dataset.id)?.at));
    }
  }

  rows({ spots, lines, missing }) {
    const { book, say } = this;
    const name = ({ thing }) => [book.label(thing), book.other(thing), kindOf(book, thing)];
    const at = (thing, point) => [point.lat, point.lon, sure(say, thing, point), point.source || ""];
    const order = ({ thing }, point) => `${thing.points.indexOf(point) + 1} ${stopName(book, point)}`.trim();
    return {
      columns: ["name", "other", "class", "stop_number", "lat", "lon", "sure", "source"].map((key) => say(`map.${key}`)),
      rows: [
        ...spots.map((spot) => [...name(spot), "", ...at(spot.thing, spot.point)]),
        ...lines.flatMap((line) => line.points.map((point) => [...name(line), order(line, point), ...at(line.thing, point)])),
        ...missing.map((one) => [...name(one), one.stop ? order(one, one.stop) : "", "", "", say(one.why), ""]),
      ],
    };
  }
}
