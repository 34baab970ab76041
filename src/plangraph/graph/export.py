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


def render(store: Reads, form: str) -> str:
    """The graph in a format of ``FORMATS``.

    Raises:
        QueryError: the format is not known; the message names those that are.
    """
    if form not in FORMATS:
        raise QueryError(f"there is no format {form!r}{nearest(form, FORMATS)}")
    return FORMATS[form](store)


def export(store: Reads, form: str, out: Path) -> None:
    """Write the graph to the file ``out``: beside it first, then renamed, so that it is whole at any time.

    Raises:
        QueryError: the format is not known.
        PlanGraphError: the file cannot be written; what stood there is kept.
    """
    content = render(store, form).encode("utf-8")
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise PlanGraphError(f"{out}: cannot be written: {error.strerror}; what stood there is kept") from error
