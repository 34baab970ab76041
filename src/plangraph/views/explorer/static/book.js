// The chapter as the page knows it: the lists of the data, and the ways from each thing to the others.
const ROLES = ["object", "becomes", "place", "along", "beneficiary", "actor", "between", "basis"];

const push = (map, key, value) => {
  if (!map.has(key)) map.set(key, []);
  if (!map.get(key).includes(value)) map.get(key).push(value);
};

export class Book {
  /** ``data``: the lists as they stand in the page. All places in lists are numbers, all names across lists are ids. */
  constructor(data) {
    Object.assign(this, { families: [], chapters: [], parts: [], sentences: [], things: [], gazetteer: [], mentions: [], measures: [],
      edges: [], questions: [], triples: [], facts: [], matrix: { regions: [], themes: [], cells: [] } }, data);
    this.language = "en"; // the shell sets it with the state
    this.ids = new Map();
    this.signs = new Map(); // the code points of a text that has been cut
    for (const kind of ["parts", "sentences", "things", "measures", "questions"]) {
      this[kind].forEach((one, at) => { if (!this.ids.has(one.id)) this.ids.set(one.id, { kind: kind.slice(0, -1), at, one }); });
    }
    this.gazetteer.forEach(([slug, en, zh, within], at) => { // places that the chapter does not speak of
      const one = { id: `place/${slug}`, en, zh, within: within === undefined || within < 0 ? [] : [within] };
      if (!this.ids.has(one.id)) this.ids.set(one.id, { kind: "elsewhere", at, one });
    });
    this.index();
  }

  index() {
    this.inThing = { sentences: new Map(), measures: new Map(), bears: new Map(), inside: new Map(), edges: new Map(), facts: new Map() };
    this.inSentence = { mentions: new Map(), measures: new Map() };
    this.found = new Map(); // id -> questions whose rows show it
    this.mentions.forEach(([sentence, , , thing], at) => {
      push(this.inSentence.mentions, sentence, at);
      if (thing >= 0) push(this.inThing.sentences, thing, sentence);
    });
    this.measures.forEach((measure, at) => {
      push(this.inSentence.measures, measure.sentence, at);
      for (const thing of this.thingsOf(measure)) {
        push(this.inThing.measures, thing, at);
        push(this.inThing.sentences, thing, measure.sentence);
      }
      for (const thing of [...(measure.bears || []), ...(measure.context || []), ...(measure.implements || [])]) push(this.inThing.bears, thing, at);
      for (const question of measure.questions || []) push(this.found, measure.id, question);
    });
    this.things.forEach((thing, at) => (thing.within || []).forEach((outer) => push(this.inThing.inside, outer, at)));
    this.edges.forEach(([from, to], at) => [from, to].forEach((end) => push(this.inThing.edges, end, at)));
    this.facts.forEach(([thing], at) => push(this.inThing.facts, thing, at));
    this.questions.forEach((question, at) => question.rows.forEach((row) => row.cells.forEach((cell) => {
      if (cell && cell.thing !== undefined) push(this.found, this.things[cell.thing].id, at);
      if (cell && cell.measure !== undefined) push(this.found, this.measures[cell.measure].id, at);
    })));
    for (const list of this.inThing.sentences.values()) list.sort((a, b) => a - b);
  }

  /** Everything that a state may name. */
  get known() {
    return new Set(["all", ...this.ids.keys(), ...this.families.map(({ key }) => `family ${key}`),
      ...this.strengths().map(({ id }) => `strength ${id}`)]);
  }

  /** {kind: "thing"|"measure"|"sentence"|"part"|"question"|"elsewhere", at, one} of an id, or null. */
  byId(id) {
    return this.ids.get(id) || null;
  }

  /** What stands between two sentences of the page. */
  get between() {
    return this.language === "zh" ? "" : " ";
  }

  /** What something is called in the language of the page: a thing, part, question, measure, or any {en, zh}. */
  label(one) {
    if (one === null || one === undefined) return "";
    if (typeof one === "string") return one;
    if (one.spans && this.language === "zh") return this.inChinese(one);
    const [en, zh] = [one.en || one.title || one.label || "", one.zh || one.titleZh || ""];
    return (this.language === "zh" ? zh || en : en || zh) || one.id || "";
  }

  /** The language to mark words with that are not in that of the page: the chapter and some names are English only. */
  tongue(text) {
    return this.language === "zh" && /[A-Za-z]{2}/.test(text) && !/[\u3400-\u9fff]/.test(text) ? "en" : false;
  }

  /** A short name of a measure, whose label is English: what is done, and to what. */
  inChinese(measure) {
    const names = (measure.roles?.object || []).map((thing) => this.things[thing].zh || this.things[thing].en);
    const what = names.length > 3 ? `${names.slice(0, 3).join("、")}等` : names.join("、");
    const text = what || measure.objectText || "";
    return [measure.action?.zh || measure.action?.en, text].filter(Boolean).join("：") || measure.label;
  }

