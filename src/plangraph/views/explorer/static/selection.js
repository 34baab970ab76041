// What lights up with a choice, in every view alike.

/** Sets of places in the lists that belong to the chosen id: {things, measures, sentences}; all empty without a choice. */
export function lit(book, id) {
  const found = { things: new Set(), measures: new Set(), sentences: new Set() };
  const known = book.byId(id);
  if (!known) return found;
  if (known.kind === "thing") {
    // a place that the text names only in other names lights what bears its name
    for (const thing of book.spokenFor(known.at)) {
      found.things.add(thing);
      book.measuresOf(thing).forEach((at) => found.measures.add(at));
      book.sentencesOf(thing).forEach((at) => found.sentences.add(at));
    }
  } else if (known.kind === "measure") {
    found.measures.add(known.at);
    found.sentences.add(known.one.sentence);
    book.thingsOf(known.one).forEach((at) => found.things.add(at));
  } else if (known.kind === "sentence") {
    found.sentences.add(known.at);
    for (const at of book.measuresIn(known.at)) {
      found.measures.add(at);
      book.thingsOf(book.measures[at]).forEach((thing) => found.things.add(thing));
    }
    for (const at of book.mentionsIn(known.at)) if (book.mentions[at][3] >= 0) found.things.add(book.mentions[at][3]);
  } else if (known.kind === "part") {
    book.sentences.forEach((_, at) => {
      if (!book.path(at).includes(known.one)) return;
      found.sentences.add(at);
      book.measuresIn(at).forEach((measure) => found.measures.add(measure));
    });
  }
  return found;
}
