"""The RDF beside a page: what is said of an IRI, as Turtle and JSON-LD, the same bytes for the same triples."""

import re
from collections.abc import Iterable, Iterator

from rdflib import BNode, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node

from plangraph import vocab
from plangraph.graph import jsonld, trig
from plangraph.graph.store import Quad

_LABELS = (RDFS.label, SKOS.prefLabel)
_GEOMETRY = URIRef(vocab.PREFIXES["geo"] + "hasGeometry")
_WHOLE = re.compile(r".+/[0-9]+")  # a chapter: its fragments are its sentences
_USES = 1000  # of one IRI; the files of the whole graph have all of them

Triple = tuple[Node, Node, Node]


class Triples:
    """All triples of a graph, by what they are about, what they speak of, and where they stand."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Keep the quads of a graph."""
        self._about: dict[str, set[Triple]] = {}
        self._uses: dict[str, set[Triple]] = {}
        self._inside: dict[str, set[Triple]] = {}
        for s, p, o, g in quads:
            triple = (s, p, o)
            self._about.setdefault(_key(s), set()).add(triple)
            self._inside.setdefault(str(g), set()).add(triple)
            if isinstance(o, URIRef):
                self._uses.setdefault(str(o), set()).add(triple)

    def iris(self) -> set[str]:
        """The IRIs of ours that something is said of, or that something names."""
        return {iri for iri in (*self._about, *self._uses, *self._inside) if iri.startswith(vocab.BASE)}

    def holds(self, graph: str) -> bool:
        """Whether there is a graph of that name."""
        return graph in self._inside

    def points(self) -> dict[str, str]:
        """Each point to the thing that lies there."""
        return {
            str(o): subject
            for subject, triples in self._about.items()
            for _, p, o in triples
            if p == _GEOMETRY and str(o).startswith(vocab.BASE)
        }

    def of(self, iri: str) -> list[Quad]:
        """What a file beside a page holds: what is said of an IRI and by the graph of that name, with labels and uses.

        Of a chapter also what all its sentences state, as their IRIs lead to its file.
        """
        found = set(self._about.get(iri, ())) | self._inside.get(iri, set())
        if _WHOLE.fullmatch(iri) and f"{iri}/text" in self._inside:
            found |= self._inside[f"{iri}/text"]
            for graph, triples in self._inside.items():
                if graph.startswith(f"{iri}#"):
                    found |= triples
        for _, p, o in tuple(found):
            if p == _GEOMETRY:
                found |= self._about.get(str(o), set())
        uses = sorted((t for t in self._uses.get(iri, ()) if not isinstance(t[0], BNode)), key=_order)
        found |= set(self._labels(found)) | set(uses[:_USES])
        self._whole(found)
        return [(s, p, o, None) for s, p, o in found]

    def _labels(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        for thing in {str(o) for _, _, o in triples if isinstance(o, URIRef)}:
            yield from (t for t in self._about.get(thing, ()) if t[1] in _LABELS)

    def _whole(self, found: set[Triple]) -> None:
        """Add what is said of the nodes without a name that are spoken of."""
        wanted = [o for _, _, o in found if isinstance(o, BNode)]
        seen = {_key(s) for s, _, _ in found if isinstance(s, BNode)}
        while wanted:
            node = _key(wanted.pop())
            if node not in seen:
                seen.add(node)
                more = self._about.get(node, set())
                found |= more
                wanted += [o for _, _, o in more if isinstance(o, BNode)]


def written(quads: list[Quad]) -> dict[str, bytes]:
    """Suffix to file."""
    return {"ttl": trig.text(quads).encode(), "jsonld": jsonld.text(quads).encode()}


def _key(term: Node) -> str:
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _order(triple: Triple) -> tuple[str, str]:
    return str(triple[1]), trig.natural(str(triple[0]))
