"""Priority: whether what is named first also gets most, as readers of plans like to think."""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from plangraph.graph.analysis.nulls import DRAWS, Standing, standing
from plangraph.graph.network import Network, projection
from plangraph.graph.store import Askable
from plangraph.graph.view import find, records

SMALL = 10  # things, below which a rank correlation says little
_ALL = 5040  # orders that are all gone through: those of seven things


@dataclass(frozen=True, slots=True)
class Priority:
    """Things in the order of their first mention, with what each gets, and how well the two agree.

    ``rho`` is Spearman's and ``tau`` Kendall's (tau-b, for ties); 1 means that what is named first gets most. Both
    are against other orders of the same things: against every one where there are at most seven. None where there
    are fewer than three things, or all get the same.
    """

    order: tuple[str, ...]
    amounts: tuple[float, ...]
    rho: Standing | None
    tau: Standing | None

    @property
    def small(self) -> bool:
        """Whether the things are too few for a correlation to say much."""
        return len(self.order) < SMALL


def priority(order: Sequence[str], amounts: Mapping[str, float], draws: int = DRAWS, seed: int = 0) -> Priority:
    """Compare an order of mention with what each thing gets; things without an amount get 0."""
    values = [float(amounts.get(thing, 0.0)) for thing in order]
    first = [float(-place) for place in range(len(order))]
    if len(values) < 3 or len(set(values)) < 2:
        return Priority(tuple(order), tuple(values), None, None)
    others = _orders(values, draws, seed)

    def against(figure: Callable[[Sequence[float], Sequence[float]], float]) -> Standing:
        return standing(figure(first, values), [figure(first, other) for other in others])

    return Priority(tuple(order), tuple(values), against(spearman), against(kendall))


def mentioned(store: Askable, nodes: Sequence[str], folder: Path | None = None) -> tuple[str, ...]:
    """The nodes that a text mentions, in the order of their first mention (texts one after another)."""
    wanted, first = set(nodes), dict[str, tuple[str, int]]()
    for row in records(store, find("mentions", folder)):
        thing, at = row.get("thing", ""), (row["sentence"].partition("#")[0], int(row["begin"]))
        if thing in wanted and at < first.get(thing, ("\U0010ffff", 0)):
            first[thing] = at
    return tuple(sorted(first, key=lambda thing: (first[thing], thing)))


def of_network(graph: Network, order: Sequence[str], draws: int = DRAWS, seed: int = 0) -> Priority:
    """Nodes in the order of their first mention (``mentioned``), against their strength (measures)."""
    return priority(order, dict(projection(graph).degree(weight="weight")), draws, seed)


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, equal values sharing the mean of theirs."""
    order = sorted(values)
    mean = {value: order.index(value) + (order.count(value) + 1) / 2 for value in set(values)}
    return [mean[value] for value in values]


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's rank correlation; 0 where one side does not vary."""
    a, b = ranks(one), ranks(other)
    middle = (len(a) + 1) / 2
    spread = math.sqrt(sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b))
    return sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True)) / spread if spread else 0.0


def kendall(one: Sequence[float], other: Sequence[float]) -> float:
    """Kendall's tau-b; 0 where one side does not vary."""
    agreed = left = right = 0
    for i in range(len(one)):
        for j in range(i):
            a, b = _sign(one[i] - one[j]), _sign(other[i] - other[j])
            agreed, left, right = agreed + a * b, left + a * a, right + b * b
    return agreed / math.sqrt(left * right) if left and right else 0.0


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _orders(values: Sequence[float], draws: int, seed: int) -> Sequence[Sequence[float]]:
    """Every order but the one that is there, which the p-value counts itself; else so many at random."""
    if math.factorial(len(values)) <= _ALL:
        return list(permutations(values))[1:]
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    return [dice.sample(values, len(values)) for _ in range(draws)]
