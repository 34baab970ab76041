"""Joints: the small words inside a proper name, and when they join."""

from collections.abc import Sequence

from plangraph.reading.naming.quotes import SCHEMES
from plangraph.reading.naming.view import View, is_capital, is_plain
from plangraph.reading.words.nouns import name_ending
from plangraph.reading.words.tokens import Token

# Heads that take "of", "for" or "on" and go on with a capital: "Bank of …", "Programme for …", "Forum on …".
TAKE_OF = frozenset({
    "ministry", "department", "bureau", "bank", "reserve", "authority", "university", "institute", "office",
    "board", "council", "commission", "committee", "centre", "center", "port", "gulf", "bay", "strait",
    "straits", "cape", "isle", "sea", "lake", "city", "kingdom", "republic", "forum", "programme", "program",
    "plan", "federation", "association", "chamber", "academy", "college", "school", "congress", "people",
    "parliament", "government", "company", "corporation", "society", "prince", "road", "bridge", "house",
    "court", "union", "league", "organisation", "organization", "agency", "hall", "garden", "gardens", "museum",
    "park", "valley", "service", "trust", "foundation",
})  # fmt: skip
_TAKE_FOR = frozenset({
    "ministry", "department", "centre", "center", "council", "authority", "board", "committee", "institute", "agency",
    "office", "plan", "programme", "program", "scheme", "strategy", "fund", "commission", "foundation", "mission",
    "trust", "agenda", "framework", "roadmap", "campaign", "initiative", "facility", "academy", "bank", "school",
    "organisation", "organization", "association", "alliance", "coalition", "network", "society", "federation", "forum",
    "bureau", "platform", "package", "project", "taskforce",
})  # fmt: skip
_TAKE_ON = frozenset({"fund", "forum", "commission", "committee", "council", "programme", "mission", "panel"})
_SOCIETIES = frozenset(
    {"association", "institute", "federation", "chamber", "council", "consortium", "union", "society"}
)
_OWNERS = frozenset({"people", "women", "children", "workers", "farmers", "citizens", "consumers", "mother", "mothers"})
_MOST_SPELLED = 12  # words that a short form stands for
_MINISTRIES = frozenset({"ministry", "department", "bureau", "directorate"})
_WORKS = frozenset({"project", "programme", "program", "scheme"})
_LONG = 4  # words of a title with "and" inside, the "and" counted
_NO_BODY = frozenset({"government", "state", "centre"})


def joined(view: View, first: int, at: int, known: int | None) -> int:
    """Where a name that began at ``first`` goes on behind the small word at ``at``; ``at`` when it does not.

    Args:
        view: the sentence.
        first: the first token of the name.
        at: a small word with a capital behind it.
        known: where the name of the gazetteer ends that is in the name, if one is.
    """
    word = view.word(at)
    words = view.lower[first:at]
    if word == "'s":
        return at + 1 if words[-1] in _OWNERS else at
    if word == "of":
        start = at + 1 if view.starts_name(at + 1) else at + 2
        takes = words[-1] in TAKE_OF or (known is None and words[0] in TAKE_OF)
        takes = takes or ("for" in words and (words[0] in SCHEMES or words[words.index("for") - 1] in _TAKE_FOR))
        return start if takes and view.starts_name(start) else at
    if word == "for":
        right = _run(view, at + 1)
        if view.word(right) == "and" and view.starts_name(right + 1):
            right = _run(view, right + 1)
        return at + 1 if _takes(words, _TAKE_FOR) or _leads_to_head(view, first, at, right) else at
    if word == "on":
        start = at + 1 if view.starts_name(at + 1) else at + 2
        named = _takes(words, _TAKE_ON) and view.starts_name(start) and "VG" not in view.tags(start)
        return start if named else at
    if word == "in":
        society = words[0] in _SOCIETIES and "of" in words and at + 1 in view.hits  # "Association of Pilots in Kenya"
        scheme = known is None and _leads_to_head(view, first, at, _run(view, at + 1))
        return at + 1 if words[-1] == "excellence" or society or scheme else at
    right = _run(view, at + 1)
    if word == "," and _is_row(view, first, at):
        return at + 1
    if word in {"&", "and", ","}:
        return at + 1 if _coordinated(view, first, at, right, known) else at
    if word == "-":
        return at + 1 if _is_route(view, right) else at
    return at + 1 if _leads_to_head(view, first, at, right) else at


def _takes(words: Sequence[str], heads: frozenset[str]) -> bool:
    return words[-1] in heads or words[0] in heads


def _run(view: View, start: int) -> int:
    """The end of the capitals that begin at ``start``."""
    end = start
    while view.starts_name(end):
        end = view.hits[end][0] if end in view.hits else end + 1
    return end


def _leads_to_head(view: View, first: int, at: int, right: int) -> bool:
    """As in "Mazabuka to Monze Road", "Solar at School Scheme"."""
    ending = name_ending(view.lower[at + 1 : right])
    if ending is None:
        return False
    if view.word(at) == "to":
        road = ending.head.type == "infrastructure" and not ending.plural
        return road and view.word(first - 1) not in {"from", "between"} and name_ending(view.lower[first:at]) is None
    if view.word(at) in {"for", "in"} and (ending.size == right - at - 1 or ending.plural):
        return False  # "Incentives for Schemes"
    return view.word(at) in {"at", "a", "with", "for", "in"} and ending.head.type == "initiative"


