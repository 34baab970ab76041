// The panel at the side: the evidence for what is chosen, or, with nothing chosen, where to begin.
import { make } from "./dom.js";
import { elsewherePanel, thingPanel } from "./place.js";
import { measurePanel, partPanel, questionPanel, sentencePanel } from "./measured.js";
import { welcome } from "./welcome.js";
import { button } from "./links.js";

function panel(context, known) {
  if (!known) return welcome(context);
  if (known.kind === "thing") return thingPanel(context, known.at);
  if (known.kind === "measure") return measurePanel(context, known.at);
  if (known.kind === "sentence") return sentencePanel(context, known.at);
  if (known.kind === "part") return partPanel(context, known.at);
  return known.kind === "question" ? questionPanel(context, known.one) : elsewherePanel(context, known.one);
}

/** What a choice is called in one line: for the sheet of a phone and for screen readers. */
export function called(context, known) {
  const { book, say } = context;
  if (!known) return say("welcome.title");
  return known.kind === "sentence" ? say("evidence.sentence_title", known.at + 1) : book.label(known.one);
}

/** What a screen reader is told of a new choice. */
function heard(context, known) {
  const { book, say } = context;
  if (!known) return say("evidence.none_chosen");
  const count = { thing: () => book.measuresOf(known.at).length, sentence: () => book.measuresIn(known.at).length }[known.kind];
  return count ? say("evidence.chosen", called(context, known), count()) : say("evidence.chosen_one", called(context, known));
}

function about({ book, say }) {
  const plan = book.made.plans?.[0];
  return make("footer", { class: "about" },
    make("p", {}, say("shell.source"), book.between, plan ? `${book.label(plan)}${plan.issued ? ` (${plan.issued})` : ""}` : "", plan?.source ? ` — ${plan.source}` : ""),
    make("p", {}, say("shell.made", book.made.version || "", book.made.snapshot || "")),
    make("p", { lang: "en" }, book.made.credit || "")); // the gazetteer's sources ask to be named wherever it goes
}

/** {element, update(state)}; on a phone it is a sheet at the foot whose head opens and closes it. */
export function evidence(context) {
  const { book, state, say } = context;
  const body = make("div", { class: "evidence-body scroller", id: "evidence-body", tabindex: -1 });
  const told = make("p", { class: "hidden", role: "status" });
  const name = make("span", { class: "sheet-name" }), first = make("span", { class: "sheet-quote", lang: "en" });
  const grip = make("button", { type: "button", class: "grip", "aria-expanded": "false", "aria-controls": "evidence-body" }, make("span", { class: "sheet-words" }, name, first));
  const close = button("×", () => state.set({ on: "" }), { class: "close", "aria-label": say("evidence.close"), title: say("evidence.close") });
  const element = make("aside", { class: "evidence", "aria-label": say("evidence.title") }, make("div", { class: "sheet-head" }, grip, close), told, body);
  const open = (yes) => {
    element.classList.toggle("open", yes);
    grip.setAttribute("aria-expanded", String(yes));
  };
  grip.addEventListener("click", () => open(!element.classList.contains("open")));
  let last = null;
  return {
    element,
    update(now) {
      if (now.on === last) return;
      const known = book.byId(now.on), reading = element.classList.contains("open") && body.contains(document.activeElement);
      body.replaceChildren(...panel(context, known).filter(Boolean), about(context));
      body.scrollTop = 0;
      name.textContent = called(context, known);
      close.hidden = !known;
      const words = body.querySelector(".silent:not(.named)") || body.querySelector("blockquote mark") || body.querySelector("blockquote, q");
      first.textContent = known && words ? words.textContent : "";
      element.classList.toggle("chosen", known !== null);
      open(known !== null && reading); // on a phone a choice shows its first words and leaves the view in sight
      if (last !== null) told.textContent = heard(context, known);
      last = now.on;
    },
  };
}
