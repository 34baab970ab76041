"""The folder of a report: pages, Markdown, pictures, data and the queries that the data come from."""

import csv
import io
from pathlib import Path

from plangraph.escape import spreadsheet_cell
from plangraph.graph.analysis.nulls import Chance
from plangraph.graph.store import Reads
from plangraph.graph.view import find
from plangraph.views import pages
from plangraph.views.report.answers import Answers, answers
from plangraph.views.report.chart import svg
from plangraph.views.report.markdown import markdown
from plangraph.views.report.page import html
from plangraph.views.report.tried import Tried

COLUMNS = ("id", "label", "label_zh", "value", "of", "low", "high", "chance_mean", "chance_low", "chance_high")


def write(store: Reads, out: Path, folder: Path | None = None, chance: Chance | None = None) -> Path:
    """Write the report of a graph below ``out``; the path of its page. The same graph and seed give the same bytes.

    Raises:
        DataError: a file cannot be written.
    """
    for name, text in files(answers(store, folder, chance), folder).items():
        pages.write(out / name, text)
    return out / "index.html"


def files(found: Answers, folder: Path | None = None) -> dict[str, str]:
    """Every file of a report, by its path in it."""
    made = {"index.html": html(found, 0), "zh/index.html": html(found, 1), "report.md": markdown(found)}
    for one in (*found.apart, *found.not_apart):
        made[f"figures/{one.id}.svg"] = svg(one, 0)
        made[f"figures/{one.id}.zh.svg"] = svg(one, 1)
        made[f"data/{one.id}.csv"] = _table(one)
        for view in one.views:
            made[f"queries/{one.id}.{view}.rq"] = find(view, folder).text
    return made


def _table(one: Tried) -> str:
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in one.rows:
        numbers = (row.value, row.of, row.low, row.high, row.mean, row.chance_low, row.chance_high)
        table.writerow([*map(spreadsheet_cell, (row.id, *row.label)), *(f"{value:.6g}" for value in numbers)])
    return lines.getvalue()
