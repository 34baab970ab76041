"""A graph in other formats, to a file that is whole or not there."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from plangraph.errors import PlanGraphError, QueryError
from plangraph.escape import spreadsheet_cell
from plangraph.graph import graphml, jsonld, trig
from plangraph.graph.network import Network, network
from plangraph.graph.networkfiles import gexf, jsons, tables
from plangraph.graph.networkfiles import graphml as network_graphml
from plangraph.graph.rows import ROLES, MeasureRow, measure_rows
from plangraph.graph.sparql import nearest
from plangraph.graph.store import Reads

_COLUMNS = (
    "iri",
    "chapter",
    "section",
    "quote",
    "action",
    "kind",
    "strength",
    "confidence",
    "object_text",
    "purpose",
    "quantity",
    "start",
    "end",
    "sentence",
)


def turtle(store: Reads) -> str:
    """The merge of all graphs as Turtle, with the ontology; which graph says what is lost."""
    return trig.text((s, p, o, None) for s, p, o, _ in store.quads())


def measures_csv(store: Reads) -> str:
    """All measures as CSV, one row each; several things of one role are joined by ``; ``.

    Cells that a spreadsheet would run as a formula begin with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*_COLUMNS, *ROLES))
    for row in measure_rows(store):
        cells = [str(getattr(row, column)) for column in _COLUMNS]
        cells += ["; ".join(thing.label for thing in row.roles.get(role, ())) for role in ROLES]
        writer.writerow([spreadsheet_cell(cell) for cell in cells])
    return out.getvalue()


def measures_json(store: Reads) -> str:
    """All measures as a JSON list, one object each; a role is a list of things with IRI and label."""
    return json.dumps([_object(row) for row in measure_rows(store)], ensure_ascii=False, indent=1) + "\n"


def _object(row: MeasureRow) -> dict[str, object]:
    values: dict[str, object] = {column: getattr(row, column) for column in _COLUMNS}
    return values | {role: [asdict(thing) for thing in row.roles.get(role, ())] for role in ROLES}


FORMATS: dict[str, Callable[[Reads], str]] = {
    "turtle": turtle,
    "trig": lambda store: trig.text(store.quads()),
    "nquads": lambda store: trig.nquads(store.quads()),
    "jsonld": lambda store: jsonld.text(store.quads()),
    "graphml": graphml.text,
    "csv": measures_csv,
    "json": measures_json,
}


NETWORK_FORMATS: dict[str, Callable[[Network], str]] = {
    "graphml": network_graphml.text,
    "gexf": gexf.text,
    "json": jsons.node_link,
    "cytoscape": jsons.cytoscape,
}
TABLES: dict[str, Callable[[Network], str]] = {"nodes.csv": tables.node_table, "edges.csv": tables.edge_table}
_TABLES_FORMAT = "csv"
_PICTURE = "chapter-picture"  # what a format that knows only networks writes of a graph


def render(store: Reads, form: str) -> str:
    """The graph in a format of ``FORMATS``.

    Raises:
        QueryError: the format is not known; the message names those that are.
    """
    if form not in FORMATS:
        raise QueryError(f"there is no format {form!r}{nearest(form, FORMATS)}")
    return FORMATS[form](store)


def export(store: Reads, form: str, out: Path, view: str | None = None, folder: Path | None = None) -> None:
    """Write the graph, or one network of it, to a file that is whole at any time.

    Args:
        store: a built graph.
        form: a format of ``FORMATS``; for a network one of ``NETWORK_FORMATS``, or "csv" for two tables. A format
            that only networks have writes that of all measures where no view is named.
        out: the file; for the two tables the folder that takes ``nodes.csv`` and ``edges.csv``.
        view: the name of a view query that is a network; None for the graph.
        folder: where the view queries lie; those of the package when it is None.

    Raises:
        QueryError: the format is not known, or not for networks, or there is no such network.
        PlanGraphError: the file cannot be written; what stood there is kept.
    """
    known = FORMATS.keys() | NETWORK_FORMATS.keys()
    if form not in known:
        raise QueryError(f"there is no format {form!r}{nearest(form, known)}")
    if view is None and form in FORMATS:
        _write(out, render(store, form))
        return
    if form != _TABLES_FORMAT and form not in NETWORK_FORMATS:
        names = ", ".join(sorted((*NETWORK_FORMATS, _TABLES_FORMAT)))
        raise QueryError(f"a network cannot be had as {form!r}; the formats are {names}")
    graph = network(store, view or _PICTURE, folder)
    if form == _TABLES_FORMAT:
        written = {name: table(graph) for name, table in TABLES.items()}
        _folder(out)
        for name, content in written.items():
            _write(out / name, content)
    else:
        _write(out, NETWORK_FORMATS[form](graph))


def _folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlanGraphError(f"{out}: no folder for the tables of nodes and edges: {error.strerror}") from error


def _write(out: Path, text: str) -> None:
    """Beside the file first, then renamed."""
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise PlanGraphError(f"{out}: cannot be written: {error.strerror}; what stood there is kept") from error
