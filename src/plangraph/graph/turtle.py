"""Turtle files read into one rdflib graph: the ontology, its schemes and shapes."""

from pathlib import Path

from rdflib import Graph

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
        for subject, predicate, value, _ in store.quads():
            graph.add((subject, predicate, value))
    return graph
