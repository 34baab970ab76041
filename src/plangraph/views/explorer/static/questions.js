// A stub.
import { make } from "./dom.js";

export function questionsView(context) {
  const element = make("section", {}, make("h2", {}, "questions"), make("p", {}, String(context.book.things.length)));
  return { element, update() {}, picture: () => null, rows: () => ({ columns: [], rows: [] }) };
}
