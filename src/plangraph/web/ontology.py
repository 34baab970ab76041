"""The vocabulary: its classes, properties and concepts, with labels, definitions and how often each is used."""

from typing import Any

from plangraph import vocab
from plangraph.web.backend import Backend
from plangraph.web.terms import path_of, short

_TERMS = """PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?x ?kind ?key ?value WHERE {
  GRAPH <https://w3id.org/plangraph/ontology> {
    VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty
                   skos:Concept skos:ConceptScheme }
    ?x a ?kind ; ?key ?value .
    FILTER(?key IN (rdfs:label, skos:prefLabel, skos:definition, rdfs:comment, rdfs:subClassOf, rdfs:subPropertyOf,
                    rdfs:domain, rdfs:range, skos:broader, skos:inScheme, skos:notation, skos:example)
           && !ISBLANK(?x) && !ISBLANK(?value))
  }
}"""
_USED = (
    "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s ?x ?o } GROUP BY ?x",
    "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s a ?x } GROUP BY ?x",
    "SELECT ?x (COUNT(*) AS ?n) WHERE { GRAPH <https://w3id.org/plangraph/ontology> { ?x a skos:Concept } ?s ?p ?x }"
    " GROUP BY ?x",
)
_TEXTS = ("label", "prefLabel", "definition", "comment", "notation", "example")
_LABELS = {"prefLabel": "label", "comment": "definition"}


async def terms(backend: Backend) -> list[dict[str, Any]]:
    """Every term, with ``iri``, ``short``, ``name``, ``href``, ``kind``, ``uses``.

    Texts such as ``label`` and ``label_zh`` are strings; ``subClassOf``, ``domain`` and the like are lists of IRIs.
    """

    async def make() -> list[dict[str, Any]]:
        rows, _ = await backend.rows(_TERMS)
        rows.sort(key=lambda row: [row[name]["value"] for name in ("x", "kind", "key", "value")])
        used: dict[str, int] = {}
        for query in _USED:
            for row in (await backend.rows(query))[0]:
                used[row["x"]["value"]] = used.get(row["x"]["value"], 0) + int(row["n"]["value"])
        found: dict[str, dict[str, Any]] = {}
        for row in rows:
            iri = row["x"]["value"]
            entry = found.setdefault(iri, _entry(iri, row["kind"]["value"], used.get(iri, 0)))
            key = row["key"]["value"].replace("#", "/").rpartition("/")[2]
            if key in _TEXTS:
                key = _LABELS.get(key, key)
                language = row["value"].get("xml:lang", "")
                name = key if language in ("", "en") else f"{key}_{language}"
                entry[name] = entry.get(name) or row["value"]["value"]
            elif row["value"]["value"] not in entry.setdefault(key, []):
                entry[key].append(row["value"]["value"])
        return list(found.values())

    made: list[dict[str, Any]] = await backend.kept("terms", make)
    return made


def _entry(iri: str, kind: str, uses: int) -> dict[str, Any]:
    return {
        "iri": iri,
        "short": short(iri),
        "name": iri.removeprefix(vocab.PLAN).removeprefix(vocab.SCHEME),
        "href": path_of(iri),
        "kind": kind.replace("#", "/").rpartition("/")[2],
        "uses": uses,
        "label": "",
        "label_zh": "",
        "definition": "",
        "definition_zh": "",
    }
