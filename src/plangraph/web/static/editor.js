// The text of a query: numbered lines, the line of a fault marked, names completed.
import { make } from "./dom.js";
import { say } from "./words.js";
import { Listbox } from "./listbox.js";
import { names, term } from "./names.js";
import { candidates, context, eager } from "./completion.js";

const LEAST = 10, MOST = 32; // lines shown

export class Editor {
  constructor(area, lines) {
    this.area = area;
    this.lines = lines;
    this.wrong = 0;
    this.brush = document.createElement("canvas").getContext("2d");
    this.turn = 0; // of suggestions: those that come late are not shown
    this.list = new Listbox(area, say("list"), (one) => this.complete(one));
    area.addEventListener("input", (event) => {
      this.fault(0);
      if (!event.isComposing && event.inputType !== "insertFromPaste") this.suggest(false);
    });
    area.addEventListener("compositionend", () => this.suggest(false));
    area.addEventListener("scroll", () => { this.lines.scrollTop = area.scrollTop; this.list.hide(); });
    area.addEventListener("blur", () => this.list.hide());
    area.addEventListener("click", () => this.list.hide());
    area.addEventListener("keydown", (event) => this.pressed(event));
    area.addEventListener("focus", () => names(), { once: true });
    this.number();
  }

  pressed(event) {
    if (event.key === "Escape") this.turn += 1;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.list.hide();
      this.area.form.requestSubmit();
    } else if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      this.suggest(true);
    } else if (!this.list.key(event) && /^(ArrowLeft|ArrowRight|Home|End|Page)/.test(event.key)) {
      this.list.hide();
    }
  }

  /** Numbers beside the lines; the one at fault says so. */
  number() {
    const count = this.area.value.split("\n").length;
    this.area.rows = Math.min(MOST, Math.max(LEAST, count));
    this.lines.replaceChildren(...Array.from({ length: count }, (_, place) =>
      make("div", { class: place + 1 === this.wrong ? "wrong" : null }, String(place + 1))));
    this.lines.scrollTop = this.area.scrollTop;
  }

  /** Mark the line of a fault, or none (0), and put the caret there. */
  fault(line) {
    this.wrong = line;
    if (line === 0) this.area.removeAttribute("aria-invalid");
    else {
      this.area.setAttribute("aria-invalid", "true");
      const begin = this.area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      this.area.setSelectionRange(begin, begin);
    }
    this.number();
  }

  async suggest(wished) {
    const mine = ++this.turn, all = await names();
    if (mine !== this.turn) return;
    const { value, selectionStart, selectionEnd } = this.area;
    const known = selectionStart === selectionEnd ? context(value, selectionStart) : null;
    const found = known && (wished || eager(known)) ? candidates(known, all, value) : [];
    if (!found.length) {
      this.list.hide();
      if (wished) this.list.told.textContent = say("no_suggestion");
      return;
    }
    this.known = known;
    this.list.show(found, known.word ? 0 : -1);
    this.place(known.start);
  }

  /** Put the list below the word that is written. */
  place(start) {
    const style = getComputedStyle(this.area), before = this.area.value.slice(0, start).split("\n");
    this.brush.font = style.font;
    const left = parseFloat(style.paddingLeft) + this.brush.measureText(before.at(-1)).width - this.area.scrollLeft;
    const top = parseFloat(style.paddingTop) + before.length * parseFloat(style.lineHeight) - this.area.scrollTop;
    const room = this.area.offsetWidth - this.list.list.offsetWidth;
    this.list.list.style.left = `${this.area.offsetLeft + Math.max(0, Math.min(left, room))}px`;
    this.list.list.style.top = `${this.area.offsetTop + top + 4}px`;
  }

  complete(one) {
    const { start, caret } = this.known;
    this.area.setRangeText(term(one) + " ", start, caret, "end");
    this.number();
    this.area.focus();
    this.suggest(false);
  }
}
