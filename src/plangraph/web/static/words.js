// The words of the page, in its language.
import { data } from "./dom.js";

const words = data("words") || self.plangraphWords || {};
export const chinese = document.documentElement.lang.startsWith("zh");
export const collator = new Intl.Collator(chinese ? "zh-CN" : "en", { numeric: true, sensitivity: "base" });

/** A text with its blanks {0}, {1} … filled. */
export function say(key, ...values) {
  return values.reduce((text, value, place) => text.replace(`{${place}}`, String(value)), words[key] || key);
}

/** An address of ours in the language of this page. */
export function local(href) {
  if (!chinese) return href;
  const [path, fragment] = href.split("#");
  return path + (path.includes("?") ? "&" : "?") + "lang=zh" + (fragment === undefined ? "" : "#" + fragment);
}
