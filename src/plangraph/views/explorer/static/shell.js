// What stands around the views.
import { make } from "./dom.js";

export function shell(context, makers, exports) {
  const views = Object.fromEntries(Object.entries(makers).map(([name, maker]) => [name, maker(context)]));
  return make("main", {}, make("h1", {}, context.book.made.title), exports.element, Object.values(views).map((view) => view.element));
}
