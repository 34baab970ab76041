// Finding by name: English, Chinese, pinyin and other names, with or without accents, hyphens and blanks.

/** Small letters without accents and apostrophes; hyphens are blanks. "Ü" is found by "u" and by "v", as it is typed. */
export function plain(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f'’‘`ʼ]/g, "").toLowerCase().replace(/[-–—_]+/g, " ").replace(/\s+/g, " ").trim();
}

const tight = (text) => text.replace(/ /g, "");

/** How well a name fits a word: 0 the same, 1 begins with it, 2 a word of it does, 3 somewhere inside, 9 not at all. */
function fit(key, word, squeezed) {
  if (key === word || tight(key) === squeezed) return 0;
  if (key.startsWith(word) && /^[省市区县旗州盟镇乡]$/.test(key.slice(word.length))) return 0.5; // "珲春" is the city before its highway
  if (key.startsWith(word)) return 1;
  if (tight(key).startsWith(squeezed)) return 1.5;
  if (key.includes(` ${word}`)) return 2;
  return key.includes(word) || (squeezed.length > 3 && tight(key).includes(squeezed)) ? 3 : 9;
}

/** All that can be found, made once: things, places beyond the text, questions, sentences. */
export function catalogue(book) {
  const entry = (kind, at, id, names, worth) => ({ kind, at, id, worth, keys: [...new Set(names.filter(Boolean).map(plain))] });
  return [
    ...book.things.map((thing, at) => entry("thing", at, thing.id, [thing.en, thing.zh, thing.pinyin, ...(thing.other || [])],
      (book.isMentioned(at) ? 100 : 0) + (thing.named === false ? 0 : 20) + book.measuresOf(at).length)),
    ...book.gazetteer.map(([slug, en, zh, , pinyin], at) => entry("elsewhere", at, `place/${slug}`, [en, zh, pinyin], 0)),
    ...book.questions.map((one, at) => entry("question", at, one.id, [one.title, one.titleZh, one.id], 0)),
    ...book.sentences.map((one, at) => entry("sentence", at, one.id, [one.text], -at)),
  ];
}

const MOST = { thing: 8, elsewhere: 6, question: 4, sentence: 5 };

/** What a word finds: of each kind the best few; what is a match inside a word only comes where it is all there is. */
export function matching(all, text) {
  const word = plain(text), squeezed = tight(word);
  if (!word) return [];
  const found = all.map((one) => ({ one, rank: Math.min(...one.keys.map((key) => fit(key, word, squeezed))) }))
    .filter(({ one, rank }) => rank < 9 && (one.kind !== "sentence" || word.length > 1))
    .sort((a, b) => a.rank - b.rank || b.one.worth - a.one.worth || (a.one.id < b.one.id ? -1 : 1));
  return Object.entries(MOST).flatMap(([kind, most]) => {
    const own = found.filter(({ one }) => one.kind === kind);
    const good = kind === "sentence" || kind === "question" ? own : own.filter(({ rank }) => rank < 3);
    return (good.length ? good : own).slice(0, most).map(({ one }) => one);
  });
}
