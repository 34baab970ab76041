// How wide a text is in a drawing, near enough to keep labels apart: a Chinese letter takes two places.
const PLACE = 8.2;

const places = (char) => (char.codePointAt(0) > 0x2e80 ? 1.75 : 1);

export function widthOf(text) {
  return [...text].reduce((sum, char) => sum + places(char), 0) * PLACE;
}

/** A text that fits into some width, its end left out where it does not. */
export function cut(text, width) {
  if (widthOf(text) <= width) return text;
  let sum = PLACE, made = "";
  for (const char of text) {
    sum += places(char) * PLACE;
    if (sum > width) break;
    made += char;
  }
  return made + "…";
}
