// The evidence for a thing: where it is, what the text says of it, and what is known of it from elsewhere.
import { make } from "./dom.js";
import { block, citing, folded, foundBy, head, measureList, pairs, sentenceItem } from "./about.js";
import { thingLink, thingLinks } from "./links.js";
import { bearers, sameName, wider } from "./wider.js";

const ORDER = ["object", "becomes", "place", "along", "between", "beneficiary", "actor", "basis", "theme"];

const lower = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** From the nearest to the widest: Hunchun lies in Yanbian, Jilin, the northeastern region. */
function chain(context, at) {
  return context.book.chain(at).flatMap((outer, place) => [place ? make("span", { class: "sep", "aria-hidden": "true" }, " › ") : "", thingLink(context, outer)]);
}

function stopsOf({ book }, points) {
  return points.map((point) => (book.byId(point.at || "") ? book.label(book.byId(point.at).one) : point.name)).filter(Boolean);
}

function position(context, thing) {
  const { say } = context;
  if (thing.line) {
    const stops = stopsOf(context, thing.points || []);
    const lost = stopsOf(context, (thing.points || []).filter((point) => point.lon === undefined));
    return stops.length ? [say("evidence.stops", stops.join(" — ")), lost.length ? ` · ${say("evidence.lost_stops", lost.join(say("shell.comma")))}` : ""].join("") : "";
  }
  const [point] = thing.points || [];
  if (!point || point.lon === undefined) return "";
  const where = `${Math.abs(point.lat).toFixed(3)}°${point.lat < 0 ? "S" : "N"}, ${Math.abs(point.lon).toFixed(3)}°${point.lon < 0 ? "W" : "E"}`;
  return [where, point.exact ? "" : ` · ${say("evidence.proxy")}`, point.source ? ` · ${point.source}` : ""].join("");
}

function whereIs(context, at) {
  const { book, say } = context, thing = book.things[at];
  const found = pairs([
    [say("evidence.within"), chain(context, at)],
    [say("evidence.borders"), thingLinks(context, thing.borders || [])],
    [say(thing.line ? "evidence.route" : "evidence.point"), position(context, thing)],
  ]);
  return found ? block(say("evidence.where"), found) : null;
}

function names(context, thing) {
  const { say } = context;
  return block(say("evidence.names"), pairs([
    [say("evidence.english"), thing.en], [say("evidence.chinese"), thing.zh ? make("span", { lang: "zh" }, thing.zh) : ""],
    [say("evidence.pinyin"), thing.pinyin], [say("evidence.others"), (thing.other || []).join(say("shell.comma"))],
  ]));
}

/** What the text says, by the role that the thing plays; each measure stands once, at its first role. */
function said(context, at) {
  const { book, say } = context, groups = new Map(ORDER.map((role) => [role, []]));
  for (const measure of book.measuresOf(at)) {
    const roles = book.rolesOf(book.measures[measure], at);
    groups.get(ORDER.find((role) => roles.includes(role)) || "theme").push(measure);
  }
  return ORDER.filter((role) => groups.get(role).length).map((role) => [
    make("h4", {}, say(`role.${role}`), make("span", { class: "count" }, ` ${groups.get(role).length}`)),
    measureList(context, groups.get(role)),
  ]).flat(2);
}

function silence(context, at) {
  const { book, say } = context;
  const holder = book.chain(at).find((outer) => book.isMentioned(outer));
  const inside = book.insideOf(at).filter((inner) => book.isMentioned(inner));
  const named = bearers(context, at);
  return [
    make("p", { class: named.length ? "silent named" : "silent" }, say(named.length ? "evidence.only_in_names" : "evidence.not_mentioned")),
    ...named,
    holder === undefined ? null : make("p", {}, say("evidence.but_holder"), book.between, thingLink(context, holder), say("shell.stop")),
    inside.length ? make("p", {}, say("evidence.but_inside"), book.between, thingLinks(context, inside.slice(0, 12)), inside.length > 12 ? " …" : say("shell.stop")) : null,
  ];
}