def _is_route(view: View, right: int) -> bool:
    """As in "Mombasa - Nairobi highway": whether a structure stands behind the second end."""
    for end in range(right, min(right + 3, len(view.tokens)) + 1):
        ending = name_ending(view.lower[right - 1 : end])
        if ending is not None and ending.head.type == "infrastructure" and (ending.head.small or end == right):
            return True
    return False


def _coordinated(view: View, first: int, at: int, right: int, known: int | None) -> bool:
    """Whether "and" joins words of one name: "Coastal and Flood Protection Fund", "Ministry of Trade and Industry"."""
    if view.word(at) == "&" or spells(view, first, right) or _is_pair(view, first, at, right):
        return True
    words = view.lower[first:at]
    plain = all(is_plain(token) for token in view.tokens[at + 1 : right]) and at + 1 not in view.hits
    ending = name_ending(view.lower[at + 1 : right])
    opener = next((index for index, word in enumerate(words) if word in {"of", "for"}), 0)
    if opener and words[0] != "port" and {words[0], words[opener - 1]} & (TAKE_OF | _TAKE_FOR):
        if known == at or not plain:
            return False  # "the Bank of Ghana and …"
        ministry = ending is not None and ending.plural and words[opener - 1] in _MINISTRIES
        if words[0] in SCHEMES and ending is None and view.word(at) != ",":
            return True
        longer = ending is None or ending.head.type == "none" or ministry or right - at > 2
        return longer and (view.word(at) != "," or _goes_on(view, right))
    if known is None and plain and view.word(at) == "and" and _is_one_title(view, first, at, right):
        return True
    if view.word(at) == "," or ending is None or ending.plural:
        return False
    own = at - first > 1 and known != at and not all(map(is_plain, view.tokens[first:at]))
    works = view.word(right - 1) in _WORKS and own
    if works and plain and _goes_without(words):
        return True  # "Tema Water Supply and Drainage Project"
    if _only_adjective(view.tokens[at - 1]) and _only_adjective(view.tokens[at + 1]):
        return True  # "Economic and Cultural Council"
    if known is not None or right - at < 3 or ending.head.type in {"place", "none"}:
        return False
    body = all(is_plain(token) for token in view.tokens[first:at]) and words[0] not in _NO_BODY
    return body and name_ending(words) is None


def _is_one_title(view: View, first: int, at: int, right: int) -> bool:
    """As in "the National Urban and Rural Water Supply and Sanitation Programmes": no part is a name by itself."""
    if view.word(first - 1) != "the" or not all(map(is_plain, view.tokens[first:at])):
        return False
    if view.lower[first] in _NO_BODY or not _goes_without(view.lower[first:at]):
        return False
    start = at + 1
    while view.word(right) == "and" and view.starts_name(right + 1) and _goes_without(view.lower[start:right]):
        start, right = right + 1, _run(view, right + 1)
    ending = name_ending(view.lower[start:right])
    return ending is not None and ending.head.type == "initiative" and right - first > _LONG


def _goes_without(words: Sequence[str]) -> bool:
    """Whether words end in no head of a name, or in one that only tells a field: "Tema Water Supply"."""
    ending = name_ending(words)
    return ending is None or (ending.head.type == "initiative" and words[-1] not in SCHEMES)


def _is_pair(view: View, first: int, at: int, right: int) -> bool:
    """As in "our Skills and Growth strategy": two words of the dictionary before a scheme."""
    pair = (at - first, right - at) == (1, 2) and view.word(right) in SCHEMES
    return pair and all(map(is_plain, view.tokens[first:right]))


def spells(view: View, first: int, right: int) -> bool:
    """Whether the short form in brackets behind has the initials of all words: "Loans and Grants (LG)"."""
    end = right
    while view.word(end) in {",", "and", "&", "of", "for"} and _next(view, end) > end and end - first < _MOST_SPELLED:
        end = _run(view, _next(view, end))
    initials = "".join(token.text[0] for token in view.tokens[first:end] if is_capital(token))
    if view.word(end).isdigit():
        initials += view.word(end)
        end += 1
    if view.word(end) != "(" or view.word(end + 2) != ")" or len(initials) < 2:
        return False
    return view.tokens[end + 1].text.upper() == initials


def _next(view: View, at: int) -> int:
    """Where the next capital stands behind a small word or ", and"; ``at`` when there is none."""
    start = at + (2 if view.word(at) == "," and view.word(at + 1) == "and" else 1)
    return start if view.starts_name(start) else at


def _is_row(view: View, first: int, at: int) -> bool:
    """As in "the Clean, Safe and Affordable Ferries Programme": adjectives of one name, that begins behind "the"."""
    if at - first != 1 or view.word(first - 1) != "the" or "ADJ" not in view.tags(first):
        return False
    if at + 3 >= len(view.tokens) or view.word(at + 2) != "and" or "ADJ" not in view.tags(at + 1):
        return False
    ending = name_ending(view.lower[at + 3 : _run(view, at + 3)])
    return is_capital(view.tokens[at + 1]) and ending is not None and ending.head.type != "none"


def _only_adjective(token: Token) -> bool:
    return "ADJ" in token.tags and "N" not in token.tags


def _goes_on(view: View, right: int) -> bool:
    """Whether a comma inside the name of a body is followed by "and" and a capital: "Trade, Commerce and Industry"."""
    if view.word(right) not in {"and", ","} or right + 1 >= len(view.tokens):
        return False
    return is_capital(view.tokens[right + 1])
