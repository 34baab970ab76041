// A table of rows that sorts by its heads and opens the evidence of its rows.
import { make } from "./dom.js";
import { collator, say } from "./words.js";
import { read, write } from "./address.js";
import { passage } from "./passage.js";

export class Table {
  constructor(element, answer) {
    this.element = element;
    this.answer = answer;
    this.body = element.tBodies[0];
    this.rows = [...this.body.rows];
    this.heads = [...element.tHead.rows[0].cells].filter((head) => !head.classList.contains("last"));
    this.open = new Set();
    this.heads.forEach((head, column) => this.headed(head, column));
    this.body.addEventListener("click", (event) => {
      const button = event.target.closest("button.proof");
      if (button) this.toggle(Number(button.dataset.row));
    });
    const [, column, down] = read("sort").match(/^(\d+)(d?)$/) || [];
    if (column !== undefined && this.heads[column]) this.sort(Number(column), down === "d" ? "descending" : "ascending");
    for (const row of read("open").split(",").filter(Boolean)) this.toggle(Number(row));
  }

  headed(head, column) {
    const button = make("button", { type: "button", title: `${say("sort")} ${head.textContent}` }, head.textContent);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      this.sort(column, now === "ascending" ? "descending" : now === "descending" ? "none" : "ascending");
    });
    head.replaceChildren(button);
  }

  /** Sort by a column; "none" gives the order of the query. */
  sort(column, way) {
    this.heads.forEach((head) => head.removeAttribute("aria-sort"));
    if (way !== "none") this.heads[column].setAttribute("aria-sort", way);
    const key = (row) => {
      const cell = row.cells[column];
      return "number" in cell.dataset ? Number(cell.dataset.number) : cell.textContent.trim();
    };
    const compare = (one, other) => {
      if (typeof one === "number" && typeof other === "number") return one - other;
      if (one === "" || other === "") return Number(one === "") - Number(other === "");
      return collator.compare(String(one), String(other));
    };
    const keyed = this.rows.map((row, place) => ({ row, place, key: key(row) }));
    const sign = way === "descending" ? -1 : 1;
    if (way !== "none") keyed.sort((a, b) => sign * compare(a.key, b.key) || a.place - b.place);
    const proofs = new Map([...this.body.querySelectorAll("tr.proof")].map((row) => [row.previousElementSibling, row]));
    this.body.append(...keyed.flatMap(({ row }) => (proofs.has(row) ? [row, proofs.get(row)] : [row])));
    write("sort", way === "none" ? "" : column + (way === "descending" ? "d" : ""));
  }

  /** Open the evidence of a row, or close it. */
  toggle(place) {
    const row = this.rows[place];
    const button = row && row.querySelector("button.proof");
    if (!button) return;
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    if (open) {
      const proofs = this.answer.proofs[place].map((proof) => passage(proof, this.answer.passages[proof.sentence]));
      row.after(make("tr", { class: "proof" }, make("td", { colspan: row.cells.length }, proofs)));
      this.open.add(place);
    } else {
      row.nextElementSibling.remove();
      this.open.delete(place);
    }
    write("open", [...this.open].join(","));
  }

  /** Bring a row into view and mark it for a moment. */
  point(place) {
    const row = this.rows[place];
    row.scrollIntoView({ block: "center" });
    this.rows.forEach((one) => one.classList.toggle("pointed", one === row));
  }
}
