"""Things as a client sees them: label, class, what contains them, whether the text names them."""

from collections.abc import Iterable, Mapping

from plangraph.mcp.answers import Candidate, Evidence, Related, Thing
from plangraph.mcp.graph import Graph, filled
from plangraph.mcp.passages import mentions, pieces
from plangraph.vocab import BASE, PREFIXES

_LABELS = """SELECT ?thing ?label WHERE {
  VALUES ?thing { }
  ?thing rdfs:label|skos:prefLabel|dcterms:title ?label
}"""
_CLASSES = """SELECT DISTINCT ?thing ?class WHERE {
  VALUES ?thing { }
  GRAPH ?graph { ?thing a ?class }
  FILTER(?graph != <https://w3id.org/plangraph/graph/inferred>)
  FILTER(STRSTARTS(STR(?class), "https://w3id.org/plangraph/ontology#") || ?class = skos:Concept)
} ORDER BY ?thing ?class"""
_ALIASES = "SELECT ?thing ?alias WHERE { VALUES ?thing { } ?thing skos:altLabel ?alias } ORDER BY ?thing ?alias"
_WITHIN = """SELECT ?thing ?whole (COUNT(DISTINCT ?above) AS ?height) WHERE {
  VALUES ?thing { }
  ?thing plan:locatedIn ?whole .
  OPTIONAL { ?whole plan:locatedIn ?above }
} GROUP BY ?thing ?whole ORDER BY ?thing DESC(?height) ?whole"""
_RELATED = """SELECT DISTINCT ?thing ?other WHERE {
  VALUES ?thing { }
  { ?other plan:namedAfter ?thing } UNION { ?thing plan:namedAfter ?other }
  UNION { ?other plan:stop ?thing } UNION { ?thing plan:stop ?other }
  UNION { ?other plan:designates ?thing } UNION { ?thing plan:designates ?other }
} ORDER BY ?thing ?other"""
_KNOWN = """SELECT ?thing WHERE {
  VALUES ?thing { }
  FILTER(EXISTS { ?thing ?p ?o } || EXISTS { ?s ?p2 ?thing } || EXISTS { ?s2 ?thing ?o2 }
    || EXISTS { GRAPH ?thing { ?s3 ?p3 ?o3 } })
}"""
_RELATED_MOST = 12


def compact(iri: str) -> str:
    """An IRI with its prefix where it has one, else below the base where it can be.

    >>> compact("https://w3id.org/plangraph/place/hunchun"), compact("https://w3id.org/plangraph/cn-14fyp/32")
    ('place:hunchun', 'cn-14fyp/32')
    """
    for prefix, base in PREFIXES.items():
        local = iri.removeprefix(base)
        if local != iri and local and not set(local) & set("/#,"):
            return f"{prefix}:{local}"
    return iri.removeprefix(BASE)


async def known(graph: Graph, iris: Iterable[str]) -> set[str]:
    """Those of the IRIs that occur in the graph."""
    wanted = list(iris)
    return {row["thing"] for row in (await graph.select(filled(_KNOWN, thing=wanted))).texts()} if wanted else set()


async def described(graph: Graph, iris: Iterable[str]) -> dict[str, Thing]:
    """IRIs with their labels and classes; what has no label is called by the last word of its IRI."""
    wanted = list(dict.fromkeys(iris))
    made: dict[str, Thing] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        labels = (await graph.select(filled(_LABELS, thing=part))).rows
        classes = _grouped((await graph.select(filled(_CLASSES, thing=part))).texts(), "class")
        english: dict[str, str] = {}
        chinese: dict[str, str] = {}
        for row in labels:
            names = chinese if (row["label"].language or "").startswith("zh") else english
            names.setdefault(row["thing"].value, row["label"].value)
        for iri in part:
            label = english.get(iri) or chinese.get(iri) or compact(iri)
            of = classes.get(iri, [""])[0]
            made[iri] = Thing(iri=iri, label=label, label_zh=chinese.get(iri, ""), class_name=compact(of) if of else "")
    return made


async def candidates(graph: Graph, found: Mapping[str, str]) -> list[Candidate]:
    """What bears a name, told so that one can choose; those that the text names stand first."""
    iris = list(found)
    within = _grouped((await graph.select(filled(_WITHIN, thing=iris))).texts(), "whole")
    related = _grouped((await graph.select(filled(_RELATED, thing=iris))).texts(), "other")
    aliases = _grouped((await graph.select(filled(_ALIASES, thing=iris))).texts(), "alias")
    named = await mentions(graph, (*iris, *_all(related)))
    first = await pieces(graph, {named[iri][0]: "mentions" for iri in iris if iri in named})
    things = await described(graph, (*iris, *_all(within), *_all(related)))
    made = [
        Candidate(
            **things[iri].model_dump(),
            match="short name" if how == "short name" else "iri" if how == "iri" else "name",
            aliases=aliases.get(iri, []),
            within=[things[whole] for whole in within.get(iri, [])],
            related=_related(things, named, related.get(iri, [])),
            named_in=_chapters(named.get(iri, [])),
            mentions=len(named.get(iri, [])),
            evidence=_first(named.get(iri, []), first),
        )
        for iri, how in found.items()
    ]
    return sorted(made, key=lambda one: (-one.mentions, one.match != "name", one.iri))


async def relatives(graph: Graph, iri: str) -> list[Related]:
    """What is called after a thing or stops at it, and the other way round; what the text names most stands first."""
    others = _grouped((await graph.select(filled(_RELATED, thing=[iri]))).texts(), "other").get(iri, [])
    return _related(await described(graph, others), await mentions(graph, others), others) if others else []


def hint(related: Iterable[Related]) -> str:
    """What to say of a thing that no text names, where one names what bears its name."""
    named = [f"{other.label} ({compact(other.iri)})" for other in related if other.mentions]
    return f"; it names {', '.join(named)}" if named else ""


def _related(things: Mapping[str, Thing], named: Mapping[str, list[str]], others: Iterable[str]) -> list[Related]:
    made = [Related(**things[other].model_dump(), mentions=len(named.get(other, []))) for other in others]
    return sorted(made, key=lambda one: (-one.mentions, one.iri))[:_RELATED_MOST]


def _grouped(rows: Iterable[Mapping[str, str]], column: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        listed = found.setdefault(row["thing"], [])
        if row[column] not in listed:
            listed.append(row[column])
    return found


def _all(groups: Mapping[str, Iterable[str]]) -> list[str]:
    return [iri for group in groups.values() for iri in group]


def _chapters(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(iri.partition("#")[0].removeprefix(BASE) for iri in sentences))


def _first(sentences: list[str], found: Mapping[str, list[Evidence]]) -> list[Evidence]:
    return found.get(sentences[0], [])[:1] if sentences else []
