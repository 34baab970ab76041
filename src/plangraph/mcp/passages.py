"""Evidence: the characters of the text behind sentences, measures, sections and mentions."""

import re
from collections.abc import Iterable, Mapping

from plangraph.graph.divisions import Divisions
from plangraph.mcp.answers import Evidence, Relation
from plangraph.mcp.graph import Graph, filled
from plangraph.vocab import BASE

_PIECES = """SELECT ?for ?piece ?begin ?end ?text ?chapter ?sentence WHERE {
  VALUES ?for { }
  { ?for nif:anchorOf ?text ; nif:referenceContext ?chapter ; nif:beginIndex ?begin ; nif:endIndex ?end .
    BIND(?for AS ?piece) }
  UNION { ?for a plan:Measure ; plan:evidence ?piece .
    ?piece nif:anchorOf ?text ; nif:referenceContext ?chapter ; nif:beginIndex ?begin ; nif:endIndex ?end }
  UNION { ?piece dcterms:isPartOf ?for ; a plan:Heading .
    ?piece nif:anchorOf ?text ; nif:referenceContext ?chapter ; nif:beginIndex ?begin ; nif:endIndex ?end }
  OPTIONAL { GRAPH ?sentence { ?for a ?class } ?sentence a plan:Sentence }
}"""
_MENTIONS = """SELECT ?for ?piece ?begin WHERE {
  VALUES ?for { }
  GRAPH ?piece { ?mention plan:refersTo ?for }
  ?piece nif:beginIndex ?begin
} ORDER BY ?for ?begin"""
_PARTS = """SELECT ?part ?whole ?label ?title WHERE {
  ?part dcterms:isPartOf ?whole .
  FILTER(STRSTARTS(STR(?whole), "https://w3id.org/plangraph/"))
  FILTER NOT EXISTS { ?part a plan:Part }
  OPTIONAL { ?whole rdfs:label ?label . FILTER(LANG(?label) = "en") }
  OPTIONAL { ?whole dcterms:title ?title . FILTER(LANG(?title) = "en") }
}"""
_CHAPTER = re.compile(re.escape(BASE) + r"([^/#]+)/([^/#]+)$")


async def divisions_of(graph: Graph) -> Divisions:
    """The divisions of all texts; read once for each state of the graph."""

    async def make() -> Divisions:
        return Divisions((await graph.select(_PARTS)).texts())

    return await graph.kept("divisions", make)


async def pieces(graph: Graph, wanted: Mapping[str, Relation | None]) -> dict[str, list[Evidence]]:
    """The evidence of IRIs: of a piece of text itself, of a measure its words, of a section its heading.

    Args:
        graph: The graph.
        wanted: IRIs, each with the relation to tell; None: what the IRI is.
    """
    if not wanted:
        return {}
    found: dict[str, list[Evidence]] = {}
    where = await divisions_of(graph)
    iris = list(wanted)
    for start in range(0, len(iris), 500):
        table = await graph.select(filled(_PIECES, **{"for": iris[start : start + 500]}))
        for row in sorted(table.texts(), key=lambda row: (row["for"], int(row["begin"]), int(row["end"]))):
            relation = wanted[row["for"]] or _own(row)
            listed = found.setdefault(row["for"], [])
            if all(evidence.iri != row["piece"] for evidence in listed):
                listed.append(_evidence(row, relation, where))
    return found


async def mentions(graph: Graph, things: Iterable[str]) -> dict[str, list[str]]:
    """The sentences that name things, one entry a mention, in the order of the text."""
    table = await graph.select(filled(_MENTIONS, **{"for": things}))
    found: dict[str, list[str]] = {}
    for row in sorted(table.texts(), key=lambda row: (row["piece"].partition("#")[0], int(row["begin"]))):
        found.setdefault(row["for"], []).append(row["piece"])
    return found


def _own(row: Mapping[str, str]) -> Relation:
    if row["for"] == row["piece"]:
        return "piece"
    return "measure" if "/measure/" in row["for"] else "heading"


def _evidence(row: Mapping[str, str], relation: Relation, where: Divisions) -> Evidence:
    found = _CHAPTER.fullmatch(row["chapter"])
    plan, chapter = found.groups() if found else ("", "")
    begin, end = int(row["begin"]), int(row["end"])
    path = where.path(row["piece"]) or where.path(row["sentence"])
    return Evidence(
        iri=row["piece"],
        quote=row["text"],
        begin=begin,
        end=end,
        plan=plan,
        chapter=chapter,
        section=path,
        relation=relation,
    )
