// Draws the network and shows the words behind it. Text from the document is only ever set as textContent.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const glyphs = { dot: "●", hexagon: "⬢", triangle: "▲", triangleDown: "▼", star: "★", square: "■", diamond: "◆", box: "▭" };
  const families = new Map(data.families.map((family) => [family.id, family]));
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  const links = new Map(data.nodes.map((node) => [node.id, []]));
  data.edges.forEach((edge) => { links.get(edge.from).push(edge); if (edge.to !== edge.from) links.get(edge.to).push(edge); });
  const off = new Set();
  let inferred = true;
  let selected = null;

  // ---- the drawing
  const nodeSet = new vis.DataSet(data.nodes);
  const edgeSet = new vis.DataSet(data.edges);
  const shownNodes = new vis.DataView(nodeSet, { filter: (node) => !off.has(node.family) });
  const shownEdges = new vis.DataView(edgeSet, { filter: (edge) => inferred || !edge.inferred });
  const canvas = document.getElementById("canvas");
  const network = new vis.Network(canvas, { nodes: shownNodes, edges: shownEdges }, data.options);
  window.network = network; // as pages of pyvis have it, for those who look from the console
  // vis-network's own fit() leaves labels out, which cuts those at the rim.
  function fit() {
    const boxes = shownNodes.getIds().map((id) => network.getBoundingBox(id));
    if (!boxes.length) return;
    const left = Math.min(...boxes.map((box) => box.left)), right = Math.max(...boxes.map((box) => box.right));
    const top = Math.min(...boxes.map((box) => box.top)), bottom = Math.max(...boxes.map((box) => box.bottom));
    const scale = 0.96 * Math.min(canvas.clientWidth / (right - left), canvas.clientHeight / (bottom - top));
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.min(scale, 1.25) });
  }
  let moved = false; // by hand: from then on the view is the reader's
  ["zoom", "dragEnd"].forEach((name) => network.on(name, () => { moved = true; }));
  network.on("resize", () => { if (!moved) fit(); });
  network.once("afterDrawing", () => { // labels have a size only once they are drawn
    fit();
    network.once("afterDrawing", () => { document.documentElement.dataset.drawn = String(data.nodes.length); });
  });
  network.on("click", (event) => {
    if (event.nodes.length) show(event.nodes[0]);
    else if (event.edges.length) showEdge(edges.get(event.edges[0]));
    else overview();
  });

  function paint(keep) {
    nodeSet.update(data.nodes.map((node) => ({ id: node.id, opacity: !keep || keep.has(node.id) ? 1 : 0.15,
      font: { ...node.font, color: !keep || keep.has(node.id) ? "#1f2933" : "#c3cad1" } })));
    edgeSet.update(data.edges.map((edge) => ({ id: edge.id, color: { ...edge.color,
      opacity: !keep || (keep.has(edge.from) && keep.has(edge.to)) ? 1 : 0.15 } })));
  }

  // ---- small builders; text goes in as text
  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  }
  function glyph(node) {
    const family = families.get(node.family);
    const sign = make("span", node.named ? glyphs[family.shape] : { "●": "○", "■": "□", "▲": "△", "★": "☆", "⬢": "⬡", "◆": "◇", "▼": "▽" }[glyphs[family.shape]] || glyphs[family.shape], "glyph");
    sign.style.color = family.color;
    return sign;
  }
  function nodeButton(node, text) {
    const button = make("button");
    button.append(glyph(node), document.createTextNode(text || node.full));
    button.addEventListener("click", () => show(node.id));
    return button;
  }
  function quoteBlock(proof) {
    const sentence = data.sentences[proof.sentence];
    const block = make("div", undefined, "proof");
    const quote = make("blockquote");
    const at = proof.quote ? sentence.quote.indexOf(proof.quote) : -1;
    if (at >= 0) {
      quote.append(document.createTextNode(sentence.quote.slice(0, at)), make("mark", proof.quote),
        document.createTextNode(sentence.quote.slice(at + proof.quote.length)));
    } else {
      if (proof.quote) quote.append(make("mark", proof.quote));
      if (sentence.quote) quote.append(make("p", "in: " + sentence.quote));
    }
    const span = (proof.span || proof.sentence.split("#char=")[1] || "").replace(",", "–");
    block.append(quote, make("p", sentence.where + (span ? " · characters " + span : ""), "meta"));
    return block;
  }

  // ---- the panel
  const panel = document.getElementById("panel");
  const words = document.getElementById("words");
  function fill(parts) { panel.replaceChildren(...parts); panel.scrollTop = 0; }
  function back() {
    const button = make("button", "← all", "back");
    button.addEventListener("click", () => { network.unselectAll(); overview(); });
    return button;
  }
  function proofsOf(list) {
    const seen = new Map();
    list.forEach((edge) => edge.proofs.forEach((proof) => seen.set(proof.sentence + "\n" + proof.span + proof.quote, proof)));
    const start = (proof) => Number((proof.span || "").split(",")[0]) || data.sentences[proof.sentence].begin;
    return [...seen.values()].sort((a, b) => start(a) - start(b));
  }
  function show(id) {
    const node = nodes.get(id);
    if (!node) return;
    selected = id;
    if (off.has(node.family)) { off.delete(node.family); legend(); refresh(); }
    const mine = links.get(id);
    paint(new Set([id, ...mine.flatMap((edge) => [edge.from, edge.to])]));
    network.selectNodes([id], false);
    const parts = [back(), make("h2", node.full)];
    parts.push(make("p", [node.zh, families.get(node.family).label + (node.cls && node.cls !== node.family ? ": " + node.cls : ""),
      node.named ? "" : "a kind or a thing without a name of its own"].filter(Boolean).join(" · "), "meta"));
    const proofs = proofsOf(mine);
    if (proofs.length) {
      parts.push(make("h3", proofs.length === 1 ? "The text says" : "The text says, in " + proofs.length + " places"));
      proofs.forEach((proof) => parts.push(quoteBlock(proof)));
    }
    const groups = new Map();
    mine.forEach((edge) => {
      const name = edge.from === id ? edge.kind : "← " + edge.kind;
      const other = nodes.get(edge.from === id ? edge.to : edge.from);
      groups.set(name, [...(groups.get(name) || []), other]);
    });
    groups.forEach((others, name) => { parts.push(make("h3", name)); others.forEach((other) => parts.push(nodeButton(other))); });
    fill(parts);
    history.replaceState(null, "", "#" + encodeURIComponent(id));
  }
  function showEdge(edge) {
    const from = nodes.get(edge.from), to = nodes.get(edge.to);
    selected = null;
    paint(new Set([edge.from, edge.to]));
    network.selectEdges([edge.id]);
    fill([back(), nodeButton(from), make("p", edge.kind + (edge.inferred ? " (inferred)" : ""), "meta"), nodeButton(to),
      make("h3", "The text says"), ...proofsOf([edge]).map(quoteBlock)]);
  }
  function overview() {
    selected = null;
    const query = words.value.trim().toLowerCase();
    history.replaceState(null, "", "#");
    const order = new Map(data.families.map((family, place) => [family.id, place]));
    const begin = (node) => Math.min(...links.get(node.id).flatMap((edge) => edge.proofs.map((proof) => Number((proof.span || "").split(",")[0]) || data.sentences[proof.sentence].begin)));
    const found = data.nodes.filter((node) => !off.has(node.family) && (!query || text(node).includes(query)));
    paint(query ? new Set(found.map((node) => node.id)) : null);
    const parts = [make("p", query ? found.length + " found" : "Click a node or a line to read the words behind it.", "meta")];
    data.families.filter((family) => !off.has(family.id)).forEach((family) => {
      const mine = found.filter((node) => node.family === family.id);
      if (!mine.length) return;
      mine.sort(family.id === "Measure" || family.id === "Text" ? (a, b) => begin(a) - begin(b) : (a, b) => links.get(b.id).length - links.get(a.id).length || (a.full < b.full ? -1 : 1));
      parts.push(make("h3", family.label));
      mine.forEach((node) => parts.push(nodeButton(node)));
    });
    fill(parts);
  }
  function text(node) {
    if (node.haystack === undefined) {
      const quotes = node.family === "Measure" ? proofsOf(links.get(node.id)).map((proof) => proof.quote) : [];
      node.haystack = [node.full, node.zh, node.cls, ...quotes].join("\n").toLowerCase();
    }
    return node.haystack;
  }

  // ---- the legend filters
  function refresh() { shownNodes.refresh(); shownEdges.refresh(); }
  function legend() {
    const box = document.getElementById("legend");
    const rows = data.families.map((family) => {
      const count = data.nodes.filter((node) => node.family === family.id).length;
      return row(glyph({ family: family.id, named: true }), family.label, count, !off.has(family.id), (on) => {
        if (on) off.delete(family.id); else off.add(family.id);
        refresh(); overview();
      });
    });
    const guessed = data.edges.filter((edge) => edge.inferred).length;
    if (guessed) rows.push(row(make("span", "┄", "glyph"), "Inferred links", guessed, inferred, (on) => { inferred = on; refresh(); }));
    if (data.nodes.some((node) => !node.named)) rows.push(make("p", "Hollow: a kind, or a thing without a name of its own.", "note"));
    box.replaceChildren(...rows);
  }
  function row(sign, label, count, on, change) {
    const line = make("label"), tick = make("input");
    tick.type = "checkbox"; tick.checked = on;
    tick.addEventListener("change", () => change(tick.checked));
    line.append(tick, sign, document.createTextNode(label), make("span", String(count), "count"));
    return line;
  }

  words.addEventListener("input", overview);
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = panel.querySelector("h3 + button");
    if (first) first.click();
    if (selected) network.focus(selected, { scale: 1 });
  });
  legend();
  const asked = decodeURIComponent(location.hash.slice(1));
  if (nodes.has(asked)) show(asked); else overview();
})();
