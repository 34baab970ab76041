// Regions and themes: how many commitments join them. A cell without any is meant, and said in words.
import { make } from "./dom.js";
import { byStrength, crossing, shade } from "./crossing.js";
import { gaps, inSentence, none } from "./gaps.js";
import { matrixPicture } from "./matrixpicture.js";
import { profile } from "./profile.js";
import { quoted } from "./quoted.js";
import { lit } from "./selection.js";

const FIRM = "firm"; // the word for the second reading in the address

class MatrixView {
  constructor({ book, state, say, choose }) {
    Object.assign(this, { book, state, say, choose });
    this.readings = make("div", { class: "matrix-readings", role: "radiogroup" });
    this.grid = make("table", { class: "matrix", role: "grid" });
    this.detail = make("div", { class: "matrix-detail", tabindex: "-1" });
    this.rest = make("div", { class: "matrix-rest" });
    this.note = make("p", { class: "matrix-note" });
    this.element = make("section", { class: "matrix-view" }, make("div", { class: "matrix-bar" }, this.readings, this.note),
      make("div", { class: "matrix-scroll" }, this.grid), this.detail, this.rest);
    this.at = [0, 0]; // the cell that the tabulator key reaches
    this.grid.addEventListener("keydown", (event) => this.keyed(event));
    this.grid.addEventListener("click", (event) => {
      const cell = event.target.closest("td[data-cell]");
      if (cell) this.pick(cell);
    });
  }

  update(state) {
    const key = JSON.stringify([state.strength, state.bases, state.q, state.lang, state.sort === FIRM, state.cell]);
    if (key !== this.key) {
      this.key = key;
      this.now = crossing(this.book, state);
      this.firm = state.sort === FIRM;
      this.read();
      this.fill(state);
      this.tell(state);
      this.rest.replaceChildren(...gaps(this), profile(this.book, this.now, this.say));
    }
    const found = lit(this.book, state.on);
    for (const cell of this.grid.querySelectorAll("td[data-cell]")) {
      const [region, theme] = this.ends(cell);
      cell.classList.toggle("lit", this.now.cell(region, theme).some((at) => found.measures.has(at)));
    }
    if (state.cell && state.cell !== this.sought && !this.grid.contains(document.activeElement)) { // chosen by a link from elsewhere
      this.grid.querySelector(`td[data-cell="${state.cell}"]`)?.scrollIntoView({ block: "center" });
    }
    this.sought = state.cell;
    for (const button of this.detail.querySelectorAll("button[data-id]")) button.setAttribute("aria-pressed", String(button.dataset.id === state.on));
  }

  name(at) {
    return this.book.label(this.book.things[at]);
  }

  read() {
    this.readings.setAttribute("aria-label", this.say("matrix.reading"));
    this.readings.replaceChildren(...["count", FIRM].map((name) => {
      const on = (name === FIRM) === this.firm;
      const input = make("input", { type: "radio", name: "matrix-reading", value: name, checked: on });
      input.addEventListener("change", () => this.state.set({ sort: name === FIRM ? FIRM : "" }));
      return make("label", {}, input, this.say(`matrix.${name}`));
    }));
    this.note.textContent = [this.say("matrix.note"), this.now.narrowed ? this.say("matrix.narrowed") : ""].join(" ");
  }

  /** {text, step, words}: what a cell shows and says. */
  shown(region, theme, most) {
    const measures = this.now.cell(region, theme);
    if (!measures.length) return { text: "–", step: 0, words: none(this, region, theme), firm: "" };
    const firmest = [...measures].sort((a, b) => (this.book.measures[a].strength?.rank ?? 9) - (this.book.measures[b].strength?.rank ?? 9))[0];
    const strength = this.book.measures[firmest].strength;
    const words = this.say("matrix.some", measures.length, this.name(theme), inSentence(this.book, region), this.book.label(strength));
    const step = this.firm ? Math.max(1, 5 - (strength?.rank ?? 4) * 1.34) : shade(measures.length, most);
    return { text: String(measures.length), step: Math.round(step), words, firm: this.firm ? this.book.label(strength) : "" };
  }

  most() {
    return Math.max(1, ...this.now.regions.flatMap((region) => this.now.themes.map((theme) => this.now.cell(region, theme).length)));
  }

