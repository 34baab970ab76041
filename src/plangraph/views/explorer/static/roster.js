// The network as two tables, equal to the drawing: for screen readers, for keys, and for export.
import { make } from "./dom.js";

const PIECE = 200; // rows that are written at once
const GROUNDS = ["net_stated", "net_background", "net_inferred"];

const byRank = (a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1);

export class Roster {
  constructor(context, joins, acts) {
    Object.assign(this, context, { joins, acts, pieces: 1 });
    this.summary = make("summary", {});
    this.body = make("div", { class: "net-tables" });
    this.element = make("details", { class: "net-roster" }, this.summary, this.body);
    this.element.addEventListener("toggle", () => this.fill());
  }

  update(state, scene) {
    [this.now, this.scene] = [state, scene];
    this.summary.textContent = this.say("net_list", scene.nodes.size, scene.edges.length);
    this.fill();
  }

  fill() {
    if (!this.element.open || !this.scene) return; // thousands of rows that nobody sees would make every step slow
    const { say } = this;
    const held = this.body.contains(document.activeElement) ? [document.activeElement.dataset.id, document.activeElement.dataset.act] : null;
    const nodes = [...this.scene.nodes.values()].sort(byRank), most = PIECE * this.pieces;
    const more = Math.max(nodes.length, this.scene.edges.length) > most;
    const next = make("button", { type: "button", class: "net-more" }, say("net_more"));
    next.addEventListener("click", () => { this.pieces += 1; this.fill(); });
    this.body.replaceChildren(
      this.table(say("net_nodes", nodes.length), ["net_name", "net_kind", "net_joined", "net_do"], nodes.slice(0, most).map((node) => this.node(node))),
      this.table(say("net_edges", this.scene.edges.length), ["net_from", "net_to", "net_what", "net_ground", "net_measures"],
        this.edges().slice(0, most).map((cells) => make("tr", {}, cells.map((cell) => make("td", {}, String(cell)))))),
      more ? next : "");
    if (held) [...this.body.querySelectorAll("button")].find(({ dataset }) => dataset.id === held[0] && dataset.act === held[1])?.focus();
  }

  table(caption, heads, rows) {
    return make("div", { class: "net-scroll", tabindex: "0", role: "group", "aria-label": caption },
      make("table", {}, make("caption", {}, caption),
        make("thead", {}, make("tr", {}, heads.map((key) => make("th", { scope: "col" }, this.say(key))))), make("tbody", {}, rows)));
  }

  kind({ kind, at }) {
    if (kind === "measure") return this.say("net_measure");
    const thing = this.book.things[at];
    return (this.book.language === "zh" && thing.clsZh) || thing.clsEn || thing.cls;
  }

  joined(node) {
    if (!this.degrees || this.degreesOf !== this.scene) {
      [this.degrees, this.degreesOf] = [new Map(), this.scene];
      for (const { from, to } of this.scene.edges) for (const end of [from, to]) this.degrees.set(end, (this.degrees.get(end) || 0) + 1);
    }
    return this.degrees.get(node) || 0;
  }

  node(node) {
    const act = (name, run, words = this.say(`net_${name}`)) => {
      const made = make("button", { type: "button", "data-id": node.id, "data-act": name,
        "aria-label": name === "name" ? null : `${words}: ${node.full || node.name}`,
        "aria-pressed": name === "name" ? String(this.now.on === node.id) : null }, words);
      made.addEventListener("click", () => run(node.id));
      return made;
    };
    return make("tr", { class: this.now.on === node.id ? "on" : null },
      make("th", { scope: "row", lang: this.book.tongue(node.full || node.name) }, act("name", this.acts.choose, node.full || node.name)), make("td", {}, this.kind(node)), make("td", {}, String(this.joined(node))),
      make("td", { class: "net-do" }, act(this.now.open.includes(node.id) ? "fold" : "expand", this.acts.expand), " ", act("only", this.acts.only), " ", act("hide", this.acts.hide)));
  }

  /** The edges, the heaviest first, as text. */
  edges() {
    const name = (node) => node.full || node.name;
    return [...this.scene.edges].sort((a, b) => b.weight - a.weight || a.basis - b.basis || byRank(a.from, b.from) || byRank(a.to, b.to)).map((edge) => [
      name(edge.from), name(edge.to), edge.kinds.length ? edge.kinds.map((kind) => this.joins.word(kind)).join(", ") : this.say("net_together"),
      this.say(GROUNDS[edge.basis]), edge.measures.length || ""]);
  }

  /** The table of what is shown, for other views and for export. */
  rows() {
    const columns = ["net_from", "net_to", "net_what", "net_ground", "net_measures", "net_said"].map((key) => this.say(key));
    const quotes = (edge) => edge.measures.length ? edge.measures.map((at) => this.book.quote(this.book.measures[at])).join(" | ") : edge.notes.join(" | ");
    const ordered = [...this.scene.edges].sort((a, b) => b.weight - a.weight || a.basis - b.basis || byRank(a.from, b.from) || byRank(a.to, b.to));
    return { columns, rows: this.edges().map((cells, at) => [...cells, quotes(ordered[at])]) };
  }
}
