// What the reader sees, as one frozen value that lives in the address: a link brings back exactly this view.
const VIEWS = ["network", "map", "table", "matrix", "questions", "text"];
const LISTS = ["hide", "bases", "open", "gone", "ends", "strength"];
const WORDS = ["view", "on", "q", "find", "words", "sort", "cell", "at", "zoom", "text", "lang", "look"];
const START = Object.freeze({
  view: "network", on: "", q: "", find: "", words: "", at: "", zoom: "", text: "", hide: [], bases: [], open: [], gone: [], ends: [], strength: [], sort: "", cell: "", lang: "en", look: "",
});

const keep = (text) => encodeURIComponent(text).replace(/%2F/g, "/").replace(/%3A/g, ":");

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // a link cut off in the middle of a sign says nothing
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The hash of a state, without its "#"; what is as at the start is left out. */
export function written(state) {
  return [...WORDS, ...LISTS].filter((key) => !same(state[key], START[key]))
    .map((key) => `${key}=${LISTS.includes(key) ? state[key].map(keep).join(",") : keep(state[key])}`).join("&");
}

/** The state that a hash tells; ``known`` has the ids that may be named, and everything unknown is passed over. */
export function understood(hash, known) {
  const state = { ...START };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [, key, value] = /^(\w+)=(.*)$/s.exec(part) || [];
    if (LISTS.includes(key)) state[key] = [...new Set(value.split(",").map(decode).filter(Boolean))];
    else if (WORDS.includes(key)) state[key] = decode(value);
  }
  if (!VIEWS.includes(state.view)) state.view = START.view;
  if (!/^\d+-\d+$/.test(state.cell)) state.cell = "";
  for (const key of ["at", "zoom"]) { // where the map and the network stand
    if (!/^-?\d+(\.\d+)?_-?\d+(\.\d+)?_\d+(\.\d+)?$/.test(state[key])) state[key] = "";
  }
  if (state.text !== "off") state.text = "";
  if (state.lang !== "zh") state.lang = "en";
  if (state.look !== "light" && state.look !== "dark") state.look = "";
  if (!known.has(state.on)) state.on = "";
  if (!known.has(state.q)) state.q = "";
  for (const key of ["open", "gone", "ends"]) state[key] = state[key].filter((id) => known.has(id));
  state.ends = state.ends.slice(0, 2);
  state.hide = state.hide.filter((key) => known.has(`family ${key}`));
  state.strength = state.strength.filter((id) => known.has(`strength ${id}`));
  state.bases = state.bases.map(Number).filter((basis) => [0, 1, 2].includes(basis));
  return Object.freeze(state);
}

export class State {
  /** Start from the address; ``known``: a set of ids of things, measures, sentences, parts, questions (see Book.known). */
  constructor(known) {
    this.known = known;
    this.watchers = [];
    const hash = location.hash;
    this.now = this.told = understood(hash, known);
    this.fresh = hash.length < 2; // a first visit, not a link
    if (this.fresh && /^zh/i.test(navigator.language || "")) this.set({ lang: "zh" }, { push: false });
    addEventListener("popstate", () => this.reread());
    addEventListener("hashchange", () => this.reread()); // typed by hand: no popstate in every browser
  }

  get() {
    return this.now;
  }

  /** Change part of the state. A step of the reader can be gone back (push); a pan or a letter typed cannot. */
  set(part, { push = true } = {}) {
    const next = Object.freeze({ ...this.now, ...part, bases: (part.bases || this.now.bases).map(Number) });
    if (same(next, this.now)) return;
    this.now = next;
    const address = `#${written(next)}`;
    try {
      if (push) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      location.hash = address; // a page in a sandbox may not write its history
    }
    this.tell();
  }

  /** Call ``fn(state, before)`` after each change. */
  watch(fn) {
    this.watchers.push(fn);
  }

  reread() {
    const next = understood(location.hash, this.known);
    if (same(next, this.now)) return;
    this.now = next;
    this.tell();
  }

  tell() {
    const now = this.now, before = this.told;
    this.told = now;
    for (const fn of this.watchers) {
      if (this.now !== now) return; // a watcher changed it again and all have been told of that
      fn(now, before);
    }
  }

  /** The address of this view, to be sent to others. */
  link() {
    const hash = written(this.now);
    return location.href.split("#")[0] + (hash ? `#${hash}` : "");
  }
}
