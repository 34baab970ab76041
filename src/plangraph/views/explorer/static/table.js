// The table: every measure, the rows of a question, or what another view shows; sorted by its heads, narrowed by words.
import { make } from "./dom.js";
import { lit } from "./selection.js";
import { measureListing, ordered, plainListing, questionListing } from "./listing.js";

const SHEET = 300; // rows drawn at once
const OTHERS = ["network", "map", "matrix"];

/** What ``sort`` of a state says: whose rows, by which column, and whether downwards. */
function told(sort) {
  const [, of, column, down] = /^(?:([a-z]+):)?(\d*)(d?)$/.exec(sort) || [];
  return { of: of || "", column: column ? Number(column) : -1, down: down === "d" };
}

const written = ({ of, column, down }) => (of ? `${of}:` : "") + (column < 0 ? "" : column + (down ? "d" : ""));

class TableView {
  constructor(context) {
    const { book, state, say, choose } = context;
    Object.assign(this, { context, book, state, say, choose });
    this.limit = SHEET;
    this.of = make("select", { class: "table-of" });
    this.find = make("input", { type: "search", class: "table-find", autocomplete: "off", spellcheck: "false" });
    this.by = make("select", { class: "table-by" });
    this.count = make("p", { class: "table-count", role: "status" });
    this.head = make("tr", { role: "row" });
    this.body = make("tbody", { role: "rowgroup" });
    this.caption = make("caption");
    this.more = make("button", { type: "button", class: "table-more", hidden: true });
    this.labels = ["of", "find", "by"].map((name) => make("span"));
    const field = (place, control, kind) => make("label", { class: `table-field ${kind}` }, this.labels[place], control);
    this.element = make("section", { class: "table-view" },
      make("div", { class: "table-bar" }, field(0, this.of, "of"), field(1, this.find, "find"), field(2, this.by, "by"), this.count),
      make("div", { class: "table-scroll", tabindex: "0", role: "region" },
        make("table", { class: "listing", role: "table" }, this.caption, make("thead", { role: "rowgroup" }, this.head), this.body), this.more));
    this.of.addEventListener("change", () => this.set({ of: this.of.value, column: -1, down: false }));
    this.by.addEventListener("change", () => this.set({ column: Number(this.by.value), down: false }));
    this.find.addEventListener("input", () => { this.limit = SHEET; this.state.set({ words: this.find.value }, { push: false }); });
    this.more.addEventListener("click", () => { this.limit += SHEET * 3; this.update(this.state.get()); });
    this.body.addEventListener("click", (event) => this.clicked(event));
  }

  set(part) {
    this.state.set({ sort: written({ ...told(this.state.get().sort), ...part }) });
  }

  /** Whose rows are shown: "question" and "measures" need no name in the address where they are what one expects. */
  source(state) {
    const { of } = told(state.sort);
    const question = this.book.byId(state.q)?.kind === "question";
    if (OTHERS.includes(of) && of in (this.context.views || {})) return of;
    return of === "measures" || !question ? "measures" : "question";
  }

  listing(state) {
    const source = this.source(state);
    if (source === "question") return questionListing(this.book, this.book.byId(state.q).one, this.say);
    if (source === "measures") return measureListing(this.book, state, this.say);
    const other = this.context.views[source];
    other.update(state); // it may not have been seen yet
    return plainListing(other.rows());
  }

  update(state) {
    const sort = told(state.sort);
    const foreign = OTHERS.includes(this.source(state)); // what another view shows may change with anything
    const key = JSON.stringify([state.hide, state.bases, state.strength, state.q, state.lang, state.sort, state.words, this.limit,
      foreign && [state.on, state.open, state.gone, state.ends]]);
    if (key !== this.key) {
      this.key = key;
      this.collator = new Intl.Collator(state.lang === "zh" ? "zh-CN" : "en", { numeric: true, sensitivity: "base" });
      const { columns, rows } = this.listing(state);
      const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
      const kept = rows.filter((row) => {
        const text = row.cells.map((cell) => cell.text).join(" ").toLowerCase();
        return words.every((word) => text.includes(word));
      });
      this.columns = columns;
      this.now = sort.column >= 0 && sort.column < columns.length ? ordered(kept, sort.column, sort.down, this.collator) : kept;
      this.bar(state, sort, rows.length);
      this.fill(state, sort);
    }
    if (document.activeElement !== this.find && this.find.value !== state.words) this.find.value = state.words;
    this.mark(state);
  }

