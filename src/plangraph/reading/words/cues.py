"""Cues: words and phrases of a table, looked for in a text all at once, the longest first."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from plangraph.model import Span
from plangraph.reading.lexicon.tables import table

_WORD = re.compile(r"[\w&'-]+")


@dataclass(frozen=True, slots=True)
class Cues:
    """The phrases of one table by their first word, the longest first, and what each stands for."""

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    first: frozenset[str]  # words with which a cue can begin, their plurals in -s among them


@cache
def cues(name: str, columns: tuple[str, str, str]) -> Cues:
    """The cues of the lexicon table ``name``: its first column holds the phrases, its second their meanings.

    Raises:
        DataError: the table is broken.
    """
    phrase, meaning, _ = columns
    phrases: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in table(name, columns):
        words = tuple(_WORD.findall(row[phrase].lower()))
        phrases[words[0]].append((words, row[meaning]))
    ordered = {first: sorted(found, key=lambda entry: -len(entry[0])) for first, found in phrases.items()}
    return Cues(ordered, frozenset(ordered) | {f"{first}s" for first in ordered})


def found(known: Cues, text: str) -> list[tuple[Span, str]]:
    """The cues in a text, in order, without overlap, a plural -s aside: where, and the meaning.

    A longer cue takes its words from a shorter one that begins at the same place.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    hits: list[tuple[Span, str]] = []
    if known.first.isdisjoint(words):
        return hits  # as most texts
    matches = list(_WORD.finditer(text))
    index = 0
    while index < len(words):
        if words[index] not in known.first:
            index += 1
            continue
        length, meaning = _longest(known, words, index)
        if length:
            hits.append((Span(matches[index].start(), matches[index + length - 1].end()), meaning))
        index += length or 1
    return hits


def _longest(known: Cues, words: Sequence[str], index: int) -> tuple[int, str]:
    """How many words the longest cue at an index has, and its meaning; none when there is no cue."""
    first = words[index]
    for start in (first, first.removesuffix("s")) if first.endswith("s") else (first,):
        for phrase, meaning in known.phrases.get(start, ()):
            size = len(phrase)
            last = words[index + size - 1] if index + size <= len(words) else ""
            middle = size == 1 or (first == start and tuple(words[index + 1 : index + size - 1]) == phrase[1:-1])
            if middle and last in (phrase[-1], f"{phrase[-1]}s"):
                return size, meaning
    return 0, ""
