// The query page: run what the editor holds without leaving it, and show the answer or the fault.
import { make } from "./dom.js";
import { say } from "./words.js";
import { move } from "./address.js";
import { answer } from "./answer.js";
import { Editor } from "./editor.js";

const LONG = 30000; // characters of an address; a longer query is posted
const form = document.getElementById("editor"), area = document.getElementById("query"), told = document.getElementById("told");
const editor = new Editor(area, document.getElementById("lines"));
let running = null;

function request() {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("query", area.value.replaceAll("\r\n", "\n"));
  if (fields.get("scope") === "all") fields.delete("scope");
  const href = `${form.action}?${fields}`;
  if (href.length < LONG) return { href, options: {} };
  const lang = fields.get("lang");
  return { href: form.action + (lang ? `?lang=${lang}` : ""), options: { method: "POST", body: fields } };
}

function fault() {
  const told = document.getElementById("fault");
  editor.fault(told ? Number(told.dataset.line) : 0);
  if (told) area.setAttribute("aria-invalid", "true");
}

/** Put what a page of ours says into this one. */
function show(page) {
  document.getElementById("answer").replaceWith(document.adoptNode(page.getElementById("answer")));
  document.getElementById("fault")?.remove();
  const wrong = page.getElementById("fault");
  if (wrong) form.querySelector(".code").after(document.adoptNode(wrong));
  document.body.dataset.snapshot = page.body.dataset.snapshot || "";
  const [mine, theirs] = [document, page].map((one) => one.querySelector("a.switch"));
  if (mine && theirs) mine.setAttribute("href", theirs.getAttribute("href"));
  answer();
  fault();
  told.classList.add("hidden"); // its words stand above the answer; here they are spoken
  told.textContent = document.querySelector("#answer .count, #answer .boolean")?.textContent || "";
}

async function run(event) {
  event.preventDefault();
  if (running) running.abort();
  const mine = running = new AbortController();
  const { href, options } = request();
  told.classList.remove("hidden");
  told.textContent = say("running");
  try {
    const reply = await fetch(href, { ...options, headers: { accept: "text/html" }, signal: mine.signal });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (!page.getElementById("answer")) throw new Error(page.querySelector(".fault")?.textContent || say("failed"));
    move(href);
    show(page);
  } catch (error) {
    if (error.name === "AbortError") return;
    document.getElementById("fault")?.remove();
    form.querySelector(".code").after(make("p", { id: "fault", class: "fault", role: "alert", "data-line": 0 }, error instanceof TypeError ? say("failed") : error.message));
    told.textContent = "";
  }
}

form.addEventListener("submit", run);
window.addEventListener("popstate", () => location.reload());
answer();
fault();
