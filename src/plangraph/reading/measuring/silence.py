"""Silence: why a sentence makes no promise."""

from collections import defaultdict
from collections.abc import Sequence

from plangraph.model import Document, Measure, Sentence
from plangraph.reading.words.cues import cues, found

_BACKGROUND = "background"
_SHORT = 9  # words; with no stop at its end, such a piece of text says nothing by itself


_PROMISES = frozenset({"commitment", "recommendation"})


def silence(document: Document, measures: Sequence[Measure]) -> tuple[tuple[int, str], ...]:
    """The sentences of a document without a promise, in order, each with the concept that says why."""
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    for measure in measures:
        kinds[measure.clause.sentence].add(measure.clause.kind)
    return tuple(
        (index, reason(sentence, frozenset(kinds[index])))
        for index, sentence in enumerate(document.sentences)
        if not kinds[index] & _PROMISES
    )


def reason(sentence: Sentence, kinds: frozenset[str]) -> str:
    """The concept that says why a sentence has no commitment.

    Args:
        sentence: the sentence.
        kinds: the kinds of the clauses that were found in it after all: outcome, achievement, possibility.
    """
    if sentence.form == "heading":
        return "heading"
    if "outcome" in kinds:
        return "outcome"
    if "achievement" in kinds:
        return "achievement"
    if sentence.text.rstrip().endswith(":"):
        return "list-lead-in"
    if "possibility" in kinds:
        return "possibility"
    for _, meaning in found(cues("silence", ("cue", "reason", "example")), sentence.text):
        return meaning
    words = sentence.text.split()
    if len(words) < _SHORT and not sentence.text.rstrip().endswith((".", "!", "?", ";")):
        return "fragment"
    return _BACKGROUND
