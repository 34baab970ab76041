// The text of a chapter: "#char=110,114" in its address leads to these characters, also inside a sentence.
import { make } from "./dom.js";

let before = null; // what stood where characters are marked now

function show() {
  if (before) before.holder.replaceChildren(before.text);
  before = null;
  const [, begin, end] = (/^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash)) || []).map(Number);
  if (begin === undefined || document.getElementById(`char=${begin},${end}`)) return; // a whole sentence
  const holder = [...document.querySelectorAll("[data-begin]")].filter((one) => Number(one.dataset.begin) <= begin).at(-1);
  if (!holder) return;
  const target = holder.querySelector("a") || holder, text = target.textContent;
  const characters = [...text], first = begin - Number(holder.dataset.begin), last = end - Number(holder.dataset.begin);
  before = { holder: target, text };
  target.replaceChildren(characters.slice(0, first).join(""), make("mark", {}, characters.slice(first, last).join("")), characters.slice(last).join(""));
  holder.scrollIntoView({ block: "center" });
}

window.addEventListener("hashchange", show);
show();
