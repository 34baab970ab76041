"""Settling: the type of a name whose own words have none, by what stands around it."""

import re
from collections.abc import Sequence

from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.quotes import CALLED, QUOTES, SCHEMES
from plangraph.reading.naming.view import View, is_capital, is_plain
from plangraph.reading.nouns import singular
from plangraph.reading.tokens import Token

_WATERS = {"river": "River", "lake": "Region", "mount": "MountainArea"}
_LOCATIVE = frozenset(
    {"in", "at", "from", "to", "near", "between", "across", "along", "around", "through", "throughout", "toward",
     "towards", "into", "within", "outside", "via", "beyond", "connecting", "linking", "joining", "connect",
     "link", "links", "connects", "covering"}
)  # fmt: skip


# What "of", "such as" and "like" may stand behind: "the state of Sabah", "districts such as Kisii".
_UNITS = frozenset(
    {"state", "province", "district", "city", "town", "county", "village", "island", "region", "territory",
     "municipality", "prefecture", "constituency", "capital", "country", "area", "place", "part"}
)  # fmt: skip


def settle(view: View, found: list[Draft]) -> None:
    """Give types to the names that have none yet, where something tells."""
    _merge_sections(view, found)
    _take_rivers(view, found)
    for index, draft in enumerate(found):
        if not draft.type:
            told = _told(view, found, index)
            if told is not None:
                draft.type, draft.cls, rule = told
                draft.rules.append(rule)


def _told(view: View, found: Sequence[Draft], index: int) -> tuple[str, str, str] | None:
    draft = found[index]
    before = view.word(draft.first - 1)
    left = found[index - 1] if index else None
    if left is not None and left.type and before == "(" and _right_before(view, left.last, draft.first):
        return left.type, left.cls, "name:in-brackets"
    if view.word(draft.last) in SCHEMES and view.tokens[draft.last].text.islower():
        return "initiative", "Programme", "name:scheme-behind"
    if before in CALLED:
        return "initiative", "Programme", "name:called"
    if before == "," and view.word(draft.first - 2) in SCHEMES:
        return "initiative", "Programme", "name:apposition"
    if draft.last - draft.first == 1 and _is_initials(view.tokens[draft.first]):
        if before == "under" or (before in {"the", "our"} and view.word(draft.first - 2) == "under"):
            return "initiative", "Programme", "name:initials"
        return "organisation", "Organisation", "name:initials"
    if _is_locative(view, draft) or _starts_route(view, found, index):
        return "place", "Region", "name:locative"
    return None


def _right_before(view: View, last: int, first: int) -> bool:
    """Whether nothing but a bracket, and a quotation mark before it, stands between two names."""
    return first - last == 1 or (first - last == 2 and view.tokens[last].text in QUOTES)


def _merge_sections(view: View, found: list[Draft]) -> None:
    """As in "the Lisbon section of the Madrid-Lisbon Railway" is one name."""
    for index in range(len(found) - 1, 0, -1):
        left, right = found[index - 1], found[index]
        between = view.lower[left.last : right.first]
        if right.type == "infrastructure" and between in (["section", "of", "the"], ["section", "of"]):
            right.first = left.first
            del found[index - 1]


def _take_rivers(view: View, found: Sequence[Draft]) -> None:
    """As in "river Volta": the small word before the name belongs to it, unless a name before has it already."""
    taken = 0
    for draft in found:
        word = view.word(draft.first - 1)
        free, taken = draft.first > taken, draft.last
        if not draft.type and free and word in _WATERS and view.tokens[draft.first - 1].text.islower():
            draft.first -= 1
            draft.type, draft.cls = "place", _WATERS[word]
            draft.rules.append("name:water")


def _is_locative(view: View, draft: Draft) -> bool:
    """Whether a name stands where a place does: "in Kisumu"; words of the dictionary alone are no place."""
    words = view.tokens[draft.first : draft.last]
    proper = any(is_capital(token) and not is_plain(token) for token in words)
    if not proper:
        return False
    before, second = view.word(draft.first - 1), view.word(draft.first - 2)
    if before == "of":
        return second in _UNITS or singular(second) in _UNITS
    if before in {"as", "like", "including"}:
        at = draft.first - (3 if before == "as" else 2)
        return (before != "as" or second == "such") and singular(view.word(at).rstrip(",")) in _UNITS
    return before in _LOCATIVE


def _starts_route(view: View, found: Sequence[Draft], index: int) -> bool:
    """As in "from Central to Mong Kok": what the second end is, the first is too."""
    draft = found[index]
    following = found[index + 1] if index + 1 < len(found) else None
    if following is None or following.type != "place" or following.first != draft.last + 1:
        return False
    return view.word(draft.last) == "to" and view.word(draft.first - 1) == "from"


def _is_initials(token: Token) -> bool:
    if re.fullmatch(r"[A-Z]{3,}(?:-[A-Z]+)?", token.text) is None:
        return False
    return not (is_plain(token) and len(token.text) > 5)  # a word of a line in capitals
