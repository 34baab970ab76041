// The gallery of questions, in groups; a question shows its rows with the sentences that they rest on.
import { make } from "./dom.js";
import { step, thingLink, to } from "./links.js";

const MOST = 200; // rows drawn at once; the table view has all

function cell(context, value) {
  const { book } = context;
  if (value === "true" || value === "false") return context.say(`questions.${value}`);
  if (value === null || value === undefined || typeof value !== "object") return String(value ?? "");
  const text = book.language === "zh" ? value.textZh || value.text : value.text;
  if (value.thing !== undefined) return thingLink(context, value.thing);
  if (value.measure !== undefined) return to(context, book.measures[value.measure].id, {}, text);
  if (value.sentence !== undefined) return to(context, book.sentences[value.sentence].id, {}, text);
  return text;
}

function rowsOf(context, question) {
  const { book, say } = context;
  const head = question.columns.map((column) => make("th", { scope: "col" }, book.label(column)));
  const proofs = question.rows.some((row) => (row.sentences || []).length);
  const row = (one) => make("tr", {}, one.cells.map((value) => cell(context, value)).map((made) => make("td", { lang: typeof made === "string" && book.tongue(made) }, made)),
    proofs ? make("td", { class: "proofs" }, (one.sentences || []).slice(0, 6).flatMap((at, place) => [place ? " " : "",
      to(context, book.sentences[at].id, { title: book.sentences[at].text, "aria-label": say("evidence.sentence", at + 1) }, String(at + 1))]),
    (one.sentences || []).length > 6 ? " …" : "") : "");
  return make("div", { class: "rows", tabindex: 0, role: "region", "aria-label": say("questions.rows_of", book.label(question)) },
    make("table", {}, make("thead", {}, make("tr", {}, head, proofs ? make("th", { scope: "col" }, say("questions.sentences")) : "")),
      make("tbody", {}, question.rows.slice(0, MOST).map(row))));
}

/** The values of parameters by their names, where they are things that the page knows. */
function parameters({ book }, question) {
  return question.parameters.replace(/= ([^,]+)/g, (_, id) => `= ${book.byId(id) ? book.label(book.byId(id).one) : id}`);
}

function detail(context, question) {
  const { book, say } = context, zh = book.language === "zh";
  const show = (view) => step(context, { view, q: question.id }, { class: "button" }, say(`questions.on_${view}`));
  return [
    make("p", {}, step(context, { q: "" }, { class: "back" }, say("questions.all"))),
    make("h2", { class: "question-title", tabindex: -1 }, book.label(question)),
    make("p", { class: "lead" }, (zh ? question.summaryZh : question.summary) || question.summary || ""),
    question.parameters ? make("p", { class: "soft" }, say("questions.asked_with", parameters(context, question))) : null,
    make("p", { class: "buttons" }, ["map", "network", "table", "text"].map(show)),
    make("p", { class: "count", role: "status" }, say("questions.rows", question.rows.length),
      question.rows.length > MOST ? ` ${say("questions.cut", MOST)}` : ""),
    question.rows.length ? rowsOf(context, question)
      : make("p", { class: "silent" }, (zh ? question.emptyZh : question.empty) || question.empty || say("questions.empty")),
  ];
}

function gallery(context) {
  const { book, say } = context, groups = new Map();
  book.questions.forEach((question) => {
    const name = question.group ? book.label(question.group) : say("questions.others");
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(question);
  });
  return [
    make("h2", {}, say("questions.title")),
    make("p", { class: "lead" }, say("questions.lead", book.questions.length)),
    ...[...groups].map(([name, list]) => make("section", { class: "group" }, make("h3", {}, name),
      make("ul", { class: "gallery" }, list.map((question) => make("li", {},
        step(context, { q: question.id }, {}, book.label(question)),
        make("span", { class: "count" }, say("questions.rows", question.rows.length))))))),
  ];
}

export function questionsView(context) {
  const { book, state, say } = context;
  const element = make("section", { class: "questions scroller", "aria-label": say("questions.title") });
  let last = null;
  return {
    element,
    update(now) {
      if (now.q === last) return;
      const fresh = last === null;
      last = now.q;
      const known = book.byId(now.q);
      element.replaceChildren(...(known ? detail(context, known.one) : gallery(context)).filter(Boolean));
      element.scrollTop = 0;
      if (!fresh && element.getClientRects().length) element.querySelector("h2").focus({ preventScroll: true });
    },
    picture: () => null,
    rows() {
      const known = book.byId(state.get().q);
      if (!known) return { columns: [say("questions.one"), say("questions.count")], rows: book.questions.map((one) => [book.label(one), one.rows.length]) };
      const text = (value) => (value && typeof value === "object" ? (book.language === "zh" && value.textZh) || value.text : value ?? "");
      return {
        columns: [...known.one.columns.map((column) => book.label(column)), say("questions.sentences")],
        rows: known.one.rows.map((row) => [...row.cells.map(text), (row.sentences || []).map((at) => book.sentences[at].id).join(" ")]),
      };
    },
  };
}
