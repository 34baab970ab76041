"""Coordination: where one noun phrase ends and the next begins."""

from collections.abc import Sequence
from functools import cache

from plangraph.model import Span
from plangraph.reading.heads import head_of
from plangraph.reading.lexicon.tables import table
from plangraph.reading.sharing import Group, shared
from plangraph.reading.units import (
    DETERMINERS,
    Segment,
    Unit,
    begins_tail,
    between,
    is_adjective,
    is_preposition,
    segments,
    without_signs,
)

_EXEMPLARS = frozenset({"including", "namely"})
_LOW = frozenset({"such as", "including", "namely"})  # what follows belongs to the complement before


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
        if opens_examples(found, index):
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
    such_as = unit.lower == "such" and index + 1 < len(found) and found[index + 1].lower == "as"
    return such_as or unit.lower in _EXEMPLARS


def groups(found: Sequence[Unit]) -> list[Group]:
    """The noun phrases of a coordination, with the words that they share written into each.

    What belongs to the complement of the phrase before stays with it: "ports for trade in grain and coal" is one.
    """
    parts = segments(found)
    serial = any("," in part.separator and "and" in part.separator for part in parts)
    runs: list[list[Segment]] = []
    for part in parts:
        run = between(found, runs[-1][0].units[0], runs[-1][-1].units[-1]) if runs else ()
        if run and (part.separator in _LOW or not _starts_group(run, part) or _is_pair(run, part, serial=serial)):
            runs[-1].append(part)
        else:
            runs.append([part])
    return shared([_group(between(found, run[0].units[0], run[-1].units[-1])) for run in runs])


def branches(tail: Sequence[Unit]) -> list[tuple[Unit, ...]]:
    """A tail cut where its first preposition comes again: "for A, for B, and for C"."""
    if not tail:
        return []
    parts = segments(tail)
    starts = [part.units[0].start for part in parts if part.units[0].lower == tail[0].lower]
    ends = [*starts[1:], tail[-1].end + 1]
    return [
        without_signs([unit for unit in tail if start <= unit.start < end])
        for start, end in zip(starts, ends, strict=True)
    ]


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
    return [between(found, run[0].units[0], run[-1].units[-1]) for run in runs]


def _starts_group(run: Sequence[Unit], segment: Segment) -> bool:
    """Whether a segment is a noun phrase beside the run, and not a part of the run's complement."""
    tail = next((index for index, unit in enumerate(run) if index and begins_tail(unit)), None)
    first = segment.units[0]
    if begins_tail(first) or any(opens_examples(run, index) for index in range(len(run))):
        return False
    if tail is None:
        return True
    prepositional = is_preposition(run[tail])
    if first.lower == "those":
        return not prepositional
    strong = first.mention is None and first.lower in DETERMINERS
    if not prepositional:
        return strong
    own = next((index for index, unit in enumerate(segment.units) if index and begins_tail(unit)), None)
    if own is not None and _is_placed(run[tail:]) and _is_placed(segment.units[own:]):
        return True
    same_make = tail + 1 < len(run) and run[tail + 1].lower in DETERMINERS
    if own is not None and segment.separator == "as well as":
        return True
    if own is not None and (strong or head_of([unit.lower for unit in segment.units[:own]]).role == "nominal"):
        return True
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
    tail = next((index for index, unit in enumerate(found) if index and begins_tail(unit)), len(found))
    relative = next((index for index in range(1, tail) if _is_other_subject(found[index - 1], found[index])), tail)
    core = without_signs(found[:relative])
    return Group(core, tuple(found[relative:]), Span(found[0].start, found[-1].end))


def _is_other_subject(noun: Unit, unit: Unit) -> bool:
    """Whether a relative clause without "that" begins: "the problems farmers face"."""
    if noun.mention is not None or not noun.lower.endswith("s") or "N" not in noun.tags:
        return False
    return unit.mention is None and head_of([unit.lower]).role == "party"
