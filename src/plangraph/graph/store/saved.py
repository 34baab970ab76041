"""Stores in folders: written once, whole, then only read."""

import errno
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from plangraph.errors import DataError, PlanGraphError
from plangraph.locks import Hold, hold

FORMAT = "oxigraph " + ".".join(ox.__version__.split(".")[:2])  # a store of another one may be unreadable


class Saved(NamedTuple):
    """Where a store lies that is only read, and what it is."""

    folder: Path
    merged: bool  # whether its default graph is the merge of its graphs
    held: Hold | None  # kept open, so that nobody takes the folder away


def save(data: ox.Store, folder: Path, *, merged: bool) -> None:
    """The quads, and their merge if so wished, as a store in a folder that is not there yet, or is empty.

    Raises:
        PlanGraphError: something lies in the folder, or it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PlanGraphError(f"{folder}: not empty, so no store is written into it; name a new folder")
    # As text, which the engine reads by itself while other threads go on; in one, so that blank nodes stay the same.
    pieces = [data.dump(format=ox.RdfFormat.N_QUADS)]
    if merged:
        pieces += [data.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) for graph in data.named_graphs()]
    made = None
    try:
        made = ox.Store(str(folder))
        made.bulk_load(b"".join(piece or b"" for piece in pieces), format=ox.RdfFormat.N_QUADS, lenient=True)
        made.flush()
    except (OSError, RuntimeError) as error:
        raise PlanGraphError(f"{folder}: cannot be written: {reason(error)}") from error
    finally:
        del made  # the folder is let go of now, and not when the last hears of the error


def opened(folder: Path, *, merged: bool) -> tuple[ox.Store, Saved]:
    """A store in a folder, read-only, with a hold on the generation it belongs to.

    Raises:
        DataError: there is none, or it is damaged.
    """
    held = hold(folder.parent / "held")
    try:
        return ox.Store.read_only(str(folder)), Saved(folder, merged, held)
    except (OSError, RuntimeError, ValueError) as error:
        raise DataError(broken(folder, error)) from error


def quads(data: ox.Store, store: Saved) -> Iterator[ox.Quad]:
    """The quads of an opened store, without those that are but its merge.

    Raises:
        DataError: it is damaged.
    """
    try:
        if not store.merged:
            yield from data
            return
        for graph in data.named_graphs():
            yield from data.quads_for_pattern(None, None, None, graph)
    except (OSError, RuntimeError) as error:
        raise DataError(broken(store.folder, error)) from error


def copy(data: ox.Store, store: Saved) -> ox.Store:
    """An opened store in memory, where it may be changed, with its merge."""
    made = ox.Store()
    own = list(quads(data, store))
    made.extend(chain(own, (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in own if store.merged)))
    return made


def broken(folder: Path, error: Exception) -> str:
    """What is said about a store that cannot be read, in one line."""
    return f"{folder}: missing or damaged; `plangraph build` mends it ({reason(error)})"


def failure(error: Exception, store: Saved | None) -> str:
    """What is said when a query ends in an error of the engine: the query's fault, or that of a damaged folder."""
    words = reason(error)
    if store and words.startswith(("Corruption", "IO error")):
        return broken(store.folder, error)
    return f"the query failed: {words}"


def reason(error: Exception) -> str:
    """The words of the engine or the system for what went wrong, in one line."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    full = os.strerror(errno.ENOSPC)
    return full if full in words else " ".join(words.split())
