// An answer on the page: its table, the drawing above it where the rows allow one, and the link to all of that.
import { data, make } from "./dom.js";
import { say } from "./words.js";
import { link, read, write } from "./address.js";
import { Table } from "./table.js";
import { drawMap, places } from "./map.js";
import { drawNetwork, links } from "./network.js";
import { drawChart, series } from "./chart.js";

const LEAST = 320, MOST = 1100; // width of a drawing

function drawings(answer, choose) {
  const found = { table: () => [] };
  const there = places(answer), joined = links(answer), counted = series(answer);
  if (there.length) found.map = (width) => drawMap(there, choose, width);
  if (joined.length) found.network = (width) => drawNetwork(joined, choose, width);
  if (counted) found.chart = (width) => drawChart(answer, counted, width);
  return found;
}

function offer(section, answer, table) {
  const bar = section.querySelector("#views"), figure = section.querySelector("#drawing");
  if (!bar || !figure) return;
  const found = drawings(answer, (row) => table.point(row));
  const first = section.dataset.view in found ? section.dataset.view : "table";
  const buttons = Object.keys(found).map((name) => {
    const button = make("button", { type: "button", "data-view": name, "aria-pressed": "false" }, say(name));
    button.addEventListener("click", () => show(name));
    return button;
  });
  function show(name) {
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === name)));
    figure.hidden = name === "table";
    figure.replaceChildren(...found[name](Math.max(LEAST, Math.min(MOST, figure.clientWidth - 20))));
    write("view", name === first ? "" : name);
  }
  bar.hidden = buttons.length < 2;
  bar.replaceChildren(...buttons);
  show(read("view") in found ? read("view") : first);
}

function copying() {
  const button = document.getElementById("copy");
  if (!button) return;
  button.addEventListener("click", async () => {
    const field = document.getElementById("link"), told = document.getElementById("copied");
    field.value = link();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = say("copied");
    } catch {
      told.textContent = say("copy_by_hand");
    }
    field.hidden = false;
    field.select();
  });
}

function outdated(section) {
  const seen = read("snapshot"), now = document.body.dataset.snapshot;
  const notice = section.querySelector("#outdated");
  if (!seen || !now || !notice || seen === now) return;
  notice.textContent = say("outdated", seen, now);
  notice.hidden = false;
}

/** Give life to the answer that stands on the page. */
export function answer() {
  const section = document.getElementById("answer"), told = data("answer-data");
  outdated(section);
  copying();
  const element = document.getElementById("answer-table");
  if (told && element) offer(section, told, new Table(element, told));
}
