// What joins what: the things of each measure, and the links that tables and rules give between things.
export const STATED = 0;
export const INFERRED = 2; // between them: background, what tables say
const FOLLOWED = [["bears", "bearsOn"], ["context", "contextRegion"], ["implements", "implements"]];
const LISTED = 6; // more things than this in one role are a list: its members are not joined to each other

export class Joins {
  constructor(book) {
    this.book = book;
    this.members = book.measures.map((measure) => this.membersOf(measure)); // of each measure: thing -> {basis, roles}
    this.touching = book.things.map(() => []);
    this.given = book.things.map(() => []);
    this.members.forEach((members, at) => { for (const thing of members.keys()) this.touching[thing].push(at); });
    this.named();
    book.edges.forEach(([from, to], at) => {
      this.given[from].push(at);
      if (to !== from) this.given[to].push(at);
    });
  }

  /** A thing that has no role in any measure is joined to those that name it in passing: better there than nowhere. */
  named() {
    const alone = new Set(this.touching.flatMap((measures, thing) => (measures.length ? [] : [thing])));
    for (const [sentence, begin, end, thing] of this.book.mentions) {
      if (!alone.has(thing)) continue;
      for (const at of this.book.measuresIn(sentence)) {
        if (this.members[at].has(thing) || !this.book.measures[at].spans.some(([from, to]) => from <= begin && end <= to)) continue;
        this.members[at].set(thing, { basis: STATED, roles: ["mentions"] });
        this.touching[thing].push(at);
      }
    }
  }

  membersOf(measure) {
    const members = new Map();
    const add = (thing, basis, role) => {
      const known = members.get(thing);
      if (!known) members.set(thing, { basis, roles: [role] });
      else if (known.basis === basis && !known.roles.includes(role)) known.roles.push(role);
    };
    for (const [role, things] of Object.entries(measure.roles || {})) {
      for (const thing of [].concat(things)) if (typeof thing === "number") add(thing, STATED, role);
    }
    for (const thing of measure.theme || []) add(thing, STATED, "theme");
    for (const [key, role] of FOLLOWED) for (const thing of measure[key] || []) add(thing, INFERRED, role);
    return members;
  }

  /** How much is said of a thing: its measures, and the half of those that only bear on it. */
  weight(thing) {
    return this.touching[thing].reduce((sum, at) => sum + (this.members[at].get(thing).basis === STATED ? 1 : 0.5), 0);
  }

  /** The measures of a thing that ``tests`` keep, those that state something of it first. */
  measuresOf(thing, tests) {
    const kept = this.touching[thing].filter((at) => tests.measure(at) && tests.basis(this.members[at].get(thing).basis));
    const basis = (at) => this.members[at].get(thing).basis;
    return kept.sort((a, b) => basis(a) - basis(b) || a - b);
  }

  /** The things next to a thing with the number of what joins them, the strongest first: [[thing, weight]]. */
  neighbours(thing, tests) {
    const found = new Map();
    const add = (other, weight) => {
      if (other !== thing && tests.thing(other)) found.set(other, (found.get(other) || 0) + weight);
    };
    for (const at of this.measuresOf(thing, tests)) {
      for (const [other, { basis }] of this.members[at]) if (basis === STATED) add(other, 1);
    }
    for (const at of this.given[thing]) {
      const [from, to, , basis] = this.book.edges[at];
      if (tests.basis(basis)) add(from === thing ? to : from, 0.9);
    }
    return [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  /** The things that tables and rules link to a thing. */
  linked(thing, tests) {
    const others = this.given[thing].map((at) => this.book.edges[at]).filter(([, , , basis]) => tests.basis(basis))
      .map(([from, to]) => (from === thing ? to : from));
    return [...new Set(others)].filter((other) => other !== thing && tests.thing(other));
  }

  /** Pairs of things of the same measure: {from, to, basis, measures}; ``things`` and ``measures`` say what takes part. */
  pairs(things, measures, tests) {
    const found = new Map();
    for (const at of measures) {
      const inside = [...this.members[at]].filter(([thing, { basis }]) => things.has(thing) && tests.basis(basis));
      const long = new Set(Object.entries(this.book.measures[at].roles || {})
        .filter(([, list]) => [].concat(list).length > LISTED).map(([role]) => role));
      inside.forEach(([one, mine], place) => inside.slice(place + 1).forEach(([other, its]) => {
        if (mine.basis === INFERRED && its.basis === INFERRED) return;
        if (mine.roles[0] === its.roles[0] && long.has(mine.roles[0])) return;
        const basis = Math.max(mine.basis, its.basis), [from, to] = one < other ? [one, other] : [other, one];
        const key = `${from} ${to} ${basis}`;
        if (!found.has(key)) found.set(key, { from, to, basis, measures: [] });
        found.get(key).measures.push(at);
      }));
    }
    return [...found.values()];
  }

  /** The links of tables and rules between things that are shown: {from, to, basis, kinds, notes}. */
  links(things, tests) {
    const found = new Map();
    for (const [from, to, kind, basis, note] of this.book.edges) {
      if (!things.has(from) || !things.has(to) || !tests.basis(basis)) continue;
      const key = `${from} ${to} ${basis}`;
      if (!found.has(key)) found.set(key, { from, to, basis, kinds: [], notes: [] });
      found.get(key).kinds.push(kind);
      if (note) found.get(key).notes.push(note);
    }
    return [...found.values()];
  }

  /** The word for a role or a kind of link, in the language of the page. */
  word(name) {
    const property = this.book.properties?.[name];
    return property ? this.book.label(property) : name;
  }
}
