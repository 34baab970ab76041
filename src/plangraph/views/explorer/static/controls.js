// The bar over the network: what it shows, what to do with the chosen node, and how near it is.
import { make } from "./dom.js";

const toggled = (list, id) => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]);

/** What the buttons do to the state; the keys of the network do the same. */
export function deeds({ book, state, choose }) {
  const node = (id) => ["thing", "measure"].includes(book.byId(id)?.kind);
  return {
    node,
    expand: (id) => node(id) && state.set({ open: toggled(state.get().open, id), gone: state.get().gone.filter((one) => one !== id) }),
    only: (id) => node(id) && state.set({ ends: state.get().ends.join() === id ? [] : [id], open: [], gone: [] }),
    hide: (id) => {
      if (!node(id)) return;
      const { open, gone, on, ends } = state.get();
      state.set({ gone: [...new Set([...gone, id])], open: open.filter((one) => one !== id), on: on === id ? "" : on, ends: ends.includes(id) ? [] : ends });
    },
    back: () => state.set({ gone: [] }),
    overview: () => state.set({ open: [], gone: [], ends: [], q: "" }),
    all: () => state.set({ open: toggled(state.get().open.filter((id) => id === "all"), "all"), ends: [], q: "" }),
    ends: (ends) => state.set({ ends, open: [], gone: [], on: ends[0] || "" }),
    choose,
  };
}

export class Controls {
  /** ``moves``: {nearer, farther, whole, pick(id or "")}. */
  constructor({ book, say }, acts, moves) {
    Object.assign(this, { book, say, acts, moves });
    this.element = make("div", { class: "net-bar", role: "toolbar" });
    this.zoom = make("div", { class: "net-zoom" });
    this.ask = make("p", { class: "net-picking", role: "status" });
  }

  button(name, act, { pressed = null, hidden = false, title = "", words = [] } = {}) {
    const made = make("button", { type: "button", "data-act": name, hidden, title: title || null,
      "aria-pressed": pressed === null ? null : String(pressed) }, this.say(`net_${name}`, ...words));
    made.addEventListener("click", act);
    return made;
  }

  update(state, scene, picking) {
    const { acts, book, say } = this;
    const focus = this.element.contains(document.activeElement) ? document.activeElement.dataset.act : "";
    const known = acts.node(state.on) ? book.byId(state.on) : null;
    const id = known ? known.one.id : "";
    this.element.setAttribute("aria-label", say("net_bar"));
    this.element.replaceChildren(
      make("span", { class: "net-group" },
        this.button("overview", acts.overview, { pressed: scene.mode === "overview" && !state.open.length }),
        this.button("all", acts.all, { pressed: scene.mode === "all", words: [book.things.length] }),
        this.button("back", acts.back, { hidden: !state.gone.length, words: [state.gone.length] })),
      make("span", { class: "net-group net-chosen", hidden: !known },
        make("strong", { title: known ? book.label(known.one) : "" }, known ? known.kind === "measure" ? book.label(known.one.action || known.one) : book.label(known.one) : ""),
        this.button(state.open.includes(id) ? "fold" : "expand", () => acts.expand(id), { title: say("net_expand_long") }),
        this.button("only", () => acts.only(id), { pressed: state.ends.join() === id, title: say("net_only_long") }),
        this.button("hide", () => acts.hide(id)),
        this.button("path", () => this.moves.pick(picking ? "" : id), { pressed: Boolean(picking), title: say("net_path_long"), hidden: known?.kind !== "thing" })));
    this.ask.textContent = picking ? say("net_picking", book.label(book.byId(picking).one)) : "";
    this.zooms();
    if (focus) this.element.querySelector(`[data-act="${focus === "expand" ? "fold" : focus === "fold" ? "expand" : focus}"]`)?.focus();
  }

  zooms() {
    if (this.language === this.book.language) return;
    this.language = this.book.language;
    const button = (key, sign, act) => {
      const made = make("button", { type: "button", title: this.say(key), "aria-label": this.say(key) }, sign);
      made.addEventListener("click", act);
      return made;
    };
    this.zoom.replaceChildren(button("net_in", "+", this.moves.nearer), button("net_out", "−", this.moves.farther), button("net_whole", "⤢", this.moves.whole));
  }
}
