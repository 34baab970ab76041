"""The type of a link: what the later of two measures does with the earlier, told from their words, places and figures.

The thresholds were set on the half of ``tests/links/related.tsv`` that is for that; ``docs/linking.md`` says how often
each type is right.
"""

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
FIRMNESS = ("explore", "support", "advance", "deliver")  # of concepts of the scheme strength, the loosest first
ALIKE = 0.65  # of Jaccard, to say the same
CLOSE = 0.3  # of Jaccard, for figures and firmness to be about one thing
COVERED, UNCOVERED = 0.7, 0.48  # what one measure has of the other's words


def kind(match: Match, *, dated: bool) -> tuple[str, str]:
    """The type of a link and why, in words.

    Args:
        match: ``one`` is the later measure.
        dated: one of the two texts is later than the other; else no type that speaks of time is given.
    """
    later, earlier = match.one, match.other
    if dated:
        found = _figures(match) or _firmness(match)
        if found:
            return found
    if match.jaccard >= ALIKE and (not dated or later.strength == earlier.strength) and _places(later, earlier) == "":
        return "same", "both say nearly the same words"
    scope = _scope(match)
    if scope:
        return scope
    if dated and match.jaccard >= CLOSE:
        return "continues", "the later goes on with what the earlier says, in other words"
    if dated and match.from_one >= COVERED:
        return "continues", "the later goes on with a part of what the earlier says"
    return "related", "both speak of one thing"


def _figures(match: Match) -> tuple[str, str] | None:
    """What the figures say: there are some now, there are none any more, or they are another size."""
    later, earlier = match.one.figures, match.other.figures
    if later and not earlier and match.jaccard >= CLOSE / 2:
        return "quantifies", f"the later gives a figure, {_written(later)}, which the earlier lacks"
    if match.jaccard < CLOSE:
        return None
    if earlier and not later:
        return "weakens", f"the later drops the figure, {_written(earlier)}"
    units = {unit: value for value, unit in earlier}
    for value, unit in later:
        now, then = _number(value), _number(units.get(unit, ""))
        if now is not None and then is not None and now != then:
            more = now > then
            aims = "higher" if more else "lower"
            return "strengthens" if more else "weakens", f"the later aims {aims}: {value} {unit} after {units[unit]}"
    return None


def _firmness(match: Match) -> tuple[str, str] | None:
    """The same words with another firmness of the action."""
    later, earlier = match.one, match.other
    if match.jaccard < ALIKE or later.strength == earlier.strength or not later.strength or not earlier.strength:
        return None
    firmer = FIRMNESS.index(later.strength) > FIRMNESS.index(earlier.strength)
    word = "firmer" if firmer else "looser"
    actions = f"{later.action.replace('-', ' ')} after {earlier.action.replace('-', ' ')}"
    return "strengthens" if firmer else "weakens", f"nearly the same words with a {word} verb: {actions}"


def _scope(match: Match) -> tuple[str, str] | None:
    """Whether one covers more than the other."""
    places = _places(match.one, match.other)
    if places and match.jaccard >= CLOSE:
        return places, {"narrows": "the later names a place, the earlier none"}.get(
            places, "the earlier names a place, the later none"
        )
    if match.from_other >= COVERED and match.from_one <= UNCOVERED:
        return "extends", "the later says what the earlier says, and more"
    return None


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
