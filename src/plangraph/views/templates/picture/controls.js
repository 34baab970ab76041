// What can be ticked, typed and pressed.
function legend() {
  const rows = data.families.map((family) => {
    const count = data.nodes.filter((node) => node.family === family.id).length;
    return row(glyph(family.id), familyName(family), count, !state.off.has(family.id), (on) => {
      if (on) state.off.delete(family.id); else state.off.add(family.id);
      refresh(); overview();
    });
  });
  const guessed = data.edges.filter((edge) => edge.style === "inferred").length;
  if (guessed) rows.push(row(make("span", "┄", "glyph"), say("inferred"), guessed, state.inferred, (on) => { state.inferred = on; refresh(); }));
  if (data.nodes.some((node) => node.kind)) rows.push(make("p", say("hollow"), "note"));
  document.getElementById("legend").replaceChildren(...rows);
}
function row(sign, label, count, on, change) {
  const line = make("label"), tick = make("input");
  tick.type = "checkbox"; tick.checked = on;
  tick.addEventListener("change", () => change(tick.checked));
  line.append(tick, sign, document.createTextNode(label), make("span", String(count), "count"));
  return line;
}
function button(id, key, symbol, press) {
  const element = document.getElementById(id);
  element.textContent = symbol || say(key);
  element.title = say(key); element.setAttribute("aria-label", say(key));
  element.onclick = press;
}
function zoom(by) { moved = true; network.moveTo({ scale: network.getScale() * by }); }
function shift(x, y) {
  const at = network.getViewPosition(), scale = network.getScale();
  moved = true; network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
}
function whole() { moved = false; fit(); }
function translate() {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  document.title = document.getElementById("heading").textContent = pick(data.title, data.titleZh);
  document.getElementById("question").textContent = pick(data.question, data.questionZh);
  document.getElementById("sources").textContent = data.sources.map((source) => pick(...source)).join(" ");
  words.placeholder = say("search"); words.setAttribute("aria-label", say("search"));
  document.getElementById("legend").setAttribute("aria-label", say("legend"));
  panel.setAttribute("aria-label", say("details"));
  canvas.setAttribute("aria-label", pick(data.title, data.titleZh) + ". " + say("drawing"));
  button("fit", "fit", "⤢", whole);
  button("closer", "closer", "+", () => zoom(1.4));
  button("further", "further", "−", () => zoom(1 / 1.4));
  button("language", "language", "", () => { state.lang = state.lang === "zh" ? "en" : "zh"; again(); });
  button("look", "look", "◐", () => { document.documentElement.dataset.look = dark() ? "light" : "dark"; again(); });
}
function again() {
  translate(); redraw(); legend();
  if (state.selected) show(state.selected); else overview();
}
const KEYS = { ArrowLeft: () => shift(-60, 0), ArrowRight: () => shift(60, 0), ArrowUp: () => shift(0, -60), ArrowDown: () => shift(0, 60),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: whole };
canvas.addEventListener("keydown", (event) => {
  if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault(); KEYS[event.key]();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { words.value = ""; network.unselectAll(); overview(); }
  if (event.key === "/" && event.target !== words) { event.preventDefault(); words.focus(); }
});
words.addEventListener("input", overview);
words.addEventListener("keydown", (event) => { // no form: in a sandboxed frame none can be sent, not even to itself
  if (event.key !== "Enter" || event.isComposing) return;
  const node = best(words.value.trim().toLowerCase());
  if (node) show(node.id);
  if (node) network.focus(node.id, { scale: many ? 0.6 : 1 });
});
// The node that was meant: the name itself before names that begin so, those before names and quotes that hold it.
function best(query) {
  if (!query) return null;
  const fit = (node) => {
    const names = [node.full, node.zh || ""].map((name) => name.toLowerCase());
    return names.includes(query) ? 0 : names.some((name) => name.startsWith(query)) ? 1 : names.some((name) => name.includes(query)) ? 2 : 3;
  };
  return data.nodes.filter((node) => textOf(node).includes(query)).reduce((one, two) => (!one || fit(two) < fit(one) ? two : one), null);
}
network.on("click", (event) => {
  if (event.nodes.length) show(event.nodes[0]);
  else if (event.edges.length) showEdge(edges.get(event.edges[0]));
  else overview();
});
system.addEventListener("change", again);
translate();
legend();
const asked = location.protocol === "about:" ? "" : decodeURIComponent(location.hash.slice(1));
if (nodes.has(asked)) show(asked); else overview();