  /** Its name in the other language, where there is one. */
  other(one) {
    const other = this.language === "zh" ? one.en || one.title : one.zh || one.titleZh;
    return other && other !== this.label(one) ? other : "";
  }

  /** The names of the roles that a measure gives to things; "theme" is told as one, and words of a role without things are left out. */
  rolesOf(measure, thing) {
    const roles = ROLES.filter((role) => [].concat(measure.roles?.[role] ?? []).includes(thing));
    return (measure.theme || []).includes(thing) ? [...roles, "theme"] : roles;
  }

  /** All things that a measure states something of: those with a role, and its themes. */
  thingsOf(measure) {
    const inRoles = Object.values(measure.roles || {}).flat().filter((thing) => typeof thing === "number");
    return [...new Set([...inRoles, ...(measure.theme || [])])];
  }

  /** Places in the lists, each in reading order. */
  sentencesOf(thing) { return this.inThing.sentences.get(thing) || []; }
  measuresOf(thing) { return this.inThing.measures.get(thing) || []; }
  bearingOn(thing) { return this.inThing.bears.get(thing) || []; } // by inference
  insideOf(thing) { return this.inThing.inside.get(thing) || []; }
  factsOf(thing) { return this.inThing.facts.get(thing) || []; }
  mentionsIn(sentence) { return this.inSentence.mentions.get(sentence) || []; }
  measuresIn(sentence) { return this.inSentence.measures.get(sentence) || []; }
  questionsOf(id) { return this.found.get(id) || []; }

  /** Whether the chapter itself names or counts a thing. */
  isMentioned(thing) { return this.sentencesOf(thing).length > 0; }

  /** What the text speaks of by the same name: the port and the highway called after a pass; for the port, the highway. */
  namesakes(thing) {
    const named = (at) => (this.inThing.edges.get(at) || []).map((one) => this.edges[one]).filter(([, , kind]) => kind === "namedAfter" || kind === "stop");
    const homes = [thing, ...named(thing).filter(([from]) => from === thing).map(([, to]) => to)];
    const found = homes.flatMap((home) => named(home).filter(([, to]) => to === home).map(([from]) => from));
    return [...new Set(found)].filter((at) => at !== thing && this.isMentioned(at)).sort((a, b) => this.sentencesOf(b)[0] - this.sentencesOf(a)[0]);
  }

  /** A thing, and where the text does not speak of it itself, what bears its name. */
  spokenFor(thing) {
    return this.isMentioned(thing) ? [thing] : [thing, ...this.namesakes(thing)];
  }

  /** [{thing, kind, basis, note?, measure?, out}] next to a thing; basis 0 stated, 1 background, 2 inferred. */
  neighbours(thing) {
    const known = (this.inThing.edges.get(thing) || []).map((at) => {
      const [from, to, kind, basis, note] = this.edges[at];
      return { thing: from === thing ? to : from, kind, basis, note, out: from === thing };
    });
    const stated = this.measuresOf(thing).flatMap((at) => this.thingsOf(this.measures[at]).filter((other) => other !== thing)
      .map((other) => ({ thing: other, kind: this.rolesOf(this.measures[at], other)[0] || "", basis: 0, measure: at, out: true })));
    return [...stated, ...known];
  }

  /** What contains a thing, from the nearest to the widest: countries stand at the end. */
  chain(thing) {
    const wide = (at) => Number(this.things[at].cls === "Country");
    return [...(this.things[thing].within || [])].sort((a, b) => wide(a) - wide(b));
  }

  /** The parts that a sentence stands in, the chapter first. */
  path(sentence) {
    const steps = [];
    for (let at = this.sentences[sentence].part; at >= 0 && at !== undefined; at = this.parts[at].parent) steps.unshift(this.parts[at]);
    return steps;
  }

  /** A piece of the text of a sentence; offsets count code points of the stored chapter. */
  slice(sentence, begin, end) {
    const one = this.sentences[sentence];
    if (!this.signs.has(sentence)) this.signs.set(sentence, Array.from(one.text));
    return this.signs.get(sentence).slice(begin - one.begin, end - one.begin).join("");
  }

  quote(measure) {
    return measure.quote || (measure.spans || []).map(([begin, end]) => this.slice(measure.sentence, begin, end)).join(" … ");
  }

  /** The strengths that occur, the firmest first: {id, en, zh, rank}. */
  strengths() {
    const all = new Map(this.measures.filter((one) => one.strength).map(({ strength }) => [strength.id, strength]));
    return [...all.values()].sort((a, b) => (a.rank ?? 9) - (b.rank ?? 9) || (a.id < b.id ? -1 : 1));
  }

  /** The whole IRI of an id. */
  iri(id) {
    return /^[a-z]+:\/\//.test(id) ? id : this.made.base + id;
  }
}
