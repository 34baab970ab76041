// What lies under the pointer, and its name beside it.
import { make } from "./dom.js";
import { radius } from "./placing.js";
import { Room } from "./room.js";

const HIT = 6; // pixels beside a node that still mean it

export class Pointer {
  constructor(camera) {
    this.camera = camera;
    this.tip = make("div", { class: "net-tip", hidden: true });
  }

  /** What has been drawn; where it stands is worked out when the pointer next asks. */
  look(scene) {
    [this.scene, this.grid] = [scene, null];
  }

  /** The node at a pixel, or null. */
  under(x, y) {
    if (!this.scene) return null;
    if (!this.grid) {
      const { camera } = this;
      this.grid = new Room(40);
      for (const node of this.scene.nodes.values()) {
        const [nodeX, nodeY, r] = [camera.x(node.x), camera.y(node.y), radius(node, camera.scale) + HIT];
        this.grid.add({ left: nodeX - r, right: nodeX + r, top: nodeY - r, bottom: nodeY + r, node, nodeX, nodeY });
      }
    }
    const far = (box) => Math.hypot(box.nodeX - x, box.nodeY - y);
    return this.grid.at(x, y).sort((a, b) => far(a) - far(b))[0]?.node || null;
  }

  /** Say lines of words beside a node, the first in bold; nothing for none. */
  tell(node, [name, ...words] = []) {
    this.tip.hidden = !node;
    if (!node) return;
    const { camera } = this;
    const [x, y] = [camera.x(node.x), camera.y(node.y)], below = y < 110;
    this.tip.replaceChildren(make("strong", {}, name), words.filter(Boolean).length ? make("span", {}, words.filter(Boolean).join(" · ")) : "");
    this.tip.style.left = `${Math.min(Math.max(x, 130), Math.max(camera.width - 130, 130))}px`;
    this.tip.style.top = `${y + (below ? 18 : -14)}px`;
    this.tip.classList.toggle("below", below);
  }
}
