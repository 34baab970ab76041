// What stands around the views: head, filters, the text at the left, tabs and the chosen view, the evidence at the right.
import { make } from "./dom.js";
import { evidence } from "./evidence.js";
import { legend } from "./legend.js";
import { button } from "./links.js";
import { narrowed } from "./narrowed.js";
import { scale } from "./scale.js";
import { search } from "./search.js";
import { tabs } from "./tabs.js";
import { textView } from "./text.js";
import { speak } from "./words.js";

const ORDER = ["questions", "network", "map", "table", "matrix", "text"];
const LOOKS = ["", "light", "dark"];
const wide = matchMedia("(min-width: 64rem)");

class Shell {
  constructor(context, makers, exports) {
    Object.assign(this, { context, makers, exports, made: {} });
    this.element = make("div", { class: "shell" });
    context.views = {}; // each made when it is first asked for
    for (const name of Object.keys(makers)) Object.defineProperty(context.views, name, { enumerable: true, get: () => this.view(name) });
    Object.defineProperty(context.views, "text", { enumerable: true, get: () => this.text });
    context.state.watch((now, before) => this.update(now, before));
    document.addEventListener("keydown", (event) => this.key(event));
    wide.addEventListener("change", () => this.fold());
    this.speakAs(context.state.get());
    this.frame();
  }

  view(name) {
    if (!this.made[name]) this.made[name] = this.makers[name](this.context);
    return this.made[name];
  }

  speakAs(now) {
    speak(now.lang);
    this.context.book.language = now.lang;
    document.documentElement.lang = now.lang === "zh" ? "zh-Hans" : "en";
    document.title = `${this.context.book.label(this.context.book.made)} · plangraph`;
  }

  /** All that has words of ours; made anew when the language changes. The views stay and translate themselves. */
  frame() {
    const { context } = this, { book, say } = context;
    this.search = search(context);
    this.tabs = tabs(context, ORDER, "view");
    this.narrowed = narrowed(context);
    this.legend = legend(context);
    this.scale = scale(context);
    this.evidence = evidence(context);
    this.text = textView(context);
    this.slot = make("div", { class: "view", id: "view", role: "tabpanel", tabindex: -1 });
    this.textFrame = make("div", { class: "text scroller", id: "text" }, this.text.element);
    this.textSide = make("section", { class: "text-side", "aria-label": say("shell.text_label") }, this.textFrame);
    this.filters = make("details", { class: "filters" }, make("summary", {}, say("legend.title")),
      make("div", { class: "filter-row" }, this.legend.elements, this.scale.element));
    this.filterArea = make("section", { class: "filter-area", "aria-label": say("legend.title") }, this.filters);
    this.viewName = make("h2", { class: "hidden" });
    const fold = () => context.state.set({ text: context.state.get().text ? "" : "off" }, { push: false });
    this.folder = button("◧", fold, { class: "folder", "aria-controls": "text" });
    this.bar = make("div", { class: "bar" }, this.folder, this.tabs.element);
    const skip = button(say("shell.skip"), () => this.slot.focus(), { class: "skip" });
    const plan = book.made.plans?.[0];
    this.language = button(context.state.get().lang === "zh" ? "English" : "中文", () => context.state.set({ lang: context.state.get().lang === "zh" ? "en" : "zh" }),
      { class: "language", lang: context.state.get().lang === "zh" ? "en" : "zh-Hans" });
    this.look = button("", () => context.state.set({ look: LOOKS[(LOOKS.indexOf(context.state.get().look) + 1) % LOOKS.length] }, { push: false }), { class: "look" });
    this.element.replaceChildren(skip,
      make("header", { class: "top" },
        make("div", { class: "titles" }, make("h1", {}, book.label(book.made)), plan ? make("p", {}, book.label(plan)) : ""),
        this.search.element, this.language, this.look),
      this.filterArea,
      make("div", { class: "bench" }, this.textSide,
        make("main", { class: "middle", "aria-label": say("shell.views") },
          this.viewName, this.bar, this.narrowed.element, this.slot),
        this.evidence.element));
    this.fold();
  }

  /** Where there is no room, filters are folded and the menu of exports stands beside them, so that the tabs have their row. */
  fold() {
    this.filters.open = wide.matches;
    (wide.matches ? this.bar : this.filterArea).append(this.exports.element);
  }

  update(now, before) {
    if (before && before.lang !== now.lang) {
      const again = this.element.contains(document.activeElement) && document.activeElement === this.language;
      this.speakAs(now);
      this.frame();
      this.exports.update?.(now);
      if (again) this.language.focus();
    }
    if (now.look) document.documentElement.dataset.look = now.look;
    else delete document.documentElement.dataset.look;
    this.look.replaceChildren(make("span", { "aria-hidden": "true" }, { "": "◐", light: "☀", dark: "☾" }[now.look]));
    this.look.setAttribute("aria-label", this.context.say(`shell.look_${now.look || "system"}`));
    this.look.title = this.look.getAttribute("aria-label");
    this.element.dataset.view = now.view;
    this.element.dataset.text = now.text;
    this.folder.setAttribute("aria-expanded", String(!now.text));
    this.folder.setAttribute("aria-label", this.context.say(now.text ? "shell.unfold" : "shell.fold"));
    this.folder.title = this.folder.getAttribute("aria-label");
    for (const part of [this.search, this.tabs, this.narrowed, this.legend, this.scale, this.evidence]) part.update(now);
    this.turn(now);
    this.text.update(now);
  }

  /** Put the chosen view on the page, tell it the state, and let exports know it. */
  turn(now) {
    const isText = now.view === "text";
    const view = isText ? this.text : this.view(now.view);
    this.viewName.textContent = this.context.say(`shell.${now.view}`);
    this.slot.setAttribute("aria-labelledby", `tab-${now.view}`);
    const shown = isText ? this.textFrame : view.element; // the text moves to the middle where it is the chosen view
    if (this.slot.firstElementChild !== shown) {
      this.slot.replaceChildren(shown);
      if (!isText) this.textSide.append(this.textFrame);
      view.resize?.();
    }
    if (!isText) view.update(now);
    this.exports.of(view);
  }

  key(event) {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName || "") || event.target.isContentEditable;
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === "/") {
      event.preventDefault();
      this.search.focus();
    } else if (event.key === "Escape" && this.context.state.get().on) this.context.state.set({ on: "" });
  }
}

/** The whole page; ``makers`` make the views, ``exports`` is the menu of what may leave the page. */
export function shell(context, makers, exports) {
  const made = new Shell(context, makers, exports);
  queueMicrotask(() => made.update(context.state.get())); // once it is in the page and has a size
  return made.element;
}
