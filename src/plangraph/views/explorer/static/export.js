// A stub.
import { make } from "./dom.js";

/** Buttons that save what the chosen view shows; of sets which view that is. */
export function exporter(context) {
  return { element: make("div", {}), of() {} };
}
