// The shortest way between two things over what is switched on.

// What a step counts by its ground: two facts of the text are nearer than one inference, else all would meet in "China".
const STEP = [1000, 1500, 4000];
const THEME = 250; // to speak of the same theme joins less than to stand in the same measure

class Heap {
  constructor() { this.items = []; }

  push(cost, value) {
    const items = this.items;
    items.push([cost, value]);
    for (let at = items.length - 1, up; at > 0 && items[at][0] < items[up = (at - 1) >> 1][0]; at = up) [items[at], items[up]] = [items[up], items[at]];
  }

  pop() {
    const items = this.items, top = items[0], last = items.pop();
    if (!items.length) return top;
    items[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < items.length && items[child][0] < items[least][0]) least = child;
      if (least === at) return top;
      [items[at], items[least]] = [items[least], items[at]];
      at = least;
    }
  }
}

/** The ways on from a thing "t…" or a measure "m…": [next, cost, words of the step]. */
function* ways(book, joins, tests, key) {
  const at = Number(key.slice(1));
  if (key[0] === "m") {
    for (const [thing, { basis, roles }] of joins.members[at]) {
      if (!tests.thing(thing) || !tests.basis(basis)) continue;
      yield [`t${thing}`, STEP[basis] / 2 + (roles[0] === "theme" ? THEME : 0), { basis, kinds: roles, measure: at, out: true }];
    }
    return;
  }
  for (const measure of joins.measuresOf(at, tests)) {
    const { basis, roles } = joins.members[measure].get(at);
    yield [`m${measure}`, STEP[basis] / 2 + (roles[0] === "theme" ? THEME : 0), { basis, kinds: roles, measure, out: false }];
  }
  for (const edge of joins.given[at]) {
    const [from, to, kind, basis, note] = book.edges[edge], other = from === at ? to : from;
    if (tests.thing(other) && tests.basis(basis)) yield [`t${other}`, STEP[basis], { basis, kinds: [kind], note, out: from === at }];
  }
}

/** Steps [{from, to, basis, kinds, measure?, note?, out}] between two ids, all ends ids; null where there is no way. */
export function shortest(book, joins, tests, [one, other]) {
  const keyOf = (id) => { const known = book.byId(id); return `${known.kind[0]}${known.at}`; };
  const idOf = (key) => (key[0] === "t" ? book.things : book.measures)[Number(key.slice(1))].id;
  const [start, end] = [keyOf(one), keyOf(other)];
  const costs = new Map([[start, 0]]), before = new Map(), heap = new Heap(), done = new Set();
  heap.push(0, start);
  while (heap.items.length) {
    const [cost, key] = heap.pop();
    if (key === end) break;
    if (done.has(key)) continue;
    done.add(key);
    for (const [next, more, words] of ways(book, joins, tests, key)) {
      if (cost + more >= (costs.get(next) ?? Infinity)) continue;
      costs.set(next, cost + more);
      before.set(next, { key, words });
      heap.push(cost + more, next);
    }
  }
  if (!before.has(end)) return start === end ? [] : null;
  const steps = [];
  for (let key = end; key !== start; key = before.get(key).key) steps.unshift({ from: idOf(before.get(key).key), to: idOf(key), ...before.get(key).words });
  return steps;
}
