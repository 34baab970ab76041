"""Names to complete with: every place, project and kind that has a label, the most used first."""

from typing import Any

from plangraph import vocab
from plangraph.web.backend import Backend
from plangraph.web.terms import short

_NAMES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?x ?key ?label WHERE {
  ?x ?key ?label FILTER(?key IN (rdfs:label, skos:altLabel, dcterms:title))
  FILTER(STRSTARTS(STR(?x), "https://w3id.org/plangraph/"))
}"""
_USED = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
SELECT ?x (COUNT(DISTINCT ?g) AS ?n) WHERE {
  GRAPH ?g { ?s ?p ?x FILTER(ISIRI(?x)) } FILTER(CONTAINS(STR(?g), "#char="))
} GROUP BY ?x"""
_BELOW = ("place", "infrastructure", "initiative", "industry", "organisation", "kind")
_PATHS = tuple(f"{vocab.BASE}{name}/" for name in _BELOW)


async def things(backend: Backend) -> list[list[Any]]:
    """Each thing as ``[short, English, Chinese, other names, uses]``; uses are the sentences that speak of it."""

    async def make() -> list[list[Any]]:
        used = {row["x"]["value"]: int(row["n"]["value"]) for row in (await backend.rows(_USED))[0]}
        found: dict[str, dict[str, list[str]]] = {}
        for row in (await backend.rows(_NAMES))[0]:
            iri, key = row["x"]["value"], row["key"]["value"]
            if not (iri.startswith(_PATHS) or _of_text(iri)):
                continue
            language = "other" if key.endswith("altLabel") else row["label"].get("xml:lang", "en")
            found.setdefault(iri, {}).setdefault(language, []).append(row["label"]["value"])
        made = [
            [
                short(iri),
                min(names.get("en", [""])),
                min(names.get("zh", [""])),
                sorted(set(names.get("other", ()))),
                used.get(iri, 0),
            ]
            for iri, names in found.items()
        ]
        return sorted(made, key=lambda one: (-one[4], one[0]))

    made: list[list[Any]] = await backend.kept("things", make)
    return made


def _of_text(iri: str) -> bool:
    """A plan, its chapters, sections and boxes: what questions about the text ask for."""
    local = iri.removeprefix(vocab.BASE).split("/")
    return (
        "#" not in iri
        and len(local) > 1
        and (local[1].isdecimal() and (len(local) == 2 or local[2] in ("section", "box")))
    )
