// Boxes that are taken, kept in a grid, so that what is near is found without looking at everything.
export const meets = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

export class Room {
  constructor(size = 64) {
    this.size = size;
    this.cells = new Map();
  }

  *keys({ left, right, top, bottom }) {
    for (let column = Math.floor(left / this.size); column <= Math.floor(right / this.size); column += 1) {
      for (let row = Math.floor(top / this.size); row <= Math.floor(bottom / this.size); row += 1) yield column * 100003 + row;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  free(box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell && cell.some((other) => meets(box, other))) return false;
    }
    return true;
  }

  /** Everything added whose box holds a point. */
  at(x, y) {
    const cell = this.cells.get(Math.floor(x / this.size) * 100003 + Math.floor(y / this.size)) || [];
    return cell.filter((box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
  }
}
