"""Dealing: marks of observations laid anew over other observations, those of one sentence kept together.

A mark is a number whose bits say which observations bear it, so that a draw over some hundred observations is a few
additions, and how many of a group bear it is one count of bits.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby


def bits(members: Iterable[int]) -> int:
    """A set of numbers as the bits of one.

    >>> bits([0, 3])
    9
    """
    return sum(1 << n for n in set(members))


def deals(columns: Sequence[int], units: Sequence[str], draws: int, seed: int) -> Iterator[list[int]]:
    """Each mark after the sentences, with all that their observations bear, were put into another order.

    Args:
        columns: the marks, as ``bits``.
        units: the sentence of each observation; those of one sentence stand together.
        draws: how many orders.
        seed: of the orders.
    """
    runs: list[tuple[int, list[tuple[int, int]]]] = []
    at = 0
    for _, members in groupby(units):
        size = sum(1 for _ in members)
        borne = enumerate((column >> at) & ((1 << size) - 1) for column in columns)
        runs.append((size, [(number, own) for number, own in borne if own]))
        at += size
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    for _ in range(draws):
        keys = [dice.random() for _ in runs]  # an order by random keys is as good as a shuffle, and four times as fast
        order = sorted(range(len(runs)), key=keys.__getitem__)
        dealt, at = [0] * len(columns), 0
        for size, run in map(runs.__getitem__, order):
            for number, own in run:
                dealt[number] |= own << at
            at += size
        yield dealt
