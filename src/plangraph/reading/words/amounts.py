"""Amounts: numbers with a unit, a currency or a percentage, and counts of things.

Years, dates, lengths of time and the numbers of sections are no amounts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from plangraph.reading.lexicon.tables import table
from plangraph.reading.words.counts import counts, end_of_number
from plangraph.reading.words.numerals import SCALES, SMALL, TENS, WORDS, value


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at a place of a sentence (local offsets)."""

    start: int
    end: int
    value: str  # decimal, as a plain number
    unit: str  # as published; empty for a count, whose unit is what is counted
    approximate: bool


@cache
def _units() -> Mapping[str, tuple[str, str]]:
    rows = table("units", ("word", "unit", "kind", "example"))
    return {row["word"]: (row["unit"], row["kind"]) for row in rows}


def is_unit(word: str) -> bool:
    """Whether a word is a unit ("MW")."""
    return word in _units()


def is_measured(compound: str) -> bool:
    """Whether a compound with a number in it is an amount: "million-ton", "300-seat", but not "2-lane", "ten-year"."""
    number, _, last = compound.rpartition("-")
    kind = _units().get(last, ("", ""))[1]
    return kind in {"measure", "money", "percent"} or (kind == "shape" and len(number) > 2 and number.isdigit())


@cache
def _currencies() -> Mapping[str, str]:
    return {row["sign"]: row["unit"] for row in table("currencies", ("sign", "unit", "example"))}


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    approximators = _any([row["phrase"] for row in table("approximators", ("phrase", "example"))])
    word = _any([*WORDS, "hundred", "thousand", "million"])
    scale = _any(list(SCALES))
    half = r"half an? (?:million|billion)\b"
    spelled = rf"{half}|(?:{word})\b(?:[- ](?:and )?(?:{word})\b)*(?: and a half\b)?"
    digits = r"(?:\d{1,3}(?:,\d{2,3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?"
    money = _any(list(_currencies()))
    unit = _any(list(_units()))
    year = r"(?<!\b20\d\d and )(?<!\b20\d\d to )"  # not "in 2027 and 40 km in 2028"
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<approx>(?i:{approximators})) )?"
        rf"(?:(?P<money>{money}) ?(?=\d))?"
        rf"(?P<number>(?P<digits>(?<!\d){digits})|(?P<spelled>(?i:{spelled}))|(?=(?i:million|billion)-))"
        rf"(?P<plus>\+|-plus\b)?"
        rf"(?P<range>(?:-| to | and | or ){year}(?:{digits}|(?:{spelled}))(?=[ -]?(?:{scale}|{unit})\b|%))?"
        rf"(?P<more> more)?(?P<scale>(?:[ -]?(?i:{scale})\b)+)?"
        rf"(?:(?P<glue>[ -]?)(?P<unit>{unit})(?![\w]))?"
        rf"(?P<each> per {digits} ?(?:{unit})(?!\w))?"
        r"(?=(?P<after>.{0,40}))"
    )


def find(text: str) -> list[Amount]:
    """The amounts in ``text``, in order, each with the words that approximate it.

    >>> text = "Lay about 40 km of pipe at a cost of $2.5 billion by 2030."
    >>> [text[amount.start : amount.end] for amount in find(text)]
    ['about 40 km', '$2.5 billion']
    >>> [(a.value, a.unit, a.approximate) for a in find("nearly three hundred new wells")]
    [('300', '', True)]
    """
    if not _may_hold(text):
        return []
    found = [_part(match) for match in _fractions().finditer(text)] if _FRACTION.search(text.lower()) else []
    parts = [(part.start, part.end) for part in found]
    for match in _pattern().finditer(text):
        amount = _amount(text, match)
        if amount is not None and not any(amount.start < end and start < amount.end for start, end in parts):
            found.append(amount)
    return sorted(found, key=lambda amount: amount.start)


_DIVIDED = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
# What every fraction ends with: few texts have it, and the whole pattern is slow.
_FRACTION = re.compile(rf"(?:half|{'|'.join(_DIVIDED)})s? (?:of|the)\b")


@cache
def _fractions() -> re.Pattern[str]:
    """As in "two-thirds of the wells", "nearly half of them"; "half" and "a third" only with an approximator."""
    approximators = _any([row["phrase"] for row in table("approximators", ("phrase", "example"))])
    parts = "|".join(_DIVIDED)
    return re.compile(
        rf"\b(?:(?P<about>(?i:{approximators})) )?(?i:(?P<count>{_any(list(WORDS))})[- ](?P<part>{parts})s?)(?= of\b)"
        rf"|\b(?P<over>(?i:{approximators})) (?i:half|an? (?P<one>{parts}))(?= (?:of|the)\b)"
    )


def _part(match: re.Match[str]) -> Amount:
    part = match["part"] or match["one"]
    count = WORDS[match["count"].lower()] if match["count"] else Decimal(1)
    size = format(round(count / (_DIVIDED[part.lower()] if part else 2), 4).normalize(), "f")
    return Amount(match.start(), match.end(), size, "", bool(match["about"] or match["over"]))


_DIGIT = re.compile(r"\d")
_SPELLED = frozenset([*SMALL[1:], *TENS, "hundred", "thousand", "million", "billion"])


def _may_hold(text: str) -> bool:
    """A quick look that spares most sentences the search."""
    if _DIGIT.search(text) is not None or " half " in text:
        return True
    return not _SPELLED.isdisjoint(text.lower().replace("-", " ").split())


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    unit, kind = _units().get(match["unit"] or "", ("", ""))
    if unit == "times" and re.match(r" (?:a|per|each|every|more|as|\w+er)\b", match["after"]):
        return None  # "two times a year", "ten times faster"
    if kind in {"time", "shape"} and not (kind == "shape" and match["glue"] != "-"):
        return None if kind == "time" or _is_small(match) else _made(match, match.end("unit"), "")
    start = (
        match.start("approx") if match["approx"] else match.start("money") if match["money"] else match.start("number")
    )
    if match["money"] or kind in {"measure", "percent", "money"}:
        end = match.end("unit") if match["unit"] and kind != "shape" else end_of_number(match)
        end = match.end("each") if match["each"] else end
        money = _currencies().get(match["money"] or "", "")
        return Amount(start, end, value(match), money or unit, bool(match["approx"] or match["range"]))
    return _made(match, end_of_number(match), "") if counts(text, match) else None


def _made(match: re.Match[str], end: int, unit: str) -> Amount:
    start = match.start("approx") if match["approx"] else match.start("number")
    return Amount(start, end, value(match), unit, bool(match["approx"]))


def _is_small(match: re.Match[str]) -> bool:
    """Whether the number only makes a kind: "a 2-lane bridge", but not "a 50 000-seat stadium"."""
    return Decimal(value(match)) < 20
