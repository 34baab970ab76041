"""How alike two measures are: what share of their words they have in common, the rarer ones counting more.

Two figures, both of sets of words that weigh their inverse document frequency (Sparck Jones 1972) and less where plans
of all fields use them: how much of the first measure's words the second has, as BM25 counts them where a word comes
once; and the likeness of the two sets of single words and pairs of neighbours, Jaccard's, which MinHash estimates and
which is cheap to count for two chapters. A little is added for the same action, firmness and things. How rare a word is
comes from the two chapters alone, so that what links them does not change when a third is added.

Weights are whole numbers, so that no sum depends on the order of its terms.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plangraph.graph.linking.profiles import Said
from plangraph.graph.linking.words import weight

JACCARD = 0.3  # how much the likeness of the sets counts against the share of words
ACTION, STRENGTH, THINGS = 0.05, 0.02, 0.05  # what is added where both have the same
_UNIT = 1000  # of the weights


@dataclass(frozen=True, slots=True)
class Match:
    """Two measures, and how alike they are (0 to about 1) seen from each."""

    one: Said
    other: Said
    from_one: float
    from_other: float
    jaccard: float
    shared: tuple[str, ...]  # words, the rarest first

    @property
    def telling(self) -> int:
        """How many shared words weigh 1."""
        return sum(weight(word) == 1 for word in self.shared)


def shingles(words: Sequence[str]) -> frozenset[str]:
    """Single words and pairs of neighbours."""
    return frozenset(words) | {" ".join(sorted(pair)) for pair in pairwise(words)}


def matches(some: Sequence[Said], others: Sequence[Said]) -> Iterator[Match]:
    """All pairs of measures of two chapters that share a telling word: one that weighs 1."""
    mine, theirs = [shingles(said.words) for said in some], [shingles(said.words) for said in others]
    often = Counter(s for found in (*mine, *theirs) for s in found)
    weights = {s: _weight(s, n, len(mine) + len(theirs)) for s, n in often.items()}
    having: defaultdict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(theirs):
        for shingle in found:
            if " " not in shingle and weight(shingle) == 1:
                having[shingle].append(index)
    totals = [_sums(found, weights) for found in theirs]
    for one, found in zip(some, mine, strict=True):
        total = _sums(found, weights)
        for index in sorted({index for shingle in found for index in having.get(shingle, ())}):
            common = _sums(found & theirs[index], weights)
            yield _match(one, others[index], (total, totals[index], common), found & theirs[index], weights)


def _weight(shingle: str, often: int, total: int) -> int:
    rare = math.log(1 + (total - often + 0.5) / (often + 0.5))
    return max(1, round(_UNIT * rare * max(map(weight, shingle.split()))))


def _sums(found: frozenset[str], weights: dict[str, int]) -> tuple[int, int]:
    """The weight of all shingles, and of single words."""
    return sum(weights[s] for s in found), sum(weights[s] for s in found if " " not in s)


def _match(
    one: Said,
    other: Said,
    sums: tuple[tuple[int, int], tuple[int, int], tuple[int, int]],
    shared: frozenset[str],
    weights: dict[str, int],
) -> Match:
    (mine, my_words), (theirs, their_words), (both, both_words) = sums
    jaccard = both / (mine + theirs - both)
    bonus = ACTION * (one.action == other.action) + STRENGTH * (one.strength == other.strength)
    bonus += THINGS * (not one.things.isdisjoint(other.things))
    words = sorted((s for s in shared if " " not in s), key=lambda s: (-weights[s], s))
    return Match(
        one,
        other,
        JACCARD * jaccard + (1 - JACCARD) * both_words / my_words + bonus,
        JACCARD * jaccard + (1 - JACCARD) * both_words / their_words + bonus,
        jaccard,
        tuple(words),
    )
