// The drawing: vis-network with positions given, so that nothing has to settle.
const canvas = document.getElementById("canvas");
function nodeMark(node, look) {
  const mark = { id: node.id, x: node.x, y: node.y, size: node.size, ...look(node) };
  if (!many) mark.label = labelOf(node);
  return mark;
}
function edgeMark(edge, look) { return { id: edge.id, from: edge.from, to: edge.to, width: many ? 1 : edge.width, ...look(edge) }; }
function marks(list, mark, looks) { const look = looks(); return list.map((one) => mark(one, look)); }
const nodeSet = new vis.DataSet(marks(data.nodes, nodeMark, nodeLooks));
const edgeSet = new vis.DataSet(marks(data.edges, edgeMark, edgeLooks));
const shownNodes = new vis.DataView(nodeSet, { filter: (mark) => !state.off.has(nodes.get(mark.id).family) });
const shownEdges = new vis.DataView(edgeSet, { filter: (mark) => state.inferred || edges.get(mark.id).style !== "inferred" });
if (many) Object.assign(data.options.interaction, { hideEdgesOnDrag: true, hideEdgesOnZoom: true });
const network = new vis.Network(canvas, { nodes: shownNodes, edges: shownEdges }, data.options);
window.network = network; // as pages of pyvis have it, for those who look from the console

// vis-network's own fit() leaves labels out, which cuts those at the rim.
function fit() {
  const boxes = shownNodes.getIds().map((id) => many ? frame(nodes.get(id)) : network.getBoundingBox(id));
  if (!boxes.length) return;
  const rim = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  boxes.forEach((box) => {
    rim.left = Math.min(rim.left, box.left); rim.right = Math.max(rim.right, box.right);
    rim.top = Math.min(rim.top, box.top); rim.bottom = Math.max(rim.bottom, box.bottom);
  });
  const scale = 0.96 * Math.min(canvas.clientWidth / (rim.right - rim.left), canvas.clientHeight / (rim.bottom - rim.top));
  network.moveTo({ position: { x: (rim.left + rim.right) / 2, y: (rim.top + rim.bottom) / 2 }, scale: Math.min(scale, 1.25) });
}
function frame(node) { return { left: node.x - node.size, right: node.x + node.size, top: node.y - node.size, bottom: node.y + 3 * node.size }; }
let moved = false; // by hand: from then on the view is the reader's
["zoom", "dragEnd"].forEach((name) => network.on(name, () => { moved = true; }));
network.on("resize", () => { if (!moved) fit(); });
if (many) fit(); // before anything is drawn: no label needs to be measured
network.once("afterDrawing", () => { // labels have a size only once they are drawn
  if (!many) fit();
  const done = () => { document.documentElement.dataset.drawn = String(data.nodes.length); };
  if (many) done(); else network.once("afterDrawing", done);
});

// Names that would be too small to read give way to those of the best linked nodes in sight, as many as there is room
// for, in the same size at any scale. In a large network all names are drawn so: vis-network need not measure thousands.
const LEAST = data.options.nodes.scaling.label.drawThreshold; // pixels
const first = { MacroRegion: 2, Text: 1 };
const ranked = [...data.nodes].sort((a, b) => (first[b.family] || 0) - (first[a.family] || 0) || b.size - a.size || (a.id < b.id ? -1 : 1));
let lit = null;
network.on("afterDrawing", (context) => {
  const scale = network.getScale(), middle = network.getViewPosition(), now = colours();
  const wide = canvas.clientWidth / scale / 2, high = canvas.clientHeight / scale / 2, letters = 12 / scale, taken = [];
  context.font = `${letters}px ${data.options.nodes.font.face}`;
  context.textAlign = "center"; context.textBaseline = "top"; context.lineJoin = "round";
  context.lineWidth = 4 / scale; context.strokeStyle = now.ground; context.fillStyle = now.ink;
  for (const node of lit ? ranked.filter((one) => lit.has(one.id)) : ranked) {
    if (taken.length >= 90) break;
    const at = network.body.nodes[node.id] || { x: Infinity, y: Infinity }; // hidden by the legend
    if (Math.abs(at.x - middle.x) > wide || Math.abs(at.y - middle.y) > high) continue;
    const drawn = !many && node.letters * scale >= LEAST;
    if (!drawn && !lit && !many && node.family === "Measure") continue; // a verb alone says nothing
    const text = node.family === "Measure" ? node.label || node.full : nameOf(node);
    const boxed = node.family === "Text" && !many, size = drawn ? node.letters : letters;
    const top = boxed ? at.y - size / 2 : at.y + node.size + 2 / scale;
    const fits = (name) => {
      const half = size * (/[\u2e80-\uffff]/.test(name) ? 0.54 : 0.3) * name.length;
      const x = Math.max(middle.x - wide + half, Math.min(middle.x + wide - half, at.x)); // not cut off at the rim
      const free = taken.every((one) => Math.abs(one.x - x) >= one.half + half || Math.abs(one.top - top) >= 0.6 * (one.size + size));
      return drawn || free ? { name, x, top, half, size } : null;
    };
    const place = fits(cut(text, 28)) || (boxed && fits(cut(text.split(":")[0], 14)));
    if (!place) continue;
    taken.push(place);
    if (drawn) continue;
    const { name, x, half } = place;
    if (boxed) {
      context.fillStyle = now.ground; context.fillRect(x - half, top - 3 / scale, 2 * half, size + 6 / scale); context.fillStyle = now.ink;
      context.save(); context.lineWidth = 1 / scale; context.strokeStyle = now.ink;
      context.strokeRect(x - half, top - 3 / scale, 2 * half, size + 6 / scale); context.restore();
    } else context.strokeText(name, x, top);
    context.fillText(name, x, top);
  }
});
function cut(text, most) { return text.length > most ? text.slice(0, most - 1) + "…" : text; }

