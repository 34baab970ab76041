// The list beside the drawing: it says the same in words, and shows the text behind what is chosen.
const MOST = 200; // entries of a class at once; a click shows the rest
const panel = document.getElementById("panel");
const words = document.getElementById("words");
function fill(parts) { panel.replaceChildren(...parts); panel.scrollTop = 0; }
// A page inside another (a notebook) has no address of its own.
function address(id) { if (location.protocol !== "about:") history.replaceState(null, "", "#" + (id ? encodeURIComponent(id) : "")); }
function backButton() {
  const button = make("button", say("back"), "back");
  button.addEventListener("click", () => { network.unselectAll(); overview(); words.focus(); });
  return button;
}
function nodeButton(node) {
  const button = make("button");
  button.append(glyph(node.family, node.kind), document.createTextNode(nameOf(node)));
  button.addEventListener("click", () => { show(node.id); panel.querySelector("button").focus(); });
  return button;
}
function quoteBlock(proof) {
  const sentence = data.sentences[proof.sentence];
  const block = make("div", undefined, "proof"), quote = make("blockquote");
  const at = proof.quote ? sentence.quote.indexOf(proof.quote) : -1;
  quote.lang = "en";
  if (at >= 0) {
    quote.append(document.createTextNode(sentence.quote.slice(0, at)), make("mark", proof.quote),
      document.createTextNode(sentence.quote.slice(at + proof.quote.length)));
  } else {
    if (proof.quote) quote.append(make("mark", proof.quote));
    if (sentence.quote) quote.append(make("p", say("within") + sentence.quote));
  }
  const span = (proof.span || sentence.span).replace(",", "–");
  block.append(quote, make("p", sentence.where + (span ? say("characters") + span : ""), "meta"));
  return block;
}
function listed(parts, list, build) {
  list.slice(0, MOST).forEach((one) => parts.push(build(one)));
  if (list.length <= MOST) return;
  const rest = make("button", say("more", list.length - MOST), "back");
  rest.addEventListener("click", () => rest.replaceWith(...list.slice(MOST).map(build)));
  parts.push(rest);
}

function show(id) {
  const node = nodes.get(id);
  if (!node) return;
  state.selected = id;
  if (state.off.delete(node.family)) { legend(); refresh(); }
  const mine = links.get(id);
  paint(new Set([id, ...mine.flatMap((edge) => [edge.from, edge.to])]));
  network.selectNodes([id], false);
  const parts = [backButton(), make("h2", nameOf(node))];
  parts.push(make("p", [otherName(node), familyName(families.get(node.family)) + (className(node) ? ": " + className(node) : ""),
    node.kind ? say("unnamed") : ""].filter(Boolean).join(" · "), "meta"));
  const proofs = proofsOf(mine);
  if (proofs.length) {
    parts.push(make("h3", proofs.length === 1 ? say("says") : say("saysIn", proofs.length)));
    listed(parts, proofs, quoteBlock);
  }
  const groups = new Map();
  mine.forEach((edge) => {
    const name = edge.from === id ? kindName(edge) : "← " + kindName(edge);
    groups.set(name, [...(groups.get(name) || []), nodes.get(edge.from === id ? edge.to : edge.from)]);
  });
  groups.forEach((others, name) => { parts.push(make("h3", name)); listed(parts, others, nodeButton); });
  fill(parts);
  address(id);
}
function showEdge(edge) {
  state.selected = null;
  paint(new Set([edge.from, edge.to]));
  network.selectEdges([edge.id]);
  fill([backButton(), nodeButton(nodes.get(edge.from)), make("p", kindName(edge), "meta"), nodeButton(nodes.get(edge.to)),
    make("h3", say("says")), ...proofsOf([edge]).map(quoteBlock)]);
}
function overview() {
  state.selected = null;
  address("");
  const query = words.value.trim().toLowerCase();
  const found = data.nodes.filter((node) => !state.off.has(node.family) && (!query || textOf(node).includes(query)));
  paint(query ? new Set(found.map((node) => node.id)) : null);
  const parts = [make("p", query ? say("found", found.length) : say("hint"), "meta")];
  data.families.filter((family) => !state.off.has(family.id)).forEach((family) => {
    const mine = found.filter((node) => node.family === family.id);
    if (!mine.length) return;
    parts.push(make("h3", familyName(family)));
    listed(parts, family.id === "Measure" || family.id === "Text" ? asRead(mine) : byLinks(mine), nodeButton);
  });
  fill(parts);
}
function asRead(list) {
  const begin = new Map(list.map((node) => [node.id, Math.min(...links.get(node.id).flatMap((edge) => edge.proofs.map(startOf)))]));
  return list.sort((a, b) => begin.get(a.id) - begin.get(b.id));
}
function byLinks(list) {
  return list.sort((a, b) => links.get(b.id).length - links.get(a.id).length || (a.full < b.full ? -1 : 1));
}
