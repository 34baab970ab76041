"""The sort of a failure of measures, told by the words of its sentence and what else was read there."""

import re
from collections.abc import Iterator, Sequence

from plangraph.model import Reading
from plangraph.reading.evaluation.annotation import Committed
from plangraph.reading.evaluation.matching import same_action
from plangraph.reading.layout.source import outer
from plangraph.reading.words.actions import action
from plangraph.reading.words.tokens import Token, tokenize

_PROMISES = frozenset({"commitment", "recommendation"})


class Sentences:
    """The sentences of a reading, found by the span that an annotation has of them."""

    def __init__(self, reading: Reading) -> None:
        """Keep the reading, and where each of its sentences stands."""
        self._reading = reading
        self._spans = [outer(sentence.evidence) for sentence in reading.document.sentences]

    def tokens(self, one: Committed) -> list[Token]:
        """The tokens of the sentences that share a character with that of a measure."""
        sentences = self._reading.document.sentences
        return [token for index in self._at(one) for token in tokenize(sentences[index].text)]

    def other_kinds(self, one: Committed) -> list[str]:
        """The verbs that were read in its sentence and are taken for no promise."""
        here = set(self._at(one))
        clauses = [measure.clause for measure in self._reading.measures]
        return [clause.action for clause in clauses if clause.sentence in here and clause.kind not in _PROMISES]

    def _at(self, one: Committed) -> Iterator[int]:
        for index, span in enumerate(self._spans):
            if min(one.end, span.end) > max(one.start, span.start):
                yield index


def missed_sort(sentences: Sentences, gold: Committed, read: Sequence[Committed], spurious: Sequence[Committed]) -> str:
    """The sort of a measure that was not read.

    Args:
        sentences: Of the text.
        gold: The measure.
        read: All measures that were read.
        spurious: Those of them that are wrong.
    """
    tokens = sentences.tokens(gold)
    verb = _verb(tokens, gold.action)
    if any(same_action(gold.action, other) for other in sentences.other_kinds(gold)):
        return "M9"
    if any(_beside(gold, one) and _shares_action(one, gold) for one in read):
        return "M8"
    if _is_parted(gold.action, tokens):
        return "M10"
    if any(_beside(gold, one) and _holds(one.object, gold.action) for one in spurious):
        return "M3"
    if verb is None:
        return "M7"
    if verb and tokens[verb - 1].lower == "to":
        return "M4"
    if not any("MODAL" in token.tags for token in tokens[:verb]):
        return "M1"
    if _is_noun_too(gold.action):
        return "M2"
    return "M6" if sum("MODAL" in token.tags for token in tokens) > 1 else "other"


def spurious_sort(sentences: Sentences, read: Committed, gold: Sequence[Committed], missed: Sequence[Committed]) -> str:
    """The sort of a measure that should not have been read.

    Args:
        sentences: Of the text.
        read: The measure.
        gold: All measures that are marked.
        missed: Those of them that were not read.
    """
    beside = [one for one in gold if _beside(read, one)]
    tokens = sentences.tokens(read)
    verb = _verb(tokens, read.action)
    if not beside:
        return "M9"
    if any(_shares_action(read, one) for one in beside):
        return "M8"
    if any(_beside(read, one) and _holds(read.object, one.action) for one in missed):
        return "M3"
    if verb and tokens[verb - 1].lower == "to":
        return "M4"
    if "chain" in read.rules:
        return "M5"
    return "M2" if _is_noun_too(read.action) else "other"


def _beside(one: Committed, other: Committed) -> bool:
    """Whether two measures stand in one sentence."""
    return min(one.end, other.end) > max(one.start, other.start)


def _shares_action(read: Committed, gold: Committed) -> bool:
    return any(same_action(read.action, verb) for verb in gold.actions)


def _verb(tokens: Sequence[Token], verb: str) -> int | None:
    """Where a form of a verb stands."""
    first = verb.lower().split()[0] if verb.split() else ""
    return next((index for index, token in enumerate(tokens) if _is_form(token, first)), None)


def _is_form(token: Token, lemma: str) -> bool:
    return token.lower == lemma or any(same_action(known, lemma) for part, known in token.lemmas if part == "V")


def _is_parted(verb: str, tokens: Sequence[Token]) -> bool:
    """Whether other words stand between the words of a verb: "bring … into play"."""
    words = verb.lower().split()
    at = _verb(tokens, verb)
    if len(words) < 2 or at is None:
        return False
    return [token.lower for token in tokens[at + 1 : at + len(words)]] != words[1:]


def _holds(words: str, verb: str) -> bool:
    """Whether a phrase has a form of a verb in it."""
    first = verb.lower().split()[0] if verb.split() else ""
    return bool(first) and any(_is_form(token, first) for token in tokenize(re.sub(r"\s+", " ", words)))


def _is_noun_too(verb: str) -> bool:
    known = action(verb)
    return known is not None and known.tier > 1
