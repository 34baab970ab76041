"""Who says it: the proof of a triple, of a measure, of a piece of text, or of all that is said of a thing."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from plangraph import vocab
from plangraph.errors import QueryError
from plangraph.graph import sparql
from plangraph.mcp.answers import Evidence, Proof, Relation, Statement, Thing
from plangraph.mcp.graph import Graph, filled, is_iri
from plangraph.mcp.passages import mentions, pieces
from plangraph.mcp.resolving import Meant, choices, meant
from plangraph.mcp.things import compact, described, hint, known, relatives

SaidBy: TypeAlias = Literal["text", "structure", "background", "inferred", "links", "curated", "ontology"]

Status: TypeAlias = Literal["stated", "background", "inferred", "not-said", "unknown", "ambiguous"]

_TRIPLES = """SELECT ?g ?s ?p ?o WHERE {
  VALUES ?s { } VALUES ?p { }
  GRAPH ?g { ?s ?p ?o }
} ORDER BY ?g ?o"""
_STATED = """SELECT DISTINCT ?g ?s ?p ?o WHERE {
  { VALUES ?thing { } GRAPH ?g { ?thing ?p ?o } BIND(?thing AS ?s) }
  UNION { VALUES ?thing { } GRAPH ?g { ?s ?p ?thing } BIND(?thing AS ?o) }
  UNION { VALUES ?thing { } GRAPH ?thing { ?s ?p ?o } BIND(?thing AS ?g) }
  ?g a plan:Sentence ; nif:beginIndex ?begin .
  FILTER(?p NOT IN (plan:mentions, plan:refersTo))
  FILTER NOT EXISTS { ?s a plan:Mention }
} ORDER BY ?begin ?g ?s ?p ?o"""
_BACKGROUND = """SELECT ?g ?s ?p ?o WHERE {
  VALUES ?s { }
  GRAPH ?g { ?s ?p ?o }
  FILTER(?g = <https://w3id.org/plangraph/graph/gazetteer> || CONTAINS(STR(?g), "/graph/outline/"))
} ORDER BY ?p ?o"""
_SOURCES = """SELECT ?s ?p ?o ?source ?certainty WHERE {
  VALUES ?s { }
  { ?fact plan:factSubject ?s ; plan:factProperty ?p ; plan:factObject ?o } UNION { BIND(?s AS ?fact) }
  OPTIONAL { ?fact dcterms:source ?source }
  OPTIONAL { ?fact plan:certainty ?certainty }
}"""
_GRAPHS: dict[str, SaidBy] = {
    vocab.GAZETTEER_GRAPH: "background",
    vocab.INFERRED_GRAPH: "inferred",
    vocab.LINKS_GRAPH: "links",
    vocab.CURATED_GRAPH: "curated",
    vocab.ONTOLOGY_GRAPH: "ontology",
}


async def prove_thing(graph: Graph, thing: str, most: int) -> Proof:
    """All that the text says of a thing; for a measure or a piece of text, its words and what they state."""
    what = await meant(graph, thing)
    if what.iri is None:
        return await _not_one(graph, what, f"anything said of {what.text!r}")
    iri = what.iri
    rows = (await graph.select(filled(_STATED, thing=[iri]))).texts()
    wanted: dict[str, Relation | None] = {}
    if "#char=" in iri or "/measure/" in iri:
        wanted[iri] = None
    wanted |= {row["g"]: "states" for row in rows if row["g"] != iri}
    for sentence in (await mentions(graph, [iri])).get(iri, []):
        wanted.setdefault(sentence, "mentions")
    evidence = await _shown(graph, wanted)
    proof = _proof("stated", f"what is said of {compact(iri)}", graph)
    if not evidence:
        proof.status = "not-said"
        beside = hint(await relatives(graph, iri))
        proof.message = f"no sentence names it{beside}; the statements come from tables beside the text"
        rows = (await graph.select(filled(_BACKGROUND, s=[iri]))).texts()
    proof.evidence = evidence[:most]
    proof.statements = await _statements(graph, rows[:most])
    proof.truncated = len(evidence) > most or len(rows) > most
    return proof


async def prove_triple(graph: Graph, subject: str, predicate: str, value: str | None, most: int) -> Proof:
    """Who says a triple; without a value, all that is said of the subject with this property.

    Raises:
        QueryError: the predicate is written in no way that can be an IRI.
    """
    asked = " ".join(filter(None, (subject, predicate, value)))
    one = await meant(graph, subject)
    if one.iri is None:
        return await _not_one(graph, one, asked)
    property_iri = _property(predicate)
    if not await known(graph, [property_iri]):
        proof = _proof("unknown", asked, graph)
        proof.message = f"there is no property {predicate!r}; the tool schema lists them"
        return proof
    other = await meant(graph, value) if value else Meant("", {})
    if len(other.found) > 1:
        return await _not_one(graph, other, asked)
    rows = (await graph.select(filled(_TRIPLES, s=[one.iri], p=[property_iri]))).texts()
    said = [row for row in rows if not value or row["o"] in (other.iri, value.strip())]
    proof = _proof("not-said", asked, graph)
    if said:
        sentences: dict[str, Relation | None] = {row["g"]: "states" for row in said if "#char=" in row["g"]}
        evidence = await _shown(graph, sentences)
        proof.evidence = evidence[:most]
        proof.statements = await _statements(graph, said[:most])
        proof.truncated = len(evidence) > most or len(said) > most
        proof.status = _status(_said_by(row["g"]) for row in said)
    else:
        proof.instead = await _statements(graph, rows[:most])
        proof.truncated = len(rows) > most
        proof.message = "nothing says it; that is no denial" + ("; under 'instead' stands what is said" if rows else "")
    return proof


def _property(text: str) -> str:
    """A property by IRI, by prefixed name, or by its bare name in our ontology."""
    written = text.strip()
    if written.isidentifier():
        return vocab.term(written)
    try:
        return sparql.resolve(written)
    except QueryError as error:
        raise QueryError(f"predicate: {error}") from error


def _status(said_by: Iterable[SaidBy]) -> Literal["stated", "background", "inferred"]:
    kinds = set(said_by)
    if "text" in kinds:
        return "stated"
    return "inferred" if kinds <= {"inferred"} else "background"


def _said_by(graph: str) -> SaidBy:
    if "#char=" in graph:
        return "text"
    if graph.startswith(vocab.BASE + "graph/outline/"):
        return "background"
    return _GRAPHS.get(graph, "structure")


async def _shown(graph: Graph, wanted: Mapping[str, Relation | None]) -> list[Evidence]:
    """The evidence in the order in which it was wanted."""
    found = await pieces(graph, wanted)
    return [piece for iri in wanted for piece in found.get(iri, [])]


async def _statements(graph: Graph, rows: list[dict[str, str]]) -> list[Statement]:
    iris = {row[column] for row in rows for column in "spo" if is_iri(row[column])}
    things = await described(graph, iris)
    beside = {row["s"] for row in rows if _said_by(row["g"]) == "background"}
    sources = await _sources(graph, beside) if beside else {}
    made = []
    for row in rows:
        key = (row["s"], row["p"], row["o"])
        source, certainty = sources.get(key) or sources.get((row["s"], "", "")) or ("", "")
        plain = _said_by(row["g"]) != "background"
        made.append(
            Statement(
                subject=things[row["s"]],
                predicate=_named(things[row["p"]]),
                object=row["o"],
                object_label=things[row["o"]].label if row["o"] in things else "",
                said_by=_said_by(row["g"]),
                graph=row["g"],
                source="" if plain else source,
                certainty="" if plain else certainty.rpartition("/")[2],
            )
        )
    return made


async def _sources(graph: Graph, subjects: Iterable[str]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Of each fact its source and certainty; under empty property and object, those of the subject itself."""
    rows = (await graph.select(filled(_SOURCES, s=subjects))).texts()
    return {(row["s"], row["p"], row["o"]): (row["source"], row["certainty"]) for row in rows}


async def _not_one(graph: Graph, what: Meant, looked_for: str) -> Proof:
    proof = _proof("ambiguous" if what.found else "unknown", looked_for, graph)
    proof.message = what.message()
    proof.nearest = list(what.nearest)
    proof.candidates = await choices(graph, what)
    return proof


def _proof(status: Status, looked_for: str, graph: Graph) -> Proof:
    return Proof(status=status, looked_for=looked_for, truncated=False, snapshot=graph.snapshot)


def _named(thing: Thing) -> Thing:
    return thing.model_copy(update={"class_name": ""})
