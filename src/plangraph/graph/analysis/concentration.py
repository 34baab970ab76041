"""Concentration: whether attention falls on few or on all alike, and how sure that is.

What is drawn anew are units, the sentences: what one sentence says of fourteen ports is one observation, not
fourteen. The interval comes from the bootstrap (Efron 1979): 1.96 of its standard deviations either way, as its
quantiles are biased for such figures. Chance deals what each unit gives to other categories.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, permutations, repeat

from plangraph.graph.analysis.nulls import DRAWS, Standing, null, standing
from plangraph.graph.network import Network

FEW = 10  # units, below which an interval says little
_NORMAL = 1.96
_SWEEPS = 5  # times that each unit is dealt from one draw to the next, where none may be left empty
_NOTHING = 1e-9
_ALL = 30_000  # ways to deal that are all gone through, as the sentences are few

Unit = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its bootstrap interval (95 %), and against even attention."""

    value: float
    low: float
    high: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unevenly ``amounts`` lie over the categories, largest first; ``units`` is the number of sentences.

    ``gini`` goes from 0 (all alike) to 1 - 1/n (one has all); ``entropy`` is Shannon's in bits; ``evenness`` is it
    as a part of the largest possible (Pielou 1966).
    """

    amounts: tuple[tuple[str, float], ...]
    units: int
    gini: Estimate
    entropy: Estimate
    evenness: Estimate

    @property
    def few(self) -> bool:
        """Whether the units are too few for the interval to say much."""
        return self.units < FEW


def gini(values: Sequence[float]) -> float:
    """Gini's coefficient; 0 where there is nothing. That of (0, 0, 0, 1) is 0.75."""
    total, count = math.fsum(values), len(values)
    if not total:
        return 0.0
    return sum((2 * rank - count - 1) * value for rank, value in enumerate(sorted(values), start=1)) / (count * total)


def entropy(values: Sequence[float]) -> float:
    """Shannon's entropy in bits; 0 where there is nothing."""
    total = math.fsum(values)
    return math.fsum(-v / total * math.log2(v / total) for v in values if v > 0) if total else 0.0


def evenness(values: Sequence[float]) -> float:
    """The entropy as a part of the largest that so many categories can have; 0 where there is but one or nothing."""
    return entropy(values) / math.log2(len(values)) if len(values) > 1 else 0.0


_FIGURES = {"gini": gini, "entropy": entropy, "evenness": evenness}
_TOPS: dict[str, Callable[[int], float]] = {
    "gini": lambda n: 1 - 1 / n,
    "entropy": math.log2,
    "evenness": lambda n: 1.0,
}


def concentration(units: Sequence[Unit], categories: Sequence[str], draws: int = DRAWS, seed: int = 0) -> Concentration:
    """The concentration of what units give to categories; a category that gets nothing counts.

    Args:
        units: what each sentence gives, by category.
        categories: all that could get something.
        draws: of the bootstrap, and of chance unless all ways to deal are few enough to be gone through.
        seed: of both.
    """
    names = sorted(set(categories))
    rows = [[float(unit.get(name, 0.0)) for name in names] for unit in units]
    own = _sums(rows, len(names))
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    again = [_sums(dice.choices(rows, k=len(rows)), len(names)) for _ in range(draws)] if rows else []
    chance = list(_dealt(rows, own, draws, dice)) if rows else []
    shapes = [tuple(sorted(values)) for values in chance]  # many draws are alike but for the names
    made = {}
    for name, figure in _FIGURES.items():
        by_shape = {shape: figure(shape) for shape in set(shapes)}
        value, top = figure(own), figure(own) if len(names) < 2 else _TOPS[name](len(names))
        room = _NORMAL * null([figure(values) for values in again]).sd
        made[name] = Estimate(
            value,
            max(0.0, value - room),
            min(top, value + room),
            standing(value, [by_shape[shape] for shape in shapes]),
        )
    amounts = sorted(zip(names, own, strict=True), key=lambda pair: (-pair[1], pair[0]))
    return Concentration(tuple(amounts), len(rows), **made)


