"""What a site shows beside what a server shows: the text of a chapter, and measures for what contains a place."""

from typing import Any, TypedDict

from plangraph.graph.sparql import iri_term
from plangraph.graph.store import Reads
from plangraph.web.terms import cell, path_of

_ROLES = "plan:object|plan:place|plan:beneficiary|plan:actor|plan:between|plan:becomes|plan:contextRegion"
_PREFIXES = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX measurekind: <https://w3id.org/plangraph/scheme/measure-kind/>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_THROUGH = f"""{_PREFIXES}SELECT ?place ?through (COUNT(DISTINCT ?measure) AS ?n) WHERE {{
  ?place plan:locatedIn|plan:inKind ?through .
  ?measure {_ROLES} ?through . GRAPH ?sentence {{ ?measure plan:kind measurekind:commitment }}
}} GROUP BY ?place ?through"""
_SENTENCES = f"""{_PREFIXES}SELECT ?sentence ?begin ?text ?gap ?heading (COUNT(DISTINCT ?measure) AS ?measures) WHERE {{
  ?sentence nif:referenceContext %s ; a plan:Sentence ; nif:beginIndex ?begin ; nif:anchorOf ?text ; plan:position ?n .
  OPTIONAL {{ ?sentence plan:precedingText ?gap }}
  BIND(EXISTS {{ ?sentence a plan:Heading }} AS ?heading)
  OPTIONAL {{ GRAPH ?sentence {{ ?measure a plan:Measure }} }}
}} GROUP BY ?sentence ?begin ?text ?gap ?heading ORDER BY ?begin"""
_CHAPTERS = f"""{_PREFIXES}SELECT ?chapter (MIN(?name) AS ?title) (MIN(?named) AS ?titleZh) WHERE {{
  ?chapter a plan:Chapter, nif:Context .
  OPTIONAL {{ ?chapter dcterms:title ?name FILTER(LANG(?name) != "zh") }}
  OPTIONAL {{ ?chapter dcterms:title ?named FILTER(LANG(?named) = "zh") }}
}} GROUP BY ?chapter ORDER BY ?chapter"""
_THEMES = f"""{_PREFIXES}SELECT ?theme ?name ?nameZh (COUNT(DISTINCT ?measure) AS ?n) WHERE {{
  ?measure plan:theme ?theme .
  ?theme skos:prefLabel ?name , ?nameZh FILTER(LANG(?name) = "en" && LANG(?nameZh) = "zh")
}} GROUP BY ?theme ?name ?nameZh ORDER BY DESC(?n) ?theme"""
_PLACES = f"""{_PREFIXES}SELECT ?place ?name ?nameZh (COUNT(DISTINCT ?sentence) AS ?n) WHERE {{
  GRAPH ?sentence {{ ?sentence plan:mentions ?place }}
  ?place a plan:Region .
  OPTIONAL {{ ?place rdfs:label ?name FILTER(LANG(?name) = "en") }}
  OPTIONAL {{ ?place rdfs:label ?nameZh FILTER(LANG(?nameZh) = "zh") }}
}} GROUP BY ?place ?name ?nameZh ORDER BY DESC(?n) ?place"""


class Through(TypedDict):
    """What a place belongs to, and how many measures there are for that."""

    cell: dict[str, str]
    measures: int


def measures_through(store: Reads) -> dict[str, list[Through]]:
    """Place to what contains it, or is its kind, and has measures; those with fewest first, as they are nearest."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, through, number in store.select(_THROUGH):
        if place != through:
            found.setdefault(str(place), []).append((int(str(number)), str(through)))
    names = _names(store, {through for rows in found.values() for _, through in rows})
    return {
        place: [Through(cell=cell({"type": "uri", "value": iri}, names), measures=n) for n, iri in sorted(rows)]
        for place, rows in found.items()
    }


def _names(store: Reads, iris: set[str]) -> dict[str, dict[str, str]]:
    wanted = " ".join(iri_term(iri) for iri in sorted(iris))
    query = f"{_PREFIXES}SELECT ?x ?name WHERE {{ VALUES ?x {{ {wanted} }} ?x rdfs:label ?name }} ORDER BY ?x ?name"
    found: dict[str, dict[str, str]] = {}
    for x, name in store.select(query):
        found.setdefault(str(x), {}).setdefault(getattr(name, "language", None) or "", str(name))
    return found


def text(store: Reads, chapter: str) -> list[list[dict[str, Any]]]:
    """The text of a chapter: paragraphs, each a list of sentences with ``id``, ``href``, ``text`` and ``measures``."""
    paragraphs: list[list[dict[str, Any]]] = []
    for iri, begin, words, gap, heading, measures in store.select(_SENTENCES % iri_term(chapter)):
        one = {
            "id": str(iri).partition("#")[2],
            "begin": int(str(begin)),
            "href": path_of(str(iri)),
            "text": str(words),
            "heading": str(heading) == "true",
            "measures": int(str(measures)),
        }
        if not paragraphs or "\n" in str(gap or "") or one["heading"] or paragraphs[-1][-1]["heading"]:
            paragraphs.append([])
        paragraphs[-1].append(one)
    return paragraphs


def chapters(store: Reads) -> list[dict[str, Any]]:
    """The chapters whose text is there."""
    return _listed(store, _CHAPTERS)


def themes(store: Reads) -> list[dict[str, Any]]:
    """The themes of measures, those with most first."""
    return _listed(store, _THEMES)


def places(store: Reads) -> list[dict[str, Any]]:
    """The places that sentences name, those named most first."""
    return _listed(store, _PLACES)


def _listed(store: Reads, query: str) -> list[dict[str, Any]]:
    made = []
    for iri, name, zh, *number in store.select(query):
        one = {"iri": str(iri), "href": path_of(str(iri)), "label": str(name or ""), "label_zh": str(zh or "")}
        made.append({**one, "n": int(str(number[0])) if number else 0})
    return made
