"""Crossing: whether the rows and columns of a matrix go together, and whether more of its cells are empty by chance.

Unlike ``association`` it asks about the whole matrix at once, and keeps together what one sentence says: the
sentences, each with the columns of its observations, are put into another order (a block permutation; Good 2005), so
that every row and every column keeps all it has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plangraph.graph.analysis.association import Item
from plangraph.graph.analysis.dealing import bits, deals
from plangraph.graph.analysis.nulls import Standing, null, standing

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Crossed:
    """A cell: ``count`` of the ``total`` observations of its row stand in its column, and what chance gives."""

    row: str
    column: str
    count: int
    total: int
    mean: float
    low: float
    high: float

    @property
    def apart(self) -> bool:
        """Whether 95 % of the draws give another number."""
        return not self.low - _SAME <= self.count <= self.high + _SAME

    @property
    def excess(self) -> float:
        """How much more than chance gives, as a part of what chance would let one expect to vary."""
        return (self.count - self.mean) / (self.mean**0.5) if self.mean else 0.0


@dataclass(frozen=True, slots=True)
class Crossing:
    """All cells; ``far`` is their distance from what the margins give (chi-square), ``empty`` how many are empty."""

    cells: tuple[Crossed, ...]
    far: Standing
    empty: Standing


def crossing(items: Sequence[Item], units: Sequence[str], draws: int, seed: int = 0) -> Crossing:
    """The matrix of observations in reading order, against columns dealt to other sentences.

    Args:
        items: the rows and columns that each observation counts in.
        units: the sentence of each.
        draws: by chance.
        seed: of the draws.
    """
    rows = sorted({row for item in items for row in item.rows})
    columns = sorted({column for item in items for column in item.columns})
    across = [bits(n for n, item in enumerate(items) if row in item.rows) for row in rows]
    down = [bits(n for n, item in enumerate(items) if column in item.columns) for column in columns]
    usual = [r.bit_count() * c.bit_count() / len(items) for r in across for c in down]
    own = list(_counts(across, down))
    drawn = [list(_counts(across, dealt)) for dealt in deals(down, units, draws, seed)]
    cells = []
    for number, (row, column) in enumerate((r, c) for r in range(len(rows)) for c in range(len(columns))):
        chance = null([copy[number] for copy in drawn])
        ends = (across[row].bit_count(), chance.mean, chance.low, chance.high)
        cells.append(Crossed(rows[row], columns[column], own[number], *ends))
    return Crossing(
        tuple(cells),
        standing(_distance(own, usual), [_distance(copy, usual) for copy in drawn], "more"),
        standing(own.count(0), [copy.count(0) for copy in drawn]),
    )


def _counts(rows: Sequence[int], columns: Sequence[int]) -> Iterator[int]:
    return ((row & column).bit_count() for row in rows for column in columns)


def _distance(counts: Sequence[int], usual: Sequence[float]) -> float:
    return sum((count - mean) ** 2 / mean for count, mean in zip(counts, usual, strict=True))
