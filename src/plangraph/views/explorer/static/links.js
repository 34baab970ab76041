// Links inside the page: an address that can be copied or opened in a new tab, and a step of the state when clicked.
import { make } from "./dom.js";
import { dressed } from "./badge.js";
import { written } from "./state.js";

/** A link that changes part of the state. */
export function step(context, part, attributes, ...children) {
  const link = make("a", { href: `#${written({ ...context.state.get(), ...part })}`, ...attributes }, ...children);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; // a new tab is the browser's work
    event.preventDefault();
    event.stopPropagation();
    context.state.set(part);
  });
  return link;
}

/** A link that chooses an id. */
export function to(context, id, attributes, ...children) {
  const [only] = children;
  return step(context, { on: id }, { lang: children.length === 1 && typeof only === "string" && context.book.tongue(only), ...attributes }, ...children);
}

/** A link to a thing by its place in the list, with its mark. */
export function thingLink(context, at) {
  const thing = context.book.things[at];
  return dressed(context.book, thing.family, to(context, thing.id, { class: "to" }, context.book.label(thing)));
}

/** Several things, told one after the other. */
export function thingLinks(context, list) {
  return list.flatMap((at, place) => [place ? context.say("shell.comma") : "", thingLink(context, at)]);
}

export function button(label, act, attributes) {
  const made = make("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}
