// The matrix of regions and themes as numbers: what meets where, what does not, and how firmly.
import { shown } from "./filter.js";

/** {regions, themes, cell(region, theme) -> measures, all(region), of(theme), narrowed}: what a state leaves of the matrix. */
export function crossing(book, state) {
  const { regions, themes, cells } = book.matrix;
  const tests = shown(book, { ...state, hide: [] }); // families filter things; a matrix has measures only
  const kept = new Map(cells.map(([region, theme, measures]) => [`${region} ${theme}`, measures.filter(tests.measure)]));
  const cell = (region, theme) => kept.get(`${region} ${theme}`) || [];
  const each = (list) => [...new Set(list.flat())];
  return {
    regions, themes, cell,
    all: (region) => each(themes.map((theme) => cell(region, theme))),
    of: (theme) => each(regions.map((region) => cell(region, theme))),
    narrowed: state.strength.length > 0 || state.q !== "",
  };
}

/** How many measures have each strength, the firmest first. */
export function byStrength(book, measures) {
  return book.strengths().map(({ id }) => measures.filter((at) => book.measures[at].strength?.id === id).length);
}

/** The step of a shade, 0 (none) to 5, for a number beside the most there is. */
export function shade(number, most) {
  return number === 0 ? 0 : Math.max(1, Math.ceil((number / most) * 5));
}
