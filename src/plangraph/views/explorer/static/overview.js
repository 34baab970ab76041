// What the network opens on: the large regions, strategies and themes, and the things of which most is said.
const SHARES = { MacroRegion: 12, Initiative: 12, Concept: 20 };

/** Places in the list of things, at most ``most`` of them; what nothing is said of stays out. */
export function overview(book, joins, most) {
  const ranked = book.things.map((thing, at) => ({ thing, at, weight: joins.weight(at) })).filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || Number(b.thing.named !== false) - Number(a.thing.named !== false) || a.at - b.at);
  const chosen = new Set();
  for (const [family, share] of Object.entries(SHARES)) {
    const mine = ranked.filter(({ thing }) => thing.family === family && thing.named !== false);
    mine.slice(0, Math.ceil((share * most) / 64)).forEach(({ at }) => chosen.add(at));
  }
  for (const { at, thing } of ranked) {
    if (chosen.size >= most) break;
    if (!(thing.family in SHARES)) chosen.add(at);
  }
  if (!chosen.size) { // a book without measures: what has most links
    const linked = book.things.map((_, at) => at).sort((a, b) => joins.given[b].length - joins.given[a].length || a - b);
    linked.slice(0, most).forEach((at) => chosen.add(at));
  }
  return [...chosen].sort((a, b) => a - b);
}
