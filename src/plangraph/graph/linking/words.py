"""The words by which measures are compared: lemmas, without small words and without those that every plan uses."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from plangraph.csvtable import rows
from plangraph.graph.lemmas import lemma

_WORD = re.compile(r"[^\W\d_]+(?:['&-][^\W\d_]+)*(?:-\d+)?|\d+(?:[.,]\d+)*")
_TABLE = Path(__file__).with_name("words.tsv")


@cache
def _table() -> dict[str, tuple[str, float]]:
    """What each listed word stands for, and what that weighs."""
    found = rows(_TABLE, ("word", "stands_for", "weight", "why"), delimiter="\t")
    return {row["word"]: (row["stands_for"], float(row["weight"])) for _, row in found}


@cache
def weight(term: str) -> float:
    """What a term weighs: 1, less where plans of all fields use it."""
    return min((value for name, value in _table().values() if name == term), default=1.0)


def terms(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about, in order, in the form in which they are compared.

    >>> terms("promote the rapid development of rural roads")
    ('rural', 'road')
    """
    return tuple(_terms(text))


def _terms(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold().replace("’", "'")):
        for part in (word,) if word in _table() else re.split("-", word):
            name = _plain(part)
            if name:
                yield name


@cache
def _plain(word: str) -> str:
    word = word.removesuffix("'s")
    for form in (word, lemma(word)):
        if form in _table():
            return _table()[form][0]
    return lemma(word)
