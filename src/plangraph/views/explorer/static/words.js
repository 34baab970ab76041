// The words of the page in English and Chinese; the language may change while the page is open.
import { data } from "./dom.js";

const words = data("words") || {};
let language = "en";

/** Speak "en" or "zh" from now on. */
export function speak(next) {
  language = next;
}

export function spoken() {
  return language;
}

/** A text with its blanks {0}, {1} … filled; a key without words says itself. English may have "one|many" for {0}. */
export function say(key, ...values) {
  const both = words[key];
  let text = (both && (both[language] || both.en)) || key;
  const forms = text.split("|");
  if (forms.length === 2) text = Number(values[0]) === 1 ? forms[0] : forms[1];
  return values.reduce((made, value, place) => made.replaceAll(`{${place}}`, String(value)), text);
}
