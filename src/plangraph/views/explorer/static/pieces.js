// A sentence cut where anything begins or ends, so that marks may lie in each other and underlines may have gaps.

/** The spans of a measure; a gap that holds nothing but blanks, as at the end of a printed page, is no gap. */
function whole(book, at, place) {
  const made = [];
  for (const [from, to] of book.measures[place].spans) {
    const last = made[made.length - 1];
    if (last && !book.slice(at, last.to, from).trim()) last.to = to;
    else made.push({ place, from, to });
  }
  return made;
}

/** [{text, thing, measures}] in order; thing: what the innermost mention refers to, or -1. Offsets are code points. */
export function pieces(book, at) {
  const { begin, end } = book.sentences[at];
  const mentions = book.mentionsIn(at).map((place) => book.mentions[place]).filter(([, , , thing]) => thing >= 0)
    .sort((a, b) => (a[2] - a[1]) - (b[2] - b[1]));
  const measures = book.measuresIn(at);
  const spans = measures.flatMap((place) => whole(book, at, place));
  const cuts = new Set([begin, end]);
  for (const [, from, to] of mentions) cuts.add(from).add(to);
  for (const { from, to } of spans) cuts.add(from).add(to);
  const borders = [...cuts].filter((cut) => cut >= begin && cut <= end).sort((a, b) => a - b);
  return borders.slice(1).map((to, place) => {
    const from = borders[place];
    const mention = mentions.find(([, start, stop]) => start <= from && stop >= to);
    return {
      text: book.slice(at, from, to),
      thing: mention ? mention[3] : -1,
      measures: [...new Set(spans.filter((span) => span.from <= from && span.to >= to).map((span) => span.place))],
    };
  });
}
