"""A network as two tables of CSV, for a spreadsheet, pandas, Gephi or a database."""

import csv
import io
from collections.abc import Iterable, Sequence

from plangraph.escape import spreadsheet_cell
from plangraph.graph.network import Network
from plangraph.graph.networkfiles.rows import EDGE_COLUMNS, NODE_COLUMNS, Value, edges, nodes


def node_table(graph: Network) -> str:
    """One row a node; ``id`` is its IRI. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    return _table(("id", *NODE_COLUMNS), ((node, *values.values()) for node, values in nodes(graph)))


def edge_table(graph: Network) -> str:
    """One row an edge, from the IRI ``source`` to the IRI ``target``; cells of evidence have a line for each proof."""
    return _table(
        ("id", "source", "target", *EDGE_COLUMNS),
        ((edge.id, edge.source, edge.target, *edge.values.values()) for edge in edges(graph)),
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([spreadsheet_cell(_cell(value)) for value in row])
    return out.getvalue()


def _cell(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
