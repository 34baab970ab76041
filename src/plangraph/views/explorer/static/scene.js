// What is in the network now: nodes with their places and the edges between them, from the state alone.
import { Vacancy, amid, part, settle, stretch } from "./arrange.js";
import { around, ring } from "./ego.js";
import { shown } from "./filter.js";
import { STATED } from "./joins.js";
import { overview } from "./overview.js";
import { shortest } from "./path.js";

const OPENED = { measures: 12, things: 24 }; // of one opened node
const FEW = 2; // edges of a node that an overview draws until the node is chosen

export class Scenes {
  constructor(book, joins, nodes) {
    Object.assign(this, { book, joins, nodes });
    this.bases = new Map(); // what has been arranged before, by what it is
  }

  /** {nodes: Map of id to node, edges, left, mode, way?, base}; ``size``: {most, shape} for the screen. */
  scene(state, size) {
    const tests = shown(this.book, state);
    const base = this.base(state, tests, size);
    const scene = { nodes: new Map(), edges: [], left: base.left || 0, mode: base.mode, way: base.way, base: base.key,
      centres: new Set([...state.ends, ...state.open]) };
    const stand = [...base.nodes.values()].map((node) => ({ ...node }));
    stand.forEach((node) => scene.nodes.set(node.id, node));
    const vacancy = new Vacancy(stand);
    const wide = base.mode === "path" ? shown(this.book, this.without(state)) : tests;
    for (const id of state.open) if (id !== "all") this.opened(scene, vacancy, id, wide);
    const own = scene.nodes.size;
    if (base.mode !== "path") this.guests(scene, vacancy, state, wide);
    scene.guests = scene.nodes.size - own;
    this.prune(scene, state, wide);
    this.join(scene, wide, state);
    return scene;
  }

  without(state) {
    if (this.plainOf !== state) [this.plainOf, this.plain] = [state, Object.freeze({ ...state, q: "" })];
    return this.plain;
  }

  base(state, tests, size) {
    const named = [this.book.language, size.most, size.shape];
    if (state.ends.length === 2) return this.pathBase(state, size);
    if (state.ends.length === 1 && this.nodes.node(state.ends[0])) return this.egoBase(state.ends[0], tests, size, state);
    if (tests.asked) return this.kept(`q ${state.q} ${named}`, () => this.askedBase(tests.asked, size));
    if (state.open.includes("all")) return this.kept(`all ${named}`, () => this.placed("all", this.book.things.map((_, at) => at), [], size));
    return this.kept(`overview ${named}`, () => this.placed("overview", overview(this.book, this.joins, size.most), [], size));
  }

  kept(key, make) {
    if (!this.bases.has(key)) this.bases.set(key, { key, ...make() });
    return this.bases.get(key);
  }

  placed(mode, things, measures, size) {
    const nodes = new Map(things.map((at) => [this.book.things[at].id, this.nodes.node(this.book.things[at].id)]));
    settle([...nodes.values()], things.map((at) => this.book.things[at]), size.shape);
    for (const at of measures) {
      const node = this.nodes.node(this.book.measures[at].id);
      amid(node, [...this.joins.members[at]].filter(([, { basis }]) => basis === STATED).map(([thing]) => nodes.get(this.book.things[thing].id)).filter(Boolean));
      nodes.set(node.id, node);
    }
    part([...nodes.values()]);
    stretch([...nodes.values()], size.shape);
    return { mode, nodes };
  }

  askedBase(asked, size) {
    return this.placed("question", [...asked.things].sort((a, b) => a - b), [...asked.measures].sort((a, b) => a - b), size);
  }

  egoBase(id, tests, size, state) {
    const key = `ego ${id} ${[state.hide, state.bases, state.strength, state.q, this.book.language, size.shape].join("|")}`;
    return this.kept(key, () => {
      const { measures, things, left } = around(this.book, this.joins, id, tests);
      const centre = this.nodes.node(id);
      const inner = measures.map((at) => this.nodes.node(this.book.measures[at].id));
      const outer = things.map((at) => this.nodes.node(this.book.things[at].id));
      const byAt = new Map(outer.map((node) => [node.at, node]));
      const members = (node) => [...this.joins.members[node.at].keys()].map((thing) => byAt.get(thing)).filter(Boolean);
      ring(centre, inner, outer, members, Math.max(size.shape, 0.8));
      return { mode: "ego", left, nodes: new Map([centre, ...inner, ...outer].map((node) => [node.id, node])) };
    });
  }

  pathBase(state, size) {
    const plain = this.without(state);
    const way = shortest(this.book, this.joins, shown(this.book, plain), state.ends);
    const ids = way ? [state.ends[0], ...way.map(({ to }) => to)] : state.ends;
    const nodes = ids.map((id) => this.nodes.node(id)).filter(Boolean);
    const tall = size.shape < 1;
    nodes.forEach((node, at) => { // in a row, or below each other on a high screen, going a little up and down
      const swing = (at % 2 ? 1 : -1) * (tall ? 40 : 30);
      [node.x, node.y] = tall ? [swing, at * 95] : [at * (way ? 150 : 320), swing];
    });
    part(nodes);
    return { key: `path ${state.ends} ${ids}`, mode: "path", way, nodes: new Map(nodes.map((node) => [node.id, node])) };
  }

