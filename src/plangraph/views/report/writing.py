"""The folder of a report: pages, Markdown, pictures, data and the queries that the data come from."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from plangraph.escape import spreadsheet_cell
from plangraph.graph.analysis.nulls import Chance
from plangraph.graph.store import Reads
from plangraph.graph.view import find
from plangraph.views import pages
from plangraph.views.report import atlas, chart, grid, mapping
from plangraph.views.report.answers import Answers, answers
from plangraph.views.report.markdown import markdown
from plangraph.views.report.page import html
from plangraph.views.report.tried import Tried

COLUMNS = (
    "id", "label", "label_zh", "note", "note_zh", "value", "of", "low", "high", "chance_mean", "chance_low",
    "chance_high",
)  # fmt: skip
POINTS = ("id", "label", "label_zh", "class", "stop", "longitude", "latitude", "measures")


def write(store: Reads, out: Path, folder: Path | None = None, chance: Chance | None = None) -> Path:
    """Write the report of a graph below ``out``; the path of its page. The same graph and seed give the same bytes.

    Raises:
        CommandError: no draws are asked for.
        DataError: a file cannot be written.
    """
    for name, text in files(answers(store, folder, chance), folder).items():
        pages.write(out / name, text)
    return out / "index.html"


def files(found: Answers, folder: Path | None = None) -> dict[str, str]:
    """Every file of a report, by its path in it."""
    made = {"index.html": html(found, 0), "zh/index.html": html(found, 1), "report.md": markdown(found)}
    for one in (*found.apart, *found.not_apart):
        draw = grid.svg if one.grid else chart.svg
        made[f"figures/{one.id}.svg"] = draw(one, 0)
        made[f"figures/{one.id}.zh.svg"] = draw(one, 1)
        made[f"data/{one.id}.csv"] = _table(COLUMNS, _rows(one))
        made |= _queries(one.id, one.views, folder)
    for place, statement in enumerate(found.opening, start=1):
        made |= _queries(f"opening-{place}", statement.views, folder)
    if found.atlas.sights:
        made["figures/map.svg"], made["figures/map.zh.svg"] = mapping.svg(found.atlas, 0), mapping.svg(found.atlas, 1)
        made["data/map.csv"] = _table(POINTS, _points(found.atlas))
        made |= _queries("map", atlas.VIEWS, folder)
    return made


def _queries(name: str, views: Sequence[str], folder: Path | None) -> dict[str, str]:
    return {f"queries/{name}.{view}.rq": find(view, folder).text for view in views}


def _rows(one: Tried) -> Iterator[Sequence[str]]:
    for row in one.rows:
        numbers = (row.value, row.of, row.low, row.high, row.mean, row.chance_low, row.chance_high)
        yield row.id, *row.label, *row.note, *(f"{value:.6g}" for value in numbers)


def _points(found: atlas.Atlas) -> Iterator[Sequence[str]]:
    for sight in found.sights:
        for stop, (lon, lat) in enumerate(sight.points, start=1):
            place = (f"{stop}", f"{lon:.6g}", f"{lat:.6g}", f"{sight.commitments}")
            yield sight.iri, *sight.label, found.kinds[sight.kind][0], *place


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(head)
    table.writerows([*map(spreadsheet_cell, row[:5]), *row[5:]] for row in rows)
    return lines.getvalue()
