"""The family: every question that the report asks, in one closed list.

All of them are asked of every text, and all are judged together; nothing is asked that is not listed here, and what
does not stand out from chance is told as well. A question that is added here makes all others harder to answer.
"""

from collections.abc import Iterator
from pathlib import Path

from plangraph.graph.store import Reads
from plangraph.views.report import contrasts, crosses, spread, wordings, works
from plangraph.views.report.commitments import Commitments
from plangraph.views.report.tried import Tried

MOST = 2000  # draws where each takes long: of amounts and of words


def tried(store: Reads, found: Commitments, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    """Every question of the family that the text can be asked.

    A question about fewer than two groups, or about a mark that all or none bear, is no question.
    """
    few = min(draws, MOST)
    yield from contrasts.tried(found, draws, seed)
    yield from crosses.tried(found, draws, seed)
    yield from spread.tried(store, folder, few, seed)
    yield from works.tried(store, folder, draws, seed)
    yield from wordings.tried(store, folder, few, seed)
