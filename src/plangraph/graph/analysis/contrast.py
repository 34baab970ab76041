"""Contrast: whether a mark of observations is more frequent in some groups than in others.

What one sentence says hangs together, so chance keeps it together: the sentences, each with its run of marks, are put
into another order, and the marks are laid over the observations anew (a block permutation; Good 2005).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plangraph.graph.analysis.dealing import bits, deals
from plangraph.graph.analysis.nulls import DRAWS, Standing, null, standing

_Z = 1.959964  # of 95 %
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Share:
    """A group: ``count`` of ``total`` bear the mark; Wilson's interval of the share, and the count by chance."""

    group: str
    count: int
    total: int
    low: float
    high: float
    mean: float
    chance_low: float
    chance_high: float

    @property
    def above(self) -> bool:
        """Whether more bear the mark than in 97.5 % of the draws."""
        return self.count > self.chance_high + _SAME

    @property
    def below(self) -> bool:
        """Whether fewer bear the mark than in 97.5 % of the draws."""
        return self.count < self.chance_low - _SAME


@dataclass(frozen=True, slots=True)
class Contrast:
    """All groups, and how far they are apart together: squared distances from the share of all (chi-square)."""

    shares: tuple[Share, ...]
    standing: Standing


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); from 0 to 1 where there is nothing.

    >>> [round(end, 3) for end in wilson(0, 10)]
    [0.0, 0.278]
    """
    if not total:
        return 0.0, 1.0
    share, extra = count / total, _Z * _Z / total
    middle = share + extra / 2
    room = _Z * math.sqrt(share * (1 - share) / total + extra / (4 * total))
    low, high = (middle - room) / (1 + extra), (middle + room) / (1 + extra)
    return (0.0 if not count else low), (1.0 if count == total else high)


def contrast(
    marks: Sequence[bool],
    units: Sequence[str],
    groups: Mapping[str, Sequence[int]],
    draws: int = DRAWS,
    seed: int = 0,
) -> Contrast:
    """The share of marked observations in each group, against marks that are dealt to other sentences.

    Args:
        marks: one for each observation, in reading order.
        units: the sentence of each observation; those of one sentence stand together.
        groups: name to the numbers of its observations; an observation may be in several groups, or in none.
        draws: by chance.
        seed: of the draws.
    """
    return contrasts({"": marks}, units, groups, draws, seed)[""]


def contrasts(
    marks: Mapping[str, Sequence[bool]],
    units: Sequence[str],
    groups: Mapping[str, Sequence[int]],
    draws: int = DRAWS,
    seed: int = 0,
) -> dict[str, Contrast]:
    """``contrast`` for several marks of the same observations, all dealt together."""
    sets = [bits(members) for members in groups.values()]
    sizes = [len(members) for members in groups.values()]
    columns = [bits(n for n, marked in enumerate(own) if marked) for own in marks.values()]
    drawn: list[list[list[int]]] = [[] for _ in columns]
    for dealt in deals(columns, units, draws, seed):
        for number, column in enumerate(dealt):
            drawn[number].append([(column & members).bit_count() for members in sets])
    found = {}
    for name, column, copies in zip(marks, columns, drawn, strict=True):
        own = [(column & members).bit_count() for members in sets]
        part = column.bit_count() / len(units) if units else 0.0
        shares = []
        for number, group in enumerate(groups):
            chance = null([copy[number] for copy in copies])
            ends = wilson(own[number], sizes[number])
            shares.append(Share(group, own[number], sizes[number], *ends, chance.mean, chance.low, chance.high))
        far = standing(_distance(own, sizes, part), [_distance(copy, sizes, part) for copy in copies], "more")
        found[name] = Contrast(tuple(shares), far)
    return found


def _distance(counts: Sequence[int], sizes: Sequence[int], part: float) -> float:
    if not 0 < part < 1:
        return 0.0
    return math.fsum(
        (count - size * part) ** 2 / (size * part * (1 - part))
        for count, size in zip(counts, sizes, strict=True)
        if size
    )
