// A field for a thing: names are typed and chosen, its IRI is sent.
import { make } from "./dom.js";
import { chinese } from "./words.js";
import { Listbox } from "./listbox.js";
import { matching, names, plain } from "./names.js";

const BASE = "https://w3id.org/plangraph/";

/** Which names a field takes: its default tells what sort of thing is asked for. */
function fitting(start) {
  const prefix = /^([\w-]+):/.exec(start);
  if (prefix) return (one) => one.short.startsWith(prefix[0]) && (prefix[1] !== "plan" || one.kind === "class");
  if (/^[\w-]+\/\d+\/box\//.test(start)) return (one) => /\/box\/\d+$/.test(one.short);
  if (/^[\w-]+\/\d+$/.test(start)) return (one) => /^[\w-]+\/\d+$/.test(one.short);
  if (start.startsWith("kind/")) return (one) => /^(kind|place):/.test(one.short);
  return (one) => one.kind === "thing";
}

const shown = (one) => (chinese ? one.zh || one.en : one.en || one.zh) || one.short;

export function field(input, chosen) {
  const fits = fitting(input.dataset.default || "");
  const sent = make("input", { type: "hidden", name: input.name, value: input.value });
  const hint = make("code", { class: "iri", id: `${input.id}-iri` }, input.value);
  input.removeAttribute("name");
  if (input.dataset.label) input.value = input.dataset.label;
  let named = input.value; // the name that the IRI sent belongs to
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-describedby", hint.id);
  const label = input.labels[0].textContent;
  const list = new Listbox(input, label, (one) => {
    input.value = named = shown(one);
    sent.value = hint.textContent = one.short.includes(":") ? one.short : BASE + one.short;
    if (chosen) chosen(one);
  });
  input.after(sent);
  list.told.after(hint);
  const suggest = async (word) => {
    const all = (await names()).filter(fits);
    if (document.activeElement === input) list.show(matching(all, word, 12), word ? 0 : -1);
  };
  input.addEventListener("input", (event) => { if (!event.isComposing) suggest(input.value); });
  input.addEventListener("compositionend", () => suggest(input.value));
  input.addEventListener("focus", () => { names(); input.select(); });
  input.addEventListener("blur", () => list.hide());
  input.addEventListener("keydown", (event) => {
    if (list.key(event)) return;
    if (event.key === "ArrowDown") { event.preventDefault(); suggest(input.value === named ? "" : input.value); }
  });
  input.form.addEventListener("submit", async (event) => {
    if (input.value === named && sent.value) return;
    event.preventDefault(); // typed, not chosen: a name that we know, or else an IRI
    const typed = input.value.trim();
    const known = matching((await names()).filter(fits), typed, 1)[0];
    const meant = known && known.keys.includes(plain(typed)) ? known : null;
    sent.value = meant ? (meant.short.includes(":") ? meant.short : BASE + meant.short) : typed;
    if (!sent.value) return;
    named = input.value;
    input.form.requestSubmit();
  });
}
