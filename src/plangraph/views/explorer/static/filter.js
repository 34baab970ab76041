// What a state leaves to be seen: one answer for all views, so that a switch filters everything alike.
const cache = new WeakMap();

/** What the rows of a question show: sets of places in the lists, or null where no question is chosen. */
function asked(book, id) {
  const question = book.byId(id);
  if (!question || question.kind !== "question") return null;
  const found = { things: new Set(), measures: new Set(), sentences: new Set() };
  for (const row of question.one.rows) {
    for (const cell of row.cells) {
      if (!cell || typeof cell !== "object") continue;
      if (cell.thing !== undefined) found.things.add(cell.thing);
      if (cell.measure !== undefined) found.measures.add(cell.measure);
      if (cell.sentence !== undefined) found.sentences.add(cell.sentence);
    }
    for (const sentence of row.sentences || []) found.sentences.add(sentence);
  }
  const named = [...found.things];
  if (!found.measures.size) { // a question of places has the measures of its sentences that act on them
    for (const sentence of found.sentences) {
      const inside = book.measuresIn(sentence);
      const fitting = inside.filter((at) => book.thingsOf(book.measures[at]).some((thing) => found.things.has(thing)));
      for (const at of named.length ? fitting : inside) found.measures.add(at);
    }
  }
  for (const at of found.measures) {
    found.sentences.add(book.measures[at].sentence);
    for (const thing of book.thingsOf(book.measures[at])) found.things.add(thing);
  }
  return found;
}

/**
 * Tests of what is shown: measure(i), thing(i), sentence(i), basis(0|1|2), and ``asked`` (sets, or null without question).
 * A thing is shown by its family and, where a strength or a question is chosen, when something shown speaks of it.
 */
export function shown(book, state) {
  if (cache.has(state)) return cache.get(state);
  const wanted = asked(book, state.q);
  const hidden = new Set(state.hide), kept = new Set(state.strength), off = new Set(state.bases);
  const measure = (at) => !off.has(0) && !hidden.has("Measure") && (!kept.size || kept.has(book.measures[at].strength?.id))
    && (wanted === null || wanted.measures.has(at));
  const spoken = (at) => book.measuresOf(at).some(measure) || (!off.has(2) && book.bearingOn(at).some(measure));
  const thing = (at) => !hidden.has(book.things[at].family)
    && (!kept.size || spoken(at)) && (wanted === null || wanted.things.has(at));
  const sentence = (at) => (wanted === null || wanted.sentences.has(at)) && (!kept.size || book.measuresIn(at).some(measure));
  const tests = { measure, thing, sentence, basis: (basis) => !off.has(basis), asked: wanted };
  cache.set(state, tests);
  return tests;
}
