"""Amounts: numbers with a unit, a currency or a percentage, and counts of things.

Years, dates, lengths of time and the numbers of sections are no amounts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from plangraph.reading.lexicon.tables import table

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "lakh": Decimal(10**5),
    "lakhs": Decimal(10**5),
    "million": Decimal(10**6),
    "mn": Decimal(10**6),
    "crore": Decimal(10**7),
    "crores": Decimal(10**7),
    "cr": Decimal(10**7),
    "billion": Decimal(10**9),
    "bn": Decimal(10**9),
    "trillion": Decimal(10**12),
    "dozen": Decimal(12),
}
_WORDS = {word: Decimal(value) for value, word in enumerate(_SMALL)}
_WORDS |= {word: Decimal(10 * value) for value, word in enumerate(_TENS, start=2)}
# What the number of a part of a document, of a phase or of a street stands behind.
_NUMBERED = frozenset({
    "chapter", "section", "box", "part", "article", "clause", "paragraph", "annex", "annexure", "schedule",
    "table", "figure", "page", "phase", "tier", "stage", "step", "terminal", "line", "route", "berth", "runway",
    "no", "no.", "number", "grade", "class", "category", "level", "volume", "version", "item", "option",
    "scheme", "pillar", "euro", "form", "act", "rule", "regulation", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "fy", "cop",
    "aged", "age", "bs", "secondary", "primary", "band", "round", "wave", "batch", "project", "cohort",
})  # fmt: skip
# Words behind a number that make it no count of things.
_NOT_COUNTED = frozenset({
    "of", "and", "or", "to", "in", "on", "at", "by", "for", "from", "with", "per", "as", "is", "are", "was",
    "were", "will", "have", "has", "had", "the", "a", "an", "this", "that", "these", "those", "than", "which",
    "who", "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute",
    "minutes", "time", "times", "way", "ways", "aspect", "aspects", "respect", "respects", "sides", "side",
    "phases", "stages", "consecutive", "session", "sessions", "decades", "quarters", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "noon",
    "o'clock", "percentages",
})  # fmt: skip
_VAGUE = frozenset(
    [
        "fiscal",
        "financial",
        "legislative",
        "working",
        "calendar",
        "coming",
        "next",
        "past",
        "last",
        "first",
        "consecutive",
    ]
)


_OPENING = re.compile(r"\W*(?:\w{1,3}[.)])?\s*")


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
    word = _any([*_WORDS, "hundred", "thousand", "million"])
    scale = _any(list(_SCALES))
    spelled = rf"(?:{word})\b(?:[- ](?:and )?(?:{word})\b)*"
    digits = r"(?:\d{1,3}(?:,\d{2,3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?"
    money = _any(list(_currencies()))
    unit = _any(list(_units()))
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<approx>(?i:{approximators})) )?"
        rf"(?:(?P<money>{money}) ?(?=\d))?"
        rf"(?P<number>(?P<digits>(?<!\d){digits})|(?P<spelled>(?i:{spelled}))|(?=(?i:million|billion)-))"
        rf"(?P<range>(?:-| to | and ){digits}(?=[ -]?(?:{scale}|{unit})\b|%))?"
        rf"(?P<more> more)?(?P<scale>(?:[ -]?(?i:{scale})\b)+)?"
        rf"(?:(?P<glue>[ -]?)(?P<unit>{unit})(?![\w]))?"
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
    found: list[Amount] = []
    for match in _pattern().finditer(text):
        amount = _amount(text, match)
        if amount is not None:
            found.append(amount)
    return found


_DIGIT = re.compile(r"\d")
_SPELLED = frozenset([*_SMALL[1:], *_TENS, "hundred", "thousand", "million", "billion"])


def _may_hold(text: str) -> bool:
    """A quick look that spares most sentences the search."""
    if _DIGIT.search(text) is not None:
        return True
    return not _SPELLED.isdisjoint(text.lower().replace("-", " ").split())


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    unit, kind = _units().get(match["unit"] or "", ("", ""))
    if kind in {"time", "shape"} and not (kind == "shape" and match["glue"] != "-"):
        return None if kind == "time" or _is_small(match) else _made(match, match.end("unit"), "")
    start = (
        match.start("approx") if match["approx"] else match.start("money") if match["money"] else match.start("number")
    )
    if match["money"] or kind in {"measure", "percent", "money"}:
        end = match.end("unit") if match["unit"] and kind != "shape" else _end_of_number(match)
        money = _currencies().get(match["money"] or "", "")
        return Amount(start, end, _value(match), money or unit, bool(match["approx"] or match["range"]))
    return _made(match, _end_of_number(match), "") if _counts(text, match) else None


def _made(match: re.Match[str], end: int, unit: str) -> Amount:
    start = match.start("approx") if match["approx"] else match.start("number")
    return Amount(start, end, _value(match), unit, bool(match["approx"]))


def _is_small(match: re.Match[str]) -> bool:
    """Whether the number only makes a kind: "a 2-lane bridge", but not "a 50 000-seat stadium"."""
    return Decimal(_value(match)) < 20


def _end_of_number(match: re.Match[str]) -> int:
    for group in ("scale", "more", "range", "number"):
        if match[group]:
            return match.end(group) - (len(match[group]) - len(match[group].rstrip(" -")))
    return match.end("number")


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number counts things that are named behind it."""
    end = _end_of_number(match)
    digits = match["digits"]
    if digits and not match["scale"] and not match["approx"] and re.fullmatch(r"(?:19|20)\d\d", digits):
        return False
    spelled = (match["spelled"] or "").strip(" -").lower()
    if spelled in {"one", "zero"} or (not digits and not spelled):
        return False
    behind = text[end:]
    following = re.match(r" ((?:\()?[^\W\d_][\w'-]*)(?: ([\w'-]+))?", behind)
    if following is None:
        return bool(re.match(r" [$`]?\d", behind)) and bool(spelled)
    first = following[1].lower()
    if (
        first in _NOT_COUNTED
        or first.endswith("ly")
        or (first in _VAGUE and (following[2] or "").lower() in _NOT_COUNTED)
    ):
        return False
    named = following[1][0].isupper() and bool(spelled) and text[match.start("number")].isupper()
    if named and not _OPENING.fullmatch(text[: match.start()]):
        return False  # "the Four Modernizations"
    before = re.search(r"([\w.']+)[ (]*$", text[: match.start()])
    if before is None or match["approx"]:
        return match.start() > 0 or not re.match(r"\d+$", digits or "") or not re.match(r"[.)]", behind)
    return before[1].lower() not in _NUMBERED and not text[: match.start()].endswith("(")


def _value(match: re.Match[str]) -> str:
    digits = re.sub(r"[ ,]", "", match["digits"] or "")
    value = Decimal(digits) if digits else _spelled(match["spelled"] or "one")
    for word in re.findall(r"[a-z]+", (match["scale"] or "").lower()):
        value *= _SCALES[word]
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _spelled(words: str) -> Decimal:
    """The value of a number in words: "two hundred and fifty"."""
    total = part = Decimal(0)
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "hundred":
            part = (part or Decimal(1)) * 100
        elif word in _SCALES:
            total, part = total + (part or Decimal(1)) * _SCALES[word], Decimal(0)
    return total + part
