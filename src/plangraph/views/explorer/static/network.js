// The network: it opens on an overview and grows where the reader asks.
import { make } from "./dom.js";
import { Controls, deeds } from "./controls.js";
import { emphasis } from "./emphasis.js";
import { Joins } from "./joins.js";
import { Nodes } from "./nodes.js";
import { Roster } from "./roster.js";
import { Scenes } from "./scene.js";
import { Stage } from "./stage.js";
import { Way } from "./way.js";

const EACH = 12500; // square pixels for each node of the overview

class NetworkView {
  constructor(context) {
    Object.assign(this, context, { picking: "", kept: "" });
    this.joins = new Joins(this.book);
    this.nodes = new Nodes(this.book, this.joins);
    this.scenes = new Scenes(this.book, this.joins, this.nodes);
    this.acts = deeds(context);
    this.stage = new Stage({ about: (node) => this.aboutNode(node), clicked: (node) => this.clicked(node),
      expand: (id) => this.acts.expand(id), key: (event) => this.key(event), sized: () => this.sized(), rested: () => this.keep() });
    this.controls = new Controls(context, this.acts, { nearer: () => this.stage.zoom(1.5), farther: () => this.stage.zoom(1 / 1.5),
      whole: () => this.whole(), pick: (id) => this.pick(id) });
    this.roster = new Roster(context, this.joins, this.acts);
    this.way = new Way(context, this.joins, () => this.state.set({ ends: [] }));
    this.note = make("p", { class: "net-note", role: "status" });
    this.stage.element.append(this.controls.ask, this.note, this.controls.zoom);
    this.element = make("section", { class: "net-view" }, this.controls.element, this.stage.element, this.way.element, this.roster.element);
  }

  update(state) {
    if (this.picking && state.on !== this.picking && this.book.byId(state.on)?.kind === "thing") return this.picked(state.on);
    if (this.picking && !state.on) this.picking = "";
    const before = this.now;
    this.now = state;
    if (!this.stage.ready) return undefined; // how much is shown depends on the room for it
    if (this.changed(state, before)) this.rebuild();
    else if (state.on !== before.on || this.picking !== this.asked) {
      this.dress();
      this.follow(this.stage.scene);
    }
    if (state.zoom !== this.kept) this.stand();
    return this.stage.later(); // the look may have changed
  }

  /** Whether other nodes are to be shown; the choice of a node that stands alters nothing. */
  changed(state, before) {
    const key = JSON.stringify([state.q, state.hide, state.bases, state.open, state.gone, state.ends, state.strength, state.lang]);
    const same = key === this.filters;
    this.filters = key;
    const { scene } = this.stage;
    if (!same || !scene || !before) return true;
    if (state.on === before.on) return false;
    return scene.guests > 0 || (state.on !== "" && !(this.book.byId(state.on)?.kind === "thing" && scene.nodes.has(state.on)));
  }

  /** How many nodes an overview has, and about which shape; in coarse steps, so that a pixel more or less moves nothing. */
  get size() {
    const width = this.stage.camera.width, height = window.innerHeight * 0.7; // that of the frame changes with what opens below it
    const most = Math.round((width * height) / EACH / 8) * 8, shape = Math.round((width / height) * 4) / 4;
    return { most: Math.min(Math.max(most, 24), 72), shape: Math.min(Math.max(shape, 0.5), 2.25) };
  }

  sized() {
    const { size } = this;
    const same = this.made && this.made.most === size.most && this.made.shape === size.shape;
    if (this.now && !same) this.rebuild();
    this.stage.camera.below = this.note.offsetHeight + 4;
  }

  rebuild() {
    const before = this.stage.scene;
    this.made = this.size;
    if (!this.filters) this.changed(this.now, null);
    this.stage.scene = this.scenes.scene(this.now, this.made);
    this.dress();
    if (!before) this.stand();
    else if (before.base !== this.stage.scene.base) this.whole();
    else this.follow(before);
  }

  /** Where the address says. */
  stand() {
    this.kept = this.now.zoom;
    this.stage.stand(this.kept);
  }

  follow(before) {
    this.stage.follow(before);
    if (this.stage.standpoint) this.keep();
  }

  whole() {
    this.stage.whole();
    this.keep();
  }

  /** Tell the address where the network stands, once it rests. */
  keep() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.kept = this.stage.standpoint;
      if (this.kept) this.stage.stand(this.kept); // to the rounded place, so that the link draws the same
      if (this.kept !== this.state.get().zoom) this.state.set({ zoom: this.kept }, { push: false });
    }, 300);
  }

  /** Everything that tells of the scene and of what is chosen in it. */
  dress() {
    const { now, stage } = this;
    this.asked = this.picking;
    stage.dress(emphasis(this.book, now, stage.scene));
    this.controls.update(now, stage.scene, this.picking);
    this.way.update(now, stage.scene);
    this.roster.update(now, stage.scene);
    this.tell();
  }

  tell() {
    const { say } = this, { scene, stress } = this.stage;
    const weak = scene.edges.filter((edge) => edge.weak).length;
    const parts = [scene.nodes.size ? say("net_shown", scene.nodes.size, scene.edges.length) : say("net_nothing")];
    if (weak && !stress.on) parts.push(say("net_weak", weak));
    if (scene.left) parts.push(say("net_left", scene.left));
    this.note.textContent = parts.join(" ");
    this.stage.camera.below = this.note.offsetHeight + 4;
    this.stage.frame.setAttribute("aria-label", `${parts[0]} ${say("net_keys")}`);
  }

  clicked(node) {
    if (node) this.choose(node.id);
    else if (this.state.get().on && !this.picking) this.choose("");
  }

  /** What is shown, in words: for the line under the drawing and for a picture of it. */
  reading() {
    this.current();
    return this.note.textContent;
  }

  aboutNode(node) {
    const number = node.kind === "thing" ? this.say("net_measures_of", this.joins.touching[node.at].length) : "";
    return [node.name, node.full || this.roster.kind(node), number];
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const on = this.state.get().on;
    if (event.key === "Enter") this.acts.expand(on);
    else if (event.key === "Delete") this.acts.hide(on);
    else if (event.key === "Escape" && this.picking) this.pick("");
    else if (event.key === "Escape") this.choose("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Wait for the second end of a path: the next thing that is chosen, here or in the search. */
  pick(id) {
    this.picking = id;
    this.update(this.state.get());
  }

  picked(id) {
    const from = this.picking;
    this.picking = "";
    this.acts.ends([from, id]);
  }

  /** The scene of the state as it is, also where the network has not been on the screen. */
  current() {
    if (this.state.get() !== this.now) this.update(this.state.get());
    if (!this.stage.scene) this.rebuild();
    return this.stage;
  }

  picture() {
    return this.current().picture();
  }

  rows() {
    this.current();
    return this.roster.rows();
  }

  resize() {
    this.stage.resize();
  }
}

export function networkView(context) {
  return new NetworkView(context);
}