  fill(state) {
    const { regions, themes } = this.now, say = this.say, most = this.most();
    this.grid.setAttribute("aria-label", say("matrix.title"));
    const held = this.grid.contains(document.activeElement);
    this.grid.replaceChildren(
      make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "corner" }, say("matrix.theme")),
        regions.map((region) => make("th", { scope: "col" }, this.heading(region))), make("th", { scope: "col", class: "total" }, say("matrix.total")))),
      make("tbody", {}, themes.map((theme, y) => make("tr", {}, make("th", { scope: "row" }, this.heading(theme)),
        regions.map((region, x) => this.cell(region, theme, x, y, most, state)),
        make("td", { class: "total" }, String(this.now.of(theme).length))))),
      make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, say("matrix.total")),
        regions.map((region) => make("td", { class: "total" }, String(this.now.all(region).length))),
        make("td", { class: "total" }, String(new Set(themes.flatMap((theme) => this.now.of(theme))).size)))));
    if (held) this.move(...this.at);
  }

  heading(at) {
    const button = make("button", { type: "button", class: "to" }, this.name(at));
    button.addEventListener("click", () => this.choose(this.book.things[at].id));
    return button;
  }

  cell(region, theme, x, y, most, state) {
    const { text, step, words, firm } = this.shown(region, theme, most);
    const chosen = state.cell === `${region}-${theme}`;
    return make("td", { role: "gridcell", "data-cell": `${region}-${theme}`, "data-x": x, "data-y": y, class: `shade-${step}`, title: words,
      "aria-label": words, "aria-selected": String(chosen), tabindex: x === this.at[0] && y === this.at[1] ? "0" : "-1" },
    make("span", { class: "tally" }, text), firm ? make("span", { class: "firm" }, firm) : "");
  }

  ends(cell) {
    return cell.dataset.cell.split("-").map(Number);
  }

  move(x, y) {
    const next = this.grid.querySelector(`td[data-x="${x}"][data-y="${y}"]`);
    if (!next) return;
    this.grid.querySelectorAll('td[tabindex="0"]').forEach((cell) => cell.setAttribute("tabindex", "-1"));
    next.setAttribute("tabindex", "0");
    next.focus();
    this.at = [x, y];
  }

  keyed(event) {
    const cell = event.target.closest("td[data-cell]");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const [x, y] = [Number(cell.dataset.x), Number(cell.dataset.y)], last = this.now.regions.length - 1;
    const to = { ArrowLeft: [x - 1, y], ArrowRight: [x + 1, y], ArrowUp: [x, y - 1], ArrowDown: [x, y + 1], Home: [0, y], End: [last, y],
      PageUp: [x, 0], PageDown: [x, this.now.themes.length - 1] }[event.key];
    if (to) this.move(...to);
    else if (event.key === "Enter" || event.key === " ") this.pick(cell);
    else return;
    event.preventDefault();
  }

  pick(cell) {
    this.at = [Number(cell.dataset.x), Number(cell.dataset.y)];
    const open = this.state.get().cell === cell.dataset.cell;
    this.state.set({ cell: open ? "" : cell.dataset.cell });
    if (!open) this.detail.scrollIntoView({ block: "nearest" });
  }

  /** The measures of the chosen cell with their quotes, or that there are none. */
  tell(state) {
    const [region, theme] = /^\d+-\d+$/.test(state.cell || "") ? state.cell.split("-").map(Number) : [-1, -1];
    const known = this.now.regions.includes(region) && this.now.themes.includes(theme);
    this.detail.classList.toggle("open", known);
    if (!known) return this.detail.replaceChildren(make("p", { class: "hint" }, this.say("matrix.hint")));
    const measures = this.now.cell(region, theme);
    return this.detail.replaceChildren(
      make("h2", {}, this.say("matrix.cell", this.name(theme), this.name(region), measures.length)),
      measures.length ? make("ul", {}, measures.map((at) => quoted(this, at))) : make("p", {}, `${none(this, region, theme)}${this.say("matrix.stop")}`));
  }

  picture() {
    const most = this.most();
    return matrixPicture({
      corner: this.say("matrix.theme"), total: this.say("matrix.total"), columns: this.now.regions.map((region) => this.name(region)),
      rows: this.now.themes.map((theme) => ({ name: this.name(theme), cells: this.now.regions.map((region) => this.shown(region, theme, most)), total: this.now.of(theme).length })),
      totals: this.now.regions.map((region) => this.now.all(region).length), whole: new Set(this.now.themes.flatMap((theme) => this.now.of(theme))).size, note: this.say("matrix.dash"),
    });
  }

  /** What the shades say, for the head of an export. */
  reading() {
    return this.say(this.firm ? "matrix.firm" : "matrix.count");
  }

  /** Cells say their numbers, so their shades need no legend. */
  legend() {
    return [];
  }

  rows() {
    const strengths = this.book.strengths();
    return {
      columns: [this.say("matrix.region"), this.say("matrix.theme"), this.say("matrix.count"), ...strengths.map((one) => this.book.label(one)), this.say("matrix.words")],
      rows: this.now.regions.flatMap((region) => this.now.themes.map((theme) => {
        const measures = this.now.cell(region, theme);
        const words = measures.length ? measures.map((at) => this.book.quote(this.book.measures[at])).join(" | ") : none(this, region, theme);
        return [this.name(region), this.name(theme), measures.length, ...byStrength(this.book, measures), words];
      })),
    };
  }
}

export function matrixView(context) {
  return new MatrixView(context);
}
