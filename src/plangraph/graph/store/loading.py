"""Loading: a file of RDF, looked through before the engine reads it."""

from pathlib import Path

import pyoxigraph as ox

from plangraph.errors import DataError
from plangraph.graph.store import inspection

_FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def checked(data: bytes, path: Path) -> None:
    """Look through what a file holds.

    Raises:
        DataError: it holds what no file of RDF may, or is of another format; see ``inspection``.
    """
    inspection.inspect(format_of(path).name, data, str(path))


def load(store: ox.Store, data: bytes, path: Path, to_graph: str | None) -> None:
    """Read what a file holds into a store of the engine, all of it or nothing.

    Raises:
        DataError: it is broken (``file:line:column``).
    """
    form = format_of(path)
    try:
        store.load(data, format=form, to_graph=ox.NamedNode(to_graph) if to_graph else None)
    except SyntaxError as error:
        where = ":".join(str(part) for part in (path, error.lineno, error.offset) if part is not None)
        reason = str(error.msg).rpartition(": ")[2]
        raise DataError(f"{where}: not {form.name}: {reason}") from error
    except MemoryError as error:
        if not str(error):
            raise
        raise DataError(f"{path}: a statement is longer than 16 MiB, which the engine does not read") from error
    except ValueError as error:
        raise DataError(f"{path}: {error}") from error


def format_of(path: Path) -> ox.RdfFormat:
    """The format that the suffix of a file says.

    Raises:
        DataError: it says none that we read.
    """
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise DataError(f"{path}: graph files end in {', '.join(_FORMATS)}")
    return form
