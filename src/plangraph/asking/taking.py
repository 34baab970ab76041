"""Taking a file of RDF that somebody gives: read by a process of its own, within limits, into a store or not at all.

The file may be anything: the engine that reads it has no network meanwhile, may use so much memory and time and no
more, and what is left of a file that is refused is nothing.
"""

import hashlib
import multiprocessing
import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from plangraph.asking import starting
from plangraph.asking.isolation import isolate
from plangraph.asking.limits import MIB, Limits
from plangraph.asking.worker import OUT_OF_MEMORY, silence
from plangraph.errors import DataError, PlanGraphError

_IMPORTS = "http://www.w3.org/2002/07/owl#imports"
_MODULE = "http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module"
_OBJECTS = """SELECT DISTINCT (STR(?o) AS ?text) WHERE {{
  {{ ?s <{0}> ?o }} UNION {{ GRAPH ?g {{ ?s <{0}> ?o }} }}
}} ORDER BY ?text"""
_TOLD = 20  # imports; a file may have any number
_GRACE = 1.0  # seconds after the limit; by then the process has ended itself, where the system lets it


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may cost: seconds, bytes of memory, bytes of the file."""

    seconds: float = 300.0
    memory: int = 8192 * MIB
    size: int = 512 * MIB


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read: a name made from its bytes, and a line for each thing that was left alone."""

    name: str
    warnings: tuple[str, ...]


def take(path: Path, folder: Path, bounds: Bounds | None = None, until: Sequence[Any] = ()) -> Taken:
    """Read a file of RDF into a store in a new folder, which stays as it is: its default graph is its own.

    Args:
        path: the file; its suffix says its format.
        folder: where the store is made; it is not there yet, and is not there after an error.
        bounds: what it may cost.
        until: something that becomes readable when nobody wants the store any more (not on Windows).

    Raises:
        DataError: the file is missing, broken, of no format that we read, holds what a file must not, or comes to a
            limit; in one line, with the line of the file where one is to blame.
        PlanGraphError: the store cannot be written.
    """
    bounds = bounds or Bounds()
    context = multiprocessing.get_context("fork" if starting.alone() else "spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_taking, args=(theirs, path, folder, bounds), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    try:
        return _heard(ours, process, path, bounds, until)
    except BaseException:
        process.kill()
        process.join()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        ours.close()


def _heard(ours: Connection, process: Any, path: Path, bounds: Bounds, until: Sequence[Any]) -> Taken:
    ready = wait([ours, *until], bounds.seconds + _GRACE)
    if not ready:
        raise _over(path, "seconds", bounds)
    if ours not in ready:
        raise DataError(f"{path}: nobody waits for it any more")
    try:
        told: Taken | PlanGraphError = ours.recv()
    except EOFError as error:
        process.join()
        raise _ended(process.exitcode, path, bounds) from error
    process.join()
    if isinstance(told, PlanGraphError):
        raise told
    return told


def _over(path: Path, limit: str, bounds: Bounds) -> DataError:
    said = {
        "seconds": f"not read within {bounds.seconds:g} s",
        "memory": f"needs more than {bounds.memory // MIB:,} MiB of memory to be read",
        "size": f"larger than {bounds.size // MIB:,} MiB",
    }
    return DataError(f"{path}: {said[limit]} (limit: {limit}); give less, or split it")


def _ended(status: int | None, path: Path, bounds: Bounds) -> DataError:
    """What is to blame when the process ended without a word."""
    if status == OUT_OF_MEMORY or status == -getattr(signal, "SIGABRT", 6):
        return _over(path, "memory", bounds)
    if status == -getattr(signal, "SIGALRM", 14):
        return _over(path, "seconds", bounds)
    return DataError(f"{path}: the process that read it came to an end over it (status {status}); nothing is stored")


def _taking(end: Connection, path: Path, folder: Path, bounds: Bounds) -> None:
    """What the process does."""
    silence()
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, bounds.seconds)
    isolate(Limits(memory=bounds.memory))
    try:
        end.send(_take(path, folder, bounds))
    except PlanGraphError as error:
        end.send(error)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _take(path: Path, folder: Path, bounds: Bounds) -> Taken:
    from plangraph.graph.store import Store  # late: it loads the engine

    data = _bytes(path, bounds)
    store = Store.memory()
    store.load_bytes(data, path)
    modules = _objects(store.select, _MODULE)
    if modules:
        told = f"names a Python module ({modules[0][:80]!r}) that a program would run when it reads this"
        raise DataError(f"{_at(path, data, 'python_module')}: {told}; take the triple out")
    imports = _objects(store.select, _IMPORTS)
    warnings = [f"{_at(path, data, iri)}: owl:imports <{iri[:200]}> is not followed" for iri in imports[:_TOLD]]
    if len(imports) > _TOLD:
        warnings.append(f"{path}: {len(imports) - _TOLD} more owl:imports are not followed")
    store.save(folder, merged=False)
    return Taken(hashlib.sha256(data).hexdigest()[:16], tuple(warnings))


def _objects(select: Callable[..., Iterable[tuple[Any, ...]]], predicate: str) -> list[str]:
    """What a file says by a predicate, in any of its graphs, as text."""
    return [str(row[0] or "") for row in select(_OBJECTS.format(predicate), "standard")]


def _bytes(path: Path, bounds: Bounds) -> bytes:
    """All of a regular file; a pipe or a device is never waited for."""
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(number, "rb") as file:
            about = os.fstat(number)
            if not stat.S_ISREG(about.st_mode):
                raise DataError(f"{path}: not a regular file: give a file of RDF on disk")
            data = file.read(bounds.size + 1)
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > bounds.size:
        raise _over(path, "size", bounds)
    return data


def _at(path: Path, data: bytes, words: str) -> str:
    """The file and the first line that has these words, where they stand there as they are."""
    at = data.find(words.encode("utf-8", "surrogatepass"))
    if at < 0:
        return str(path)
    line = data.count(b"\n", 0, at) + 1
    return f"{path}:{line}"
