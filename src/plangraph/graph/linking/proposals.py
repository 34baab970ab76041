"""Proposals: nodes of the texts that are or may be one thing, as rows for a person to look at. Nothing is merged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
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


def keyed(store: Askable, register: Register) -> list[tuple[str, str, str]]:
    """The things that only a text names, each with its key: sort, value, IRI; sorted, each once."""
    found = set()
    for thing, cls, name, _ in store.select(_MENTIONED):
        key = register.key(Named(str(name), str(cls).rpartition("#")[2]))
        found.add((key.sort, key.value, str(thing)))
    return sorted(found)


def joined(things: Iterable[tuple[str, str, str]]) -> list[Quad]:
    """Nodes of one key, each with the first of them, in the graph of links; ``things`` are as ``keyed`` gives them."""
    graph, same = URIRef(vocab.LINKS_GRAPH), URIRef(vocab.term("sameThing"))
    nodes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for sort, value, iri in things:
        nodes[sort, value].add(iri)
    pairs = (pair for own in nodes.values() for pair in _pairs(own))
    return [(URIRef(other), same, URIRef(one), graph) for one, other in pairs]


def same_things(store: Askable, aliases: Path) -> list[Quad]:
    """Nodes of different texts that are one thing: each with the first of its key, in the graph of links.

    Raises:
        DataError: the table is broken.
    """
    return joined(keyed(store, Register(store, aliases)))


def _pairs(nodes: set[str]) -> Iterator[tuple[str, str]]:
    """The first node with each of the others."""
    first, *others = sorted(nodes)
    yield from ((first, other) for other in others)
