"""Groups of words: what the tables of the lexicon say of words around names and heads."""

from collections.abc import Mapping
from functools import cache, lru_cache

from plangraph.reading.lexicon.tables import table, values

_WORD = ("word", "example")
_NONE: frozenset[str] = frozenset()


@cache
def groups_of() -> Mapping[str, frozenset[str]]:
    """What a word before a head makes of it, by word (see the table ``modifiers``)."""
    return {
        row["word"].lower(): frozenset(values(row["groups"]))
        for row in table("modifiers", ("word", "groups", "example"))
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


@cache
def policy_verbs() -> frozenset[str]:
    """The first words of verbs by which plans commit somebody."""
    columns = ("verb", "tier", "strength", "broader", "zh", "gloss", "example")
    return frozenset(row["verb"].split()[0] for row in table("verbs", columns))


@lru_cache(maxsize=1 << 14)
def is_class_word(word: str, group: str) -> bool:
    """Whether a word belongs to a group of modifiers, by itself or by the end of its compound."""
    known = groups_of()
    if group in known.get(word, _NONE):
        return True
    if group == "region" and word.endswith(_REGIONAL):
        return True
    turned, _, rest = word.partition("-")  # "non-coastal" is of the group that "coastal" is of
    return bool(rest) and "turning" in known.get(turned, _NONE) and is_class_word(rest, group)


_REGIONAL = (
    "-prone", "-stricken", "-affected", "-hit", "-producing", "-consuming", "-dependent", "-scarce", "-growing",
    "-rich", "-exhausted", "-ridden", "-afflicted", "-developed", "-deprived",
)  # fmt: skip
