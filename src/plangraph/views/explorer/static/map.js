// The map: where the things of the chapter lie, on a plain net of degrees. No boundary is drawn and no tile is loaded.
import { draw, make } from "./dom.js";
import { atlas, laid } from "./atlas.js";
import { lit } from "./selection.js";
import { Projection } from "./projection.js";
import { kindOf, Register, stopName, sure } from "./register.js";
import { roam } from "./roaming.js";
import { stand, standpoint } from "./standpoint.js";
import { around, extent, sights, within, withChosen } from "./sights.js";

const NEAR = 14; // pixels between a click and what it means

class MapView {
  constructor({ book, state, say, choose }) {
    Object.assign(this, { book, state, say, choose });
    this.looks = Object.fromEntries(book.families.map((family) => [family.key, family]));
    this.points = extent(book);
    this.svg = draw("svg", { class: "atlas", "aria-hidden": "true", focusable: "false" });
    this.tip = make("div", { class: "map-tip", hidden: true });
    this.frame = make("div", { class: "map-frame", tabindex: "0", role: "group" }, this.svg, this.tip);
    this.bar = make("div", { class: "map-bar" });
    this.register = new Register(this);
    this.element = make("section", { class: "map-view" }, make("div", { class: "map-stage" }, this.frame, this.bar), this.register.element);
    this.view = new Projection(this.points, 960, 640);
    this.found = sights(book, state.get());
    this.lit = new Set();
    this.round = new Set();
    roam(this.frame, {
      view: () => this.view,
      near: (factor) => this.near(factor),
      moved: () => this.later(),
      clicked: (x, y) => this.clicked(x, y),
      over: (x, y) => this.over(x, y),
      left: () => this.point(null),
    });
    new ResizeObserver(() => this.resize()).observe(this.frame);
  }

  update(state) {
    const key = JSON.stringify([state.hide, state.bases, state.strength, state.q, state.lang]);
    const fresh = key !== this.key;
    if (fresh) {
      this.key = key;
      this.found = sights(this.book, state);
      this.frame.setAttribute("aria-label", this.say("map.frame", this.found.spots.length + this.found.lines.length));
      this.controls();
      this.register.fill(this.found);
    }
    if (state.on !== this.on) {
      this.on = state.on;
      this.lit = new Set([...lit(this.book, state.on).things, ...within(this.book, state.on)]);
      const stops = this.book.byId(state.on)?.one.points || []; // a route lights its stops
      for (const { at } of stops) if (at && this.book.byId(at)) this.lit.add(this.book.byId(at).at);
      this.round = around(this.book, state.on);
      this.follow();
    }
    if (state.at !== this.kept) {
      this.kept = state.at;
      if (state.at !== standpoint(this.view)) stand(this.view, state.at);
    }
    this.register.mark(state.on, this.lit);
    if (this.frame.clientWidth) this.render();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (!this.key || !width || !height || (width === this.view.width && height === this.view.height && this.drawn)) return;
    const before = this.view;
    this.view = new Projection(this.points, width, height);
    stand(this.view, standpoint(before));
    this.render();
  }

  /** Nearer or farther, round what is chosen where it is seen, else round the middle. */
  near(factor) {
    const spot = this.placed?.spots.find(({ thing }) => thing.id === this.on) || this.placed?.lines.find(({ thing }) => thing.id === this.on);
    const at = spot && (spot.stops ? spot.stops[0] : [spot.x, spot.y]);
    if (at && this.view.inside(at)) this.view.near(factor, ...at);
    else this.view.near(factor);
  }

