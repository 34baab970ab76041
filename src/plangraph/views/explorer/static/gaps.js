// Where regions and themes do not meet, in words: what a text does not commit to says as much as what it does.
import { make } from "./dom.js";

/** A region in a sentence: "the western region", but "northeastern China". */
export function inSentence(book, region) {
  const name = book.label(book.things[region]);
  return book.language === "en" && /region$/.test(name) ? `the ${name}` : name;
}

const words = ({ book, now, say }, region, themes) => say(now.narrowed ? "matrix.none_shown" : "matrix.none", themes, inSentence(book, region));

/** What a cell without a measure says; the first argument has book, now (a crossing) and say. */
export function none(matrix, region, theme) {
  return words(matrix, region, matrix.book.label(matrix.book.things[theme]));
}

/** What no commitment is about: a heading and a sentence for each region; nothing where no cell is empty. */
export function gaps(matrix) {
  const { book, now, say } = matrix;
  const lines = now.regions.map((region) => [region, now.themes.filter((theme) => !now.cell(region, theme).length)])
    .filter(([, themes]) => themes.length)
    .map(([region, themes]) => {
      const names = themes.map((theme) => book.label(book.things[theme]));
      const listed = names.length > 1 ? names.slice(0, -1).join(say("matrix.comma")) + say("matrix.or") + names.at(-1) : names[0];
      return make("li", {}, words(matrix, region, listed), say("matrix.stop"));
    });
  return lines.length ? [make("h2", {}, say("matrix.empty")), make("ul", { class: "matrix-empty" }, lines)] : [];
}
