// What stands out of the drawing: the chosen and what belongs to it; the rest steps back.
import { lit } from "./selection.js";

/** {on, strong(node), bright(edge), any}: a choice that is not in the scene dims nothing. */
export function emphasis(book, state, scene) {
  const on = scene.nodes.get(state.on) || null;
  const known = book.byId(state.on);
  if (on && scene.mode === "path") return { on, any: false, strong: () => true, bright: ({ from, to }) => from === on || to === on };
  if (on) {
    const near = new Set([on]);
    for (const { from, to } of scene.edges) {
      if (from === on) near.add(to);
      if (to === on) near.add(from);
    }
    return { on, any: true, strong: (node) => near.has(node), bright: ({ from, to }) => from === on || to === on };
  }
  if (known && (known.kind === "sentence" || known.kind === "measure" || known.kind === "part")) {
    const { things, measures } = lit(book, state.on);
    const strong = (node) => (node.kind === "thing" ? things : measures).has(node.at);
    if ([...scene.nodes.values()].some(strong)) {
      const rests = (edge) => edge.measures.some((at) => measures.has(at)) && strong(edge.from) && strong(edge.to);
      return { on: null, any: true, strong, bright: rests };
    }
  }
  return { on: null, any: false, strong: () => true, bright: () => false };
}