function background(context, at) {
  const { book, say } = context;
  const facts = book.factsOf(at).map((place) => book.facts[place]);
  const zh = book.language === "zh";
  const other = book.neighbours(at).filter((one) => one.basis === 1 && !facts.some((fact) => fact[3] === one.thing));
  const line = (property, value, source, sure, out = true) => make("li", {}, out ? "" : [value, " "],
    make("span", { class: "property" }, property, out ? "" : ` ${say("evidence.this")}`), out ? [" ", value] : "",
    make("span", { class: "from" }, [source, sure].filter(Boolean).join(" · ")));
  const kind = (one) => book.label(book.properties?.[one.kind]) || one.kind;
  const lines = [
    ...facts.map(([, en, cn, value, source, sure]) => line(zh ? cn : en, typeof value === "number" ? thingLink(context, value) : value, source, sure ? say(`certainty.${sure}`) : "")),
    ...other.map((one) => line(kind(one), thingLink(context, one.thing), one.note, "", one.out)),
  ];
  if (!lines.length) return null;
  const list = (some) => make("ul", { class: "facts" }, some);
  return block(say("evidence.background"), make("p", { class: "soft" }, say("evidence.background_note")),
    list(lines.slice(0, 6)), lines.length > 6 ? folded(say("evidence.more", lines.length - 6), list(lines.slice(6))) : null);
}

function follows(context, at) {
  const { book, say } = context;
  const own = new Set(book.spokenFor(at).flatMap((thing) => book.measuresOf(thing)));
  const more = book.bearingOn(at).filter((measure) => !own.has(measure));
  if (!more.length) return null;
  return block(say("evidence.follows"), make("p", { class: "soft" }, say("evidence.follows_note")),
    folded(say("evidence.follows_list", more.length), measureList(context, more, 30)));
}

/** The panel of a thing, as a list of elements. */
export function thingPanel(context, at) {
  const { book, say } = context, thing = book.things[at];
  const kind = thing.id.startsWith("scheme/theme/") ? say("evidence.theme") : (book.language === "zh" ? thing.clsZh : lower(thing.clsEn || "")) || thing.clsEn;
  const measured = new Set(book.measuresOf(at).map((measure) => book.measures[measure].sentence));
  const only = book.sentencesOf(at).filter((sentence) => !measured.has(sentence));
  const count = measured.size ? say("search.measures", book.measuresOf(at).length) + say("evidence.said_in", measured.size) : "";
  return [
    ...head(context, kind, book.label(thing), book.other(thing), thing.family),
    thing.note ? make("p", { class: "soft" }, thing.note) : null,
    whereIs(context, at),
    block(say("evidence.says"), count ? make("p", { class: "soft" }, count) : null,
      book.isMentioned(at) ? said(context, at) : silence(context, at),
      only.length ? [make("h4", {}, say("evidence.also"), make("span", { class: "count" }, ` ${only.length}`)),
        make("ul", { class: "measures" }, only.slice(0, 10).map((sentence) => sentenceItem(context, sentence)))] : null),
    book.isMentioned(at) ? sameName(context, at) : null,
    follows(context, at),
    wider(context, at),
    background(context, at),
    foundBy(context, book.questionsOf(thing.id)),
    names(context, thing),
    citing(context, thing.id, false),
  ];
}

/** A place of the gazetteer that the text does not speak of: said plainly, with what holds it. */
export function elsewherePanel(context, one) {
  const { book, say } = context;
  const outer = (one.within || []).flatMap((at) => [at, ...book.chain(at)]);
  const told = [...new Set(outer)].map((at) => make("li", {}, thingLink(context, at), " — ",
    say(book.isMentioned(at) ? "evidence.is_mentioned" : "evidence.is_not_mentioned")));
  return [
    ...head(context, say("evidence.place"), book.label(one), book.other(one)),
    make("p", { class: "silent" }, say("evidence.not_mentioned")),
    told.length ? block(say("evidence.lies_in"), make("ul", { class: "plain" }, told)) : null,
    citing(context, one.id, false),
  ];
}
