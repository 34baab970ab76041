// The menu of what may leave the page: picture, drawing, table, and the address of exactly this view.
import { make } from "./dom.js";
import { csv } from "./csv.js";
import { png } from "./png.js";
import { copied, save } from "./save.js";
import { DASHES } from "./strokes.js";
import { inlined, sheet, written } from "./svg.js";

const GROUNDS = ["shell.stated", "shell.background", "shell.inferred"];
const ITEMS = ["svg", "png", "csv", "link"];

/** {element, of(view), update(state)}: a menu; ``of`` tells which view is seen. */
export function exporter(context) {
  const { state, say } = context;
  let view = null, clearing = 0;
  const list = make("div", { class: "export-menu", role: "menu", hidden: true });
  const opener = make("button", { type: "button", class: "export-open", "aria-haspopup": "menu", "aria-expanded": "false" });
  const told = make("p", { class: "export-told", role: "status" });
  const element = make("div", { class: "export" }, opener, list, told);
  const show = (open) => {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) fill();
  };
  const tell = (text) => {
    told.textContent = text;
    clearTimeout(clearing); // that of the last message would take this one away too soon
    clearing = setTimeout(() => { told.textContent = ""; }, 6000);
  };
  const acts = {
    async svg() { return kept(context, "svg", (made) => new Blob([written(made)], { type: "image/svg+xml" }), view); },
    async png() { return kept(context, "png", (made) => png(written(made), made.width.baseVal.value, made.height.baseVal.value), view); },
    async csv() {
      const name = fileName(context, "csv");
      save(name, new Blob([csv(view.rows())], { type: "text/csv;charset=utf-8" }));
      return say("export.saved", name);
    },
    async link() {
      const address = state.link ? state.link() : location.href;
      return (await copied(address)) ? say("export.copied") : say("export.not_copied", address);
    },
  };
  function fill() {
    const drawn = Boolean(view?.picture?.());
    list.replaceChildren(...ITEMS.map((name) => {
      const off = (name === "svg" || name === "png") && !drawn || name === "csv" && !view?.rows;
      const item = make("button", { type: "button", role: "menuitem", tabindex: "-1", "aria-disabled": off ? "true" : false, "data-export": name },
        make("span", {}, say(`export.${name}`)), make("span", { class: "beside" }, say(off ? "export.none" : `export.${name}_about`)));
      item.addEventListener("click", async () => {
        if (off) return;
        show(false);
        opener.focus();
        try {
          tell(await acts[name]());
        } catch (error) {
          tell(say("export.failed"));
          throw error;
        }
      });
      return item;
    }));
    list.firstElementChild.focus();
  }
  opener.addEventListener("click", () => show(list.hidden));
  list.addEventListener("keydown", (event) => {
    const items = [...list.children], now = items.indexOf(document.activeElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape") { show(false); opener.focus(); } else if (event.key === "Tab") { show(false); return; }
    else if (next === undefined) return;
    else items[(next + items.length) % items.length].focus();
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("click", (event) => { if (!element.contains(event.target)) show(false); });
  const update = () => { opener.textContent = say("export.open"); list.setAttribute("aria-label", say("export.open")); };
  update();
  return { element, of(next) { view = next; update(); }, update };
}

/** "plangraph-cn-14fyp-32-map.svg": what a file is called by its chapters, its view and its question. */
function fileName({ book, state }, ending) {
  const now = state.get();
  const chapter = book.chapters.length === 1 ? book.chapters[0].id : book.made.plans?.[0]?.iri || "";
  const name = ["plangraph", chapter, now.view, now.q, now.lang === "zh" ? "zh" : ""].filter(Boolean).join("-");
  return `${name.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 110)}.${ending}`;
}

async function kept(context, ending, blobOf, view) {
  const made = sheetOf(context, view);
  const name = fileName(context, ending);
  save(name, await blobOf(made));
  return context.say("export.saved", name);
}

/** What is seen as a sheet on white: a drawing is meant for paper, so it is taken in the light look whatever the page has. */
function sheetOf(context, view) {
  const { book, state, say } = context;
  const root = document.documentElement, look = root.dataset.look, now = state.get();
  const room = make("div", { class: "export-room", "aria-hidden": "true" });
  document.body.append(room);
  root.dataset.look = "light";
  try {
    const drawing = view.picture();
    room.append(drawing);
    inlined(drawing);
    drawing.remove();
    return sheet(drawing, {
      title: book.label(book.made), under: underOf(context, view, now), marks: marksOf(context, view, drawing), source: sourceOf(context),
      language: now.lang === "zh" ? "zh-Hans" : "en",
    });
  } finally {
    room.remove();
    if (look === undefined) delete root.dataset.look;
    else root.dataset.look = look;
  }
}

/** The view, its question and what narrows it, in words. */
function underOf({ book, say }, view, now) {
  const question = book.byId(now.q);
  const strengths = book.strengths().filter(({ id }) => now.strength.includes(id)).map((one) => book.label(one)).join(", ");
  const chosen = book.byId(now.on);
  return [say(`export.view_${now.view}`), (view.reading?.() || "").replace(/[.。]$/, ""), question?.kind === "question" ? book.label(question.one) : "",
    strengths ? say("export.strengths", strengths) : "", chosen?.kind === "thing" ? say("export.chosen", book.label(chosen.one)) : ""].filter(Boolean).join(" · ");
}

/** The legend: what the view says of itself, else the families whose colours the drawing has, in their order. */
function marksOf({ book, say }, view, drawing) {
  if (view.legend) return view.legend();
  const parts = [...drawing.querySelectorAll("[fill], [stroke]")];
  const colours = new Set(parts.flatMap((part) => [part.getAttribute("fill"), part.getAttribute("stroke")]));
  const families = book.families.filter(({ colour }) => colours.has(colour)).map((family) => ({ words: book.label(family), colour: family.colour, shape: family.shape }));
  const broken = new Set(parts.filter((part) => part.getAttribute("fill") === "none").map((part) => part.getAttribute("stroke-dasharray") || ""));
  const grounds = GROUNDS.map((key, basis) => ({ words: say(key), colour: "#6b7885", line: DASHES[basis].join(", ") || "plain" }));
  return [...families, ...grounds.filter(({ line }) => broken.has(line === "plain" ? "" : line))];
}

/** Plan, chapter, IRIs, and which graph it was. */
function sourceOf({ book, say }) {
  const { made, chapters } = book;
  const plans = (made.plans || []).map((plan) => `${book.label(plan)}${plan.issued ? ` (${plan.issued})` : ""}`).join("; ");
  const iris = chapters.slice(0, 3).map(({ id }) => book.iri(id)).join(" ");
  const day = made.date ? "" : new Date().toISOString().slice(0, 10); // today only where no plan tells a date
  return [`${say("export.source")} ${plans}`, iris, say("export.graph", made.version, made.snapshot) + (day ? ` · ${day}` : "")];
}
