"""Parts of a country that are named by the points of the compass: "the northeast", "eastern and western regions"."""

from collections.abc import Sequence

from plangraph.reading.drafts import Draft
from plangraph.reading.nouns import groups_of, is_noun_behind, singular
from plangraph.reading.tokens import Token

_HEADS = frozenset("region regions part parts provinces states".split())
_POINTS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west".split()
)
_BEFORE = frozenset("in of from to the and between across for with".split())


def find(tokens: Sequence[Token], held: Sequence[bool]) -> list[Draft]:
    """The parts of a country in a sentence, as named places."""
    found: list[Draft] = []
    for index, token in enumerate(tokens):
        if held[index]:
            continue
        if token.lower in _HEADS:
            draft = _region(tokens, held, index)
        elif token.lower in _POINTS:
            draft = _point(tokens, held, index)
        else:
            continue
        if draft is not None:
            found.append(draft)
    return found


def _region(tokens: Sequence[Token], held: Sequence[bool], index: int) -> Draft | None:
    """ "eastern, central and western regions": what each of them is, in ``members``."""
    first = index
    while first and not held[first - 1] and (_is_direction(tokens[first - 1]) or _is_link(tokens, first - 1)):
        first -= 1
    while first < index and not _is_direction(tokens[first]):
        first += 1
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    if first == index or (behind is not None and is_noun_behind(behind) and "NAME" not in behind.tags):
        return None
    head = singular(tokens[index].lower)
    parts = [token.lower for token in tokens[first:index] if _is_direction(token)]
    members = tuple(f"{part} {head}" for part in parts)
    return Draft(first, index + 1, "place", cls="MacroRegion", members=members, rules=["place:direction"])


def _is_direction(token: Token) -> bool:
    return "direction" in groups_of().get(token.lower, ())


def _is_link(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].lower in {",", "and", "or"} and at > 0 and (_is_direction(tokens[at - 1]) or tokens[at - 1].text == ",")


def _point(tokens: Sequence[Token], held: Sequence[bool], index: int) -> Draft | None:
    """ "the northeast", but not "the northeast coast" and not "west of the line"."""
    if index < 1 or tokens[index - 1].lower != "the":
        return None
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    if behind is not None and (behind.lower == "of" or behind.text[0].isupper() or (behind.tags & {"N", "ADJ"} and not behind.tags & {"PREP", "CONJ", "V", "VZ"})):
        return None
    label = f"the {tokens[index].lower}"
    return Draft(index, index + 1, "place", cls="MacroRegion", members=(label,), rules=["place:point"])
