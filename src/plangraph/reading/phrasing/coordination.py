"""Coordination: where one noun phrase ends and the next begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from plangraph.model import Span
from plangraph.reading.lexicon.tables import table
from plangraph.reading.phrasing.sharing import Group, shared
from plangraph.reading.phrasing.units import (
    DETERMINERS,
    Segment,
    Unit,
    begins_tail,
    is_adjective,
    is_preposition,
    opens_tail,
    segments,
    without_signs,
)
from plangraph.reading.words.heads import head_of

_EXEMPLARS = frozenset({"including", "namely"})
_SHOWING = _EXEMPLARS | {"such"}  # words at which alone examples can begin
_LOW = frozenset({"such as", "including", "namely"})  # what follows belongs to the complement before
_SHORT = 5  # units of a complement that is only a place


@cache
def _noun_gerunds() -> frozenset[str]:
    return frozenset(row["word"] for row in table("noun_gerunds", ("word", "example")))


def is_verbal(unit: Unit) -> bool:
    """Whether a word in -ing is rather a verb with an object than a noun."""
    gerund = unit.mention is None and "VG" in unit.tags
    return gerund and unit.lower not in _noun_gerunds()


def examples(found: Sequence[Unit]) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The units before "such as" or "including", and those behind it; all of them where a complement comes first."""
    for index, unit in enumerate(found[1:], start=1):
        if unit.lower in _SHOWING and opens_examples(found, index):
            rest = found[index + (2 if unit.lower == "such" else 1) :]
            return without_signs(found[:index]), () if rest and is_verbal(rest[0]) else without_signs(rest)
        if begins_tail(unit):
            break
    return tuple(found), ()


def opens_examples(found: Sequence[Unit], index: int) -> bool:
    """Whether "such as", "including" or "namely" stands at an index."""
    unit = found[index]
    if unit.mention is not None:
        return False
    if unit.lower == "such":
        return index + 1 < len(found) and found[index + 1].lower == "as"
    return unit.lower in _EXEMPLARS


@dataclass(slots=True)
class _Run:
    """A noun phrase that is still growing; indices into the units."""

    first: int
    last: int
    tail: int | None  # where its complement begins
    shows: bool  # has come to its examples

    def grow(self, found: Sequence[Unit], last: int) -> None:
        """Take in the units up to ``last``."""
        if self.tail is None:
            start = max(self.last, self.first + 1)
            self.tail = next((index for index in range(start, last) if begins_tail(found[index])), None)
        self.shows = self.shows or any(
            found[index].lower in _SHOWING and opens_examples(found, index) for index in range(self.last, last)
        )
        self.last = last


def groups(found: Sequence[Unit]) -> list[Group]:
    """The noun phrases of a coordination, with the words that they share written into each.

    What belongs to the complement of the phrase before stays with it: "ports for trade in grain and coal" is one.
    """
    parts = segments(found)
    serial = any("," in part.separator and "and" in part.separator for part in parts)
    runs: list[_Run] = []
    for part in parts:
        if not runs or _stands_alone(found, runs[-1], part, serial=serial):
            runs.append(_Run(part.first, part.first, None, shows=False))
        runs[-1].grow(found, part.last)
    return shared([_group(found[run.first : run.last]) for run in runs])


def branches(tail: Sequence[Unit]) -> list[tuple[Unit, ...]]:
    """A tail cut where its first preposition comes again: "for A, for B, and for C"."""
    starts = [part.first for part in segments(tail) if part.units[0].lower == tail[0].lower]
    return [without_signs(tail[start:end]) for start, end in zip(starts, [*starts[1:], len(tail)], strict=True)]


def items(found: Sequence[Unit]) -> list[tuple[Unit, ...]]:
    """The items of a list inside a complement.

    A comma cuts, and so does a verb in -ing; "and" alone cuts only at the end of a list that has no comma before it,
    so that "A, B and C, and D" is three.
    """
    parts = segments(found)
    serial = any("," in part.separator and "and" in part.separator for part in parts)
    commas = any("," in part.separator for part in parts)
    runs: list[list[Segment]] = []
    for part in parts:
        alone = "," in part.separator or is_verbal(part.units[0]) or (commas and not serial)
        if runs and not alone:
            runs[-1].append(part)
        else:
            runs.append([part])
    return [tuple(found[run[0].first : run[-1].last]) for run in runs]


def _stands_alone(found: Sequence[Unit], run: _Run, part: Segment, *, serial: bool) -> bool:
    """Whether a segment is a noun phrase beside the one before, and neither its complement nor its twin."""
    if part.separator in _LOW or run.shows or begins_tail(part.units[0]):
        return False
    alone = run.tail is None or _starts_group(found, run, run.tail, part)
    return alone and not _is_pair(found[run.first : run.last], part, serial=serial)


def _starts_group(found: Sequence[Unit], run: _Run, tail: int, part: Segment) -> bool:
    """Whether a segment is no part of the complement that begins at ``tail``."""
    if is_adjective(found[run.last - 1]):
        return False  # its noun is still to come
    first = part.units[0]
    prepositional = is_preposition(found[tail])
    if first.lower == "those":
        return not prepositional
    strong = first.mention is None and first.lower in DETERMINERS
    if not prepositional:
        return strong
    own = next((index for index, unit in enumerate(part.units) if index and begins_tail(unit)), None)
    if own is not None:
        if part.separator == "as well as" or strong:
            return True
        placed = run.last - tail < _SHORT and _is_placed(found[tail : run.last])
        if placed and _is_placed(part.units[own:]):
            return True
        if head_of([unit.lower for unit in part.units[:own]]).role == "nominal":
            return True
    same_make = tail + 1 < run.last and found[tail + 1].lower in DETERMINERS
    return strong and not same_make


def _is_placed(tail: Sequence[Unit]) -> bool:
    """Whether a tail is a preposition and a place, and no more: "growth in the north, trade in the south"."""
    rest = [unit for unit in tail[1:] if unit.mention is not None or unit.lower not in DETERMINERS]
    return len(rest) == 1 and rest[0].mention is not None and rest[0].mention.type == "place"


def _is_pair(run: Sequence[Unit], part: Segment, *, serial: bool) -> bool:
    """Whether "and" joins two words into one item: in a list that has ", and" further on, or behind "a", "an".

    "Heat, radio and television, and post" is three items; "an economic and technical centre" is one.
    """
    if part.separator not in {"and", "or"}:
        return False
    if run[0].lower in {"a", "an"} and is_adjective(run[-1]):
        return True
    words = (*run, *part.units)
    return serial and not any(unit.mention is not None or begins_tail(unit) for unit in words[1:])


def _group(found: Sequence[Unit]) -> Group:
    tail = next((index for index in range(1, len(found)) if opens_tail(found, index)), len(found))
    relative = next((index for index in range(1, tail) if _is_other_subject(found[index - 1], found[index])), tail)
    core = without_signs(found[:relative])
    return Group(core, tuple(found[relative:]), Span(found[0].start, found[-1].end))


def _is_other_subject(noun: Unit, unit: Unit) -> bool:
    """Whether a relative clause without "that" begins: "the problems farmers face"."""
    if noun.mention is not None or not noun.lower.endswith("s") or "N" not in noun.tags:
        return False
    return unit.mention is None and head_of([unit.lower]).role == "party"
