"""Counts: whether a bare number counts things, and is no year, age, date or number of a part."""

import re
from decimal import Decimal

from plangraph.reading.words.numerals import value

# What the number of a part of a document, of a phase or of a street stands behind.
_NUMBERED = frozenset({
    "chapter", "section", "box", "part", "article", "clause", "paragraph", "annex", "annexure", "schedule",
    "table", "figure", "page", "phase", "tier", "stage", "step", "terminal", "line", "route", "berth", "runway",
    "no", "no.", "number", "grade", "class", "category", "level", "volume", "version", "item", "option",
    "scheme", "pillar", "euro", "form", "act", "rule", "regulation", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "fy", "cop",
    "aged", "age", "bs", "secondary", "primary", "band", "round", "wave", "batch", "project", "cohort",
    "industry", "formula", "web", "vision", "agenda", "society",
})  # fmt: skip
# Words behind a number that make it no count of things.
_NOT_COUNTED = frozenset({
    "of", "and", "or", "to", "in", "on", "at", "by", "for", "from", "with", "per", "as", "is", "are", "was",
    "were", "will", "have", "has", "had", "the", "a", "an", "this", "that", "these", "those", "than", "which",
    "who", "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute",
    "minutes", "time", "times", "way", "ways", "aspect", "aspects", "respect", "respects", "sides", "side",
    "phases", "stages", "consecutive", "session", "sessions", "decades", "quarters", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "noon",
    "o'clock", "percentages", "systems",
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


_NOT_MADE = frozenset({
    "only", "annually", "yearly", "monthly", "weekly", "daily", "respectively", "nearly", "approximately", "directly",
    "mainly", "mostly", "currently", "roughly", "subsequently", "successively", "recently", "already", "reply",
    "family",
})  # fmt: skip
_TIMES = frozenset(_NOT_COUNTED & {
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes",
    "decades", "quarters", "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
})  # fmt: skip
_SPANS = frozenset({"fiscal", "financial", "working", "calendar", "consecutive"})
_AGES = frozenset({"over", "under", "above", "below", "some"})  # "people over 65"
_OLDEST = Decimal(110)


_AGED = re.compile(r"\b(?:aged?|ages)(?: (?:of|from|between))?(?: \d+ (?:to|and|or|-))? $")
_WORD_BEFORE = re.compile(r"([\w.']+)[ (]*$")
_REACH = 200  # characters before a number that are looked at, so that many numbers in a sentence cost no more than few
_OPENING = re.compile(r"\W*(?:\w{1,3}[.)])?\s*")


def end_of_number(match: re.Match[str]) -> int:
    """Where a number ends, with its scale and "more", "plus" or second end."""
    for group in ("scale", "more", "range", "plus", "number"):
        if match[group]:
            return match.end(group) - (len(match[group]) - len(match[group].rstrip(" -")))
    return match.end("number")


def counts(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number counts things that are named behind it."""
    end = end_of_number(match)
    digits = match["digits"]
    if digits and not match["scale"] and not match["approx"] and re.fullmatch(r"(?:19|20)\d\d", digits):
        return False
    spelled = (match["spelled"] or "").strip(" -").lower()
    if (spelled in {"one", "zero"} and not match["scale"]) or (not digits and not spelled):
        return False
    ahead = text[max(0, match.start() - _REACH) : match.start()]
    if _AGED.search(ahead) is not None:
        return False
    behind = text[end:]
    following = re.match(r" ((?:\()?[^\W\d_][\w'-]*)(?: ([\w'-]+))?", behind)
    if _is_sure(text, match):
        return following is None or not _is_time(following[1].lower(), (following[2] or "").lower())
    if following is None:
        return bool(re.match(r" [$`]?\d", behind)) and bool(spelled)
    first, second = following[1].lower(), (following[2] or "").lower()
    if first in _NOT_COUNTED or (first in _VAGUE and second in _NOT_COUNTED):
        return False
    if first.endswith("ly") and (first in _NOT_MADE or not second or second in _NOT_COUNTED):
        return False  # "rose by 5 annually", but "six newly built schools"
    named = following[1][0].isupper() and bool(spelled) and text[match.start("number")].isupper()
    if named and not _OPENING.fullmatch(text[: match.start()]):
        return False  # "the Four Modernizations"
    before = _WORD_BEFORE.search(ahead)
    if before is None or match["approx"]:
        return match.start() > 0 or not re.match(r"\d+$", digits or "") or not re.match(r"[.)]", behind)
    return before[1].lower() not in _NUMBERED and not text[: match.start()].endswith("(")


def _is_sure(text: str, match: re.Match[str]) -> bool:
    """Whether a number is an amount whatever stands behind it: "close to six million", "22 000 of these"."""
    digits = match["digits"] or ""
    size = Decimal(value(match))
    if match["approx"]:
        word = match["approx"].lower()
        return (size > _OLDEST or word not in _AGES) and not (
            re.fullmatch(r"(?:19|20)\d\d", digits) and not match["scale"]
        )
    before = text[max(0, match.start() - _REACH) : match.start()].rstrip().lower().rsplit(" ", 1)[-1]
    if before in _NUMBERED or before == "the":
        return False
    grouped = re.fullmatch(r"\d{1,3}(?:[ ,]\d{2,3})+", digits) is not None
    return grouped or (bool(match["scale"]) and size > _OLDEST)


def _is_time(first: str, second: str) -> bool:
    return first in _TIMES or (first in _SPANS and second in _TIMES)
