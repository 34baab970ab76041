"""Finite verbs: the predicate that one makes, the noun that it agrees with, and the verbs that commit nobody."""

from dataclasses import dataclass
from functools import cache

from plangraph.model import Kind, Voice
from plangraph.reading.grammar.content import Content
from plangraph.reading.grammar.stream import (
    ADJ,
    ADV,
    BASE,
    DET,
    GERUND,
    NAME,
    NOUN,
    PLURAL,
    PREP,
    THIRD,
    TO,
    Stream,
)
from plangraph.reading.grammar.wordlists import mapping, words

_LONGEST_SUBJECT = 250  # tokens
_BREAKS = frozenset({",", "which", "that"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A finite verb with what it is about to say."""

    at: int  # its first word, before which the subject stands
    kind: Kind | None  # None: it says nothing that this grammar reads
    voice: Voice
    content: Content | None
    rule: str


def agrees(s: Stream, i: int) -> bool:
    """Whether the word at ``i`` agrees with what stands before it, so that it can be a finite verb."""
    k = before_adverbs(s, i)
    if k > 2 and s.low[k] == "," and s.bits[k - 1] & ADV and s.low[k - 2] == ",":
        k -= 3  # "Government, therefore, proposes to"
    if s.low[i] == "need" and s.says(i + 1, "to", "be") and s.bits[k] & NOUN:
        return True
    before, word = s.low[k], s.bits[i]
    if before in {"we", "i", "they", "these", "those"}:
        return bool(word & BASE)
    if before in {"it", "he", "she", "this", "that"}:
        return bool(word & THIRD)
    if not s.bits[k] & (NOUN | NAME):
        return False
    plural = s.bits[k] & PLURAL and not s.bits[k] & NAME
    return bool(word & (BASE if plural else THIRD))


def before_adverbs(s: Stream, i: int) -> int:
    """The last place before ``i`` that is no adverb."""
    k = i - 1
    if s.low[k] == "." and s.low[k - 1] == "etc":
        k -= 1
    while k > 0 and s.bits[k] & ADV and not s.bits[k] & (NOUN | DET):
        k -= 1
    return k


def subject_head(s: Stream, start: int, end: int) -> int | None:
    """The head noun of the phrase between two places: the last noun before its first preposition or comma."""
    head = None
    depth = 0
    for k in range(max(start, end - _LONGEST_SUBJECT), end):
        depth += (s.low[k] == "(") - (s.low[k] == ")")
        if depth or s.low[k] == ")":
            continue
        if s.bits[k] & (NOUN | NAME) or s.low[k] in {"these", "this"}:
            head = k
        elif (head is not None and (s.bits[k] & (PREP | TO | GERUND) or s.low[k] in _BREAKS)) or (
            head is not None and s.low[k] == "and" and not s.bits[head] & ADJ
        ):
            break
    return head


@cache
def words_when(when: str) -> frozenset[str]:
    """The verbs of ``not_actions.tsv`` that commit nobody in this case."""
    return frozenset(verb for verb, cases in mapping("not_actions", "verb", "when").items() if when in cases)


def is_announcement(s: Stream, start: int, end: int) -> bool:
    """Whether a noun phrase is talk about talk: "more details", "my speech"."""
    return any(s.bits[k] & NOUN and s.lemma(k) in words("announcements", "noun") for k in range(start, end))
