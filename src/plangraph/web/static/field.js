// A field for a thing: names are typed and chosen, its IRI is sent.
import { make } from "./dom.js";
import { chinese, say } from "./words.js";
import { Listbox } from "./listbox.js";
import { iri, matching, names, plain } from "./names.js";

/** Which names a field takes: its default tells what sort of thing is asked for. */
function fitting(start) {
  const prefix = /^([\w-]+):/.exec(start);
  if (prefix) return (one) => one.short.startsWith(prefix[0]) && (prefix[1] !== "plan" || one.kind === "class");
  if (/^[\w-]+\/\d+\/box\//.test(start)) return (one) => /\/box\/\d+$/.test(one.short);
  if (/^[\w-]+\/\d+$/.test(start)) return (one) => /^[\w-]+\/\d+$/.test(one.short);
  if (start === "any") return () => true;
  if (start === "place") return (one) => one.short.startsWith("place:");
  if (start.startsWith("kind/")) return (one) => /^(kind|place):/.test(one.short);
  return (one) => one.kind === "thing";
}

const shown = (one) => (chinese ? one.zh || one.en : one.en || one.zh) || one.short;

/** Make a field of an input; where ``chosen`` is given, it is called at each choice, and whole IRIs are sent. */
export function field(input, chosen) {
  const fits = fitting(input.dataset.default || "");
  const sent = make("input", { type: "hidden", name: input.name, value: input.value });
  const hint = make("code", { class: "iri", id: `${input.id}-iri` }, input.value);
  input.removeAttribute("name");
  if (input.dataset.label) input.value = input.dataset.label;
  let named = input.value; // the name that the IRI sent belongs to
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-describedby", hint.id);
  let turn = 0; // of suggestions: those that come late are not shown
  const take = (one) => {
    input.value = named = shown(one);
    sent.value = chosen || !one.short.includes(":") ? iri(one) : one.short;
    hint.textContent = one.short;
  };
  const list = new Listbox(input, say("list"), (one) => {
    take(one);
    if (chosen) chosen(one);
  });
  input.after(sent);
  list.told.after(hint);
  const suggest = async (word) => {
    const mine = ++turn, all = (await names()).filter(fits);
    if (mine === turn && document.activeElement === input) list.show(matching(all, word, 12), word ? 0 : -1);
  };
  input.addEventListener("input", (event) => { if (!event.isComposing) suggest(input.value); });
  input.addEventListener("compositionend", () => suggest(input.value));
  input.addEventListener("focus", () => { names(); input.select(); });
  input.addEventListener("blur", () => list.hide());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") turn += 1;
    if (list.key(event)) return;
    if (event.key === "ArrowDown") { event.preventDefault(); suggest(input.value === named ? "" : input.value); }
  });
  input.form.addEventListener("submit", async (event) => {
    if (input.value === named && sent.value) return;
    event.preventDefault(); // typed, not chosen: a name that we know, or else an IRI
    const typed = input.value.trim();
    const known = matching((await names()).filter(fits), typed, 12);
    if (known.length && known[0].keys.includes(plain(typed))) take(known[0]);
    else if (!chosen) sent.value = typed;
    else return list.show(known, known.length ? 0 : -1);
    if (!sent.value) return;
    named = input.value;
    setTimeout(() => input.form.requestSubmit()); // a form takes no second submission while it is told of one
  });
}