  /** Tell the address where the map stands, once it rests. */
  keep() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.kept = standpoint(this.view);
      this.state.set({ at: this.kept }, { push: false });
    }, 300);
  }

  /** Draw once for all moves of a frame of the screen. */
  later() {
    this.keep();
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.render();
    });
  }

  drawing(view) {
    this.placed = laid(withChosen(this.book, this.found, this.on), view);
    const chosen = this.book.byId(this.on);
    return atlas(this.placed, view, {
      book: this.book, looks: this.looks, lit: this.lit, near: this.round, chosen: chosen?.kind === "thing" ? chosen.at : -1,
      words: (length) => this.say("map.km", length),
    });
  }

  render() {
    this.svg.setAttribute("viewBox", `0 0 ${this.view.width} ${this.view.height}`);
    this.svg.replaceChildren(...this.drawing(this.view));
    this.frame.classList.toggle("near", this.view.zoom > 1);
    this.drawn = true;
  }

  /** What is chosen comes into view, where it lies outside of it. */
  follow() {
    const known = this.book.byId(this.on);
    const points = known?.kind === "thing" ? (known.one.points || []).filter((point) => Number.isFinite(point.lon)) : [];
    if (points.length && !points.some((point) => this.view.inside(this.view.at(point), -10))) this.view.centre(points[0].lon, points[0].lat);
  }

  /** The nearest thing to a pixel, or null. */
  nearest(x, y) {
    const close = (list, far) => list.map((one) => ({ one, far: far(one) })).filter(({ far: gap }) => gap <= NEAR)
      .sort((a, b) => a.far - b.far)[0]?.one;
    return close(this.placed.spots, (spot) => Math.hypot(spot.x - x, spot.y - y))
      || close(this.placed.lines, (line) => Math.min(...line.stops.map((stop, place) => away([x, y], line.stops[place - 1] || stop, stop)))) || null;
  }

  clicked(x, y) {
    const found = this.nearest(x, y);
    if (found) this.choose(found.thing.id);
    else if (this.on) this.choose("");
  }

  over(x, y) {
    const found = this.nearest(x, y);
    this.frame.classList.toggle("pointing", Boolean(found));
    this.point(found, x, y);
  }

  /** Name a thing of the list on the map. */
  pointAt(at) {
    this.point(this.placed ? [...this.placed.spots, ...this.placed.lines].find((one) => one.at === at) : null);
  }

  /** Name a thing beside the pointer, or none. */
  point(found, x = found?.x ?? found?.stops?.[0][0], y = found?.y ?? found?.stops?.[0][1]) {
    this.tip.hidden = !found || !Number.isFinite(x);
    if (this.tip.hidden) return;
    const stops = found.points ? found.points.map((point) => stopName(this.book, point)).join(" – ") : "";
    this.tip.replaceChildren(make("strong", {}, this.book.label(found.thing)), make("span", {}, kindOf(this.book, found.thing)),
      stops ? make("span", {}, stops) : "", found.point ? make("span", {}, sure(this.say, found.thing, found.point)) : "");
    this.tip.style.left = `${Math.min(Math.max(x, 90), this.view.width - 90)}px`;
    this.tip.style.top = `${y}px`;
    this.tip.classList.toggle("below", y < 90);
  }

  controls() {
    const button = (key, sign, act) => {
      const made = make("button", { type: "button", title: this.say(key), "aria-label": this.say(key) }, sign);
      made.addEventListener("click", () => { act(); this.later(); });
      return made;
    };
    this.bar.replaceChildren(button("map.in", "+", () => this.near(1.6)), button("map.out", "−", () => this.near(1 / 1.6)),
      button("map.whole", "⤢", () => this.view.whole()));
  }

  picture() {
    const { width, height } = this.view;
    return draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "atlas" }, this.drawing(this.view));
  }

  legend() {
    const { spots, lines } = this.placed;
    const seen = new Set(spots.map(({ thing }) => thing.family));
    const marks = this.book.families.filter(({ key }) => seen.has(key)).map((family) => ({ words: this.book.label(family), colour: family.colour, shape: family.shape }));
    const near = spots.find(({ point }) => point.exact === false);
    if (near) marks.push({ words: this.say("map.near"), ...this.looks[near.thing.family], hollow: true });
    if (lines.length) marks.push({ words: this.say("map.line"), colour: this.looks[lines[0].thing.family].colour, line: "plain" });
    return marks;
  }

  rows() {
    return this.register.rows(this.found);
  }
}

/** How far a pixel is from a stretch of a line. */
function away([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0], length = dx * dx + dy * dy;
  const part = length ? Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length)) : 0;
  return Math.hypot(x - x0 - part * dx, y - y0 - part * dy);
}

export function mapView(context) {
  return new MapView(context);
}
