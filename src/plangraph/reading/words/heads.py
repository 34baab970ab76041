"""Head nouns: what a noun phrase stands for, told by its last words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from plangraph.reading.lexicon.tables import table

_COLUMNS = ("head", "class", "role", "example")
_LONGEST = 4
_LOOSE = frozenset({"works", "region", "city", "service", "estate"})  # too general to give a class by themselves


@dataclass(frozen=True, slots=True)
class Head:
    """A noun, the ontology class of what it names, and the way it takes its complement (see the table)."""

    words: str
    cls: str
    role: str


PLAIN = Head("", "Kind", "thing")


@cache
def _heads() -> dict[str, Head]:
    """Heads of this table's own, then verbs made nouns, then the kinds that mentions know."""
    heads = {row["head"]: Head(row["head"], row["class"], row["role"]) for row in table("object_heads", _COLUMNS)}
    for row in table("nominalizations", ("noun", "verb", "example")):
        heads.setdefault(row["noun"], Head(row["noun"], "Kind", "nominal"))
    for row in table("kind_heads", ("head", "type", "class", "use", "tail", "example")):
        if row["use"] not in _LOOSE:
            heads.setdefault(row["head"], Head(row["head"], row["class"], "thing"))
    return heads


@cache
def _last_words() -> frozenset[str]:
    """The last words of the heads: most nouns are none of them."""
    return frozenset(head.rsplit(" ", 1)[-1] for head in _heads())


@cache
def _merit() -> frozenset[str]:
    return frozenset(row["word"] for row in table("merit_words", ("word", "example")))


def head_of(words: Sequence[str]) -> Head:
    """The longest entry of the table that the words (lower case) end with.

    >>> head_of(["a", "regional", "coordination", "mechanism"]).cls
    'Mechanism'
    """
    if not words or _last_words().isdisjoint((words[-1], _singular(words[-1]))):
        return PLAIN
    for length in range(min(_LONGEST, len(words)), 0, -1):
        last = " ".join(words[-length:])
        known = _heads().get(last) or _heads().get(_singular(last))
        if known is not None:
            return known
    return PLAIN


def _singular(words: str) -> str:
    """The regular singular; irregular plurals have entries of their own."""
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words.removesuffix("s") if not words.endswith("ss") else words


def without_merit(words: Sequence[str]) -> list[str]:
    """The words without those of size or praise at their front; one word always stays."""
    rest = list(words)
    while len(rest) > 1:
        pair = " ".join(rest[:2]).lower()
        if len(rest) > 2 and pair in _merit():
            rest = rest[2:]
        elif rest[0].lower() in _merit():
            rest = rest[1:]
        else:
            break
    return rest
