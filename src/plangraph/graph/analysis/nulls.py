"""What chance gives: a figure beside the same figure of many draws from a null model, and whether they part.

The null model of a network is degree-preserving rewiring (``copies``); other figures say which one they use.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plangraph.graph.analysis.rewiring import rewired
from plangraph.graph.network import Flat, Network, projection

DRAWS = 200
LEAST = 50  # draws that a large network still gets
LEVEL = 0.05  # of ``q``: at most this, and a figure is told apart from chance
_BUDGET = 4_000_000  # nodes times edges times draws: some seconds
_SAME = 1e-9

Tail = Literal["both", "more", "less"]


@dataclass(frozen=True, slots=True)
class Chance:
    """How chance is asked: so many draws (when it is None, as many as suit the size), from this seed."""

    draws: int | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Null:
    """What chance gives: mean, interval (the 2.5 % and 97.5 % quantiles) and standard deviation of the draws."""

    mean: float
    low: float
    high: float
    sd: float
    draws: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure against chance.

    ``z`` is the distance from the mean of the draws in their standard deviations: 0 where draws and figure are all
    equal, None where the draws are equal and the figure is another. ``p`` is the share of draws that are as far out,
    the figure itself counted as one of them, (1 + reached) / (draws + 1), so never 0 (Davison and Hinkley 1997); twice
    that where either way counts.
    ``q`` is ``p`` after Benjamini and Hochberg (1995), where many figures are asked about at once, else ``p``.
    """

    value: float
    null: Null
    z: float | None
    p: float
    q: float

    @property
    def apart(self) -> bool:
        """Whether the figure is told apart from chance: ``q`` is at most ``LEVEL``."""
        return self.q <= LEVEL

    @property
    def above(self) -> bool:
        """Whether the figure is larger than what chance gives on average."""
        return self.value > self.null.mean + _SAME


def null(drawn: Iterable[float]) -> Null:
    """The summary of the draws; zeros, and 0 draws, where there is none."""
    return _summary(sorted(drawn))


def _summary(values: Sequence[float]) -> Null:
    if not values:
        return Null(0.0, 0.0, 0.0, 0.0, 0)
    mean = math.fsum(values) / len(values)
    sd = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values))
    return Null(mean, quantile(values, 0.025), quantile(values, 0.975), sd if sd > _SAME else 0.0, len(values))


def quantile(values: Sequence[float], part: float) -> float:
    """The quantile of sorted values, between two of them by their distance (type 7 of Hyndman and Fan 1996)."""
    at = part * (len(values) - 1)
    below = math.floor(at)
    above = min(below + 1, len(values) - 1)
    return values[below] + (at - below) * (values[above] - values[below])


def standing(value: float, drawn: Sequence[float], tail: Tail = "both") -> Standing:
    """The figure against the draws.

    Args:
        value: the figure of the network as it is.
        drawn: the same figure in each draw; where there is none, ``p`` is 1: nothing is known.
        tail: which draws are as far out: those at least as large, those at least as small, or either way: then ``p``
            is twice the smaller of the two, as the draws need not lie evenly about their mean.
    """
    values = sorted(drawn)
    summary = _summary(values)
    off = value - summary.mean
    more = (1 + summary.draws - bisect_left(values, value - _SAME)) / (summary.draws + 1)
    less = (1 + bisect_right(values, value + _SAME)) / (summary.draws + 1)
    p = {"more": more, "less": less, "both": min(1.0, 2 * more, 2 * less)}[tail]
    z = off / summary.sd if summary.sd else (0.0 if abs(off) <= _SAME or not drawn else None)
    return Standing(value, summary, z, p, p)


def adjusted(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """The same, with ``q`` as becomes a list of many: a tenth of fifty figures is "significant" by accident.

    Figures that every draw has as well are no question at all: they are not counted, and their ``q`` is 1.
    """
    asked = sorted((n for n, s in enumerate(standings) if s.null.sd or s.z is None), key=lambda n: standings[n].p)
    corrected = dict.fromkeys(range(len(standings)), 1.0)
    smallest = 1.0
    for rank in range(len(asked), 0, -1):
        number = asked[rank - 1]
        smallest = min(smallest, standings[number].p * len(asked) / rank)
        corrected[number] = smallest
    return tuple(replace(s, q=corrected[n]) for n, s in enumerate(standings))


def adjusted_by_key(standings: Mapping[str, Standing]) -> dict[str, Standing]:
    """``adjusted`` for a mapping."""
    return dict(zip(standings, adjusted(list(standings.values())), strict=True))


def copies(graph: Flat, draws: int = DRAWS, seed: int = 0) -> Iterator[Flat]:
    """Copies of a network whose nodes keep their degrees and sides, with edges and weights dealt anew."""
    return rewired(graph, draws, seed)


def drawn(graph: Network, draws: int | None = None, seed: int = 0) -> tuple[Flat, ...]:
    """The copies of the projection of a network, to be handed to each analysis of it.

    Raises:
        ValueError: ``draws`` is below 0.
    """
    if draws is not None and draws < 0:
        raise ValueError(f"{draws} draws cannot be made: 0 or more can")
    flat = projection(graph)
    return tuple(copies(flat, draws_for(flat) if draws is None else draws, seed))


def draws_for(graph: Flat) -> int:
    """How many draws a network gets when nobody says: ``DRAWS``, fewer where it is large, none without an edge."""
    size = len(graph) * graph.number_of_edges()
    return max(LEAST, min(DRAWS, _BUDGET // size)) if size else 0
