"""Scopes: how much of a graph a question sees."""

from typing import Literal as OneOf
from typing import TypeAlias

import pyoxigraph as ox

from plangraph.vocab import BASE, GAZETTEER_GRAPH

Scope: TypeAlias = OneOf["all", "stated", "background", "standard"]

_OUTLINE = BASE + "graph/outline/"


def within(quad: ox.Quad, scope: str) -> bool:
    """Whether a quad is seen in a scope."""
    return seen(quad.graph_name, scope)


def seen(name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph, scope: str) -> bool:
    """Whether a graph is seen in a scope, by the name that the vocabulary gives it."""
    if scope == "all" or not isinstance(name, ox.NamedNode):
        return scope == "all"
    graph = name.value
    return "#char=" in graph or (scope == "background" and (graph == GAZETTEER_GRAPH or graph.startswith(_OUTLINE)))
