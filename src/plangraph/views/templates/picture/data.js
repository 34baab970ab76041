// What the page holds, and words for it in two languages. Text of a document is only ever set as textContent.
const data = JSON.parse(document.getElementById("data").textContent);
const families = new Map(data.families.map((family) => [family.id, family]));
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
const links = new Map(data.nodes.map((node) => [node.id, []]));
data.edges.forEach((edge) => {
  edge.proofs = edge.proofs.map(([sentence, quote, span]) => ({ sentence, quote, span }));
  links.get(edge.from).push(edge);
  if (edge.to !== edge.from) links.get(edge.to).push(edge);
});
const many = data.nodes.length > data.many;
const state = { lang: "en", off: new Set(), inferred: true, selected: null };

const WORDS = {
  search: ["Search names, classes, quotes", "搜索名称、类别、引文"],
  legend: ["Legend: untick to hide", "图例：取消勾选即隐藏"],
  details: ["Details", "详情"],
  hint: ["Click a node or a line to read the words behind it.", "点击节点或连线，查看原文依据。"],
  found: ["# found", "找到 # 项"],
  more: ["# more", "其余 # 项"],
  back: ["← all", "← 全部"],
  says: ["The text says", "原文"],
  saysIn: ["The text says, in # places", "原文（# 处）"],
  unnamed: ["a kind or a thing without a name of its own", "类别，或没有专名的事物"],
  hollow: ["Hollow: a kind, or a thing without a name of its own.", "空心：类别，或没有专名的事物。"],
  inferred: ["Inferred links", "推断的联系"],
  inferredOne: [" (inferred)", "（推断）"],
  within: ["in: ", "所在句："],
  characters: [" · characters ", " · 字符 "],
  fit: ["Show all", "显示全部"],
  closer: ["Closer", "放大"],
  further: ["Further away", "缩小"],
  language: ["中文", "English"],
  look: ["Light or dark", "浅色或深色"],
  drawing: ["Network drawing. Arrow keys move it, plus and minus zoom, 0 shows all, / searches. The list beside it says the same in words.",
    "网络图。方向键移动，加减号缩放，0 显示全部，/ 搜索。旁边的列表以文字给出同样内容。"],
};
function pick(en, zh) { return state.lang === "zh" && zh ? zh : en; }
function say(key, number) { return pick(...WORDS[key]).replace("#", number); }
function nameOf(node) { return pick(node.full, node.zh); }
function otherName(node) { return state.lang === "zh" && node.zh ? node.full : node.zh; }
function familyName(family) { return pick(family.label, family.zh); }
function kindName(edge) { return pick(edge.kind, data.kinds[edge.kind]) + (edge.style === "inferred" ? say("inferredOne") : ""); }
function className(node) {
  if (!node.cls || node.cls === node.family) return "";
  return node.cls.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

function startOf(proof) { return Number((proof.span || "").split(",")[0]) || data.sentences[proof.sentence].begin; }
function proofsOf(list) {
  const seen = new Map();
  list.forEach((edge) => edge.proofs.forEach((proof) => seen.set(proof.sentence + "\n" + proof.span + proof.quote, proof)));
  return [...seen.values()].sort((a, b) => startOf(a) - startOf(b));
}
function textOf(node) {
  if (node.haystack === undefined) {
    const quotes = node.family === "Measure" ? proofsOf(links.get(node.id)).map((proof) => proof.quote) : [];
    node.haystack = [node.full, node.zh, node.cls, ...quotes].join("\n").toLowerCase();
  }
  return node.haystack;
}
function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}