  bar(state, sort, total) {
    const say = this.say, source = this.source(state);
    [say("table.of"), say("table.find"), say("table.by")].forEach((text, place) => { this.labels[place].textContent = text; });
    const question = this.book.byId(state.q)?.kind === "question" ? this.book.byId(state.q).one : null;
    const choices = [question ? ["question", this.book.label(question)] : null, ["measures", say("table.measures")],
      ...OTHERS.filter((name) => name in (this.context.views || {})).map((name) => [name, say(`table.of_${name}`)])].filter(Boolean);
    this.of.replaceChildren(...choices.map(([value, text]) => make("option", { value, selected: value === source }, text)));
    this.by.replaceChildren(make("option", { value: -1 }, say("table.unsorted")),
      ...this.columns.map((name, place) => make("option", { value: place, selected: place === sort.column }, name)));
    this.count.textContent = this.now.length === total ? say("table.rows", total) : say("table.some", this.now.length, total);
    this.element.querySelector("table").classList.toggle("measures", source === "measures");
    this.caption.textContent = choices.find(([value]) => value === source)[1];
    this.element.querySelector(".table-scroll").setAttribute("aria-label", this.caption.textContent);
  }

  fill(state, sort) {
    this.head.replaceChildren(...this.columns.map((name, place) => {
      const mine = place === sort.column;
      const button = make("button", { type: "button", title: this.say("table.sort", name) }, name,
        make("span", { class: "way", "aria-hidden": "true" }, mine ? (sort.down ? "▼" : "▲") : ""));
      button.addEventListener("click", () => this.set(!mine ? { column: place, down: false } : sort.down ? { column: -1, down: false } : { down: true }));
      return make("th", { scope: "col", role: "columnheader", "aria-sort": mine ? (sort.down ? "descending" : "ascending") : "none" }, button);
    }));
    const question = this.source(state) === "question" ? this.book.byId(state.q).one : null;
    const nothing = question && !state.words ? (state.lang === "zh" ? question.emptyZh || question.empty : question.empty) : "";
    this.body.replaceChildren(...this.now.slice(0, this.limit).map((row, place) => this.row(row, place)));
    const cell = { role: "cell", colspan: Math.max(this.columns.length, 1), class: "nothing" };
    if (!this.now.length) this.body.append(make("tr", { role: "row" }, make("td", cell, nothing || this.say("table.nothing"))));
    this.more.hidden = this.now.length <= this.limit;
    this.more.textContent = this.say("table.more", this.now.length - this.limit);
  }

  row(row, place) {
    return make("tr", { role: "row", "data-row": place, class: row.id ? "opens" : false }, this.columns.map((name, column) => {
      const cell = row.cells[column] || { text: "" };
      const kind = [cell.quote ? "saying" : "", cell.soft ? "soft" : "", cell.strength !== undefined ? `firm firm-${cell.strength}` : "",
        cell.number !== undefined && cell.sentence === undefined && cell.strength === undefined ? "numeric" : ""].filter(Boolean).join(" ");
      const id = this.opened(row, cell);
      const inside = id && cell.text ? make("button", { type: "button", class: "to", "data-id": id }, cell.text) : cell.text;
      return make("td", { role: "cell", "data-label": name, class: kind || false, lang: this.book.tongue(cell.text) }, inside);
    }));
  }

  opened(row, cell) {
    if (cell.thing !== undefined) return this.book.things[cell.thing].id;
    if (cell.measure !== undefined) return this.book.measures[cell.measure].id;
    if (cell.sentence !== undefined) return this.book.sentences[cell.sentence].id;
    return cell.opens ? row.id : "";
  }

  clicked(event) {
    const button = event.target.closest("button.to");
    const line = event.target.closest("tr[data-row]");
    if (String(getSelection())) return; // somebody marks text to copy it
    const id = button ? button.dataset.id : line ? this.now[Number(line.dataset.row)].id : "";
    if (id) this.choose(id);
  }

  /** Light the rows of what is chosen; the first comes into view when the choice was made elsewhere. */
  mark(state) {
    const found = lit(this.book, state.on);
    const exact = this.book.byId(state.on)?.kind;
    let first = null;
    for (const line of this.body.querySelectorAll("tr[data-row]")) {
      const row = this.now[Number(line.dataset.row)];
      const on = exact === "measure" && row.measures.length ? row.measures.some((at) => found.measures.has(at))
        : exact === "thing" ? row.things.some((at) => this.book.things[at].id === state.on)
          : exact ? row.sentences.some((at) => found.sentences.has(at)) : false;
      line.classList.toggle("lit", on);
      if (on) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
      if (on && !first) first = line;
    }
    if (first && state.on !== this.on && this.element.offsetParent && !this.body.contains(document.activeElement)) first.scrollIntoView({ block: "nearest" });
    this.on = state.on;
  }

  picture() {
    return null;
  }

  rows() {
    if (!this.now) this.update(this.state.get());
    return { columns: this.columns, rows: this.now.map((row) => this.columns.map((_, place) => {
      const cell = row.cells[place];
      return cell ? (cell.number !== undefined && String(cell.number) === cell.text ? cell.number : cell.text) : "";
    })) };
  }
}

export function tableView(context) {
  return new TableView(context);
}