// Fade all but some. Only marks that change are touched, since each costs vis-network time.
let faded = new Set(), fadedEdges = new Set();
function paint(keep) {
  lit = keep;
  const now = colours();
  const fade = new Set(keep ? data.nodes.filter((node) => !keep.has(node.id)).map((node) => node.id) : []);
  const fadeEdges = new Set(keep ? data.edges.filter((edge) => !(keep.has(edge.from) && keep.has(edge.to))).map((edge) => edge.id) : []);
  nodeSet.update(data.nodes.filter((node) => fade.has(node.id) !== faded.has(node.id)).map((node) => ({ id: node.id,
    opacity: fade.has(node.id) ? 0.15 : 1, font: { color: fade.has(node.id) ? now.pale : now.ink } })));
  edgeSet.update(data.edges.filter((edge) => fadeEdges.has(edge.id) !== fadedEdges.has(edge.id)).map((edge) => ({ id: edge.id,
    color: { opacity: fadeEdges.has(edge.id) ? 0.08 : many && !keep ? 0.45 : 1 } })));
  faded = fade; fadedEdges = fadeEdges;
}
function redraw() { // another language or look
  nodeSet.update(marks(data.nodes, nodeMark, nodeLooks)); edgeSet.update(marks(data.edges, edgeMark, edgeLooks));
  faded = new Set(); fadedEdges = new Set();
}
function refresh() { shownNodes.refresh(); shownEdges.refresh(); }

// A tooltip of our own: plain text, made only when it is asked for.
const tip = document.getElementById("tip");
function hint(lines, pointer) {
  tip.textContent = lines.filter(Boolean).join("\n");
  tip.hidden = false;
  const box = canvas.getBoundingClientRect();
  tip.style.left = Math.max(box.left + 4, Math.min(box.left + pointer.x + 14, box.right - tip.offsetWidth - 6)) + "px";
  const below = box.top + pointer.y + 16;
  tip.style.top = Math.max(4, below + tip.offsetHeight > box.bottom ? box.top + pointer.y - tip.offsetHeight - 10 : below) + "px";
}
function quotes(list) {
  const proofs = proofsOf(list), first = proofs.find((proof) => proof.quote);
  if (!first) return [];
  const text = first.quote.length > 220 ? first.quote.slice(0, 219) + "…" : first.quote;
  return ["“" + text + "”", data.sentences[first.sentence].where, proofs.length > 1 ? "+ " + say("more", proofs.length - 1) : ""];
}
network.on("hoverNode", (event) => {
  const node = nodes.get(event.node), family = familyName(families.get(node.family));
  hint([nameOf(node), otherName(node), family + (className(node) ? ": " + className(node) : ""), ...quotes(links.get(node.id))], event.pointer.DOM);
});
network.on("hoverEdge", (event) => {
  const edge = edges.get(event.edge);
  hint([`${nameOf(nodes.get(edge.from))} → ${kindName(edge)} → ${nameOf(nodes.get(edge.to))}`, ...quotes([edge])], event.pointer.DOM);
});
["blurNode", "blurEdge", "dragStart", "zoom", "click"].forEach((name) => network.on(name, () => { tip.hidden = true; }));
