// Which part of the drawing is seen, and how large: pixels = place × scale + shift.
const LEAST = 0.02, MOST = 6;
const ASIDE = 44; // pixels at the right that buttons lie over

export class Camera {
  constructor() {
    this.scale = 1;
    this.left = 0;
    this.top = 0;
    this.width = 800;
    this.height = 600;
    this.below = 22; // pixels at the foot that words lie over
  }

  x(x) { return x * this.scale + this.left; }

  y(y) { return y * this.scale + this.top; }

  placeX(x) { return (x - this.left) / this.scale; }

  placeY(y) { return (y - this.top) / this.scale; }

  pan(dx, dy) {
    this.left += dx;
    this.top += dy;
  }

  /** Nearer or farther; what is under the pixel (x, y) stays there. */
  near(factor, x = this.width / 2, y = this.height / 2) {
    const [atX, atY] = [this.placeX(x), this.placeY(y)];
    this.scale = Math.min(Math.max(this.scale * factor, LEAST), MOST);
    this.left = x - atX * this.scale;
    this.top = y - atY * this.scale;
  }

  /** Show a whole box, never larger than life. */
  fit(box, edge = 10) {
    const [wide, high] = [Math.max(box.right - box.left, 1), Math.max(box.bottom - box.top, 1)];
    const width = this.width - ASIDE, height = this.height - this.below;
    const scale = Math.min((width - 2 * edge) / wide, (height - 2 * edge) / high, 1.25);
    this.scale = Math.min(Math.max(scale, LEAST), MOST);
    this.left = width / 2 - ((box.left + box.right) / 2) * this.scale;
    this.top = height / 2 - ((box.top + box.bottom) / 2) * this.scale;
  }

  /** Where it stands, for the address: what is in the middle, and how large. */
  get standpoint() {
    return [this.placeX(this.width / 2), this.placeY(this.height / 2), this.scale].map((number) => Number(number.toFixed(3))).join("_");
  }

  /** Stand where an address says. */
  stand(text) {
    const [x, y, scale] = text.split("_").map(Number);
    this.scale = Math.min(Math.max(scale, LEAST), MOST);
    this.left = this.width / 2 - x * this.scale;
    this.top = this.height / 2 - y * this.scale;
  }

  sees(box) {
    return this.x(box.left) >= 0 && this.x(box.right) <= this.width && this.y(box.top) >= 0 && this.y(box.bottom) <= this.height;
  }

  /** Bring a box into view with as small a change as will do. */
  include(box) {
    if (this.sees(box)) return;
    const seen = { left: this.placeX(0), right: this.placeX(this.width), top: this.placeY(0), bottom: this.placeY(this.height) };
    if (box.right - box.left <= seen.right - seen.left && box.bottom - box.top <= seen.bottom - seen.top) {
      const over = (low, high, from, to) => (low < from ? from - low : high > to ? to - high : 0);
      this.pan(over(box.left, box.right, seen.left, seen.right) * this.scale, over(box.top, box.bottom, seen.top, seen.bottom) * this.scale);
    } else {
      this.fit({ left: Math.min(box.left, seen.left), right: Math.max(box.right, seen.right),
        top: Math.min(box.top, seen.top), bottom: Math.max(box.bottom, seen.bottom) });
    }
  }
}
