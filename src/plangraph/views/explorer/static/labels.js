// Names on a drawing, each where it meets no other name and no mark.
import { draw } from "./dom.js";

const WIDE = 0x2e80; // from here on letters are as wide as they are high

/** About how wide a text is in letters of a size; the browser's own measure would need the text drawn first. */
export function widthOf(text, size) {
  return [...text].reduce((sum, char) => sum + (char.codePointAt(0) > WIDE ? 1.02 : 0.6), 0) * size;
}

const meets = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

export class Labels {
  constructor(width, height) {
    this.room = { left: 2, right: width - 5, top: 2, bottom: height - 18 };
    this.taken = [];
  }

  /** Keep a round mark free of names. */
  mark(x, y, r) {
    this.taken.push({ left: x - r, right: x + r, top: y - r, bottom: y + r });
  }

  free(box) {
    return box.left >= this.room.left && box.right <= this.room.right && box.top >= this.room.top
      && box.bottom <= this.room.bottom && !this.taken.some((other) => meets(box, other));
  }

  /** A name beside its mark; null where there is no room, unless it must be there. */
  beside(name, x, y, { size = 12, gap = 9, kind = "name", must = false } = {}) {
    const width = widthOf(name, size), drop = size * 0.36;
    const spots = [
      [x + gap, y + drop, "start", x + gap], [x - gap - width, y + drop, "end", x - gap],
      [x - width / 2, y - gap - 1, "middle", x], [x - width / 2, y + gap + size * 0.8, "middle", x],
      [x + gap * 0.7, y - gap * 0.7, "start", x + gap * 0.7], [x + gap * 0.7, y + gap * 0.7 + size * 0.7, "start", x + gap * 0.7],
      [x - gap * 0.7 - width, y - gap * 0.7, "end", x - gap * 0.7], [x - gap * 0.7 - width, y + gap * 0.7 + size * 0.7, "end", x - gap * 0.7],
    ].map(([left, base, anchor, at]) => ({ base, anchor, at, box: { left, right: left + width, top: base - size * 0.85, bottom: base + size * 0.25 } }));
    const inside = ({ box }) => box.left >= this.room.left && box.right <= this.room.right;
    const spot = spots.find(({ box }) => this.free(box)) || (must ? spots.find(inside) || spots[0] : null);
    if (!spot) return null;
    this.taken.push(spot.box);
    return draw("text", { x: spot.at, y: spot.base, "text-anchor": spot.anchor, "font-size": size, class: kind }, name);
  }

  /** A name in the middle of an area; null where there is no room. One that must be there is moved in from the edge. */
  over(name, middle, y, { size = 12, kind = "area", must = false } = {}) {
    const width = widthOf(name, size) * 1.07; // names of areas are set wide
    const x = must ? Math.min(Math.max(middle, this.room.left + width / 2 + 1), this.room.right - width / 2) : middle;
    for (const lift of [0, -size * 1.3, size * 1.3]) {
      const box = { left: x - width / 2, right: x + width / 2, top: y + lift - size * 0.6, bottom: y + lift + size * 0.6 };
      if (!this.free(box)) continue;
      this.taken.push(box);
      return draw("text", { x, y: y + lift + size * 0.36, "text-anchor": "middle", "font-size": size, class: kind }, name);
    }
    return null;
  }
}
