"""Cues: words and phrases of a table, looked for in a text all at once, the longest first."""

import re
from dataclasses import dataclass
from functools import cache

from plangraph.model import Span
from plangraph.reading.lexicon.tables import table


@dataclass(frozen=True, slots=True)
class Cues:
    """The phrases of one table, and what each stands for."""

    pattern: re.Pattern[str]
    meanings: dict[str, str]


@cache
def cues(name: str, columns: tuple[str, str, str]) -> Cues:
    """The cues of the lexicon table ``name``: its first column holds the phrases, its second their meanings.

    Raises:
        DataError: the table is broken.
    """
    phrase, meaning, _ = columns
    meanings = {row[phrase].lower(): row[meaning] for row in table(name, columns)}
    longest_first = sorted(meanings, key=lambda words: (-len(words), words))
    alternatives = "|".join(re.escape(words) for words in longest_first)
    return Cues(re.compile(rf"(?<![\w-])({alternatives})s?(?!\w)", re.IGNORECASE), meanings)


def found(known: Cues, text: str) -> list[tuple[Span, str]]:
    """The cues in a text, in order, without overlap, a plural -s aside: where, and the meaning.

    A longer cue takes its words from a shorter one that begins at the same place.
    """
    return [
        (Span(match.start(), match.end()), known.meanings[match[1].lower()]) for match in known.pattern.finditer(text)
    ]