def _dealt(
    rows: Sequence[Sequence[float]], own: Sequence[float], draws: int, dice: random.Random
) -> Iterator[list[float]]:
    """The amounts when what each unit gives goes to other categories: each way to deal them where these are few.

    Where every category got something, the list may hold only what the text names: then chance must leave none empty
    either, and units change one by one as long as none is. Where some got nothing, the list was known beforehand.
    """
    given = [[value for value in row if value] for row in rows]
    if draws and math.prod(math.perm(len(own), len(values)) for values in given) <= _ALL:
        return _every(given, own)
    return _some(rows, own, draws, dice)


def _every(given: Sequence[Sequence[float]], own: Sequence[float]) -> Iterator[list[float]]:
    """Every way but the one that is there, which the p-value counts itself."""
    found = Counter({(0.0,) * len(own): 1})
    for values in given:
        before, found = found, Counter()
        for sums, times in before.items():
            for places in permutations(range(len(own)), len(values)):
                after = list(sums)
                for place, value in zip(places, values, strict=True):
                    after[place] += value
                found[tuple(after)] += times
    found[tuple(own)] -= 1
    ways = chain.from_iterable(repeat(sums, times) for sums, times in sorted(found.items()))
    return (list(sums) for sums in ways if not all(own) or min(sums) > _NOTHING)


def _some(
    rows: Sequence[Sequence[float]], own: Sequence[float], draws: int, dice: random.Random
) -> Iterator[list[float]]:
    given = [[value for value in row if value] for row in rows]
    now = [[number for number, value in enumerate(row) if value] for row in rows]
    sums, places, named = list(own), range(len(own)), all(own)
    for _ in range(draws):
        for unit in list(range(len(given))) * (_SWEEPS if named else 1):
            fresh = dice.sample(places, len(given[unit]))
            _move(sums, given[unit], now[unit], fresh)
            if named and min(map(sums.__getitem__, now[unit]), default=1) <= _NOTHING:
                _move(sums, given[unit], fresh, now[unit])
            else:
                now[unit] = fresh
        yield list(sums)


def _move(sums: list[float], values: Sequence[float], from_: Sequence[int], to: Sequence[int]) -> None:
    for old, new, value in zip(from_, to, values, strict=True):
        sums[old] -= value
        sums[new] += value


def by_chance(given: Sequence[Unit], categories: Sequence[str], draws: int, seed: int = 0) -> list[list[float]]:
    """The amounts of the sorted categories in each draw of the null model of ``concentration``, or in every one."""
    names = sorted(set(categories))
    rows = [[float(unit.get(name, 0.0)) for name in names] for unit in given]
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    return list(_dealt(rows, _sums(rows, len(names)), draws, dice)) if rows else []


def attention(graph: Network, side: str = "source", draws: int = DRAWS, seed: int = 0) -> Concentration:
    """How the measures of a network are spread over the nodes of one side ("source", "target" or "both" as one).

    It goes sentence by sentence.
    An edge without evidence is a unit of its own, with its weight.
    """
    nodes = [
        node for node, data in graph.nodes(data=True) if side == "both" or data.get("side") in (side, "both", None)
    ]
    return concentration(units(graph, side), nodes, draws, seed)


def units(graph: Network, side: str = "source") -> list[Unit]:
    """What each sentence gives to a side, or to both: one for each measure and other end; in reading order."""
    given: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    loose: list[Unit] = []
    for source, target, data in graph.edges(data=True):
        node, other = (target, source) if side == "target" else (source, target)
        ends = [(node, other)] if side != "both" else [(node, other), (other, node)]
        if not data.get("evidence"):
            taking = (node,) if side != "both" and "side" in graph.nodes[node] else (node, other)
            loose.append(dict.fromkeys(taking, float(data.get("weight", 1))))
        for proof in data.get("evidence", ()):
            given[proof.sentence].update((one, far, proof.measure or proof.sentence) for one, far in ends)
    return [Counter(node for node, _, _ in given[sentence]) for sentence in sorted(given)] + loose


def _sums(rows: Sequence[Sequence[float]], width: int) -> list[float]:
    return [math.fsum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * width
