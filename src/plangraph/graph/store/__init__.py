"""The triple store. No other package imports the engine, pyoxigraph."""

from plangraph.graph.store.answers import Answer, Bounds, Graphs
from plangraph.graph.store.askable import Askable
from plangraph.graph.store.reads import Reads
from plangraph.graph.store.scopes import Scope
from plangraph.graph.store.store import Rows, Store
from plangraph.graph.store.terms import Quad, Term, Triple

__all__ = [
    "Answer",
    "Askable",
    "Bounds",
    "Graphs",
    "Quad",
    "Reads",
    "Rows",
    "Scope",
    "Store",
    "Term",
    "Triple",
]
