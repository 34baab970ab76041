// How firmly the text speaks of each region: a bar for each strength, its number beside it.
import { make } from "./dom.js";
import { byStrength } from "./crossing.js";

export function profile(book, now, say) {
  const strengths = book.strengths();
  const numbers = now.regions.map((region) => byStrength(book, now.all(region)));
  const most = Math.max(1, ...numbers.flat());
  const bar = (number, place) => {
    const drawn = make("span", { class: `beam firm-${strengths[place].rank ?? 3}`, "aria-hidden": "true" });
    drawn.style.width = `${(number / most) * 100}%`;
    return make("td", { "data-label": book.label(strengths[place]) }, make("span", { class: "track" }, number ? drawn : ""), make("span", { class: "tally" }, String(number)));
  };
  return make("div", { class: "profile" }, make("h2", {}, say("matrix.profile")),
    make("table", {}, make("caption", { class: "hidden" }, say("matrix.profile")),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("matrix.region")), strengths.map((one) => make("th", { scope: "col" }, book.label(one))))),
      make("tbody", {}, now.regions.map((region, row) => make("tr", {},
        make("th", { scope: "row" }, book.label(book.things[region])), numbers[row].map(bar))))));
}
