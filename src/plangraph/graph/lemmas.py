"""Lemmas: words of different texts brought to one form."""

from collections.abc import Callable, Mapping
from functools import cache


@cache
def _lemmas() -> Callable[[str], Mapping[str, tuple[str, ...]]]:
    from lemminflect import getAllLemmas  # late: its tables take a moment to load

    known: Callable[[str], Mapping[str, tuple[str, ...]]] = getAllLemmas
    return known


@cache
def lemma(word: str) -> str:
    """The shortest dictionary form of a word, so that "developing" and "develop" are one; itself where unknown."""
    found = _lemmas()(word)
    return min((form for forms in found.values() for form in forms), key=lambda form: (len(form), form), default=word)
