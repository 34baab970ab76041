"""Nouns: which words head the name of a kind or a proper name, and what the words before them make of it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from plangraph.model import MentionType
from plangraph.reading.lexicon.tables import table, values
from plangraph.reading.words.tokens import Token

_KIND_HEADS = ("head", "type", "class", "use", "tail", "example")
_NAME_HEADS = ("head", "type", "class", "small", "example")
_SAME = ("works", "infrastructure", "services", "housing", "lighting")


@dataclass(frozen=True, slots=True)
class KindHead:
    """A noun that heads the name of a kind; see the table for ``use`` and ``tail``."""

    words: tuple[str, ...]
    type: MentionType
    cls: str
    use: str
    tails: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class NameHead:
    """A word that makes a proper name.

    ``small``: written small it still belongs to the name. ``needs_proper``: only with a word of no dictionary.
    """

    words: tuple[str, ...]
    type: str  # of the mention; "none": a name that ends so is no mention
    cls: str
    small: bool
    needs_proper: bool


@dataclass(frozen=True, slots=True)
class KindEnding:
    """A head of a kind as it was found at the end of some words."""

    head: KindHead
    size: int  # words
    plural: bool


@dataclass(frozen=True, slots=True)
class NameEnding:
    """A head of a proper name as it was found at the end of some words."""

    head: NameHead
    size: int  # words
    plural: bool


def plural(noun: str) -> str:
    """The plural of a noun by its last letters.

    >>> plural("base area"), plural("city cluster"), plural("county")
    ('base areas', 'city clusters', 'counties')
    """
    if _is_same(noun):
        return noun
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _is_same(noun: str) -> bool:
    """Whether a noun has one form for one and for many."""
    return noun.endswith(_SAME) and noun != "networks"


@lru_cache(maxsize=1 << 14)
def singular(noun: str) -> str:
    """The singular of a noun by its last letters; a word that is no plural stays.

    >>> singular("counties"), singular("buses"), singular("works"), singular("bypass")
    ('county', 'bus', 'works', 'bypass')
    """
    if _is_same(noun) or noun.endswith(("ss", "us", "is")) or not noun.endswith("s") or len(noun) < 4:
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "buses", "zes")):
        return noun[:-2]
    return noun[:-1]


_Form = tuple[str, ...]


@cache
def _kind_endings() -> Mapping[str, tuple[tuple[_Form, KindHead, bool], ...]]:
    found: dict[str, list[tuple[_Form, KindHead, bool]]] = defaultdict(list)
    for row in table("kind_heads", _KIND_HEADS):
        words = tuple(row["head"].lower().split())
        if row["use"] == "purpose":  # "project to": the same noun with a purpose behind it
            words = words[:-1]
        tails = tuple(tuple(tail.split()) for tail in values(row["tail"]))
        head = KindHead(words, cast("MentionType", row["type"]), row["class"], row["use"], tails)
        many = f"{words[-1]}s" if row["head"].isupper() else plural(words[-1])
        for form, is_many in _forms(words, many):
            found[form[-1]].append((form, head, is_many))
    return {last: tuple(sorted(rows, key=lambda row: -len(row[0]))) for last, rows in found.items()}


@cache
def _name_endings() -> Mapping[str, tuple[tuple[_Form, NameHead, bool], ...]]:
    found: dict[str, list[tuple[_Form, NameHead, bool]]] = defaultdict(list)
    for row in table("name_heads", _NAME_HEADS):
        words = tuple(row["head"].split())
        head = NameHead(words, row["type"], row["class"], row["small"] == "yes", row["small"] == "proper")
        for form, is_many in _forms(words, plural(words[-1])):
            found[form[-1]].append((form, head, is_many))
    return {last: tuple(sorted(rows, key=lambda row: -len(row[0]))) for last, rows in found.items()}


def _forms(words: _Form, many: str) -> list[tuple[_Form, bool]]:
    """The singular and the plural of a head, each with whether it is a plural."""
    if many == words[-1]:
        return [(words, True)]
    return [(words, False), ((*words[:-1], many), True)]


def kind_endings(words: Sequence[str]) -> list[KindEnding]:
    """The heads of kinds that ``words`` (lower case) end with, the longest first."""
    rows = _kind_endings().get(words[-1], ()) if words else ()
    return [KindEnding(head, len(form), many) for form, head, many in rows if _ends(words, form)]


def may_head(lower: Sequence[str]) -> list[int]:
    """Where words (lower case) stand that can end the head of a kind."""
    endings = _kind_endings()
    return [index for index, word in enumerate(lower) if word in endings]


def name_ending(words: Sequence[str]) -> NameEnding | None:
    """The longest head of a proper name that ``words`` (lower case) end with.

    A structure that is a kind by itself makes the name of one too ("Suam Border Post").
    """
    rows = _name_endings().get(words[-1], ()) if words else ()
    known = next((NameEnding(head, len(form), many) for form, head, many in rows if _ends(words, form)), None)
    if known is not None:
        return known
    for ending in kind_endings(words):
        head = ending.head
        if head.type == "infrastructure" and head.use == "alone":
            return NameEnding(
                NameHead(head.words, head.type, head.cls, small=True, needs_proper=True), ending.size, ending.plural
            )
    return None


def _ends(words: Sequence[str], form: _Form) -> bool:
    return len(form) == 1 or tuple(words[-len(form) :]) == form


@dataclass(frozen=True, slots=True)
class Title:
    """The head of a proper name: at its end, or before its "of"."""

    head: NameHead
    size: int  # words
    plural: bool
    at_end: bool


_DECREES = frozenset({"act", "bill", "ordinance"})  # "Board of Trade Act" is no board
_PARTS = frozenset({"phase", "section", "stage", "part"})


def title_of(words: Sequence[str]) -> Title | None:
    """The head of a proper name (lower case): before "of", "for" or "on", else at its end.

    >>> title_of(["ministry", "of", "works"]).head.type
    'organisation'
    """
    opener = next((index for index, word in enumerate(words) if index and word in {"of", "for", "on"}), 0)
    before = name_ending(words[:opener]) if opener and words[-1] not in _DECREES else None
    if before is not None:
        return Title(before.head, before.size, before.plural, at_end=False)
    ending = name_ending([*words[:-1], without_number(words[-1])])
    if ending is None and words[-1] == ")" and "(" in words[1:]:
        ending = name_ending(words[: words.index("(")])
    if ending is None and len(words) > 1 and (words[-1].isdigit() or len(words[-1]) == 1):
        ending = name_ending(words[:-2] if words[-2] in _PARTS else words[:-1])
    return Title(ending.head, ending.size, ending.plural, at_end=True) if ending is not None else None


_NUMBER_BEHIND = re.compile(r"-(?:[ivx]+|\d+[a-z]?|[a-z])$")


def without_number(word: str) -> str:
    """A word (lower case) without the number or letter that is tied to it: "waterway-i", "annex-3"."""
    return _NUMBER_BEHIND.sub("", word) if "-" in word else word


def is_noun_behind(token: Token) -> bool:
    """Whether a token can only go on with the noun phrase before it."""
    return "N" in token.tags and not token.tags & _OTHERWISE and token.lower not in _RATHER_VERBS


_RATHER_VERBS = frozenset({
    "makes", "takes", "need", "serves", "plays", "gives", "needs", "works", "links", "houses", "covers", "remains",
    "leads", "runs", "offers", "helps", "plans", "holds", "bears", "faces", "aims", "looks", "seems", "stands",
    "starts", "gets", "sees", "shows", "meets", "moves", "changes",
})  # fmt: skip
_OTHERWISE = frozenset({"PREP", "CONJ", "DET", "MODAL", "AUX", "TO", "ADV", "PRON"})
