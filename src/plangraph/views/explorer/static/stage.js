// The place where a scene is seen and moved about; drawn only when something has changed.
import { make } from "./dom.js";
import { Camera } from "./camera.js";
import { Canvas, colours } from "./canvas.js";
import { frame } from "./nodes.js";
import { Pointer } from "./pointer.js";
import { roam } from "./roaming.js";
import { sketch } from "./sketch.js";

const HEAVY = 3000; // nodes and edges that are not drawn anew at each step of a move
const NARROW = 560; // pixels
const REST = 140; // milliseconds without a move

export class Stage {
  /** ``tells``: about(node) gives lines of words, clicked(node or null), expand(id), key(event), sized() after each change of size, rested() after a move. */
  constructor(tells) {
    Object.assign(this, { tells, scene: null, stress: null, over: null, roamed: false, moving: false });
    this.camera = new Camera();
    this.canvas = new Canvas(make("canvas", { class: "net-canvas", "aria-hidden": "true" }));
    this.pointer = new Pointer(this.camera);
    this.frame = make("div", { class: "net-frame", tabindex: "0", role: "group" }, this.canvas.element, this.pointer.tip);
    this.element = make("div", { class: "net-stage" }, this.frame);
    this.listen();
  }

  get ready() { return Boolean(this.canvas.width); }

  get heavy() { return this.scene.nodes.size + this.scene.edges.length > HEAVY; }

  listen() {
    const { camera } = this;
    this.frame.addEventListener("dblclick", (event) => {
      const node = this.pointer.under(event.offsetX, event.offsetY);
      if (!node) return; // beside the nodes a double click comes nearer, as on the map
      event.stopImmediatePropagation();
      this.tells.expand(node.id);
    });
    this.frame.addEventListener("keydown", (event) => this.tells.key(event));
    const view = { near: (...at) => camera.near(...at), pan: (...by) => camera.pan(...by), whole: () => this.whole(), get scale() { return camera.scale; } };
    roam(this.frame, { view: () => view, near: (factor) => camera.near(factor), moved: () => this.moved(),
      clicked: (x, y) => this.tells.clicked(this.pointer.under(x, y)), over: (x, y) => this.point(x, y), left: () => this.point() });
    new ResizeObserver(() => this.resize()).observe(this.frame);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.later());
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (!width || !height) return;
    [this.camera.width, this.camera.height] = [width, height];
    if (!this.canvas.resize(width, height)) return;
    this.tells.sized();
    if (!this.scene) return;
    if (!this.roamed) this.whole();
    this.paint(); // a canvas that was sized anew is empty until then
  }

  dress(stress) {
    [this.stress, this.over] = [stress, null];
    this.pointer.tell(null);
  }

  /** What came in, or was chosen, comes into view; a view that nobody has moved shows all. */
  follow(before) {
    const fresh = [...this.scene.nodes.values()].filter(({ id }) => !before.nodes.has(id));
    if (fresh.length && !this.roamed) return this.whole();
    const close = fresh.length ? fresh : this.stress.on ? [this.stress.on] : [];
    if (close.length) this.camera.include(frame(close));
    const { on } = this.stress, { camera } = this;
    const low = on && camera.width < NARROW ? camera.y(on.y) - camera.height * 0.3 : 0;
    if (low > 0) camera.pan(0, -low); // on a phone a sheet with the evidence comes up from below
    return this.later();
  }

  zoom(factor) {
    this.camera.near(factor);
    this.moved();
  }

  moved() {
    this.roamed = this.moving = true;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.moving = false;
      if (this.heavy) this.later();
      this.tells.rested();
    }, REST);
    this.later();
  }

  /** Where the reader has moved it to, for the address; nothing while it shows all. */
  get standpoint() { return this.roamed ? this.camera.standpoint : ""; }

  /** Stand where an address says; with nothing, show all. */
  stand(text) {
    if (!text) return this.whole();
    this.camera.stand(text);
    this.roamed = true;
    return this.later();
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
    if (!this.ready || !this.scene || !this.frame.clientWidth) return;
    if (this.heavy && this.moving && this.painted === this.scene) {
      this.canvas.slide(this.camera, colours(this.frame));
      return;
    }
    this.canvas.paint(this.scene, this.camera, this.stress, colours(this.frame), this.over);
    this.painted = this.scene;
    this.pointer.look(this.scene);
    const view = this.element.parentElement;
    if (!view || view.dataset.stable) return;
    view.dataset.stable = "true"; // for those who measure how soon the first drawing stands
    performance.mark("stable");
  }

  point(x, y) {
    const node = x === undefined ? null : this.pointer.under(x, y);
    this.frame.classList.toggle("pointing", Boolean(node));
    if (node === this.over) return;
    this.over = node;
    this.pointer.tell(node, node ? this.tells.about(node) : []);
    if (!this.heavy) this.later();
  }

  picture() {
    return sketch(this.scene, this.camera, this.stress, colours(this.frame));
  }
}
