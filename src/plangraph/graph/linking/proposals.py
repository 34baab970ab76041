"""Proposals: nodes of the texts that are or may be one thing, as rows for a person to look at. Nothing is merged."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from plangraph import vocab
from plangraph.graph.linking.identity import Key, Named, Register, alike
from plangraph.graph.store import Askable, Quad

_MENTIONED = f"""PREFIX plan: <{vocab.PLAN}> PREFIX rdfs: <{vocab.PREFIXES["rdfs"]}>
SELECT DISTINCT ?thing ?class ?name ?sentence WHERE {{
  GRAPH ?sentence {{ ?mention plan:refersTo ?thing ; plan:named true . ?thing a ?class ; rdfs:label ?name }}
}}"""
SAME, LIKE = "same key", "looks alike"
HEAD = ("why", "alike", "class", "one", "one_names", "other", "other_names", "one_sentence", "other_sentence")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two nodes: of one key, which are one thing, or of keys that look alike."""

    why: str  # ``SAME`` or ``LIKE``
    share: float
    sort: str
    one: str  # IRI
    other: str
    names: tuple[str, str]
    sentences: tuple[str, str]  # IRI of the first that names each

    def cells(self) -> tuple[str, ...]:
        """The proposal as cells under ``HEAD``."""
        first, second = self.names
        return (self.why, f"{self.share:.2f}", self.sort, self.one, first, self.other, second, *self.sentences)


def proposals(store: Askable, aliases: Path) -> list[Proposal]:
    """What is proposed over things that only texts name, those of one key first.

    Args:
        store: the graph.
        aliases: the table of names that the gazetteer lacks.

    Raises:
        DataError: the table is broken.
    """
    register = Register(store, aliases)
    names: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, str] = {}
    nodes: defaultdict[Key, set[str]] = defaultdict(set)
    for thing, cls, name, sentence in store.select(_MENTIONED):
        iri = str(thing)
        names[iri].add(str(name))
        first[iri] = min(str(sentence), first.get(iri, str(sentence)))
        nodes[register.key(Named(str(name), str(cls).rpartition("#")[2]))].add(iri)

    def proposed(why: str, share: float, sort: str, one: str, other: str) -> Proposal:
        words = ("|".join(sorted(names[one])), "|".join(sorted(names[other])))
        return Proposal(why, share, sort, one, other, words, (first[one], first[other]))

    found = [proposed(SAME, 1.0, key.sort, *pair) for key, own in nodes.items() for pair in _pairs(own)]
    found += [
        proposed(LIKE, share, one.sort, min(nodes[one]), min(nodes[other]))
        for share, one, other in alike(nodes)
        if nodes[one].isdisjoint(nodes[other])
    ]
    return sorted(found, key=lambda p: (-p.share, p.sort, p.one, p.other))


def same_things(store: Askable, aliases: Path) -> list[Quad]:
    """Nodes of different texts that are one thing: each with the first of its key, in the graph of links.

    Raises:
        DataError: the table is broken.
    """
    graph, same = URIRef(vocab.LINKS_GRAPH), URIRef(vocab.term("sameThing"))
    found = [p for p in proposals(store, aliases) if p.why == SAME]
    return [(URIRef(proposal.other), same, URIRef(proposal.one), graph) for proposal in found]


def _pairs(nodes: set[str]) -> Iterator[tuple[str, str]]:
    """The first node with each of the others."""
    first, *others = sorted(nodes)
    yield from ((first, other) for other in others)
