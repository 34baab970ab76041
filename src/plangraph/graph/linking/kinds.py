"""The type of a link: what the later of two measures does with the earlier, told from their words, places and figures.

The thresholds were set on the half of ``tests/links/related.tsv`` that is for that; ``docs/linking.md`` says how often
each type is right.
"""

import re
from decimal import Decimal, InvalidOperation

from plangraph.graph.linking.likeness import Match
from plangraph.graph.linking.profiles import Said

TYPES = (
    "same",
    "continues",
    "extends",
    "narrows",
    "strengthens",
    "weakens",
    "quantifies",
    "drops",
    "related",
    "fulfils",
)
ALIKE = 0.5  # of Jaccard, to say the same
CLOSE = 0.3  # of Jaccard, to be about one thing
NEAR = 0.2  # of Jaccard, to go on with it
COVERED, UNCOVERED = 0.7, 0.48  # what one measure has of the other's words
PART = 0.6  # what the earlier measure has of the later's words, which then is a part of it
TELLING = 2  # words of weight 1 in common, for any type but the two plain ones
_DIGIT = re.compile(r"\d")
_FIRST = re.compile(r"\b(?:top|high|highest|first) priority\b|\bpriority to\b|-first\b", re.IGNORECASE)


def kind(match: Match, *, dated: bool) -> tuple[str, str]:
    """The type of a link and why, in words.

    Args:
        match: ``one`` is the later measure.
        dated: one of the two texts is later than the other; else no type that speaks of time is given.
    """
    later, earlier = match.one, match.other
    if dated and match.telling >= TELLING:
        found = _figures(match) or _priority(match)
        if found:
            return found
    places = _places(later, earlier) if match.telling >= TELLING else ""
    if match.jaccard >= ALIKE and not places and (match.telling >= TELLING or later.action == earlier.action):
        return "same", "both say nearly the same words"
    if places == "narrows" and match.jaccard >= CLOSE:
        return "narrows", "the later names a place, the earlier none"
    if places == "extends" and match.jaccard >= CLOSE:
        return "extends", "the earlier names a place, the later none"
    if match.jaccard >= CLOSE and match.from_other >= COVERED and match.from_one <= UNCOVERED:
        return "extends", "the later says what the earlier says, and more"
    if dated and match.jaccard >= NEAR and match.telling >= TELLING:
        return "continues", "the later goes on with what the earlier says, in other words"
    if dated and match.from_one >= PART and match.telling >= TELLING:
        return "continues", "the later goes on with a part of what the earlier says"
    return "related", "both speak of one thing"


def _figures(match: Match) -> tuple[str, str] | None:
    """What the figures say: there are some now, there are none any more, or they are another size."""
    later, earlier = match.one.figures, match.other.figures
    if match.jaccard < CLOSE:
        return None
    if later and not earlier and not _DIGIT.search(match.other.quote):
        return "quantifies", f"the later gives a figure, {_written(later)}, which the earlier lacks"
    if earlier and not later and not _DIGIT.search(match.one.quote):
        return "weakens", f"the later drops the figure, {_written(earlier)}"
    units = {unit: value for value, unit in earlier}
    for value, unit in later:
        now, then = _number(value), _number(units.get(unit, ""))
        if now is not None and then is not None and now != then:
            more = now > then
            aims = "higher" if more else "lower"
            return "strengthens" if more else "weakens", f"the later aims {aims}: {value} {unit} after {units[unit]}"
    return None


def _priority(match: Match) -> tuple[str, str] | None:
    """Whether only one of the two says that this comes first."""
    first = [bool(_FIRST.search(said.quote)) for said in (match.one, match.other)]
    if match.jaccard < CLOSE or first[0] == first[1]:
        return None
    return (
        ("strengthens", "only the later puts it first") if first[0] else ("weakens", "only the earlier puts it first")
    )


def _places(later: Said, earlier: Said) -> str:
    if later.where and not earlier.where:
        return "narrows"
    return "extends" if earlier.where and not later.where else ""


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _written(figures: tuple[tuple[str, str], ...]) -> str:
    return " and ".join(f"{value} {unit}".strip() for value, unit in figures)
