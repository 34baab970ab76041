// Colours and shapes. They follow the look of the page, which follows the system unless the reader chose.
const GLYPHS = { dot: "●○", hexagon: "⬢⬡", triangle: "▲△", triangleDown: "▼▽", star: "★☆", square: "■□", diamond: "◆◇", box: "▭▭" };
const LIGHTER = { Text: "#d5dbe1", Organisation: "#a99ae0", Region: "#3a9bdc" }; // too dark on a dark ground
const system = window.matchMedia("(prefers-color-scheme: dark)");
function dark() {
  const chosen = document.documentElement.dataset.look;
  return chosen ? chosen === "dark" : system.matches;
}
function colours() {
  return dark()
    ? { ground: "#14191f", ink: "#e6eaee", pale: "#4a545e", lit: "#ffffff", line: "#66727e", quiet: "#333c45", inferred: "#c69c6d" }
    : { ground: "#ffffff", ink: "#1f2933", pale: "#c3cad1", lit: "#000000", line: "#9aa5b1", quiet: "#dfe3e8", inferred: "#b08968" };
}
function familyColour(id) { return (dark() && LIGHTER[id]) || families.get(id).color; }
function glyph(id, kind) {
  const sign = make("span", [...GLYPHS[families.get(id).shape]][kind ? 1 : 0], "glyph");
  sign.style.color = familyColour(id);
  sign.setAttribute("aria-hidden", "true");
  return sign;
}

function labelOf(node) {
  if (state.lang !== "zh" || !node.zh || node.family === "Measure") return node.label;
  return node.zh.replace(/(.{12})(?=.)/gu, "$1\n");
}
// One object for all nodes that look alike: vis-network reads thousands of nodes much faster so.
function nodeLooks() {
  const now = colours(), made = new Map();
  return (node) => {
    const key = node.family + (node.kind ? " kind " : " ") + (node.letters || "");
    if (!made.has(key)) {
      const border = familyColour(node.family);
      const background = node.kind || node.family === "Text" ? now.ground : border;
      const lit = { background, border: now.lit };
      made.set(key, { shape: families.get(node.family).shape, color: { background, border, highlight: lit, hover: lit },
        font: { size: node.letters || 14, color: now.ink, strokeColor: now.ground, strokeWidth: node.family === "Text" ? 0 : 4 } });
    }
    return made.get(key);
  };
}
function edgeLooks() {
  const now = colours(), made = new Map();
  return (edge) => {
    if (!made.has(edge.style)) {
      const color = edge.style === "quiet" ? now.quiet : edge.style === "inferred" ? now.inferred : now.line;
      const look = { color: { color, highlight: now.lit, hover: now.lit, inherit: false, opacity: many ? 0.45 : 1 }, dashes: edge.style === "inferred" };
      if (!many && (edge.style === "arrow" || edge.style === "inferred")) look.arrows = { to: { enabled: true, scaleFactor: 0.4 } };
      made.set(edge.style, look);
    }
    return made.get(edge.style);
  };
}
