"""Nouns: which words head the name of a kind or a proper name, and what the words before them make of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from plangraph.model import MentionType
from plangraph.reading.lexicon.tables import table, values
from plangraph.reading.tokens import Token

_KIND_HEADS = ("head", "type", "class", "use", "tail", "example")
_NAME_HEADS = ("head", "type", "class", "small", "example")
_WORD = ("word", "example")
_NONE: frozenset[str] = frozenset()
_SAME = ("works", "infrastructure", "services")


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
class Ending:
    """A head as it was found at the end of some words."""

    head: KindHead | NameHead
    size: int  # words
    plural: bool


def plural(noun: str) -> str:
    """The plural of a noun by its last letters.

    >>> plural("base area"), plural("city cluster"), plural("county")
    ('base areas', 'city clusters', 'counties')
    """
    if noun.endswith(_SAME):
        return noun
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


@lru_cache(maxsize=1 << 14)
def singular(noun: str) -> str:
    """The singular of a noun by its last letters; a word that is no plural stays.

    >>> singular("counties"), singular("buses"), singular("works"), singular("bypass")
    ('county', 'bus', 'works', 'bypass')
    """
    if noun.endswith(_SAME) or noun.endswith(("ss", "us", "is")) or not noun.endswith("s") or len(noun) < 4:
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "buses", "zes")):
        return noun[:-2]
    return noun[:-1]


_Rows = tuple[tuple[tuple[str, ...], "KindHead | NameHead", bool], ...]


@cache
def _kind_endings() -> Mapping[str, _Rows]:
    heads: list[KindHead | NameHead] = []
    initials: set[str] = set()
    for row in table("kind_heads", _KIND_HEADS):
        words = tuple(row["head"].lower().split())
        if row["head"].isupper():
            initials.add(words[-1])
        if row["use"] == "purpose":  # "project to": the same noun with a purpose behind it
            words = words[:-1]
        tails = tuple(tuple(tail.split()) for tail in values(row["tail"]))
        heads.append(KindHead(words, cast("MentionType", row["type"]), row["class"], row["use"], tails))
    return _endings(heads, initials)


@cache
def _name_endings() -> Mapping[str, _Rows]:
    return _endings(
        [
            NameHead(tuple(row["head"].split()), row["type"], row["class"], row["small"] == "yes", row["small"] == "proper")
            for row in table("name_heads", _NAME_HEADS)
        ]
    )


def _endings(heads: Sequence[KindHead | NameHead], initials: Collection[str] = ()) -> Mapping[str, _Rows]:
    """The heads by the form of their last word, the longest first, with whether that form is a plural."""
    found: dict[str, list[tuple[tuple[str, ...], KindHead | NameHead, bool]]] = defaultdict(list)
    for head in heads:
        last = head.words[-1]
        many = f"{last}s" if last in initials else plural(last)
        found[last].append((head.words, head, many == last))
        if many != last:
            found[many].append(((*head.words[:-1], many), head, True))
    return {last: tuple(sorted(rows, key=lambda row: -len(row[0]))) for last, rows in found.items()}


def kind_endings(words: Sequence[str]) -> list[Ending]:
    """The heads of kinds that ``words`` (lower case) end with, the longest first."""
    return _matching(words, _kind_endings().get(words[-1], ())) if words else []


def may_head(lower: Sequence[str]) -> list[int]:
    """Where words (lower case) stand that can end the head of a kind."""
    endings = _kind_endings()
    return [index for index, word in enumerate(lower) if word in endings]


def name_ending(words: Sequence[str]) -> Ending | None:
    """The longest head of a proper name that ``words`` (lower case) end with."""
    found = _matching(words, _name_endings().get(words[-1], ())) if words else []
    return found[0] if found else None


def _matching(words: Sequence[str], rows: _Rows) -> list[Ending]:
    return [
        Ending(head, len(form), is_plural)
        for form, head, is_plural in rows
        if len(form) == 1 or tuple(words[-len(form) :]) == form
    ]


@cache
def groups_of() -> Mapping[str, frozenset[str]]:
    """What a word before a head makes of it, by word (see the table ``modifiers``)."""
    return {
        row["word"].lower(): frozenset(values(row["groups"])) for row in table("modifiers", ("word", "groups", "example"))
    }


@cache
def stop_names() -> Mapping[str, str]:
    """Capitalised words that name nothing by themselves, with their kind: time, title, office, people, other."""
    return {row["word"]: row["kind"] for row in table("stop_names", ("word", "kind", "example"))}


@cache
def scheme_words() -> frozenset[str]:
    """Words that make a capitalised name that of a programme."""
    return frozenset(row["word"] for row in table("scheme_words", _WORD))


@cache
def not_kinds() -> frozenset[tuple[str, ...]]:
    """The last words (singular) of phrases that are no kinds."""
    return frozenset(tuple(row["phrase"].split()) for row in table("not_kinds", ("phrase", "why", "example")))


@cache
def kind_classes() -> Mapping[tuple[str, ...], str]:
    """Classes of kinds that have one of their own, by their last words (singular)."""
    return {tuple(row["kind"].split()): row["class"] for row in table("kind_classes", ("kind", "class", "example"))}


def is_noun_behind(token: Token) -> bool:
    """Whether a token can only go on with the noun phrase before it."""
    return "N" in token.tags and not token.tags & _OTHERWISE and token.lower not in _RATHER_VERBS


_RATHER_VERBS = frozenset(
    "makes takes serves plays gives needs works links houses covers remains leads runs offers helps plans holds bears "
    "faces aims looks seems stands starts gets sees shows meets moves changes".split()
)
_OTHERWISE = frozenset({"PREP", "CONJ", "DET", "MODAL", "AUX", "TO", "ADV", "PRON"})


@cache
def policy_verbs() -> frozenset[str]:
    """The first words of verbs by which plans commit somebody."""
    columns = ("verb", "tier", "strength", "broader", "zh", "gloss", "example")
    return frozenset(row["verb"].split()[0] for row in table("verbs", columns))


@lru_cache(maxsize=1 << 14)
def is_class_word(word: str, group: str) -> bool:
    """Whether a word (or the last part of its compound) belongs to a group of modifiers."""
    known = groups_of()
    if group in known.get(word, _NONE):
        return True
    return group == "region" and word.endswith(_REGIONAL)


_REGIONAL = ("-prone", "-stricken", "-affected", "-hit", "-producing", "-consuming", "-dependent", "-scarce", "-growing",
             "-rich", "-exhausted", "-ridden", "-afflicted", "-developed", "-deprived")  # fmt: skip
