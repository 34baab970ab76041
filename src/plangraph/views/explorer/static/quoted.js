// A measure in a list: its quote, which opens its evidence, and where and how firmly it stands.
import { make } from "./dom.js";
import { standing } from "./listing.js";

export function quoted({ book, say, choose }, at) {
  const measure = book.measures[at];
  const button = make("button", { type: "button", class: "to", "data-id": measure.id, lang: "en" }, book.quote(measure));
  button.addEventListener("click", () => choose(measure.id));
  return make("li", {}, button, make("span", { class: "beside" }, `${standing(book, measure.sentence, say)} · ${book.label(measure.strength)}`));
}