  /** The neighbours of an opened node come in beside it. */
  opened(scene, vacancy, id, tests) {
    const centre = scene.nodes.get(id) || this.enter(scene, vacancy, id, null);
    if (!centre) return;
    const { measures, things, left } = around(this.book, this.joins, id, tests, OPENED);
    scene.left += left;
    for (const at of measures) this.enter(scene, vacancy, this.book.measures[at].id, centre);
    for (const thing of things) {
      const own = measures.find((at) => this.joins.members[at].has(thing));
      const by = own === undefined ? centre : scene.nodes.get(this.book.measures[own].id);
      this.enter(scene, vacancy, this.book.things[thing].id, by, centre);
    }
  }

  enter(scene, vacancy, id, near, from) {
    if (scene.nodes.has(id)) return scene.nodes.get(id);
    const node = this.nodes.node(id);
    if (!node) return null;
    vacancy.stand(node, near || vacancy.middle, near ? (from === near ? undefined : from) : undefined, node.kind === "measure" ? 34 : 46);
    scene.nodes.set(id, node);
    return node;
  }

  /** What is chosen elsewhere is shown here too: a thing, a measure with its things, or all that a sentence states. */
  guests(scene, vacancy, state, tests) {
    const known = this.book.byId(state.on);
    if (!known) return;
    const measures = known.kind === "measure" ? [known.at] : known.kind === "sentence" ? this.book.measuresIn(known.at).filter(tests.measure) : [];
    const named = known.kind === "thing" ? this.book.spokenFor(known.at) : known.kind === "sentence"
      ? this.book.mentionsIn(known.at).map((at) => this.book.mentions[at][3]).filter((thing) => thing >= 0) : [];
    for (const at of measures) {
      const things = this.book.thingsOf(this.book.measures[at]);
      const near = things.map((thing) => scene.nodes.get(this.book.things[thing].id)).find((node) => node && node.family !== "Concept");
      const node = this.enter(scene, vacancy, this.book.measures[at].id, near);
      things.forEach((thing) => this.enter(scene, vacancy, this.book.things[thing].id, node));
    }
    for (const thing of named) {
      const near = this.joins.neighbours(thing, tests).map(([other]) => scene.nodes.get(this.book.things[other].id)).find(Boolean);
      this.enter(scene, vacancy, this.book.things[thing].id, near);
    }
  }

  prune(scene, state, tests) {
    const gone = new Set(state.gone);
    for (const [id, node] of scene.nodes) {
      const out = scene.mode === "path" && state.ends.includes(id) ? false
        : gone.has(id) || !(node.kind === "thing" ? tests.thing(node.at) : tests.measure(node.at));
      if (out && id !== state.ends[0]) scene.nodes.delete(id);
    }
  }

  join(scene, tests, state) {
    const { book, joins } = this;
    const all = [...scene.nodes.values()];
    const things = new Set(all.filter(({ kind }) => kind === "thing").map(({ at }) => at));
    const nodeOf = (at) => scene.nodes.get(book.things[at].id);
    const drawn = new Set(all.filter(({ kind }) => kind === "measure").map(({ at }) => at));
    for (const at of drawn) {
      const from = scene.nodes.get(book.measures[at].id);
      for (const [thing, { basis, roles }] of joins.members[at]) {
        if (things.has(thing) && tests.basis(basis)) scene.edges.push({ from, to: nodeOf(thing), basis, weight: 1, measures: [at], kinds: roles, notes: [] });
      }
    }
    const others = book.measures.map((_, at) => at).filter((at) => !drawn.has(at) && tests.measure(at));
    const inPath = scene.mode === "path"; // only what the path rests on
    for (const { from, to, basis, measures } of inPath ? [] : joins.pairs(things, others, tests)) {
      scene.edges.push({ from: nodeOf(from), to: nodeOf(to), basis, weight: measures.length, measures, kinds: [], notes: [] });
    }
    for (const { from, to, basis, kinds, notes } of joins.links(things, tests)) {
      scene.edges.push({ from: nodeOf(from), to: nodeOf(to), basis, weight: 1, measures: [], kinds, notes });
    }
    if (scene.mode === "overview") this.fade(scene);
    if (scene.mode === "path") {
      const steps = new Set((scene.way || []).flatMap(({ from, to, basis }) => [`${from} ${to} ${basis}`, `${to} ${from} ${basis}`]));
      scene.edges = scene.edges.filter(({ from, to, basis }) => steps.has(`${from.id} ${to.id} ${basis}`) || state.open.includes(from.id) || state.open.includes(to.id));
    }
    if (scene.mode === "ego") scene.edges.forEach((edge) => { edge.weak = this.aside(edge, scene); });
  }

  /** Whether an edge is beside the subject: neither of a node in the middle or opened, nor stated by a measure that is drawn. */
  aside({ from, to, basis }, scene) {
    const about = ({ id, kind }) => (kind === "measure" && basis === STATED) || scene.centres.has(id);
    return !about(from) && !about(to);
  }

  /** Of an overview only the strongest edges of each node are drawn; the others when one of their ends is chosen. */
  fade(scene) {
    const strength = ({ weight, basis }) => weight * (basis === STATED ? 1 : 0.7) + (basis === STATED ? 0.1 : 0);
    const ordered = [...scene.edges].sort((a, b) => strength(b) - strength(a));
    const count = new Map();
    for (const edge of ordered) {
      const [a, b] = [count.get(edge.from) || 0, count.get(edge.to) || 0];
      const themes = edge.from.family === "Concept" && edge.to.family === "Concept"; // in one measure, but that says little
      edge.weak = themes || (a >= FEW && b >= FEW && this.aside(edge, scene));
      if (edge.weak) continue;
      count.set(edge.from, a + 1);
      count.set(edge.to, b + 1);
    }
  }
}
