// The page of a thing: where it lies.
import { data } from "./dom.js";
import { drawMap } from "./map.js";

const known = data("points");
if (known) {
  const places = Object.values(known.points).map((points) => ({ name: known.name, points, rows: [0] }));
  document.getElementById("drawing").replaceChildren(...drawMap(places, () => undefined));
}
