"""Where sentences end.

A paragraph is split at full stops, question and exclamation marks, not at semicolons, which part the measures of one
sentence. The text given is folded, so quotes are straight.
"""

import re
from collections import deque
from functools import cache

from plangraph.model import Span
from plangraph.reading.lexicon.tables import table, values

_STOP = re.compile(r"[.!?。！？…]+[\"')\]」』]*")
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_]))*$")
_WORD_AFTER = re.compile(r"[\"'(\[]*([^\W\d_]+)")
_NUMBER_AFTER = re.compile(r"[\"'(\[]*\d")
_NOTE = re.compile(r"(?:\[\d{1,3}\]|\d{1,2})(?=\s+[A-Z])")  # the mark of a footnote: "…growth.12 The"
_GLUED_NUMBER = re.compile(r"\d{1,3}\.\s?[A-Z]")  # a paragraph run into the one before: "…session.196.To"
_LABEL = re.compile(r"\(?(?:\d{1,4}|[IVXLC]{1,7}|[A-Za-z])$")
_LONGEST_ASIDE = 1000  # a bracket that opens and closes further apart protects nothing


def split(text: str) -> list[Span]:
    """The sentences of one paragraph, in order, without the blanks between them.

    Args:
        text: a folded paragraph, its lines joined.

    Returns:
        Spans of ``text``; only blanks lie before, between and behind them. A paragraph of blanks has none.

    >>> [(span.start, span.end) for span in split("Dr. Banda agreed. We will dig the canal.")]
    [(0, 17), (18, 40)]
    """
    spans: list[Span] = []
    asides = _asides(text)
    aside = 0
    start = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        while aside < len(asides) and asides[aside].end < end:
            aside += 1
        if aside < len(asides) and asides[aside].start < end and stop.start() < asides[aside].end - 1:
            continue
        if end > start and _ends(text, start, stop):
            note = _NOTE.match(text, end)
            end = note.end() if note else end
            _add(spans, text, start, end)
            start = end
    _add(spans, text, start, len(text))
    return spans


def starts_sentence(word: str) -> bool:
    """Whether a capitalised word is one that likes to begin a sentence, like *We*, *The*, *In*, *However*."""
    return word.lower() in _starters()


def ends_open(word: str) -> bool:
    """Whether a text cannot end with this word: an article, preposition, conjunction or modal in small letters."""
    return word in _openers()


def ends_short(text: str) -> bool:
    """Whether a text ends with the full stop of an abbreviation, so that it may go on."""
    before = _WORD_BEFORE.search(text, max(0, len(text) - 13), len(text) - 1)
    return text.endswith(".") and before is not None and before.group().lower() in _abbreviations()


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    """Append the span without the blanks at its ends, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the mark found ends the sentence that began at ``start``."""
    end = stop.end()
    if end == len(text):
        return True
    if stop.group()[0] in "。！？":
        return True
    if not text[end].isspace():
        return _glued(text, stop)
    after = end
    while after < len(text) and text[after].isspace():
        after += 1
    if after == len(text):
        return True
    follower = text[after]
    if follower.islower() or follower in ",;:)]":
        return False
    if stop.group() != ".":
        return True
    return not _abbreviates(text, start, stop.start(), after)


def _glued(text: str, stop: re.Match[str]) -> bool:
    """A sentence may be run into the next one: "…this session.196.To", "the region.We will"."""
    before = text[stop.start() - 1] if stop.start() else " "
    if stop.group()[0] != "." or not (before.isalpha() or before in ")]\"'%"):
        return False
    if _GLUED_NUMBER.match(text, stop.end()) or _NOTE.match(text, stop.end()):
        return True
    word = _WORD_AFTER.match(text, stop.end())
    return bool(word and before.islower() and word.group(1)[0].isupper() and starts_sentence(word.group(1)))


def _abbreviates(text: str, start: int, dot: int, after: int) -> bool:
    """Whether the full stop at ``dot`` belongs to an abbreviation, an initial or a label, and ends no sentence."""
    if dot - start <= 8 and _LABEL.match(text[start:dot].lstrip()):
        return True  # "1. Build …", "IV. Finance"
    before = _WORD_BEFORE.search(text, max(start, dot - 12), dot)
    if before is None:
        return False
    word = before.group()
    rule = _abbreviations().get(word.lower())
    if rule is None and word[0].isupper() and ("." in word or (len(word) == 1 and _initial(text, before.start()))):
        rule = "may"  # "J. Banda", "the O.A.U. Charter"
    if rule == "number":
        return _NUMBER_AFTER.match(text, after) is not None
    if rule == "may":
        follower = _WORD_AFTER.match(text, after)
        return follower is None or not starts_sentence(follower.group(1))
    return rule == "never"


def _initial(text: str, at: int) -> bool:
    """Whether a single capital can be a person's initial: "by J. Banda", but not "phase I. Trains"."""
    before = text[max(0, at - 20) : at].rsplit(None, 1)
    word = before[-1] if before else ""
    return not word.islower() or word in _openers()


def _asides(text: str) -> list[Span]:
    """The outermost matched brackets, each from "(" to behind ")", that are short enough to be an aside."""
    if "(" not in text:
        return []
    open_at: deque[int] = deque()
    found: list[Span] = []
    for bracket in re.finditer(r"[()]", text):
        while open_at and open_at[0] < bracket.start() - _LONGEST_ASIDE:
            open_at.popleft()  # too long by now, however it ends; a line may hold millions
        if bracket.group() == "(":
            open_at.append(bracket.start())
        elif open_at:
            first = open_at.pop()
            if bracket.end() - first <= _LONGEST_ASIDE:
                while found and found[-1].start > first:
                    found.pop()
                found.append(Span(first, bracket.end()))
    return found


@cache
def _abbreviations() -> dict[str, str]:
    return {row["abbreviation"]: row["stop"] for row in table("abbreviations", ("abbreviation", "stop", "example"))}


@cache
def _starters() -> frozenset[str]:
    """Closed-class words that stand before a clause; not the bare number words."""
    rows = table("closed", ("word", "tags", "example"))
    return frozenset(
        row["word"] for row in rows if set(values(row["tags"])) & {"DET", "PRON", "PREP", "CONJ", "ADV", "TO"}
    )


@cache
def _openers() -> frozenset[str]:
    rows = table("closed", ("word", "tags", "example"))
    open_tags = {"DET", "PREP", "CONJ", "MODAL", "AUX", "TO"}
    return frozenset(row["word"] for row in rows if set(values(row["tags"])) & open_tags) - {"up", "out", "down", "off"}
