"""Units: the words of a noun phrase, with each mention taken whole."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from plangraph.model import Mention, Span
from plangraph.reading.words.tokens import Token

# Words with the tag PREP that open no complement: "up" and "out" close a verb ("opening up in the north"), "about" and
# "over" belong to a number, "as" opens a target.
_NO_OPENERS = frozenset({"up", "out", "off", "down", "about", "over", "above", "below", "as", "like", "unlike", "than"})
_NO_OPENERS_EITHER = frozenset({"per", "given", "following", "pending", "including", "excluding", "except", "outside"})
DETERMINERS = frozenset(
    {
        "a",
        "an",
        "the",
        "this",
        "these",
        "that",
        "those",
        "such",
        "some",
        "any",
        "all",
        "both",
        "each",
        "every",
        "another",
    }
    | {"its", "their", "our", "his", "her", "your"}
)
RELATIVES = frozenset({"that", "which", "who", "whom", "whose", "where", "when"})
ANAPHORS = frozenset({"there", "here"})
_SUBORDINATORS = frozenset({"as", "while", "when", "if", "because", "although", "so", "but", "where", "unless"})
_SIGNS = frozenset({",", ";", ".", ":", "and", "or", '"', "'"})
_SINGLE = frozenset({",", "and", "or", "&", "including", "namely", ";", "and/or"})  # separate by themselves
_SEPARATING = _SINGLE | {"as", "such", "along"}
# Participles that open a clause behind a noun: "areas affected by floods", "projects involving dams".
_PARTICIPLES = frozenset(
    {"affected", "aimed", "based", "caused", "co-financed", "connecting", "covering", "designed", "hit", "hurt"}
    | {"involving", "linking", "needed", "operated", "related", "relating", "stretching", "suited"}
)

_MENTION = frozenset({"MENTION"})
_make = tuple.__new__
_start = attrgetter("start")


class Unit(NamedTuple):
    """A word, a sign, or a mention taken whole; offsets are local. The fields are those of a token, and the mention."""

    start: int
    end: int
    text: str
    lower: str
    tags: frozenset[str]
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between two separators, and the separator before it."""

    separator: str  # "", ",", "and", ", and", "as well as", "such as"
    units: tuple[Unit, ...]
    first: int  # index of its first unit
    last: int  # index behind its last unit


def units(text: str, tokens: Sequence[Token], mentions: Sequence[Mention], at: Span) -> tuple[Unit, ...]:
    """The units of ``text[at]``; of mentions in one another the outermost counts, and only if it lies wholly inside."""
    inside = [mention for mention in mentions if at.start <= mention.at.start and mention.at.end <= at.end]
    if len(inside) > 1:
        inside.sort(key=lambda mention: (mention.at.start, -mention.at.end))
    made: list[Unit] = []
    position = at.start
    for mention in (*inside, None):
        stop = mention.at.start if mention else at.end
        if mention is not None and stop < position:
            continue
        first = bisect_left(tokens, position, key=_start)
        made += [
            _make(Unit, (*token[:5], None))
            for token in tokens[first : bisect_left(tokens, stop, first, key=_start)]
            if token.end <= stop
        ]
        if mention is not None:
            words = text[mention.at.start : mention.at.end]
            made.append(Unit(mention.at.start, mention.at.end, words, words.lower(), _MENTION, mention))
            position = mention.at.end
    return without_signs(_to_subordinate(_without_brackets(made)))


def segments(found: Sequence[Unit]) -> list[Segment]:
    """The units cut at commas and conjunctions, none of which is inside a mention."""
    cut: list[Segment] = []
    separator, start, index = "", 0, 0
    while index < len(found):
        length, sign = _separator(found, index)
        if length:
            if index > start:
                cut.append(Segment(separator, tuple(found[start:index]), start, index))
                separator = sign
            else:
                separator = f"{separator} {sign}".strip() if separator else sign
            index += length
            start = index
        else:
            index += 1
    if start < len(found):
        cut.append(Segment(separator, tuple(found[start:]), start, len(found)))
    return cut


def begins_tail(unit: Unit) -> bool:
    """Whether the unit opens what stands behind a head noun: a preposition, a relative clause, "there"."""
    if unit.mention is not None:
        return False
    return is_preposition(unit) or unit.lower in RELATIVES or unit.lower in _PARTICIPLES or unit.lower in ANAPHORS


def opens_tail(found: Sequence[Unit], index: int) -> bool:
    """The same for the unit at an index, participles seen by their preposition: "fees paid by farms"."""
    unit = found[index]
    if begins_tail(unit):
        return True
    if unit.mention is not None or "VN" not in unit.tags or "N" in unit.tags or index + 1 == len(found):
        return False
    return is_preposition(found[index + 1])


def is_preposition(unit: Unit) -> bool:
    """Whether the unit is a preposition that can open a complement; "to" before a verb counts too."""
    if unit.mention is not None or "PREP" not in unit.tags:
        return False
    return unit.lower not in _NO_OPENERS and unit.lower not in _NO_OPENERS_EITHER


def is_adjective(unit: Unit) -> bool:
    """Whether the unit can stand before a noun but not for one."""
    if unit.mention is not None:
        return False
    compound = "-" in unit.lower and unit.lower.endswith(("ing", "ed", "based", "end"))
    return compound or ("ADJ" in unit.tags and "N" not in unit.tags)


def _separator(found: Sequence[Unit], index: int) -> tuple[int, str]:
    lower = found[index].lower
    if lower not in _SEPARATING or found[index].mention is not None:
        return 0, ""
    after = found[index + 1].lower if index + 1 < len(found) else ""
    third = found[index + 2].lower if index + 2 < len(found) else ""
    if (lower, after, third) == ("as", "well", "as"):
        return 3, "as well as"
    if (lower, after) in {("such", "as"), ("along", "with"), ("and", "also"), ("and/or", "")}:
        return 2, f"{lower} {after}"
    if lower in _SINGLE:
        return 1, lower
    return 0, ""


def _without_brackets(found: Sequence[Unit]) -> list[Unit]:
    """The units without what stands in brackets, such as an abbreviation or the number of an item."""
    if all(unit.text != "(" for unit in found):
        return list(found)
    kept: list[Unit] = []
    depth = 0
    for unit in found:
        depth += unit.mention is None and unit.text == "("
        if not depth:
            kept.append(unit)
        depth -= depth > 0 and unit.text == ")"
    return kept


def _to_subordinate(found: Sequence[Unit]) -> Sequence[Unit]:
    """The units up to a clause that begins behind a comma: "roads, as traffic grows"."""
    for index in range(1, len(found) - 1):
        if found[index - 1].lower != "," or found[index].lower not in _SUBORDINATORS:
            continue
        is_listed = found[index].lower == "as" and found[index + 1].lower in {"well", "a", "an", "the"}
        if not is_listed:
            return found[:index]
    return found


def without_signs(found: Iterable[Unit]) -> tuple[Unit, ...]:
    """Without commas and conjunctions at either end."""
    kept = list(found)
    while kept and kept[-1].mention is None and kept[-1].lower in _SIGNS:
        kept.pop()
    while kept and kept[0].mention is None and kept[0].lower in _SIGNS:
        kept.pop(0)
    return tuple(kept)
