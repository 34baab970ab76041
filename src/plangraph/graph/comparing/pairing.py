"""Pairing measures of two texts by what they are about: the best pair first, each measure once, then the rest.

Nothing here knows a plan: an item has words, a verb, and the regions that it is for. The same items give the same
pairs in the same order, on every machine.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plangraph.graph.comparing.words import WHERE, stem, stems

_PAIR_WEIGHT = 0.25  # of two words that stand side by side, beside the words themselves
_OTHER_WEIGHT = 0.6  # of words of the clause outside its object
_WHERE_WEIGHT = 0.4  # of words for parts of a country: where it is done says little of what is done
_DOUBT = 6.0  # what is added to the words of two measures, so that one or two words in common do not make a pair
_WORDS = 2  # the least number of words in common, where they are not all the words
_SAME_NAMED = 0.5  # the least score of two measures that do the same with a named port, road or programme
_ACTION_BONUS = 0.06
_THEME_BONUS = 0.04
LEAST = 0.4  # the score from which two measures are taken for one; set on the half of the judged links that may be
SHARED = 0.5  # the score from which a measure joins one that is paired already


@dataclass(frozen=True, slots=True)
class Item:
    """A measure as pairing sees it."""

    key: str
    action: str
    object: str  # the words of what is acted on
    quote: str  # the whole clause
    themes: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()  # ports, roads, programmes that it acts on by name
    regions: frozenset[str] = frozenset()  # parts of the country that exclude each other, if it names any


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two items that speak of one thing, by their places in the two lists."""

    earlier: int
    later: int
    score: float
    shared: bool = False  # one of the two is in another pair, with a better counterpart


def pairs(earlier: Sequence[Item], later: Sequence[Item], least: float = LEAST) -> list[Pair]:
    """The pairs of two lists, in the order of the first list.

    Args:
        earlier: the items of one text.
        later: those of the other.
        least: pairs with a lower score (from 0 to 1) are none.
    """
    scores = _scores(earlier, later, least)
    best = sorted(scores, key=lambda at: (-scores[at], abs(at[0] / len(earlier) - at[1] / len(later)), at))
    left, right, found = set[int](), set[int](), list[Pair]()
    for a, b in best:
        if a not in left and b not in right:
            left.add(a)
            right.add(b)
            found.append(Pair(a, b, scores[a, b]))
    for a, b in best:
        if scores[a, b] >= SHARED and ((a in left) != (b in right)):
            left.add(a)
            right.add(b)
            found.append(Pair(a, b, scores[a, b], shared=True))
    return sorted(found)


def _scores(earlier: Sequence[Item], later: Sequence[Item], least: float) -> dict[tuple[int, int], float]:
    """Every pair with a word in common and a score that is high enough."""
    bags = [[_bag(item) for item in side] for side in (earlier, later)]
    rarity = _rarity([*bags[0], *bags[1]])
    norms = [[sum(weight * rarity[word] for word, weight in bag.items()) for bag in side] for side in bags]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for b, bag in enumerate(bags[1]):
        for word in bag:
            holders[word].append(b)
    found = {}
    for a, bag in enumerate(bags[0]):
        common: defaultdict[int, float] = defaultdict(float)
        for word, weight in bag.items():
            for b in holders.get(word, ()):
                common[b] += min(weight, bags[1][b][word]) * rarity[word]
        for b, value in common.items():
            if _apart(earlier[a], later[b]) or _thin(bag, bags[1][b]):
                continue
            score = _score(earlier[a], later[b], 2 * value / (norms[0][a] + norms[1][b] + _DOUBT))
            if score >= least:
                found[a, b] = score
    return found


def _score(one: Item, other: Item, likeness: float) -> float:
    same = stem(one.action) == stem(other.action)
    if same and one.named & other.named:
        likeness = max(likeness, _SAME_NAMED)
    likeness += _ACTION_BONUS * same + _THEME_BONUS * bool(one.themes & other.themes)
    return round(min(1.0, likeness), 4)


def _apart(one: Item, other: Item) -> bool:
    """Whether both name parts of the country, and none in common."""
    return bool(one.regions and other.regions and not one.regions & other.regions)


def _thin(bag: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether one word is all that two measures share, and one of them says more: "credit supply", "labour supply"."""
    one, two = ({word for word in side if " " not in word} for side in (bag, other))
    return len(one & two) < _WORDS and one != two


def _bag(item: Item) -> dict[str, float]:
    """The words of an item, and each two that stand side by side, with their weights."""
    bag: dict[str, float] = {}
    for text, weight in ((item.object, 1.0), (item.quote, _OTHER_WEIGHT)):
        words = list(stems(text))
        for word in words:
            bag.setdefault(word, weight * _WHERE_WEIGHT if word in WHERE else weight)
        for two in pairwise(words):
            bag.setdefault(" ".join(two), weight * _PAIR_WEIGHT)
    return bag


def _rarity(bags: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """How telling each word is: the fewer items have it, the more."""
    counts = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / number) for word, number in counts.items()}
