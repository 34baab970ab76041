"""Sentences of two languages joined to beads: one for one, one for two, two for two, or none at all.

The length of a sentence says most of its translation's (Gale and Church, "A Program for Aligning Sentences in
Bilingual Corpora", Computational Linguistics 19(1), 1993); figures and names that both have say the rest. The cheapest
chain of beads is found by dynamic programming in a band around the diagonal.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

# How often a bead of so many English and Chinese sentences is met; what is translated freely is cut and joined.
_SHAPES = {
    (1, 1): 0.7,
    (1, 2): 0.08,
    (2, 1): 0.08,
    (1, 3): 0.02,
    (3, 1): 0.02,
    (2, 2): 0.02,
    (1, 0): 0.004,
    (0, 1): 0.004,
    (2, 3): 0.006,
    (3, 2): 0.006,
    (1, 4): 0.005,
    (4, 1): 0.005,
}
_COSTS = {shape: -math.log(share) for shape, share in _SHAPES.items()}
_VARIANCE = 6.8  # of the length of a translation, for each character of it (Gale and Church)
_SPREAD = 2.2  # by how much English and Chinese differ more than their European pairs
_FIGURE, _NAME = 2.2, 1.4  # what a figure or a name in common takes off the cost of a bead
_ODD = 0.7  # what one that only one side has adds
_BAND = 60  # sentences beside the diagonal, at least


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence: its length in characters, its figures by value, the sets of things that its names may mean."""

    length: int
    figures: tuple[str, ...] = ()
    names: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that translate each other, by their places in both lists; a side without any is left untranslated."""

    english: tuple[int, ...]
    chinese: tuple[int, ...]
    score: float  # from 0 to 1: how well lengths and anchors agree


def beads(english: Sequence[Unit], chinese: Sequence[Unit]) -> list[Bead]:
    """The cheapest chain of beads over both lists; every sentence is in exactly one."""
    rows, columns = len(english), len(chinese)
    ratio = max(1, sum(unit.length for unit in english)) / max(1, sum(unit.length for unit in chinese))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(rows + 1):
        for j in _band(i, rows, columns):
            options = []
            for shape, cost in _COSTS.items():
                before = (i - shape[0], j - shape[1])
                if before in best and before != (i, j):
                    own = _cost(english[before[0] : i], chinese[before[1] : j], ratio)
                    options.append((best[before][0] + cost + own, shape))
            if options:
                best[i, j] = min(options)
    return _chain(best, english, chinese, ratio)


def _band(i: int, rows: int, columns: int) -> range:
    """The columns that are looked at in a row."""
    middle = i * columns // max(rows, 1)
    width = max(_BAND, abs(rows - columns) // 2 + _BAND, columns // 12)
    return range(max(0, middle - width), min(columns, middle + width) + 1) if rows else range(columns + 1)


def _chain(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]],
    english: Sequence[Unit],
    chinese: Sequence[Unit],
    ratio: float,
) -> list[Bead]:
    i, j = len(english), len(chinese)
    found: list[Bead] = []
    while i or j:
        step = best[i, j][1]
        a, b = i - step[0], j - step[1]
        cost = _cost(english[a:i], chinese[b:j], ratio)
        score = 0.0 if 0 in step else round(1 / (1 + math.exp(cost / 2 - 2)), 3)
        found.append(Bead(tuple(range(a, i)), tuple(range(b, j)), score))
        i, j = a, b
    return found[::-1]


def _cost(english: Sequence[Unit], chinese: Sequence[Unit], ratio: float) -> float:
    """How badly two groups of sentences fit: their lengths, and the anchors that one or both of them have."""
    long, short = sum(unit.length for unit in english), sum(unit.length for unit in chinese) * ratio
    mean = (long + short) / 2
    if not english or not chinese:
        return _ODD * (sum(len(unit.figures) + len(unit.names) for unit in (*english, *chinese)) + mean / 40)
    delta = (long - short) / math.sqrt(max(mean, 1) * _VARIANCE * _SPREAD**2)
    return -_log_tail(delta) + _anchored(english, chinese)


def _anchored(english: Sequence[Unit], chinese: Sequence[Unit]) -> float:
    numbers = [figure for unit in chinese for figure in unit.figures]
    cost = 0.0
    for figure in (figure for unit in english for figure in unit.figures):
        if figure in numbers:
            numbers.remove(figure)
            cost -= _FIGURE
        else:
            cost += _ODD
    names = [refs for unit in chinese for refs in unit.names]
    for refs in (refs for unit in english for refs in unit.names):
        match = next((other for other in names if other & refs), None)
        if match is None:
            cost += _ODD
        else:
            names.remove(match)
            cost -= _NAME
    return cost + _ODD * (len(numbers) + len(names))


def _log_tail(delta: float) -> float:
    """The logarithm of the chance that lengths differ by at least so many deviations."""
    return math.log(max(math.erfc(abs(delta) / math.sqrt(2)), 1e-12))
