// From one place to the wider picture: what bears its name, what else its region gets, and which regions get nothing of the kind.
import { make } from "./dom.js";
import { block, folded, measureList } from "./about.js";
import { inSentence } from "./gaps.js";
import { step, thingLink, thingLinks } from "./links.js";

/** What bears the name of a thing, each with its measures. */
export function bearers(context, at) {
  const { book, say } = context;
  return book.namesakes(at).flatMap((thing) => [
    make("h4", {}, thingLink(context, thing)),
    book.measuresOf(thing).length ? measureList(context, book.measuresOf(thing)) : make("p", { class: "soft" }, say("search.mentioned")),
  ]);
}

/** The same as a block of its own, for a thing that the text itself speaks of. */
export function sameName(context, at) {
  return block(context.say("evidence.same_name"), bearers(context, at));
}

/** The measures of a thing and of what bears its name. */
function own(book, at) {
  return new Set([at, ...book.namesakes(at)].flatMap((thing) => book.measuresOf(thing)));
}

function others(context, region, known) {
  const { book, say } = context;
  const more = [...new Set([...book.measuresOf(region), ...book.bearingOn(region)])].filter((measure) => !known.has(measure));
  if (!more.length) return null;
  return make("details", { class: "folded" }, make("summary", {}, say("wider.others", more.length, inSentence(book, region))),
    make("p", {}, thingLink(context, region)), measureList(context, more, 30));
}

/** Which regions have no commitment of a theme, with the way to that row of the matrix. */
function gap(context, theme, region) {
  const { book, say } = context, { regions, cells } = book.matrix;
  const filled = new Map(cells.filter(([, of]) => of === theme).map(([at, , measures]) => [at, measures.length]));
  const empty = regions.filter((at) => !filled.get(at));
  const count = filled.get(region) || 0, name = book.label(book.things[theme]);
  return make("li", {},
    step(context, { view: "matrix", cell: `${region}-${theme}` }, {}, say("wider.count", count, name, inSentence(book, region))), say("shell.stop"), book.between,
    ...(empty.length ? [say("wider.nothing"), book.between, ...thingLinks(context, empty), say("shell.stop")] : [say("wider.everywhere")]));
}

/** The block of a thing that lies in a region of the matrix; nothing for others. */
export function wider(context, at) {
  const { book, say } = context, known = own(book, at), holders = book.chain(at);
  const region = holders.find((outer) => book.matrix.regions.includes(outer));
  if (region === undefined || !known.size) return null;
  const province = holders.find((outer) => book.things[outer].cls === "Province");
  const themes = [...new Set([...known].flatMap((measure) => book.measures[measure].theme || []))].filter((theme) => book.matrix.themes.includes(theme));
  return block(say("wider.title"),
    province === undefined ? null : others(context, province, known), others(context, region, known),
    themes.length ? [make("h4", {}, say("wider.gaps")), make("ul", { class: "plain" }, themes.map((theme) => gap(context, theme, region)))] : null);
}
