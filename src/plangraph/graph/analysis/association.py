"""Association: which row of a matrix goes with which column more, or less, than its margins would have it.

The null model deals the columns of each measure to another measure, so that every row and every column keeps all its
measures, and those that stand in several rows at once stay so (a permutation test; Fisher 1935).
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.graph.analysis.nulls import Standing, adjusted, standing
from plangraph.graph.network import Network, Proof, reading_order

MANY = 1000  # pairs, beyond which they are not asked about: none of so many could be told apart
DEALS = 2000  # more than elsewhere: many pairs are asked about at once, and dealing is quick


@dataclass(frozen=True, slots=True)
class Association:
    """A pair: how many measures link it, against measures that keep rows and columns but not which with which.

    ``lift`` is the number as a multiple of its mean by chance; 0 where that mean is 0.
    """

    row: str
    column: str
    measures: int
    lift: float
    standing: Standing
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One observation, such as a measure: the rows and the columns that it counts in."""

    rows: frozenset[str]
    columns: frozenset[str]


def associations(graph: Network, draws: int = DEALS, seed: int = 0) -> tuple[Association, ...]:
    """Every pair of a source and a target of a network, the furthest from chance first; ``q`` is over all pairs.

    What is dealt anew are the measures that the edges rest on. Where there are more than ``MANY`` pairs, none is told.
    """
    rows: dict[str, set[str]] = defaultdict(set)
    columns: dict[str, set[str]] = defaultdict(set)
    proofs: dict[tuple[str, str], set[Proof]] = defaultdict(set)
    for source, target, data in graph.edges(data=True):
        for proof in data.get("evidence", ()):
            measure = proof.measure or proof.sentence
            rows[measure].add(source)
            columns[measure].add(target)
            proofs[source, target].add(proof)
    if len({s for s, _ in graph.edges()}) * len({t for _, t in graph.edges()}) > MANY:
        return ()
    items = [Item(frozenset(rows[measure]), frozenset(columns[measure])) for measure in sorted(rows)]
    found = [
        Association(
            row,
            column,
            int(value.value),
            value.value / value.null.mean if value.null.mean else 0.0,
            value,
            tuple(sorted(proofs[row, column], key=reading_order)),
        )
        for (row, column), value in cells(items, draws, seed).items()
    ]
    return tuple(sorted(found, key=lambda a: (a.standing.q, a.standing.p, -abs(a.standing.z or 0), a.row, a.column)))


def cells(items: Sequence[Item], draws: int = DEALS, seed: int = 0) -> dict[tuple[str, str], Standing]:
    """How many items each pair of a row and a column has, against items whose columns are dealt anew."""
    rows = sorted({row for item in items for row in item.rows})
    columns = sorted({column for item in items for column in item.columns})
    pairs = [(row, column) for row in rows for column in columns]
    width = len(columns)
    number = {column: at for at, column in enumerate(columns)}
    begins = [[at * width for at, row in enumerate(rows) if row in item.rows] for item in items]
    dealt = [[number[column] for column in sorted(item.columns)] for item in items]
    own = _count(begins, dealt, len(pairs))
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    chance = []
    for _ in range(draws):
        dice.shuffle(dealt)
        chance.append(_count(begins, dealt, len(pairs)))
    drawn = zip(*chance, strict=True) if chance else [()] * len(pairs)
    made = [standing(value, copy) for value, copy in zip(own, drawn, strict=True)]
    return dict(zip(pairs, adjusted(made), strict=True))


def _count(begins: Sequence[Sequence[int]], dealt: Sequence[Sequence[int]], size: int) -> list[int]:
    """How many items each cell has, row by row: those of an item begin where its rows do."""
    found = [0] * size
    for rows, columns in zip(begins, dealt, strict=True):
        for row in rows:
            for column in columns:
                found[row + column] += 1
    return found
