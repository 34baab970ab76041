// One thing in the middle, its measures round it, and what they speak of outside: nothing else.
import { amid, part, stretch } from "./arrange.js";

const MEASURES = 16; // more than these are left out, and their things stand round the middle by themselves
const THINGS = 90;

/** The ids round one id: {measures, things, left}; left: how many neighbours are too many to be drawn. */
export function around(book, joins, id, tests, most = { measures: MEASURES, things: THINGS }) {
  const known = book.byId(id);
  if (known.kind === "measure") {
    const things = [...joins.members[known.at]].filter(([thing, { basis }]) => tests.thing(thing) && tests.basis(basis)).map(([thing]) => thing);
    return { measures: [], things, left: 0 };
  }
  const neighbours = joins.neighbours(known.at, tests);
  const all = joins.measuresOf(known.at, tests);
  const stated = all.filter((at) => joins.members[at].get(known.at).basis === 0);
  const measures = [all, stated].find((list) => list.length <= most.measures) || [];
  // of a measure that only bears on it, the themes: the rest is said of other things
  const own = (at, { basis, roles }) => basis === 0 && (roles[0] === "theme" || joins.members[at].get(known.at).basis === 0);
  const first = measures.flatMap((at) => [...joins.members[at]].filter(([thing, how]) => thing !== known.at && own(at, how) && tests.thing(thing)).map(([thing]) => thing));
  const near = measures.length ? joins.linked(known.at, tests) : neighbours.map(([thing]) => thing);
  const things = [...new Set([...first, ...near])];
  const drawn = things.slice(0, most.things), inside = new Set(drawn);
  const left = new Set([...things, ...neighbours.map(([thing]) => thing)].filter((thing) => !inside.has(thing)));
  return { measures, things: drawn, left: left.size };
}

const onRing = (node, turn, radius, shape) => {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  node.x = Math.round(Math.cos(angle) * radius * shape);
  node.y = Math.round(Math.sin(angle) * radius);
};

/** Places for all nodes of an ego view; ``members(measure node)`` gives the nodes of its things. */
export function ring(centre, measures, things, members, shape) {
  centre.x = 0;
  centre.y = 0;
  const inner = Math.max(90, measures.length * 13, things.length * 2.6);
  measures.forEach((node, at) => onRing(node, at / measures.length, inner, shape));
  const turn = new Map();
  things.forEach((thing, at) => {
    const mine = measures.filter((measure) => members(measure).includes(thing));
    const mean = {};
    if (mine.length) amid(mean, mine);
    // what no measure brings stands together at the end, in the order of its weight
    turn.set(thing, mine.length ? ((Math.atan2(mean.y, mean.x / shape) + Math.PI / 2) / (2 * Math.PI) + 1) % 1 : measures.length ? 0.999 + at / 1e6 : at / things.length);
  });
  const ordered = [...things].sort((a, b) => turn.get(a) - turn.get(b) || (a.id < b.id ? -1 : 1));
  const outer = (measures.length ? inner + 90 : 110) + Math.max(0, things.length - 14) * 7;
  ordered.forEach((node, at) => onRing(node, at / ordered.length, outer * (things.length > 24 && at % 2 ? 1.25 : 1), shape));
  part([centre, ...measures, ...things]);
  stretch([centre, ...measures, ...things], shape);
}
