"""Settling: the type of a name whose own words have none, by what stands around it."""

import re
from collections.abc import Sequence

from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.quotes import CALLED, QUOTES, SCHEMES
from plangraph.reading.naming.view import View, is_capital, is_plain
from plangraph.reading.words.nouns import singular
from plangraph.reading.words.tokens import Token

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


_BODIES = frozenset(
    {"company", "firm", "enterprise", "agency", "bank", "institution", "university", "organisation", "organization",
     "corporation", "authority", "ministry", "department", "body", "institute", "regulator", "partner"}
)  # fmt: skip
_INTRODUCE = frozenset({"as", "like", "namely", "including", "-", ":"})
_Type = tuple[str, str, str]  # type, class, rule


def settle(view: View, found: list[Draft]) -> None:
    """Give types to the names that have none yet, where something tells."""
    _merge_sections(view, found)
    _take_rivers(view, found)
    listed: _Type | None = None  # what the members of the list are that is being gone through
    for index, draft in enumerate(found):
        listed = _introduced(view, draft) or (listed if index and _goes_on(view, found[index - 1], draft) else None)
        if not draft.type:
            told = listed or _told(view, found, index)
            if told is not None:
                draft.type, draft.cls, rule = told
                draft.rules.append(rule)


def _goes_on(view: View, left: Draft, right: Draft) -> bool:
    return set(view.lower[left.last : right.first]) <= {",", "and", "or", "the", "as", "well"}


def _introduced(view: View, draft: Draft) -> _Type | None:
    """What a list is of, told before its first name: "**schemes such as** X and Y", "companies like X"."""
    before, at = view.word(draft.first - 1), draft.first - 2
    if before == "the":
        before, at = view.word(at), at - 1
    if before not in _INTRODUCE:
        return None
    if before == "as":
        if view.word(at) != "such":
            return None
        at -= 1
    if before in {"-", ":"} and _is_verb_or_pointer(view, draft):
        return None
    noun = singular(view.word(at - (view.word(at) == ",")))
    if noun in SCHEMES:
        return "initiative", "Programme", "name:scheme-list"
    if noun in _UNITS and before in {"-", ":", "namely"}:
        return "place", "Region", "name:unit-list"
    return ("organisation", "Organisation", "name:body-list") if noun in _BODIES else None


def _is_verb_or_pointer(view: View, draft: Draft) -> bool:
    """As in "the third strategy: Strengthening the reefs", "Facility: This will …": no name follows."""
    return is_plain(view.tokens[draft.first]) and bool(view.tags(draft.first) & {"VG", "VN", "VD", "DET", "PRON"})


def _told(view: View, found: Sequence[Draft], index: int) -> _Type | None:
    draft = found[index]
    before = view.word(draft.first - 1)
    left = found[index - 1] if index else None
    if left is not None and left.type and before == "(" and _right_before(view, left.last, draft.first):
        return left.type, left.cls, "name:in-brackets"
    central = draft.last - draft.first == 1 and "direction" in view.groups(draft.first)  # "a Central scheme"
    if view.word(draft.last) in SCHEMES and view.tokens[draft.last].text.islower() and not central:
        return "initiative", "Programme", "name:scheme-behind"
    if before in CALLED:
        return "initiative", "Programme", "name:called"
    if before == "," and view.word(draft.first - 2) in SCHEMES and view.tokens[draft.first - 2].text.islower():
        return "initiative", "Programme", "name:apposition"
    if draft.last - draft.first == 1 and _is_initials(view.tokens[draft.first]):
        if before == "under" or (before in {"the", "our"} and view.word(draft.first - 2) == "under"):
            return "initiative", "Programme", "name:initials"
        return "organisation", "Organisation", "name:initials"
    if before == "'s" and left is not None and left.type == "place" and left.last == draft.first - 1:
        return "organisation", "Organisation", "name:owned"  # "Kenya's Safaricom"
    if _is_locative(view, draft) or _is_located(view, found, index) or _starts_route(view, found, index):
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


def _is_located(view: View, found: Sequence[Draft], index: int) -> bool:
    """As in "two towns, namely, Homa in Kenya and Mbale in Uganda": a name in a list, with its country behind it."""
    draft = found[index]
    following = found[index + 1] if index + 1 < len(found) else None
    if following is None or following.type != "place" or following.first != draft.last + 1:
        return False
    if view.word(draft.last) != "in" or all(is_plain(token) for token in view.tokens[draft.first : draft.last]):
        return False
    return view.word(draft.first - 1) in {",", "and", "namely", ":"}


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
