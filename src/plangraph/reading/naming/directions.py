"""Parts of a country that are named by the points of the compass: "the northeast", "eastern and western regions"."""

from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.view import View
from plangraph.reading.words.nouns import is_noun_behind, singular

_HEADS = frozenset({"region", "regions", "part", "parts", "provinces", "states"})
POINTS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "north-east", "north-west",
     "south-east", "south-west"}
)  # fmt: skip
_LINKS = frozenset({",", "and", "or"})
_SIGNALS = _HEADS | POINTS


def find(view: View) -> list[Draft]:
    """The parts of a country in a sentence, as named places; ``members`` tells what each stands for."""
    found: list[Draft] = []
    if _SIGNALS.isdisjoint(view.lower):
        return found  # as most sentences
    for index, word in enumerate(view.lower):
        draft = None
        if word in _HEADS and not view.held[index]:
            draft = _region(view, index)
        elif word in POINTS and not view.held[index]:
            draft = _point(view, index)
        if draft is not None:
            found.append(draft)
    return found


def _region(view: View, index: int) -> Draft | None:
    """As in "eastern, central and western regions"."""
    first = index
    while first and not view.held[first - 1] and (_is_direction(view, first - 1) or _is_link(view, first - 1)):
        first -= 1
    while first < index and not _is_direction(view, first):
        first += 1
    if first == index:
        return None
    if index + 1 < len(view.tokens) and is_noun_behind(view.tokens[index + 1]) and "NAME" not in view.tags(index + 1):
        return None
    head = singular(view.word(index))
    members = tuple(f"{view.word(at)} {head}" for at in range(first, index) if _is_direction(view, at))
    return Draft(first, index + 1, "place", cls="MacroRegion", members=members, rules=["place:direction"])


def _is_direction(view: View, at: int) -> bool:
    return "direction" in view.groups(at)


def _is_link(view: View, at: int) -> bool:
    return view.word(at) in _LINKS and (_is_direction(view, at - 1) or view.word(at - 1) == ",")


def _point(view: View, index: int) -> Draft | None:
    """As in "the northeast", but not "the northeast coast" and not "west of the line"."""
    if view.word(index - 1) != "the" or view.word(index + 1) == "of":
        return None
    behind = view.tags(index + 1)
    if behind & {"N", "ADJ", "NAME"} and not behind & {"PREP", "CONJ", "V", "VZ"}:
        return None
    return Draft(
        index, index + 1, "place", cls="MacroRegion", members=(f"the {view.word(index)}",), rules=["place:point"]
    )
