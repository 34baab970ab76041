// The network: it opens on an overview and grows where the reader asks; drawn only when something has changed.
import { make } from "./dom.js";
import { Camera } from "./camera.js";
import { Canvas, colours } from "./canvas.js";
import { Controls, deeds } from "./controls.js";
import { emphasis } from "./emphasis.js";
import { Joins } from "./joins.js";
import { Nodes, boxOf, frame } from "./nodes.js";
import { radius } from "./placing.js";
import { roam } from "./roaming.js";
import { Room } from "./room.js";
import { Roster } from "./roster.js";
import { Scenes } from "./scene.js";
import { sketch } from "./sketch.js";
import { Way } from "./way.js";

const HIT = 6; // pixels beside a node that still mean it
const EACH = 12500; // square pixels for each node of the overview

class NetworkView {
  constructor(context) {
    Object.assign(this, context, { camera: new Camera(), picking: "", over: null, roamed: false });
    this.joins = new Joins(this.book);
    this.nodes = new Nodes(this.book, this.joins);
    this.scenes = new Scenes(this.book, this.joins, this.nodes);
    this.acts = deeds(context);
    this.controls = new Controls(context, this.acts, {
      nearer: () => this.zoom(1.5), farther: () => this.zoom(1 / 1.5), whole: () => this.whole(), pick: (id) => this.pick(id) });
    this.roster = new Roster(context, this.joins, this.acts);
    this.way = new Way(context, this.joins, () => this.state.set({ ends: [] }));
    this.canvas = new Canvas(make("canvas", { class: "net-canvas", "aria-hidden": "true" }));
    this.tip = make("div", { class: "net-tip", hidden: true });
    this.note = make("p", { class: "net-note", role: "status" });
    this.frame = make("div", { class: "net-frame", tabindex: "0", role: "group" }, this.canvas.element, this.tip);
    this.stage = make("div", { class: "net-stage" }, this.frame, this.controls.zoom);
    this.element = make("section", { class: "net-view" }, this.controls.element, this.stage, this.way.element, this.note, this.roster.element);
    this.listen();
  }

