// A list of suggestions below a field: arrows choose, Enter takes, Esc closes; told to screen readers.
import { make } from "./dom.js";
import { chinese, say } from "./words.js";

let number = 0;

function option(one, id) {
  const [first, other] = chinese ? [one.zh || one.en, one.zh ? one.en : ""] : [one.en || one.zh, one.en ? one.zh : ""];
  const [own, foreign] = chinese ? [one.zh, "en"] : [one.en, "zh-CN"];
  return make("li", { role: "option", id, "aria-selected": "false" },
    make("span", { class: "first", lang: own || !first ? null : foreign }, first || one.short), other && other !== first ? make("span", { class: "other", lang: foreign }, other) : "",
    make("code", {}, first ? one.short : ""), make("span", { class: "kind" }, [one.kind === "thing" ? "" : say(one.kind), one.uses ? `${one.uses}×` : ""].filter(Boolean).join(" · ")));
}

export class Listbox {
  constructor(field, label, choose) {
    this.field = field;
    this.choose = choose;
    this.items = [];
    this.active = -1;
    this.id = `list-${++number}`;
    this.list = make("ul", { role: "listbox", id: this.id, class: "suggestions", "aria-label": label, hidden: true });
    this.told = make("span", { role: "status", class: "hidden" });
    field.after(this.list, this.told);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.id);
    field.setAttribute("aria-haspopup", "listbox");
    if (field.getAttribute("role") === "combobox") field.setAttribute("aria-expanded", "false");
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const chosen = event.target.closest("li");
      if (chosen) this.take([...this.list.children].indexOf(chosen));
    });
  }

  get open() {
    return !this.list.hidden;
  }

  show(items, active) {
    this.items = items;
    this.list.replaceChildren(...items.map((one, place) => option(one, `${this.id}-${place}`)));
    this.list.hidden = !items.length;
    if (this.field.getAttribute("role") === "combobox") this.field.setAttribute("aria-expanded", String(this.open));
    this.told.textContent = items.length ? `${items.length} ${say("suggestions")}` : say("no_suggestion");
    this.mark(items.length ? active : -1);
  }

  hide() {
    this.list.hidden = true;
    if (this.field.getAttribute("role") === "combobox") this.field.setAttribute("aria-expanded", "false");
    this.told.textContent = "";
    this.mark(-1);
  }

  mark(place) {
    this.active = place;
    [...this.list.children].forEach((one, order) => one.setAttribute("aria-selected", String(order === place)));
    if (place < 0) this.field.removeAttribute("aria-activedescendant");
    else {
      this.field.setAttribute("aria-activedescendant", `${this.id}-${place}`);
      this.list.children[place].scrollIntoView({ block: "nearest" });
    }
  }

  take(place) {
    const chosen = this.items[place];
    this.hide();
    this.choose(chosen);
  }

  /** What a key does to the list; whether it was for the list. */
  key(event) {
    if (!this.open || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return false;
    const last = this.items.length - 1;
    if (event.key === "ArrowDown") this.mark(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp") this.mark(this.active <= 0 ? last : this.active - 1);
    else if (event.key === "Enter" && this.active >= 0) this.take(this.active);
    else if (event.key === "Escape") this.hide();
    else return false;
    event.preventDefault();
    return true;
  }
}
