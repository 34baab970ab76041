"""Labels and passages for what stands on a page: asked for all of it at once."""

from collections.abc import Iterable
from typing import Any

from plangraph.errors import QueryError
from plangraph.graph.sparql import iri_term
from plangraph.web.backend import Backend
from plangraph.web.terms import path_of

_MANY = 500  # names asked for at a time
_KEPT = 20_000  # IRIs whose labels are kept
_LABELS = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?x ?label WHERE {
  VALUES ?x { %s }
  %s
} ORDER BY ?x ?label"""
_NAMED = "?x rdfs:label|skos:prefLabel|dcterms:title ?label ."
_PASSAGES = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?sentence ?begin ?end ?quote ?text ?chapter ?number ?part ?partLabel ?partTitle ?whole ?wholeLabel
  ?partLabelZh ?wholeLabelZh WHERE {
  %s
  ?sentence a plan:Sentence ; nif:beginIndex ?begin ; nif:endIndex ?end ; plan:quote ?quote ;
    nif:anchorOf ?text ; nif:referenceContext ?chapter ; dcterms:isPartOf ?part .
  ?chapter plan:number ?number .
  OPTIONAL { ?part rdfs:label ?partLabel . FILTER(LANGMATCHES(LANG(?partLabel), "en")) }
  OPTIONAL { ?part dcterms:title ?partTitle . FILTER(LANGMATCHES(LANG(?partTitle), "en")) }
  OPTIONAL { ?part dcterms:isPartOf ?whole . ?whole rdfs:label ?wholeLabel . FILTER(LANG(?wholeLabel) = "en")
    OPTIONAL { ?whole rdfs:label ?wholeLabelZh . FILTER(LANGMATCHES(LANG(?wholeLabelZh), "zh")) } }
  OPTIONAL { ?part rdfs:label ?partLabelZh . FILTER(LANGMATCHES(LANG(?partLabelZh), "zh")) }
  %s
} ORDER BY ?begin ?end ?sentence ?part ?wholeLabel"""


def terms(iris: Iterable[str], most: int = _MANY) -> str:
    """IRIs as terms of a query, at most so many."""
    made = []
    for iri in dict.fromkeys(iris):
        try:
            made.append(iri_term(iri))
        except QueryError:  # an IRI of a kind that we do not write into queries; it goes without a label
            continue
        if len(made) == most:
            break
    return " ".join(made)


async def labels(backend: Backend, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    """IRI to language to label; the language of a plain string is ''."""
    asked = list(dict.fromkeys(iris))
    known: dict[str, dict[str, str]] = await backend.kept("labels", _none)
    if len(known) > _KEPT:
        known.clear()
    found: dict[str, dict[str, str]] = {iri: known[iri] for iri in asked if iri in known}
    missing = [iri for iri in asked if iri not in known]
    for first in range(0, len(missing), _MANY):
        wanted = terms(missing[first : first + _MANY])
        if not wanted:
            continue
        pattern = _NAMED if backend.settings.scoped else f"{{ {_NAMED} }} UNION {{ GRAPH ?g {{ {_NAMED} }} }}"
        for row in (await backend.rows(_LABELS % (wanted, pattern)))[0]:
            language = row["label"].get("xml:lang", "").partition("-")[0]
            found.setdefault(row["x"]["value"], {}).setdefault(language, row["label"]["value"])
    known.update((iri, found.get(iri, {})) for iri in missing)
    return found


async def _none() -> dict[str, dict[str, str]]:
    return {}


async def passages(backend: Backend, sentences: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The sentences among some graph names: where each stands and what it says."""
    wanted = terms(iri for iri in sentences if "#char=" in iri)
    if not wanted or not backend.settings.scoped:
        return {}
    return _read((await backend.rows(_PASSAGES % (f"VALUES ?sentence {{ {wanted} }}", "")))[0])


async def around(backend: Backend, chapter: str, begin: int, end: int) -> dict[str, dict[str, Any]]:
    """The sentences of a chapter that hold the characters from ``begin`` to ``end``."""
    only = f"VALUES ?chapter {{ {iri_term(chapter)} }}"
    return _read((await backend.rows(_PASSAGES % (only, f"FILTER(?begin <= {begin:d} && ?end >= {end:d})")))[0])


def _read(rows: list[dict[str, dict[str, str]]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        value = {name: term["value"] for name, term in row.items()}
        steps = [f"Chapter {value['number']}", value.get("wholeLabel", ""), value.get("partLabel", "")]
        steps_zh = [f"第{value['number']}章", value.get("wholeLabelZh", ""), value.get("partLabelZh", "")]
        where = ", ".join(filter(None, steps)) + (f" “{value['partTitle']}”" if "partTitle" in value else "")
        found[value["sentence"]] = {
            "iri": value["sentence"],
            "href": path_of(value["sentence"]),
            "quote": value["quote"],
            "text": value["text"],
            "begin": int(value["begin"]),
            "end": int(value["end"]),
            "where": where,
            "where_zh": "，".join(filter(None, steps_zh)),
            "place": ", ".join(filter(None, steps[1:])) or steps[0],
            "place_zh": "，".join(filter(None, steps_zh[1:])) or steps_zh[0],
            "chapter": {"iri": value["chapter"], "href": path_of(value["chapter"])},
            "section": {"iri": value["part"], "href": path_of(value["part"])},
        }
    return found
