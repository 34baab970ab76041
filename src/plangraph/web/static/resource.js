// The page of a thing: where it lies.
import { data, make } from "./dom.js";
import { say } from "./words.js";
import { drawMap } from "./map.js";

const known = data("points");
if (known) {
  const places = Object.values(known.points).map((points) => ({ name: known.name, lang: known.lang, points, rows: [0] }));
  const [map] = drawMap(places, () => undefined, Math.max(320, document.getElementById("drawing").clientWidth - 20));
  const at = places.flatMap((place) => place.points.map((point) => `${point.lat}, ${point.lon}`));
  map.setAttribute("aria-label", `${known.name}: ${at.join("; ")}`);
  document.getElementById("drawing").replaceChildren(map, make("figcaption", {}, say("points_only"), at.length === 1 ? ` WGS 84: ${at[0]}` : ""));
}
