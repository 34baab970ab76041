"""Lines: quads as lines of N-Quads in the engine's own form, equal exactly when the quads are.

A quad without blank nodes has one such line, so sets of lines are sets of quads that cost neither terms nor queries.
"""

import io
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from plangraph.errors import PlanGraphError
from plangraph.graph.store import saved
from plangraph.graph.store.terms import Quad, graph_of, to_rdflib

_FORM = ox.RdfFormat.N_QUADS
_AT_ONCE = 64  # lines


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


def write(lines: Iterable[str], folder: Path) -> None:
    """Lines as a store in a new folder, their merge as its default graph; they are not all held in memory.

    Raises:
        PlanGraphError: it cannot be written.
    """
    made = None
    try:
        made = ox.Store(str(folder))
        both = chain.from_iterable((line, f"{triple(line)} .") for line in lines)
        made.bulk_load(
            cast("IO[bytes]", _Stream(both)), format=_FORM, lenient=True
        )  # in one, so that blank nodes stay the same
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


class _Stream(io.BufferedIOBase):
    """Lines to be read as a file."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._left = b""

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes, as many as there are up to ``size``; all of them where it is negative."""
        while not self._left or size is None or size < 0:
            some = [line + "\n" for line in islice(self._lines, _AT_ONCE)]
            self._left += "".join(some).encode()
            if not some:
                break
        if size is None or size < 0:
            size = len(self._left)
        found, self._left = self._left[:size], self._left[size:]
        return found


def _bytes(lines: Iterable[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()
