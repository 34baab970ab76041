"""What the commands that read a built graph ask of it, wherever it lies."""

from collections.abc import Iterator
from typing import Protocol

from rdflib import BNode, URIRef

from plangraph.graph.store.askable import Askable
from plangraph.graph.store.scopes import Scope
from plangraph.graph.store.terms import Term, Triple


class Reads(Askable, Protocol):
    """A whole graph to read: ``Store`` is one, ``plangraph.graph.remote.Remote`` on a server another."""

    def construct(self, text: str, scope: Scope = "all") -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once."""
        ...

    def ask(self, text: str, scope: Scope = "all") -> bool:
        """The answer to an ASK query."""
        ...

    def quads(self) -> Iterator[tuple[Term, URIRef, Term, URIRef | BNode | None]]:
        """All quads, in no order; blank nodes bear the labels of RDF dataset canonicalisation."""
        ...

    def counts(self) -> dict[URIRef | BNode | None, int]:
        """How many triples each graph holds, by name."""
        ...