  listen() {
    this.frame.addEventListener("dblclick", (event) => {
      const node = this.under(event.offsetX, event.offsetY);
      if (!node) return; // beside the nodes a double click comes nearer, as on the map
      event.stopImmediatePropagation();
      this.acts.expand(node.id);
    });
    this.frame.addEventListener("keydown", (event) => this.key(event));
    const view = { near: (...at) => this.camera.near(...at), pan: (...by) => this.camera.pan(...by), whole: () => this.whole() };
    Object.defineProperty(view, "scale", { get: () => this.camera.scale });
    roam(this.frame, { view: () => view, moved: () => { this.roamed = true; this.later(); },
      clicked: (x, y) => this.clicked(x, y), over: (x, y) => this.point(x, y), left: () => this.point() });
    new ResizeObserver(() => this.resize()).observe(this.frame);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.later());
  }

  update(state) {
    if (this.picking && state.on !== this.picking && this.book.byId(state.on)?.kind === "thing") return this.picked(state.on);
    if (this.picking && !state.on) this.picking = "";
    const key = JSON.stringify([state.on, state.q, state.hide, state.bases, state.open, state.gone, state.ends, state.strength, state.lang, this.picking]);
    if (key !== this.shownKey) {
      this.shownKey = key;
      this.now = state;
      this.rebuild();
    }
    return this.later(); // the look may have changed
  }

  get size() {
    const { width, height } = this.camera; // in coarse steps, so that a pixel more or less moves nothing
    const most = Math.round((width * height) / EACH / 8) * 8, shape = Math.round((width / height) * 4) / 4;
    return { most: Math.min(Math.max(most, 24), 72), shape: Math.min(Math.max(shape, 0.5), 2.25) };
  }

  rebuild() {
    const before = this.scene, state = this.now;
    this.scene = this.scenes.scene(state, this.size);
    this.stress = emphasis(this.book, state, this.scene);
    this.over = null;
    this.tip.hidden = true;
    this.controls.update(state, this.scene, this.picking);
    this.way.update(state, this.scene);
    this.roster.update(state, this.scene);
    this.tell();
    this.grid = null;
    if (!before || before.base !== this.scene.base) this.whole();
    else this.follow(before);
  }

  /** What came in, or was chosen, comes into view; a view that nobody has moved shows all. */
  follow(before) {
    const fresh = [...this.scene.nodes.values()].filter(({ id }) => !before.nodes.has(id));
    if (fresh.length && !this.roamed) return this.whole();
    const close = fresh.length ? fresh : this.stress.on ? [this.stress.on] : [];
    if (close.length) this.camera.include(frame(close));
    return this.later();
  }

  tell() {
    const { say, scene, stress } = this;
    const shown = [...scene.edges].filter((edge) => edge.weak).length;
    const parts = [say("net_shown", scene.nodes.size, scene.edges.length)];
    if (!scene.nodes.size) parts.splice(0, 1, say("net_nothing"));
    if (shown && !stress.on) parts.push(say("net_weak", shown));
    if (scene.left) parts.push(say("net_left", scene.left));
    this.note.textContent = parts.join(" ");
    this.frame.setAttribute("aria-label", `${parts[0]} ${say("net_keys")}`);
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (!width || !height) return;
    const before = JSON.stringify(this.size), first = !this.canvas.width;
    [this.camera.width, this.camera.height] = [width, height];
    if (!this.canvas.resize(width, height) && !first) return;
    if (this.now && (JSON.stringify(this.size) !== before || !this.scene)) this.rebuild();
    if (this.scene && !this.roamed) this.whole();
    if (this.scene) this.paint(); // a canvas that was sized anew is empty until then
  }

  zoom(factor) {
    this.camera.near(factor);
    this.roamed = true;
    this.later();
  }

  whole() {
    this.camera.fit(frame(this.scene.nodes.values()));
    this.roamed = false;
    this.later();
  }

  /** Draw once for all changes of one frame of the screen. */
  later() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.paint();
    });
  }

  paint() {
    if (!this.canvas.width || !this.scene || !this.frame.clientWidth) return;
    this.canvas.paint(this.scene, this.camera, this.stress, colours(this.frame), this.over);
    this.grid = null;
    if (this.element.dataset.stable) return;
    this.element.dataset.stable = "true";
    performance.mark("stable");
  }

  /** The node at a pixel, or null. */
  under(x, y) {
    if (!this.grid) {
      this.grid = new Room(40);
      for (const node of this.scene.nodes.values()) {
        const [nodeX, nodeY, r] = [this.camera.x(node.x), this.camera.y(node.y), radius(node, this.camera.scale) + HIT];
        this.grid.add({ left: nodeX - r, right: nodeX + r, top: nodeY - r, bottom: nodeY + r, node, nodeX, nodeY });
      }
    }
    const far = (box) => Math.hypot(box.nodeX - x, box.nodeY - y);
    return this.grid.at(x, y).sort((a, b) => far(a) - far(b))[0]?.node || null;
  }

  clicked(x, y) {
    const node = this.under(x, y);
    if (node) this.choose(node.id);
    else if (this.state.get().on && !this.picking) this.choose("");
  }

  point(x, y) {
    const node = x === undefined ? null : this.under(x, y);
    this.frame.classList.toggle("pointing", Boolean(node));
    if (node === this.over) return;
    this.over = node;
    this.tip.hidden = !node;
    if (node) {
      this.tip.replaceChildren(make("strong", {}, node.name), make("span", {}, node.full || this.roster.kind(node)),
        node.kind === "thing" ? make("span", {}, this.say("net_measures_of", this.joins.touching[node.at].length)) : "");
      const atX = this.camera.x(node.x), atY = this.camera.y(node.y);
      this.tip.style.left = `${Math.min(Math.max(atX, 130), Math.max(this.camera.width - 130, 130))}px`;
      this.tip.style.top = `${atY + (atY < 110 ? 18 : -14)}px`;
      this.tip.classList.toggle("below", atY < 110);
    }
    this.later();
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

  picture() {
    return this.scene ? sketch(this.scene, this.camera, this.stress, colours(this.frame)) : null;
  }

  rows() {
    return this.scene ? this.roster.rows() : { columns: [], rows: [] };
  }
}

export function networkView(context) {
  return new NetworkView(context);
}
