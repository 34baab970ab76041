"""Scoring: precision, recall and F1 of what was read against what was marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from plangraph.reading.evaluation import matching
from plangraph.reading.evaluation.annotation import TYPES, Annotation
from plangraph.reading.evaluation.matching import Measured, Pairs


@dataclass(frozen=True, slots=True)
class Count:
    """How many were read and how many of them are right; how many were marked and how many of them were found."""

    right: int = 0
    read: int = 0
    found: int = 0
    marked: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Both together."""
        return Count(
            self.right + other.right,
            self.read + other.read,
            self.found + other.found,
            self.marked + other.marked,
        )

    @property
    def precision(self) -> float:
        """The share of right readings; of none, 1 if there was nothing to read and else 0."""
        return self.right / self.read if self.read else float(self.marked == 0)

    @property
    def recall(self) -> float:
        """The share of what was marked that was found; of none, 1 if nothing was read and else 0."""
        return self.found / self.marked if self.marked else float(self.read == 0)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Both together."""
        return Share(self.part + other.part, self.whole + other.whole)


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one text, or of several added together."""

    exact: Mapping[str, Count]  # by type of mention, with the same span
    overlap: Mapping[str, Count]  # by type, with a span that shares a character
    measures: Count
    places: Count  # over matched measures
    quantity: Share  # of matched measures, whose amount agrees
    embedded: Share  # of inner actions, that were found

    def mentions(self, *, exact: bool) -> Count:
        """All types together."""
        return _sum((self.exact if exact else self.overlap).values())

    def total(self, *, exact: bool) -> Count:
        """Mentions and measures together: the figure that counts."""
        return self.mentions(exact=exact) + self.measures

    def __add__(self, other: "Score") -> "Score":
        """Both texts together."""
        return Score(
            {kind: self.exact[kind] + other.exact[kind] for kind in TYPES},
            {kind: self.overlap[kind] + other.overlap[kind] for kind in TYPES},
            self.measures + other.measures,
            self.places + other.places,
            self.quantity + other.quantity,
            self.embedded + other.embedded,
        )


@dataclass(frozen=True, slots=True)
class Match:
    """One text as read and as marked, and which is which."""

    read: Annotation
    gold: Annotation
    exact: Pairs  # of mentions
    overlap: Pairs  # of mentions
    measures: Measured


def match(read: Annotation, gold: Annotation) -> Match:
    """Pair what was read in a text with what was marked in it."""
    return Match(
        read,
        gold,
        matching.mentions(read.mentions, gold.mentions, exact=True),
        matching.mentions(read.mentions, gold.mentions, exact=False),
        matching.measures(read.measures, gold.measures),
    )


def score(matched: Match) -> Score:
    """The figures of one text."""
    read, gold, found = matched.read.measures, matched.gold.measures, matched.measures
    places, agreeing = Count(), 0
    for i, j in found.pairs:
        here, there = matching.places(read[i].places), matching.places(gold[j].places)
        places += Count(len(here & there), len(here), len(here & there), len(there))
        agreeing += matching.numbers(read[i].quantity) == matching.numbers(gold[j].quantity)
    pairs = len(found.pairs)
    return Score(
        _by_type(matched, matched.exact),
        _by_type(matched, matched.overlap),
        Count(pairs, len(read) - len(found.ignored), pairs, len(gold)),
        places,
        Share(agreeing, pairs),
        Share(len(found.embedded), sum(len(one.embedded) for one in gold)),
    )


def total(scores: Iterable[Score]) -> Score:
    """Several texts together; of none, a score without anything in it."""
    none = {kind: Count() for kind in TYPES}
    return reduce(Score.__add__, scores, Score(none, none, Count(), Count(), Share(), Share()))


def _by_type(matched: Match, pairs: Pairs) -> dict[str, Count]:
    """A mention that was read counts under the type that it was given, one that was marked under its own."""
    right = [matched.read.mentions[i].type for i, _ in pairs]
    found = [matched.gold.mentions[j].type for _, j in pairs]
    read = [one.type for one in matched.read.mentions]
    marked = [one.type for one in matched.gold.mentions]
    return {kind: Count(*(kinds.count(kind) for kinds in (right, read, found, marked))) for kind in TYPES}


def _sum(counts: Iterable[Count]) -> Count:
    return reduce(Count.__add__, counts, Count())
