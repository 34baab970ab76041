"""Terms: rdflib's to the engine's and back."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from plangraph.errors import QueryError

Term: TypeAlias = URIRef | BNode | Literal
Triple: TypeAlias = tuple[Term, URIRef, Term]
Quad: TypeAlias = tuple[Node, Node, Node, Node | None]

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_engine(term: Node, nodes: dict[str, ox.NamedNode]) -> Any:
    """The engine's term; whether it may stand where it is put, the engine says."""
    if isinstance(term, URIRef):
        text = str(term)
        node = nodes.get(text)
        if node is None:
            node = nodes[text] = ox.NamedNode(text)
        return node
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        if term.datatype is None:
            return ox.Literal(str(term))
        return ox.Literal(str(term), datatype=to_engine(term.datatype, nodes))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    raise TypeError(f"{term!r} is no RDF term")


def to_rdflib(term: object) -> Term:
    """The rdflib term for one of the engine's."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        kind = term.datatype.value
        # not normalised: the lexical form is what the file says
        return Literal(term.value, datatype=None if kind == _XSD_STRING else URIRef(kind), normalize=False)
    raise QueryError("a triple inside a triple cannot be shown as an rdflib term")


def graph_of(quad: ox.Quad, term: Callable[[object], Any]) -> Any:
    """The name of the graph of a quad, made by ``term``; None for the default graph."""
    return None if isinstance(quad.graph_name, ox.DefaultGraph) else term(quad.graph_name)
