"""Grounding: the quotes of a fact found in its sentence, character by character; what is not there is no fact.

Nothing is aligned by likeness: a quote that says the same in other words is not found.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from plangraph.model import Span
from plangraph.reading.extractors.fact import RawFact
from plangraph.reading.grammar.wordlists import mapping
from plangraph.reading.layout.source import fold
from plangraph.reading.phrasing.scene import overlap
from plangraph.reading.words.forms import american
from plangraph.reading.words.tokens import Token


@dataclass(frozen=True, slots=True)
class Grounded:
    """A fact whose every quote stands in its sentence; all spans are local."""

    fact: RawFact
    action_at: Span
    object_at: Span | None
    places_at: tuple[Span, ...]
    purpose_at: Span | None
    beneficiary_at: Span | None


def ground(fact: RawFact, text: str, tokens: Sequence[Token]) -> Grounded | None:
    """The places of a fact's quotes in its sentence, or None when one of them is not there.

    Where a quote stands several times, the one nearest to the action is meant; where the action does, the one nearest
    to its object. The lemma must be one of the action's own words, so that "build" cannot be answered as "demolish".

    Args:
        fact: as the model answered it.
        text: ``Sentence.text`` of the sentence that the fact is about, folded already.
        tokens: of that sentence.
    """
    fact = _filled(fact)
    actions = [at for at in hits(text, fact.action_quote) if _says(tokens, at, fact.action)]
    objects = hits(text, fact.object_quote) if fact.object_quote else []
    if not actions or (fact.object_quote and not objects):
        return None
    apart = [(action, at) for action, at in product(actions, objects) if not overlap(action, at)]
    if fact.object_quote and not apart:
        return None
    # English puts what is acted on behind the verb, so of two equally near the one behind is meant.
    pair = min(apart, key=lambda two: (_gap(*two), two[0].start > two[1].start, two[0].start), default=None)
    action = pair[0] if pair else actions[0]
    rest = [_nearest(hits(text, quote), action) for quote in _others(fact)]
    if any(at is None for at in rest):
        return None
    found = iter(rest)
    purpose = next(found) if fact.purpose_quote else None
    beneficiary = next(found) if fact.beneficiary_quote else None
    places = tuple(sorted({at for at in found if at is not None}))
    return Grounded(fact, action, pair[1] if pair else None, places, purpose, beneficiary)


def hits(text: str, quote: str) -> list[Span]:
    """Where a quote stands in a text: typographic variants alike, blanks as wide as they may be, whole words only.

    >>> hits("Build ports, and transport ports.", "ports")
    [Span(start=6, end=11), Span(start=27, end=32)]
    >>> hits("Build ports.", "harbours")
    []
    """
    words = fold(quote).split()
    if not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words)
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    behind = r"(?!\w)" if words[-1][-1].isalnum() else ""
    # looked for from every place, since a quote may overlap itself
    return [Span(*found.span(1)) for found in re.finditer(f"{before}(?=({pattern}{behind}))", text)]


def _filled(fact: RawFact) -> RawFact:
    """The fact without empty quotes: to leave a part out some models write an empty one."""
    return replace(
        fact,
        object_quote=(fact.object_quote or "").strip() or None,
        purpose_quote=(fact.purpose_quote or "").strip() or None,
        beneficiary_quote=(fact.beneficiary_quote or "").strip() or None,
        place_quotes=tuple(quote for quote in fact.place_quotes if quote.strip()),
    )


def _others(fact: RawFact) -> Iterable[str]:
    """The quotes besides the action and its object: purpose, beneficiary, places."""
    return [quote for quote in (fact.purpose_quote, fact.beneficiary_quote, *fact.place_quotes) if quote]


def _nearest(found: Sequence[Span], action: Span) -> Span | None:
    return min(found, key=lambda at: (_gap(at, action), at.start), default=None)


def _gap(one: Span, other: Span) -> int:
    """How many characters lie between two spans."""
    return max(0, one.start - other.end, other.start - one.end)


def _says(tokens: Sequence[Token], at: Span, action: str) -> bool:
    """Whether the words of a lemma are those of the text: its own forms, or a noun made of the verb."""
    said: set[str] = set()
    nouns = mapping("nominalizations", "noun", "verb")
    for token in tokens:
        if at.start <= token.start and token.end <= at.end:
            lemmas = {american(lemma) for _, lemma in token.lemmas} | {american(token.lower)}
            said |= lemmas | {verb for lemma in lemmas for verb in nouns.get(lemma, ())}
    words = action.lower().split()
    return bool(words) and all(american(word) in said for word in words)
