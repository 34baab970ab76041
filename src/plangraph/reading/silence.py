"""Silence: why a sentence makes no promise."""

from plangraph.model import Sentence
from plangraph.reading.cues import cues, found

_BACKGROUND = "background"
_SHORT = 9  # words; with no stop at its end, such a piece of text says nothing by itself


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
