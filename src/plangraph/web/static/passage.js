// The evidence of a row: the sentence with its words marked, where it stands, its graph.
import { make } from "./dom.js";
import { say } from "./words.js";

export function passage(proof, place) {
  const quote = proof.pieces.map((piece) => (piece.mark ? make("mark", {}, piece.text) : piece.text));
  return make("blockquote", { class: "passage" },
    make("p", { lang: "en" }, quote),
    make("footer", {},
      make("a", { href: place.href }, `${place.where} · ${place.begin}–${place.end}`),
      " · ", say("graph"), " ", make("code", {}, place.iri)));
}
