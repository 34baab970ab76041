// Elements. Text goes in as text nodes, so nothing that a document says can become markup.
const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function make(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function draw(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Texts in a drawing with a mark between them, each in its language; ``whole`` is what there is room for. */
export function spoken(cells, whole, mark = " · ") {
  return whole.split(mark).map((text, place) => [place ? mark : "", cells[place]?.lang ? draw("tspan", { lang: cells[place].lang }, text) : text]).flat();
}

/** The data that the server put on the page under an id; null where there is none. */
export function data(id) {
  const element = document.getElementById(id);
  return element === null ? null : JSON.parse(element.textContent);
}
