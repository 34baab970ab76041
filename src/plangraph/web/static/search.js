// A search over what stands on the page: each word has to occur, in any language.
import { say } from "./words.js";

export function search(kind) {
  const form = document.getElementById("search"), input = form.querySelector("input");
  const items = [...document.querySelectorAll("[data-search]")], groups = [...document.querySelectorAll("section.group")];
  const none = document.getElementById("none"), found = document.getElementById("found");
  function filter() {
    const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    items.forEach((item) => {
      item.hidden = !words.every((word) => item.dataset.search.includes(word));
      count += Number(!item.hidden);
    });
    groups.forEach((group) => { group.hidden = !group.querySelector("[data-search]:not([hidden])"); });
    found.textContent = `${count} ${say(kind)}`;
    if (none) none.hidden = count > 0;
    const address = new URL(location.href);
    address.hash = input.value ? "search=" + encodeURIComponent(input.value) : "";
    history.replaceState(null, "", input.value ? address.href : location.pathname + location.search);
  }
  const before = new URLSearchParams(location.hash.slice(1)).get("search");
  input.addEventListener("input", filter);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = items.find((item) => !item.hidden);
    if (input.value && first) first.querySelector("a").focus();
  });
  if (before) { input.value = before; filter(); }
}
