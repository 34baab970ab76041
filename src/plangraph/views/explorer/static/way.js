// A path in words: each step, what it is, and the sentence that it rests on.
import { make } from "./dom.js";

const GROUNDS = ["net_stated", "net_background", "net_inferred"];

/** Steps with both halves of a measure as one: {from, to, measure, kinds: [of from, of to]} or a link as it is. */
function told(way) {
  const made = [];
  for (let at = 0; at < way.length; at += 1) {
    const [one, next] = [way[at], way[at + 1]];
    const whole = one.measure !== undefined && next && next.measure === one.measure;
    made.push(whole ? { from: one.from, to: next.to, measure: one.measure, basis: Math.max(one.basis, next.basis), roles: [one.kinds, next.kinds] } : one);
    if (whole) at += 1;
  }
  return made;
}

export class Way {
  constructor({ book, say, choose }, joins, close) {
    Object.assign(this, { book, say, choose, joins, close });
    this.element = make("section", { class: "net-way", hidden: true });
  }

  update(state, scene) {
    const key = scene.mode === "path" ? `${scene.base} ${this.book.language}` : "";
    if (key === this.key) return;
    this.key = key;
    this.element.hidden = !key;
    if (!key) return;
    const { say, book } = this;
    const [from, to] = state.ends.map((id) => book.label(book.byId(id).one));
    const steps = scene.way ? told(scene.way) : [];
    const close = make("button", { type: "button", class: "net-close" }, say("net_close"));
    close.addEventListener("click", this.close);
    this.element.setAttribute("aria-label", say("net_way", from, to));
    this.element.replaceChildren(
      make("header", {}, make("h3", {}, say("net_way", from, to)), close),
      make("p", { role: "status" }, scene.way ? say("net_steps", steps.length) : say("net_no_way")),
      make("ol", {}, steps.map((step) => this.step(step))));
  }

  name(id) {
    const { one } = this.book.byId(id);
    const button = make("button", { type: "button", class: "net-link" }, this.book.label(one));
    button.addEventListener("click", () => this.choose(id));
    return button;
  }

  step(step) {
    const { say, book, joins } = this;
    const ground = make("span", { class: `net-ground g${step.basis}` }, say(GROUNDS[step.basis]));
    const words = (kinds) => kinds.map((kind) => joins.word(kind)).join(", ");
    if (step.measure === undefined) {
      const ends = step.out ? [step.from, step.to] : [step.to, step.from];
      return make("li", {}, make("p", {}, this.name(ends[0]), ` ${words(step.kinds)} `, this.name(ends[1]), " ", ground),
        step.note ? make("p", { class: "net-note" }, this.note(step)) : null);
    }
    const measure = book.measures[step.measure];
    const roles = step.roles || [step.kinds];
    return make("li", {},
      make("p", {}, this.name(step.from), ` (${words(roles[0])}) – `, step.roles ? [this.name(step.to), ` (${words(roles[1])}) `] : "", ground),
      this.quote(measure.id, book.quote(measure), measure.sentence));
  }

  /** Where a link comes from: the sentence that states it, the source of a table, or a rule. */
  note({ basis, note }) {
    const known = this.book.byId(note);
    if (basis === 0 && known?.kind === "sentence") return this.quote(note, known.one.text, known.at);
    return this.say(basis === 1 ? "net_source" : "net_rule", note);
  }

  quote(id, text, sentence) {
    const button = make("button", { type: "button", class: "net-quote" }, make("q", {}, text),
      make("span", {}, this.book.path(sentence).map((part) => part.number).filter(Boolean).join(" · ")));
    button.addEventListener("click", () => this.choose(id));
    return button;
  }
}
