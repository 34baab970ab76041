"""Lines: quads as lines of N-Quads in the engine's own form, equal exactly when the quads are.

A quad without blank nodes has one such line, so sets of lines are sets of quads that cost neither terms nor queries.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from plangraph.errors import PlanGraphError
from plangraph.graph.store import saved
from plangraph.graph.store.terms import Quad, graph_of, to_rdflib

_FORM = ox.RdfFormat.N_QUADS


def dumped(data: ox.Store) -> list[str]:
    """All quads of a store of the engine, sorted."""
    return sorted(line.decode() for line in (data.dump(format=_FORM) or b"").splitlines())  # of bytes: U+2028 ends none


def load(data: ox.Store, lines: Iterable[str]) -> None:
    """Put lines that were written by ``dumped`` into a store of the engine."""
    data.bulk_load(_bytes(lines), format=_FORM, lenient=True)


def load_merged(data: ox.Store, lines: Collection[str]) -> None:
    """Put lines into a store of the engine, and their merge into its default graph."""
    load(data, [*lines, *{f"{triple(line)} ." for line in lines}])  # in one, so that blank nodes stay the same


def quads(lines: Iterable[str]) -> Iterator[Quad]:
    """The quads of lines, as rdflib's terms."""
    known: dict[object, Any] = {}

    def term(value: object) -> Any:
        made = known.get(value)
        if made is None:
            made = known[value] = to_rdflib(value)
        return made

    for quad in ox.parse(_bytes(lines), format=_FORM):
        yield term(quad.subject), term(quad.predicate), term(quad.object), graph_of(quad, term)


def triple(line: str) -> str:
    """What a line states, without the graph that it lies in."""
    return line[: line.rindex(" <")]


def graph(line: str) -> str:
    """The IRI of the graph that a line's quad lies in."""
    return line[line.rindex(" <") + 2 : -3]


def write(lines: Collection[str], folder: Path) -> None:
    """Lines as a store in a new folder, their merge as its default graph.

    Raises:
        PlanGraphError: it cannot be written.
    """
    made = None
    try:
        made = ox.Store(str(folder))
        load_merged(made, lines)
        made.flush()
    except (OSError, RuntimeError) as error:
        raise PlanGraphError(f"{folder}: cannot be written: {saved.reason(error)}") from error
    finally:
        del made


def change(folder: Path, gone: Collection[str], new: Collection[str]) -> None:
    """Take lines out of a store that ``write`` made, and put others in; its default graph stays the merge.

    Raises:
        PlanGraphError: it cannot be read or written.
    """
    made = None
    try:
        made = ox.Store(str(folder))
        load(made, [*new, *{f"{triple(line)} ." for line in new}])
        removed = list(ox.parse(_bytes(gone), format=_FORM))
        for quad in removed:
            made.remove(quad)
        for quad in removed:
            left = made.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(isinstance(other.graph_name, ox.DefaultGraph) for other in left):
                made.remove(ox.Quad(quad.subject, quad.predicate, quad.object))
        made.flush()
    except (OSError, RuntimeError, ValueError) as error:
        raise PlanGraphError(f"{folder}: cannot be written: {saved.reason(error)}") from error
    finally:
        del made


def _bytes(lines: Iterable[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()
