"""Conjunct: one thing of a coordination, and what it is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.model import Mention, Span
from plangraph.reading.phrasing.coordination import opens_examples
from plangraph.reading.phrasing.sharing import Group, stripped
from plangraph.reading.phrasing.units import ANAPHORS, DETERMINERS, Unit, begins_tail, is_preposition
from plangraph.reading.words.heads import Head, head_of, without_merit

_RELATIONS = frozenset({"between", "among", "along"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_POINTED_AT = frozenset({"region", "regions", "area", "areas", "belt", "country", "zone"})
_MOST_WORDS = 14  # a longer name is no name of a kind that others share
_TIGHT = re.compile(r" (?=[,;.)]|'s\b)|(?<=\() ")


@dataclass(frozen=True, slots=True)
class Conjunct:
    """One thing of a coordination."""

    at: Span  # local: the words of its own
    label: str  # what it is called: with shared words, without article, praise and place
    full: str  # the same with its place
    head: Head
    mention: Mention | None  # its head, when that is a mention
    count: Mention | None  # a quantity that leads it
    name: str  # the words of the member that it stands in, without article and praise
    through: str = ""  # the noun that was looked through: "development" in "the development of ports"
    manner: str = ""  # that noun with its adjectives, when it has some: "coordinated development"
    example: bool = False  # stands behind "such as"


def one(core: Sequence[Unit], tail: Sequence[Unit], at: Span, group: Group) -> Conjunct:
    """The conjunct of a head noun and what stands behind it, both perhaps shared with others.

    Args:
        core: the words up to the head noun.
        tail: the words behind it.
        at: the words of its own, local.
        group: the member of the coordination that it stands in.
    """
    kept = stripped(core)
    mention = kept[-1].mention if kept else None
    head = head_of(lower(kept))
    words = without_merit(texts(kept))
    full = called(words, tail)
    label = full if head.role == "part" or not tail else joined([*words, *texts(_without_place(tail))])
    return Conjunct(
        at=at,
        label=label if label.count(" ") < _MOST_WORDS else joined(words),
        full=full,
        head=head,
        mention=mention if mention is not None and mention.type != "quantity" else None,
        count=counted(core),
        name=full if (core, tail) == (group.core, group.tail) else called(words, group.tail),
    )


def counted(core: Sequence[Unit]) -> Mention | None:
    """The quantity in a core, if there is one."""
    return next((unit.mention for unit in core if unit.mention and unit.mention.type == "quantity"), None)


def called(words: Sequence[str], tail: Sequence[Unit]) -> str:
    """A head's words and those behind it, articles aside."""
    return joined([*words, *texts([unit for unit in tail if unit.lower not in DETERMINERS])])


def texts(found: Sequence[Unit]) -> list[str]:
    """The words; the capital that only a sentence's first word has is taken away."""
    return [unit.lower if _is_raised(unit) else unit.text for unit in found]


def lower(found: Sequence[Unit]) -> list[str]:
    """The words in lower case, those of a mention one by one."""
    return [word for unit in found for word in unit.lower.split(" ")]


def joined(words: Sequence[str]) -> str:
    """Words as one text, with signs where they belong."""
    return _TIGHT.sub("", " ".join(words))


def _is_raised(unit: Unit) -> bool:
    if unit.start or not unit.text.istitle():
        return False
    return unit.mention is None or not unit.mention.named


def _without_place(tail: Sequence[Unit]) -> Sequence[Unit]:
    """A tail up to the first word of where, along what or between whom; none of a clause without "that"."""
    if tail and not begins_tail(tail[0]):
        return ()
    for index, unit in enumerate(tail):
        if unit.mention is not None:
            continue
        if unit.lower in ANAPHORS or unit.lower in _RELATIONS or opens_examples(tail, index):
            return tail[:index]
        if is_preposition(unit) and _is_place(tail[index + 1 :]):
            return tail[:index]
    return tail


def _is_place(found: Sequence[Unit]) -> bool:
    rest = [unit for unit in found if unit.lower not in DETERMINERS]
    while len(rest) > 1 and rest[0].mention is None and "ADJ" in rest[0].tags and rest[1].mention is not None:
        rest.pop(0)
    if not rest:
        return False
    if rest[0].mention is not None:
        return rest[0].mention.type == "place"
    return rest[0].lower in _POINTED_AT and bool(found) and found[0].lower in _POINTING
