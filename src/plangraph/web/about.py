"""Where is my place? What a thing is, what contains it, and what the chapter says of it in its own words."""

import asyncio
from typing import Any

from plangraph.graph.sparql import iri_term
from plangraph.web import labels, marking, showing
from plangraph.web.backend import Backend, Row
from plangraph.web.terms import cell

_KINDS = """PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?class (COUNT(DISTINCT ?wider) AS ?depth) WHERE {
  %(x)s a ?class . FILTER(STRSTARTS(STR(?class), "https://w3id.org/plangraph/ontology#"))
  OPTIONAL { ?class rdfs:subClassOf ?wider FILTER(ISIRI(?wider)) }
} GROUP BY ?class ORDER BY DESC(?depth) ?class LIMIT 1"""
_WITHIN = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
SELECT DISTINCT ?whole WHERE { %(x)s plan:locatedIn ?whole }"""
_PARTS = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
SELECT ?whole (COUNT(DISTINCT ?part) AS ?parts) WHERE { ?part plan:locatedIn ?whole } GROUP BY ?whole"""
_DEFINED = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?text WHERE { %(x)s skos:definition|rdfs:comment ?text } ORDER BY ?text LIMIT 20"""
_NAMES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name WHERE { %(x)s skos:altLabel ?name } ORDER BY ?name LIMIT 40"""
_SAID = """PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX plan: <https://w3id.org/plangraph/ontology#>
SELECT DISTINCT ?role ?measure ?action ?strength ?quote ?sentence ?at WHERE {
  GRAPH ?sentence { ?measure a plan:Measure ; ?role %(x)s ; plan:quote ?quote .
    OPTIONAL { ?measure plan:action ?action } OPTIONAL { ?measure plan:strength ?strength } }
  ?sentence nif:beginIndex ?at .
} ORDER BY ?at ?measure ?role ?action LIMIT 200"""
_NAMED = """PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX plan: <https://w3id.org/plangraph/ontology#>
SELECT DISTINCT ?sentence ?at WHERE {
  GRAPH ?sentence { ?sentence plan:mentions %(x)s } ?sentence nif:beginIndex ?at
} ORDER BY ?at ?sentence LIMIT 100"""
_SHOWN = {"class", "whole", "role", "action", "strength"}  # what stands there by its name
_NOTHING: dict[str, Any] = {
    "kind": None, "within": [], "names": [], "measures": [], "named": [], "own": [], "definition": {}, "points": {},
    "is_place": False,
}  # fmt: skip
_PLACED = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
ASK { { %(x)s a plan:Region } UNION { %(x)s plan:locatedIn ?whole } UNION { ?part plan:locatedIn %(x)s } }"""


async def about(backend: Backend, iri: str) -> dict[str, Any]:
    """What a page says of a thing, before all its triples.

    Returns:
        ``kind`` and ``within`` (cells), ``names``, ``measures`` (each with ``quote``, ``roles``, ``action``,
        ``strength`` and the sentence that states it), ``named`` (sentences), ``own`` (of a measure: the sentence that
        states it), ``definition`` (language to text), ``points``, ``is_place``.
    """
    x = {"x": iri_term(iri)}
    if not backend.settings.scoped:
        return _NOTHING
    asked = [backend.rows(query % x) for query in (_KINDS, _WITHIN, _NAMES, _SAID, _NAMED, _DEFINED)]
    (kinds, _), (within, _), (names, _), (said, _), (named, _), (defined, _) = await asyncio.gather(*asked)
    parts = await backend.kept("parts", lambda: _parts(backend))
    within.sort(key=lambda row: (parts.get(row["whole"]["value"], 0), row["whole"]["value"]))  # the nearest first
    own = list((await marking.sentences_of(backend, [iri])).values()) if "/measure/" in iri else []
    shown = [row[v]["value"] for row in (*kinds, *within, *said) for v in _SHOWN & row.keys()]
    sentences = list(dict.fromkeys(row["sentence"]["value"] for row in (*said, *named)) | dict.fromkeys(own))
    known, passages, marks, points, placed = await asyncio.gather(
        labels.labels(backend, shown),
        labels.passages(backend, sentences),
        marking.spans(backend, sentences),
        showing.points(backend, [{"x": {"type": "uri", "value": iri}}]),
        backend.true(_PLACED % x),
    )

    def proof(sentence: str, term: str) -> dict[str, Any]:
        one = passages[sentence]
        return {**one, "pieces": marking.pieces(one["text"], one["begin"], marks.get(sentence, {}).get(term, ()))}

    return {
        "kind": cell(kinds[0]["class"], known) if kinds else None,
        "within": [cell(row["whole"], known) for row in within],
        "names": [{"text": row["name"]["value"], "lang": row["name"].get("xml:lang", "")} for row in names],
        "measures": [
            made | {"proof": proof(made["sentence"], made["measure"]["value"])}
            for made in _measures(said, known)
            if made["sentence"] in passages
        ],
        "named": [proof(row["sentence"]["value"], iri) for row in named if row["sentence"]["value"] in passages],
        "own": [proof(sentence, iri) for sentence in own if sentence in passages],
        "definition": {row["text"].get("xml:lang", "en"): row["text"]["value"] for row in defined},
        "points": points,
        "is_place": placed,
    }


async def _parts(backend: Backend) -> dict[str, int]:
    """How many things lie in each place."""
    return {row["whole"]["value"]: int(row["parts"]["value"]) for row in (await backend.rows(_PARTS))[0]}


def _measures(said: list[Row], known: Any) -> list[dict[str, Any]]:
    """Each measure once, with every part that the thing plays in it."""
    found: dict[str, dict[str, Any]] = {}
    for row in said:
        one = found.setdefault(
            row["measure"]["value"],
            {
                "measure": cell(row["measure"], known),
                "quote": row["quote"]["value"],
                "sentence": row["sentence"]["value"],
                "action": cell(row.get("action"), known),
                "strength": cell(row.get("strength"), known),
                "roles": [],
            },
        )
        role = cell(row["role"], known)
        if role not in one["roles"]:
            one["roles"].append(role)
    return list(found.values())
