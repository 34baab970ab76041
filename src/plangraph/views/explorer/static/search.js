// The search: a field with a list of what it finds; "/" goes to it, arrows choose, Enter takes, Esc closes.
import { make } from "./dom.js";
import { badge } from "./badge.js";
import { catalogue, matching, plain } from "./names.js";

/** A stretch of a sentence round a word. */
function around(text, word) {
  const at = text.toLowerCase().indexOf(word.trim().toLowerCase());
  if (at < 0) return text.slice(0, 90);
  const begin = at < 40 ? 0 : text.indexOf(" ", at - 40) + 1;
  return `${begin ? "…" : ""}${text.slice(begin, begin + 100)}${begin + 100 < text.length ? "…" : ""}`;
}

class Search {
  constructor(context) {
    Object.assign(this, { context, items: [], active: -1 });
    const { say } = context;
    this.field = make("input", { type: "search", id: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "search-list", "aria-autocomplete": "list",
      "aria-label": say("search.label"), placeholder: say("search.placeholder"), autocomplete: "off", spellcheck: "false", enterkeyhint: "search", "aria-keyshortcuts": "/" });
    this.list = make("ul", { role: "listbox", id: "search-list", "aria-label": say("search.found"), hidden: true });
    this.told = make("p", { role: "status", class: "hidden" });
    this.element = make("div", { class: "search", role: "search" }, this.field, make("kbd", { "aria-hidden": "true" }, "/"), this.list, this.told);
    this.field.addEventListener("input", (event) => { if (!event.isComposing) this.typed(); });
    this.field.addEventListener("compositionend", () => this.typed());
    this.field.addEventListener("focus", () => { if (this.field.value) this.suggest(); });
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.at));
    });
  }

  typed() {
    this.context.state.set({ find: this.field.value.trim() }, { push: false });
    this.suggest();
  }

  suggest() {
    const { book, say } = this.context;
    this.all = this.all || catalogue(book);
    this.items = matching(this.all, this.field.value);
    this.active = this.items.length ? 0 : -1;
    const empty = plain(this.field.value) ? make("li", { class: "nothing", role: "presentation" }, say("search.nothing")) : "";
    this.list.replaceChildren(...(this.items.length ? this.items.map((one, at) => this.option(one, at)) : [empty]).filter(Boolean));
    this.list.hidden = !this.list.childElementCount;
    this.told.textContent = plain(this.field.value) ? say("search.count", this.items.length) : "";
    this.mark();
  }

  option(one, at) {
    const { book, say } = this.context;
    const made = (mark, name, other, note, attributes) => make("li", { role: "option", id: `search-${at}`, "data-at": at, "data-kind": one.kind, ...attributes },
      make("span", { class: "mark" }, mark), make("span", { class: "first" }, name), other ? make("span", { class: "other" }, other) : "", make("span", { class: "note" }, note));
    if (one.kind === "thing") {
      const thing = book.things[one.at], count = book.measuresOf(one.at).length;
      const kind = (book.language === "zh" && thing.clsZh) || thing.clsEn;
      const [bearer] = book.isMentioned(one.at) ? [] : book.namesakes(one.at);
      const note = bearer !== undefined ? say("search.in_name", book.label(book.things[bearer])) : !book.isMentioned(one.at) ? say("search.unmentioned") : count ? say("search.measures", count) : say("search.mentioned");
      return made(badge(book, thing.family), book.label(thing), book.other(thing), `${kind} · ${note}`);
    }
    if (one.kind === "elsewhere") {
      const place = book.byId(one.id).one, [outer] = place.within;
      const note = outer === undefined ? say("search.unmentioned")
        : say(book.isMentioned(outer) ? "search.lies_mentioned" : "search.lies_unmentioned", book.label(book.things[outer]));
      return made("○", book.label(place), book.other(place), note);
    }
    if (one.kind === "question") return made("?", book.label(book.questions[one.at]), "", say("questions.one"));
    return made("¶", around(book.sentences[one.at].text, this.field.value), "", say("evidence.sentence", one.at + 1), { class: "words" });
  }

  mark() {
    [...this.list.querySelectorAll("[role=option]")].forEach((option, at) => option.setAttribute("aria-selected", String(at === this.active)));
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    if (this.active < 0) this.field.removeAttribute("aria-activedescendant");
    else {
      this.field.setAttribute("aria-activedescendant", `search-${this.active}`);
      this.list.children[this.active].scrollIntoView({ block: "nearest" });
    }
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.told.textContent = "";
    this.mark();
  }

  take(at) {
    const one = this.items[at];
    this.close();
    this.field.value = "";
    const part = one.kind === "question" ? { q: one.id, view: "questions" } : { on: one.id };
    this.context.state.set({ find: "", ...part });
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const last = this.items.length - 1;
    if (event.key === "Escape") {
      if (this.list.hidden) { this.field.value = ""; this.context.state.set({ find: "" }, { push: false }); }
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) this.suggest();
      else if (last >= 0) this.active = event.key === "ArrowDown" ? (this.active >= last ? 0 : this.active + 1) : (this.active <= 0 ? last : this.active - 1);
      this.mark();
    } else if (event.key === "Enter") {
      if (this.list.hidden && this.field.value) this.suggest();
      if (this.active >= 0) this.take(this.active);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  update(state) {
    if (document.activeElement !== this.field && this.field.value.trim() !== state.find) this.field.value = state.find;
  }
}

/** {element, focus(), update(state)} */
export function search(context) {
  const made = new Search(context);
  return { element: made.element, focus: () => { made.field.focus(); made.field.select(); }, update: (state) => made.update(state) };
}
