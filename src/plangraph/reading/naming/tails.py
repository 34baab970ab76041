"""Tails: the phrase behind a head that says which kind is meant ("bases for growing seed potatoes")."""

from collections.abc import Sequence

from plangraph.reading.naming.view import View, is_capital
from plangraph.reading.words.nouns import kind_endings

_STOPS = frozenset(
    {"in", "along", "across", "through", "under", "as", "from", "by", "on", "at", "so", "which", "that", "who", "where",
     "while", "due", "because", "including", "such", "with", "into", "between", "among", "within", "during", "before",
     "after", "until", "beyond"}
)  # fmt: skip
_ENDS = _STOPS - {"from"} | {"nationwide", "countrywide", "statewide"}
_MOST = 40  # words of a tail
_LINKS = frozenset({"and", "or", ","})
_LOOSE = _LINKS | {"with", "of", "for", "the", "a", "an"}  # that end no phrase


def tail_end(view: View, last: int, tails: Sequence[tuple[str, ...]]) -> int:
    """Where a kind with its tail ends; ``last`` (behind its head) when no tail of its head follows."""
    for tail in tails:
        at = last + len(tail)
        if tuple(view.lower[last:at]) == tail and at < len(view.tokens):
            return _end(view, last, at, tail[0])
    return last


def _end(view: View, last: int, at: int, opener: str) -> int:
    tags = view.tags(at)
    if opener == "to":
        return _purpose(view, last, at)
    if opener == "in" and (_is_held(view, at) or _has_place(view, at)):
        return last
    if opener in {"with", "in", "of"} and tags & {"DET", "PRON"}:
        return last
    gerund = "VG" in tags and opener != "at"
    if opener == "for" and not gerund and tags & {"DET", "PRON", "NUM"}:
        return last
    return _noun_phrase(view, last, at, gerund=gerund)


def _is_held(view: View, at: int) -> bool:
    return at < len(view.held) and view.held[at]


def _purpose(view: View, last: int, at: int) -> int:
    """As in "project to alleviate poverty": a verb with its object."""
    if "V" not in view.tags(at) or "PUNCT" in view.tags(at + 1) or at + 1 >= len(view.tokens):
        return last
    end = at + 1
    while end < min(len(view.tokens), at + _MOST) and not view.tags(end) & {"PUNCT", "MODAL", "AUX"}:
        if view.word(end) in _ENDS and not _measures(view, end):
            break
        if view.tags(end) & {"DET", "PRON"} and end > at + 1 and view.word(end - 1) not in {"to", "from"}:
            break
        end += 1
    while view.word(end - 1) in _LOOSE:
        end -= 1
    return end if end > at + 1 else last


def _measures(view: View, at: int) -> bool:
    """As in "raise yields by 40 tonnes", "across the board": how much, so that the tail goes on."""
    if view.word(at) == "by":
        number = view.word(at + 1)
        return number[:1].isdigit() and not (len(number) == 4 and number[:2] in {"19", "20"})  # "by 2030": when
    return view.word(at) == "across" and view.word(at + 1) == "the" and view.word(at + 2) == "board"


def _has_place(view: View, at: int) -> bool:
    """Whether the noun phrase at ``at`` is a place or a kind of places."""
    for end in range(at + 1, min(at + 5, len(view.tokens) + 1)):
        if any(ending.head.type == "place" for ending in kind_endings(view.lower[at:end])):
            return True
    return is_capital(view.tokens[at])


def _noun_phrase(view: View, last: int, at: int, *, gerund: bool) -> int:
    """The end of a noun phrase, or of verbs in -ing with their object, that begins at ``at``; ``last`` without one."""
    end = at
    objects = 0  # words since the last verb in -ing
    while end < min(len(view.tokens), at + _MOST) and not _stops(view, at, end, gerund=gerund, objects=objects):
        if gerund and "VG" in view.tags(end) and "-" not in view.word(end):
            objects = 0
        elif view.word(end) not in _LINKS:
            objects += 1
        end += 1
    while end > at and view.word(end - 1) in _LOOSE:
        end -= 1
    return end if end > at else last


def _stops(view: View, at: int, end: int, *, gerund: bool, objects: int) -> bool:
    word, tags = view.word(end), view.tags(end)
    if word == ",":
        verbs = "VG" in view.tags(end + 1) or view.word(end + 1) == "and"
        return not (gerund and not objects and verbs)
    if word == "'s":
        return False
    if tags & {"PUNCT", "MODAL", "AUX", "PRON"}:
        return True
    if word in {"and", "or"}:
        return not view.word(end - 1).endswith("-") and _starts_another(view, end + 1, objects=objects, gerund=gerund)
    if word == "to":
        return not (_is_held(view, end + 1) or (end + 1 < len(view.tokens) and is_capital(view.tokens[end + 1])))
    if word == "with" and (gerund or (objects and at != end)):
        return False
    return (word in _STOPS and end > at and not _measures(view, end)) or ("VZ" in tags and "N" not in tags)


def _starts_another(view: View, at: int, *, objects: int, gerund: bool) -> bool:
    """Whether "and" goes on with a phrase or clause of its own rather than inside the tail."""
    tags = view.tags(at)
    if not tags or ("VG" in tags and gerund and objects):
        return True
    if tags & {"DET", "PRON", "MODAL", "AUX", "ADV", "V"} and not tags & {"ADJ", "N"}:
        return True
    for end in range(at + 1, min(at + 6, len(view.tokens) + 1)):
        if end > at + 1 and view.tags(end - 1) & {"PUNCT", "PREP", "CONJ"}:
            break
        endings = kind_endings(view.lower[at:end])
        if endings and endings[0].plural:
            return True
        if endings:
            behind = view.tags(end) or {"PUNCT"}
            if "N" not in behind or behind & {"PREP", "CONJ", "PUNCT"}:
                return True
    return False
