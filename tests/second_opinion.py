"""rdflib as a second opinion on what our store reads, writes and answers."""

import warnings
from pathlib import Path

from rdflib import Dataset
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import ResultRow
from rdflib.term import Node

Quads = set[tuple[Node, Node, Node, Node | None]]


def dataset(data: str | Path, form: str = "trig") -> Dataset:
    """A file or a text as rdflib reads it, its default graph the union of all graphs."""
    text = data.read_text(encoding="utf-8") if isinstance(data, Path) else data
    found = Dataset(default_union=True)
    with warnings.catch_warnings():
        # rdflib's parsers call what rdflib itself has declared old
        warnings.simplefilter("ignore", DeprecationWarning)
        found.parse(data=text, format=form)
    return found


def rows(data: Dataset, query: str) -> list[tuple[Node | None, ...]]:
    """The rows of a SELECT query by rdflib's own evaluator."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return [tuple(row) for row in data.query(query) if isinstance(row, ResultRow)]


def quads(data: str | Path, form: str = "trig") -> Quads:
    """The quads of a file or a text as rdflib reads it; a graph of None is the default graph."""
    return {(s, p, o, None if g == DATASET_DEFAULT_GRAPH_ID else g) for s, p, o, g in dataset(data, form).quads()}
