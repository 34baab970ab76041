// A stub.
import { make } from "./dom.js";

export function matrixView(context) {
  const element = make("section", {}, make("h2", {}, "matrix"), make("p", {}, String(context.book.things.length)));
  return { element, update() {}, picture: () => null, rows: () => ({ columns: [], rows: [] }) };
}
