"""What a graph holds, in numbers, and the most telling things that it says."""

from collections.abc import Mapping

from plangraph import vocab
from plangraph.graph.store import Reads

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in vocab.PREFIXES.items())
_COUNTS: Mapping[str, str] = {
    "chapters": "?x a plan:Chapter, nif:Context",
    "sections": "?x a plan:Section",
    "boxes": "?x a plan:Box",
    "box items": "?x a plan:Item",
    "sentences and list items": "?x a plan:Sentence ; plan:position ?p . MINUS { ?x a plan:Heading }",
    "headings": "?x a plan:Heading ; plan:position ?p",
    "mentions": "?x a plan:Mention",
    "measures": "?x a plan:Measure",
    "places named": "GRAPH ?g { ?s plan:mentions ?x } ?x a plan:Region . FILTER(STRSTARTS(STR(?x), STR(place:)))",
    "ports acted on": "?m plan:object ?x . ?x a plan:BorderPort",
    "highways acted on": "?m plan:object ?x . ?x a plan:Highway",
    "airports acted on, named": "?m plan:object ?x . ?x a plan:Airport . MINUS { ?x plan:inKind ?k }",
    "places known": "?x a plan:Region . FILTER(STRSTARTS(STR(?x), STR(place:)))",
}


def counts(store: Reads) -> dict[str, int]:
    """How many of each there are in a graph, and how many triples by who says them."""
    found = {}
    for name, pattern in _COUNTS.items():
        rows = store.select(f"{_PREFIXES}SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
        found[name] = int(str(rows.rows[0][0]))
    found |= {f"triples {who}": 0 for who in ("stated", "of structure", "background", "curated", "linked", "inferred")}
    for graph, number in store.counts().items():
        if (who := _writer(str(graph))) is not None:
            found[f"triples {who}"] += number
    return found


def text(numbers: Mapping[str, int]) -> str:
    """The counts, one a line."""
    width = max(map(len, numbers))
    return "\n".join(f"{name:{width}}  {number:>7,}" for name, number in numbers.items())


def _writer(graph: str) -> str | None:
    """Who writes the graph of that name; nobody counts the ontology."""
    if "#char=" in graph:
        return "stated"
    if graph.endswith("/text"):
        return "of structure"
    if graph == vocab.GAZETTEER_GRAPH or graph.startswith(vocab.BASE + "graph/outline/"):
        return "background"
    return {vocab.CURATED_GRAPH: "curated", vocab.LINKS_GRAPH: "linked", vocab.INFERRED_GRAPH: "inferred"}.get(graph)
