"""A review as a table of verdicts that are still to be given."""

import csv
import io
from collections.abc import Iterable

from plangraph.reading.judging.curation import COLUMNS
from plangraph.reading.judging.review import Doubt
from plangraph.views.plain import safe


def table(doubts: Iterable[Doubt]) -> str:
    """TSV with a header, in the columns of the table of verdicts."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(safe, doubt.row()) for doubt in doubts)
    return text.getvalue()
