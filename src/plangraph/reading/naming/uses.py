"""Uses: whether a head with the words around it makes a kind that a text can aim at."""

from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.reading.naming.view import View
from plangraph.reading.words.groups import is_class_word, not_kinds
from plangraph.reading.words.nouns import KindHead, singular

# Verbs of projects that carry something: what they build is a structure.
PHYSICAL = frozenset(
    {
        "send",
        "divert",
        "transfer",
        "transmit",
        "carry",
        "bring",
        "supply",
        "pipe",
        "transport",
        "link",
        "connect",
        "build",
    }
)
_VAGUE_PLANS = frozenset(
    {"single", "this", "that", "new", "such", "own", "same", "other", "special", "related", "urban", "detailed",
     "central", "place", "inaugural", "innovative", "national", "flagship", "specific", "clear", "long", "short", "and",
     "or", ","}
)  # fmt: skip
_MONEY = frozenset({"fund", "package"})  # many are money in general
_NEEDS_FIELD = frozenset({"plan", "strategy"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A head with the words before and the tail behind it, as token numbers."""

    first: int
    start: int  # of the head
    last: int  # behind the head
    tail: int  # behind the tail; ``last`` without one
    plural: bool


def counts(view: View, phrase: Phrase, head: KindHead) -> bool:
    """Whether the phrase is a kind, by the ``use`` of its head (see the table ``kind_heads``)."""
    if _is_no_kind(view, phrase):
        return False
    tailed = phrase.tail > phrase.last
    modified = phrase.first < phrase.start
    behind = view.tags(phrase.last + 1)
    if head.use == "alone":
        return True
    if head.use == "tail":
        return tailed and "VG" in behind
    if head.use == "purpose":
        if head.words[-1] != "project":
            return tailed and not phrase.plural and view.word(phrase.first - 1) == "the"
        return tailed and (view.word(phrase.last + 1) in PHYSICAL or not phrase.plural)
    if head.use == "base":
        return tailed and (phrase.plural or modified)
    if head.use == "plural":
        return phrase.plural and qualified(view, phrase, "works")
    if head.use == "modified":
        return modified or _is_measured(view, phrase.start)
    if head.use == "scheme":
        return _is_scheme(view, phrase, head) or (tailed and not phrase.plural and _is_definite(view, phrase))
    return qualified(view, phrase, head.use) or (tailed and head.use in {"region", "city", "cluster", "valley"})


def qualified(view: View, phrase: Phrase, group: str) -> bool:
    """Whether a word before the head belongs to a group of modifiers."""
    words = view.lower[phrase.first : phrase.start]
    return any(is_class_word(part, group) for word in words for part in (word, singular(word)))


def _is_no_kind(view: View, phrase: Phrase) -> bool:
    words = (*view.lower[phrase.first : phrase.last - 1], singular(view.word(phrase.last - 1)))
    least = max(2, phrase.last - phrase.start)  # what is shorter than the head says nothing of it
    return any(words[-size:] in not_kinds() for size in range(least, min(5, len(words) + 1)))


def _is_measured(view: View, start: int) -> bool:
    """As in "six stations", "200 km of network"."""
    at = start - 2 if start > 2 and view.word(start - 1) == "of" else start
    return "NUM" in view.tags(at - 1)


def _is_definite(view: View, phrase: Phrase) -> bool:
    """As in "the plan for moving the mills"; "a strategy of saving water" is a way of doing things."""
    if "VG" not in view.tags(phrase.last + 1):
        return True
    definite = view.word(phrase.last) == "for" and view.word(phrase.first - 1) == "the"
    return definite and view.word(phrase.last - 1) != "strategy"


def _is_scheme(view: View, phrase: Phrase, head: KindHead) -> bool:
    """A plan counts when its words say of what: "a ten-year housing plan", "regional development strategies"."""
    if phrase.plural and head.words[-1] in _MONEY:
        return False
    telling: Sequence[str] = [word for word in view.lower[phrase.first : phrase.start] if word not in _VAGUE_PLANS]
    return len(telling) > (1 if phrase.plural and head.words[-1] in _NEEDS_FIELD else 0)
