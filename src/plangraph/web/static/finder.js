// A field that opens the page of what is chosen: asked of the server, or a file of the folder that this page lies in.
import { chinese } from "./words.js";
import { field } from "./field.js";
import { iri, names } from "./names.js";

function page(one) {
  const path = one.page || one.short.replace(":", "/");
  return `${document.body.dataset.root}${chinese ? "zh/" : ""}${path.split("/").map(encodeURIComponent).join("/")}.html`;
}

export function finder(id) {
  const input = document.getElementById(id), form = input.form;
  if (!("root" in document.body.dataset)) return field(input, () => form.requestSubmit());
  field(input, (one) => { location.href = page(one); });
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return; // nothing is chosen yet
    event.preventDefault();
    const sent = new FormData(form).get("iri");
    const one = (await names()).find((known) => iri(known) === sent);
    if (one) location.href = page(one);
  });
  return undefined;
}
