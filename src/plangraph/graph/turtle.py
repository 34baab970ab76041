"""Turtle files read into one rdflib graph: the ontology, its schemes and shapes."""

from pathlib import Path

from rdflib import BNode, Graph
from rdflib.term import Node

from plangraph.graph.store import Store


def read(*paths: Path) -> Graph:
    """The triples of Turtle files, in one graph. Nothing is fetched; blank nodes of two files stay apart.

    Raises:
        DataError: a file is missing or not Turtle (``file:line:column``).
    """
    graph = Graph()
    for path in paths:
        store = Store.memory()
        store.load(path)
        own: dict[Node, BNode] = {}  # the parser gives the blank nodes of every file the same names
        for subject, predicate, value, _ in store.quads():
            graph.add((_renamed(subject, own), predicate, _renamed(value, own)))
    return graph


def _renamed(term: Node, own: dict[Node, BNode]) -> Node:
    return own.setdefault(term, BNode()) if isinstance(term, BNode) else term
