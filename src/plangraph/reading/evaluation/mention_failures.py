"""The sort of a failure of mentions, told by what was marked, what was read and the words around."""

import re
from collections.abc import Callable

from plangraph.reading.evaluation.annotation import Marked
from plangraph.reading.words.groups import is_class_word, policy_verbs, stop_names
from plangraph.reading.words.tokens import tokenize

_CODE = re.compile(r"(?:.*\s)?(?:[A-Z]{0,3}-?\d+\w*|[IVX]+)")
_CLAUSE = re.compile(r"\b(?:that|which|with|where|along|who)\b")
_BEFORE = 40  # characters that are looked at before a mention
_PEOPLES = frozenset({"people", "time"})


def sort(text: str, gold: Marked | None, read: Marked | None) -> str:
    """The sort of a failure: that of the first test that holds.

    Args:
        text: The text that both are spans of.
        gold: What is marked there, if anything.
        read: What was read there, if anything.
    """
    told = next((name for name, holds in _TESTS if holds(text, gold, read)), None)
    if told is not None or gold is None or read is not None:
        return told or "other"
    if gold.type in {"quantity", "industry"}:
        return gold.type
    return "name" if gold.named else "kind"


def _turned(text: str, gold: Marked | None, read: Marked | None) -> bool:
    """The word before what was read turns its sense: "less developed areas"."""
    return read is not None and (gold is None or gold.start < read.start) and _is(_before(text, read), "turning")


def _direction(text: str, gold: Marked | None, read: Marked | None) -> bool:
    if gold is None or gold.type != "place":
        return False
    first = text[gold.start : gold.end].split(maxsplit=1)[0].lower()
    return _is(first, "direction") and (read is None or read.start > gold.start)


def _verb(text: str, gold: Marked | None, read: Marked | None) -> bool:
    if gold is None or read is None or read.start >= gold.start:
        return False
    first = tokenize(text[read.start : read.end])[:1]
    return any(lemma in policy_verbs() for token in first for part, lemma in token.lemmas if part == "V")


def _shared_head(text: str, gold: Marked | None, read: Marked | None) -> bool:
    """One of the two has the "and" and the other ends at it or begins behind it."""
    if gold is None or read is None:
        return False
    joined = [bool(re.search(r"\band\b|[,/&]", text[one.start : one.end])) for one in (gold, read)]
    return joined[0] != joined[1]


def _type(_: str, gold: Marked | None, read: Marked | None) -> bool:
    return gold is not None and read is not None and read.type not in {gold.type, gold.other_type}


def _code(text: str, gold: Marked | None, read: Marked | None) -> bool:
    if read is None or gold is not None or read.type == "quantity":
        return False
    return bool(_CODE.fullmatch(text[read.start : read.end]))


def _described(text: str, gold: Marked | None, _: Marked | None) -> bool:
    return gold is not None and not gold.named and bool(_CLAUSE.search(text[gold.start : gold.end]))


def _people(text: str, gold: Marked | None, read: Marked | None) -> bool:
    return read is not None and gold is None and stop_names().get(text[read.start : read.end]) in _PEOPLES


def _capital(text: str, gold: Marked | None, read: Marked | None) -> bool:
    return read is not None and gold is None and read.named and text[read.start].isupper()


def _before(text: str, one: Marked) -> str:
    words = text[max(0, one.start - _BEFORE) : one.start].split()
    return words[-1].lower() if words else ""


def _is(word: str, group: str) -> bool:
    return is_class_word(word, group)


_TESTS: tuple[tuple[str, Callable[[str, Marked | None, Marked | None], bool]], ...] = (
    ("E1", _turned),
    ("E3", _direction),
    ("E4", _verb),
    ("E5", _type),
    ("E2", _shared_head),
    ("E7", _described),
    ("E6", _code),
    ("E9", _people),
    ("E8", _capital),
)
