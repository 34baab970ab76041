"""Verbs in their place: which tokens are read as a verb, and of what action."""

from dataclasses import dataclass

from plangraph.reading.grammar.stream import (
    ADJ,
    BASE,
    GERUND,
    NAME,
    NOUN,
    NUM,
    PAST,
    PLURAL,
    PREP,
    Stream,
    begins_object,
    begins_object_surely,
    skip_adverbs,
)
from plangraph.reading.grammar.wordlists import words
from plangraph.reading.words.actions import action, longest

_PARTICLES = 4  # the longest verb of the table has as many words behind its first
_UNLISTED_NOUN = 3
_GROWING = frozenset({"developing", "emerging", "neighboring", "neighbouring"})  # no verbs before these nouns
_LANDS = frozenset({"countries", "economies", "nations", "world", "country", "economy", "markets"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its particles."""

    start: int
    end: int
    lemma: str  # the action: "set up"
    tier: int  # see ``lexicon/verbs.tsv``

    @property
    def first(self) -> str:
        """The lemma without particles."""
        return self.lemma.partition(" ")[0]


def verb_at(s: Stream, i: int, form: int, particles: int = _PARTICLES) -> Verb | None:
    """The verb that begins at ``i`` in one of the forms given, if the word can be one at all."""
    if not s.bits[i] & form:
        return None
    best: Verb | None = None
    following = s.low[i + 1 : i + 1 + particles]
    lemmas = s.verb_lemmas(i)
    for lemma in lemmas:
        found = longest(lemma, following)
        if found and (best is None or i + 1 + found[0] > best.end):
            best = Verb(i, i + 1 + found[0], found[1].verb, found[1].tier)
    if best is None and lemmas:
        best = Verb(i, i + 1, lemmas[0], _UNLISTED_NOUN if s.bits[i] & (NOUN | ADJ | NAME) else 1)
    return best


def is_base(s: Stream, verb: Verb) -> bool:
    """Whether a base form in a chain ("..., and V ...") is a verb there: its tier says what must follow."""
    after = verb.end
    if s.low[after] == "of" or s.bits[verb.start] & NAME:
        return False
    if verb.tier == 1:
        return True
    if verb.tier == 2 and begins_object(s, after):
        return True
    if action(verb.lemma) is None and verb.tier > 1 and s.bits[after] & NUM:
        return False  # "and net zero goals"
    return begins_object_surely(s, after) or (verb.tier == 2 and shares_object(s, verb, BASE))


def is_expected(s: Stream, verb: Verb) -> bool:
    """Whether a base form after "to" is a verb and no noun ("access to markets")."""
    return verb.tier == 1 or begins_object(s, verb.end) or shares_object(s, verb, BASE)


def is_gerund(s: Stream, verb: Verb) -> bool:
    """Whether a form in -ing has an object of its own, or shares the one of the next verb."""
    after = verb.end
    if s.low[after] == "of" or (s.low[verb.start] in _GROWING and s.low[after] in _LANDS):
        return False
    if " ".join(s.low[verb.start : after]) in words("bare_gerunds", "word"):
        alone = begins_object_surely(s, after) or bool(s.bits[after] & (ADJ | PAST) and not s.bits[after] & PLURAL)
        return alone or (s.low[after] == "," and bool(s.bits[after + 1] & GERUND) and shares_object(s, verb, GERUND))
    if " " in verb.lemma or (s.low[after] == "to" and s.bits[after + 1] & BASE):
        return True
    if s.bits[after] & PREP and not s.bits[verb.start] & NOUN:
        return s.low[after] not in {"in", "at", "on"}
    return begins_object(s, after) or shares_object(s, verb, GERUND)


def shares_object(s: Stream, verb: Verb, form: int, depth: int = 5) -> bool:
    """Whether the next word joins another verb of the same form that has an object: "protect and restore X"."""
    i = verb.end
    if not depth:
        return False
    if s.low[i] == ",":
        i += 1
    elif s.low[i] not in {"and", "or"}:
        return False
    if s.low[i] in {"and", "or"}:
        i += 1
    other = verb_at(s, skip_adverbs(s, i), form)
    if other is None or s.bits[other.start] & NAME:
        return False
    return begins_object(s, other.end) or shares_object(s, other, form, depth - 1)
