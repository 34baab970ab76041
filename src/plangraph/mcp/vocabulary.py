"""The vocabulary for who writes a query: classes, properties and concepts, by use."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from plangraph import vocab
from plangraph.mcp.answers import Schema, SchemaTerm
from plangraph.mcp.graph import Graph
from plangraph.mcp.names import fold
from plangraph.mcp.things import compact

Kind: TypeAlias = Literal["class", "property", "concept"]

_TERMS = """SELECT ?term ?kind ?property ?value WHERE {
  GRAPH <https://w3id.org/plangraph/ontology> {
    ?term a ?type ; ?property ?value .
    FILTER(ISIRI(?term))
    VALUES (?type ?kind) { (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
      (owl:AnnotationProperty "property") (skos:Concept "concept") }
    VALUES ?property { rdf:type rdfs:label skos:prefLabel skos:definition rdfs:subClassOf rdfs:subPropertyOf
      rdfs:domain rdfs:range skos:broader skos:inScheme }
  }
} ORDER BY ?term ?property ?value"""
_CLASSES = "SELECT ?term (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ?term } GROUP BY ?term"
_PROPERTIES = """SELECT ?term (COUNT(*) AS ?n) WHERE {
  GRAPH ?g { ?s ?term ?o } FILTER(?g != <https://w3id.org/plangraph/ontology>)
} GROUP BY ?term"""
_CONCEPTS = """SELECT ?term (COUNT(*) AS ?n) WHERE {
  GRAPH <https://w3id.org/plangraph/ontology> { ?term a skos:Concept }
  GRAPH ?g { ?s ?p ?term }
  FILTER(?g != <https://w3id.org/plangraph/ontology> && ?g != <https://w3id.org/plangraph/graph/inferred>)
} GROUP BY ?term"""
_KINDS: dict[str, Kind] = {"class": "class", "property": "property", "concept": "concept"}
_ABOVE = ("subClassOf", "subPropertyOf", "broader")
_GRAPHS = {
    "<plan>/<chapter>#char=B,E": "what the sentence at these characters states; GRAPH ?sentence { … } is the proof",
    "<plan>/<chapter>/text": "structure of the text: sections, sentences, offsets, characters",
    vocab.GAZETTEER_GRAPH: "background: names, types, containment, coordinates, each with source and certainty",
    vocab.BASE + "graph/outline/<plan>": "background: the parts and chapters of a plan",
    vocab.LINKS_GRAPH: "links between chapters, each with its reason",
    vocab.INFERRED_GRAPH: "what follows by rule: closures, bearsOn, contextRegion",
    vocab.CURATED_GRAPH: "who judged what",
    vocab.ONTOLOGY_GRAPH: "the ontology and its schemes of concepts",
}


async def schema(graph: Graph, words: str, kinds: Iterable[Kind], most: int) -> Schema:
    """Answer of the tool ``schema``: the terms that hold all the words, most used first."""
    every = await terms(graph)
    wanted = fold(words).split()
    kept = [term for term in every if term.kind in kinds and all(word in _text(term) for word in wanted)]
    kept.sort(key=lambda term: (not _titled(term, wanted), -term.used, term.name))
    return Schema(
        status="found" if kept else "none",
        terms=kept[:most],
        total=len(kept),
        truncated=len(kept) > most,
        prefixes=vocab.PREFIXES,
        graphs=_GRAPHS,
        message="" if kept else f"no term of the vocabulary holds {words!r}",
        snapshot=graph.snapshot,
    )


async def terms(graph: Graph) -> list[SchemaTerm]:
    """All terms of the vocabulary; read once for each state of the graph."""

    async def make() -> list[SchemaTerm]:
        used: dict[str, int] = {}
        for query in (_CLASSES, _PROPERTIES, _CONCEPTS):
            used |= {row["term"]: int(row["n"]) for row in (await graph.select(query)).texts()}
        made: dict[str, SchemaTerm] = {}
        for cells in (await graph.select(_TERMS)).rows:
            iri, value = cells["term"].value, cells["value"]
            name = compact(iri)
            term = made.setdefault(
                iri,
                SchemaTerm(iri=iri, name=name, kind=_KINDS[cells["kind"].value], label=name, used=used.get(iri, 0)),
            )
            if value.type != "blank":
                _tell(term, cells["property"].value, value.value, value.language or "")
        return list(made.values())

    return await graph.kept("schema", make)


def _tell(term: SchemaTerm, about: str, value: str, language: str) -> None:
    """Take one fact about a term."""
    what = about.replace("#", "/").rpartition("/")[2]
    chinese = language.startswith("zh")
    if what in ("label", "prefLabel"):
        setattr(term, "label_zh" if chinese else "label", value)
    elif what == "definition":
        setattr(term, "definition_zh" if chinese else "definition", value)
    elif what in _ABOVE:
        term.broader.append(compact(value))
    elif what == "domain":
        term.domain.append(compact(value))
    elif what == "range":
        term.range.append(compact(value))
    elif what == "inScheme":
        term.scheme = compact(value)


def _text(term: SchemaTerm) -> str:
    return fold(f"{term.name} {term.label} {term.label_zh} {term.definition} {term.definition_zh} {term.scheme}")


def _titled(term: SchemaTerm, words: list[str]) -> bool:
    return all(word in fold(f"{term.name} {term.label} {term.label_zh}") for word in words)
