"""Matching: which of the things read is which of the things marked, one to one.

The rules are those of the annotation guideline's scorer. Mentions: the same span, or spans that share a character, and
a type that is right. Measures: sentences that share a character, an action that is right, and objects that share half
of their words (Dice over words without the commonest ones).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plangraph.reading.evaluation.annotation import Committed, Marked

_COMMON = frozenset(
    {"a", "all", "an", "and", "as", "at", "both", "by", "for", "from", "in", "into", "its", "of", "on", "or", "other"}
    | {"our", "per", "such", "that", "the", "their", "these", "this", "to", "well", "which", "with"}
)
_HALF = 0.5
_WORD = re.compile(r"[\w%$]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b")
_BRITISH = re.compile(r"is(e|ing|ation)\b")

Pairs = tuple[tuple[int, int], ...]  # index among those read, index among those marked


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures of one text, matched."""

    pairs: Pairs
    ignored: frozenset[int]  # read, and neither right nor wrong
    embedded: frozenset[tuple[int, int]]  # marked measure and which of its inner actions was found
    inner: frozenset[tuple[int, int]]  # read measure and which of its inner actions is right


def mentions(read: Sequence[Marked], gold: Sequence[Marked], *, exact: bool) -> Pairs:
    """The pairs of mentions: those that share the most characters first, the marked type before another."""
    found: list[tuple[float, int, int]] = []
    for i, one in enumerate(read):
        for j, other in enumerate(gold):
            shared = _shared(one, other)
            if shared <= 0 or one.type not in {other.type, other.other_type}:
                continue
            if exact and (one.start, one.end) != (other.start, other.end):
                continue
            union = max(one.end, other.end) - min(one.start, other.start)
            found.append((-(shared / union + (one.type == other.type) * 1e-6), i, j))
    return _one_to_one(found)


def measures(read: Sequence[Committed], gold: Sequence[Committed]) -> Measured:
    """The pairs of measures read and marked, and what does not count either way.

    That is: a second reading for coordinated verbs of a measure that is matched, and one that stands in the gold as
    what somebody is supported to do.
    """
    found: list[tuple[float, int, int]] = []
    for i, one in enumerate(read):
        for j, other in enumerate(gold):
            if _shared(one, other) <= 0 or not any(same_action(one.action, verb) for verb in other.actions):
                continue
            likeness = max(overlap(one.object, words) for words in other.objects)
            if likeness >= _HALF:
                found.append((-(likeness + same_action(one.action, other.action) * 1e-3), i, j))
    pairs = _one_to_one(found)
    reader = {j: i for i, j in pairs}
    unmatched = set(range(len(read))) - set(reader.values())
    ignored = {
        i
        for _, i, j in found
        if i in unmatched
        and j in reader
        and len(gold[j].actions) > 1
        and not same_action(read[i].action, read[reader[j]].action)
    }
    embedded: set[tuple[int, int]] = set()
    for i in unmatched:
        for j, other in enumerate(gold):
            hits = _inner(read[i].action, read[i].object, other) if _shared(read[i], other) > 0 else []
            embedded.update((j, k) for k in hits)
            ignored.update([i] if hits else [])
    inner: set[tuple[int, int]] = set()
    for i, j in pairs:
        for at, part in enumerate(read[i].embedded):
            hits = _inner(part.action, part.object, gold[j])
            embedded.update((j, k) for k in hits)
            inner.update([(i, at)] if hits else [])
    return Measured(pairs, frozenset(ignored), frozenset(embedded), frozenset(inner))


def same_action(one: str, other: str) -> bool:
    """Whether two verbs are the same, -ise and case aside; a phrasal verb is also its verb ("carry" = "carry out").

    >>> same_action("organise", "Organize"), same_action("carry", "carry out"), same_action("carry on", "carry out")
    (True, True, False)
    """
    left, right = _verb(one), _verb(other)
    length = min(len(left), len(right))
    return length > 0 and left[:length] == right[:length]


def overlap(one: str, other: str) -> float:
    """How many of their words two phrases share, between 0 and 1 (Dice).

    >>> overlap("the port of Aba", "Aba port")
    1.0
    """
    left, right = Counter(_words(one)), Counter(_words(other))
    if not left or not right:
        return 0.0
    return 2 * (left & right).total() / (left.total() + right.total())


def numbers(quantity: str | None) -> list[str]:
    """The numbers in an amount, as they are written.

    >>> numbers("over 1,200 km")
    ['1,200']
    """
    return _NUMBER.findall((quantity or "").lower())


def places(strings: Iterable[str]) -> frozenset[str]:
    """The strings of places, case and white space aside."""
    return frozenset(" ".join(words.split()).lower() for words in strings)


def _shared(one: Marked | Committed, other: Marked | Committed) -> int:
    """How many characters two spans share; below one: none."""
    return min(one.end, other.end) - max(one.start, other.start)


def _one_to_one(candidates: Iterable[tuple[float, int, int]]) -> Pairs:
    """The best pair, then the best of those left, and so on."""
    left: set[int] = set()
    right: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(candidates):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return tuple(pairs)


def _inner(action: str, words: str, gold: Committed) -> list[int]:
    """Which of the inner actions of a marked measure an action on some words is."""
    return [
        k
        for k, one in enumerate(gold.embedded)
        if same_action(action, one.action) and overlap(words, one.object) >= _HALF
    ]


def _verb(action: str) -> list[str]:
    return _BRITISH.sub(r"iz\1", action.lower().strip()).split()


def _words(phrase: str) -> list[str]:
    words = _WORD.findall(phrase.lower().replace("’", "'").replace("'s", ""))
    return [word for word in words if word not in _COMMON] or words
