// The chapter as printed: every sign of it, with what is named and what is promised marked in place.
import { make } from "./dom.js";
import { dressed } from "./badge.js";
import { shown } from "./filter.js";
import { to } from "./links.js";
import { pieces } from "./pieces.js";
import { lit } from "./selection.js";

const LEVELS = { Chapter: "h2", Section: "h3", Box: "h3", Item: "h4" };

class Page {
  constructor(context) {
    this.context = context;
    this.sentences = []; // element of each sentence
    this.marks = []; // [element, thing] of each mention
    this.lines = []; // [element, measures] of each underlined piece
    this.element = make("div", { class: "page", lang: "en" }, this.blocks());
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("click", () => { // what is chosen here is in sight already
      this.still = true;
      setTimeout(() => { this.still = false; });
    }, { capture: true });
    this.stops = [...this.element.querySelectorAll("a")];
    this.stops.forEach((stop, at) => stop.setAttribute("tabindex", at ? -1 : 0));
    this.last = this.asked = "";
  }

  /** Headings, paragraphs and lists, boxes round what stands in them. */
  blocks() {
    const { book } = this.context;
    const made = [];
    let home = made, box = -1, list = null, paragraph = null, part = null;
    book.sentences.forEach((sentence, at) => {
      const inBox = book.path(at).find((one) => one.kind === "Box");
      const boxAt = inBox ? book.parts.indexOf(inBox) : -1;
      if (boxAt !== box) {
        box = boxAt;
        const frame = inBox ? make("section", { class: "box" }) : null;
        if (frame) made.push(frame);
        home = frame || made;
      }
      const add = (element) => (home === made ? made.push(element) : home.append(element));
      if (sentence.kind === "heading") {
        add(make(LEVELS[book.parts[sentence.part]?.kind] || "h3", { class: "heading" }, this.sentence(at)));
        list = paragraph = null;
      } else if (sentence.kind === "item") {
        if (!list || part !== sentence.part) add((list = make("ul", { class: "items" })));
        const fresh = /\n/.test(sentence.before) || !list.lastElementChild; // else the same point goes on
        if (fresh) list.append(make("li", {}, this.sentence(at)));
        else list.lastElementChild.append(sentence.before, this.sentence(at));
        paragraph = null;
      } else {
        if (!paragraph || part !== sentence.part || /\n\s*\n/.test(sentence.before)) add((paragraph = make("p", {})));
        else paragraph.append(sentence.before);
        paragraph.append(this.sentence(at));
        list = null;
      }
      part = sentence.part;
    });
    return made;
  }

  sentence(at) {
    const { context } = this, { book, say } = context;
    const { id } = book.sentences[at];
    const number = to(context, id, { class: "number", "data-sentence": at, "data-number": at + 1, "aria-label": say("text.number", at + 1) });
    const element = make("span", { class: "sentence" }, number, pieces(book, at).map((piece) => this.piece(piece)));
    element.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection()).length > 1) return; // a reader who marks text to copy it
      context.choose(id);
    });
    this.sentences[at] = element;
    return element;
  }

  /** A stretch of text inside which nothing begins or ends. */
  piece({ text, thing, measures }) {
    const { context } = this, { book } = context;
    let made = text;
    if (thing >= 0) {
      const { id, family } = book.things[thing];
      made = dressed(book, family, to(context, id, { class: "mention" }, text));
      this.marks.push([made, thing]);
    }
    if (!measures.length) return made;
    const rank = Math.min(...measures.map((at) => book.measures[at].strength?.rank ?? 3));
    const line = make("span", { class: "stated", "data-rank": rank }, made);
    this.lines.push([line, measures]);
    return line;
  }

  /** One stop for the tab key; arrows walk through sentences (up, down) and all that can be chosen (left, right). */
  key(event) {
    const at = this.stops.indexOf(document.activeElement);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const way = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!way) return;
    const whole = event.key === "ArrowDown" || event.key === "ArrowUp";
    let next = at + way;
    while (whole && this.stops[next] && !this.stops[next].classList.contains("number")) next += way;
    if (!this.stops[next]) return;
    event.preventDefault();
    this.stops[at].setAttribute("tabindex", -1);
    this.stops[next].setAttribute("tabindex", 0);
    this.stops[next].focus();
  }

  update(state) {
    const { book } = this.context;
    const tests = shown(book, state), chosen = lit(book, state.on), any = state.on !== "";
    const kind = book.byId(state.on)?.kind;
    this.sentences.forEach((element, at) => {
      element.classList.toggle("on", kind === "sentence" && chosen.sentences.has(at));
      element.classList.toggle("near", kind !== "sentence" && kind !== "part" && chosen.sentences.has(at));
      element.classList.toggle("dim", !tests.sentence(at));
    });
    for (const [element, thing] of this.marks) {
      element.classList.toggle("off", !tests.thing(thing));
      element.classList.toggle("lit", any && chosen.things.has(thing) && (kind !== "measure" || this.inSentences(element, chosen)));
    }
    for (const [element, measures] of this.lines) {
      element.classList.toggle("off", !measures.some(tests.measure));
      element.classList.toggle("lit", kind === "measure" && measures.some((at) => chosen.measures.has(at)));
    }
    if (state.on !== this.last) this.show(chosen, kind);
    else if (state.q !== this.asked && tests.asked && !any) this.show(tests.asked, "sentence"); // where the answer begins
    this.last = state.on;
    this.asked = state.q;
  }

  inSentences(element, chosen) {
    return chosen.sentences.has(this.sentences.indexOf(element.closest(".sentence")));
  }

  /** Bring what was chosen elsewhere into sight; a choice made in the text itself moves nothing. */
  show(chosen, kind) {
    if (this.still || !chosen.sentences.size) return;
    const first = Math.min(...chosen.sentences);
    const inside = kind === "sentence" ? null : this.sentences[first].querySelector(".lit");
    const target = inside || this.sentences[first];
    const frame = this.element.closest(".scroller");
    if (!frame || !target || !target.getClientRects().length) return;
    const place = target.getClientRects()[0], { top, bottom } = frame.getBoundingClientRect();
    const sheet = document.querySelector(".evidence"); // on a phone it lies over the text
    const foot = sheet && getComputedStyle(sheet).position === "fixed" ? Math.min(bottom, sheet.getBoundingClientRect().top) : bottom;
    if (place.top < top + 20 || place.bottom > foot - 40) frame.scrollTop += place.top - top - (foot - top) / 3;
  }
}

export function textView(context) {
  const { book } = context;
  const page = new Page(context);
  return {
    element: page.element,
    update: (state) => page.update(state),
    picture: () => null,
    resize: () => page.show(lit(book, context.state.get().on), book.byId(context.state.get().on)?.kind),
    rows() {
      const tests = shown(book, context.state.get());
      return {
        columns: ["text.sentence", "text.begin", "text.end", "text.where", "text.text", "text.measures"].map((key) => context.say(key)),
        rows: book.sentences.flatMap((one, at) => (tests.sentence(at) ? [[at + 1, one.begin, one.end,
          book.path(at).map((part) => book.label(part)).join(" › "), one.text, book.measuresIn(at).length]] : [])),
      };
    },
  };
}
