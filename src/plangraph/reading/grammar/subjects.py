"""Subjects: who acts or what is acted on, and the phrase that frames a sentence before its subject."""

from dataclasses import dataclass

from plangraph.reading.grammar.finite import subject_head
from plangraph.reading.grammar.fronts import SUBORDINATE, TIMES, comma_parts, first_part, frame_before
from plangraph.reading.grammar.stream import (
    ADJ,
    ADV,
    BASE,
    CONJ,
    DET,
    GERUND,
    MODAL,
    NAME,
    NOUN,
    NUM,
    PREP,
    PRON,
    TO,
    VERB,
    Range,
    Stream,
)
from plangraph.reading.grammar.verbs import verb_at
from plangraph.reading.grammar.wordlists import mapping, match, phrases
from plangraph.reading.words.forms import american

_PRONOUNS = frozenset({"we", "i", "they", "he", "she", "it", "this", "that", "these", "those", "there", "which", "who"})
_BOUND = frozenset({"we", "i", "they", "he", "she", "who"})
_UNDER = frozenset({"under", "through"})
_POINTING = frozenset({"this", "these", "that", "those", "such"})
_RELATIVE = frozenset({"which", "who", "whose", "whom", "that", "where"})
_CLAUSE = frozenset({"but", "so", "while", "whereas", "yet", "why", "though", ";", ":", "-"})
_BEFORE_SUBJECT = frozenset([",", "and", "but", "so", "while", ";", ":", "that", "first", "second", "third", "finally"])
_LONGEST_SUBJECT = 250  # tokens
_LONGEST_MEMBER = 6  # words of a member of such a list


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a predicate."""

    at: Range | None  # None: elided, so it is that of the predicate before
    frame: Range | None  # what stands before it and frames the sentence
    cut: int  # where the words of the predicate before end
    blocked: bool  # it belongs to a relative or subordinate clause, which commits nobody
    announced: bool = False  # it belongs to what is announced, proposed or decided ("I propose that …")


def first_subject(s: Stream, lead: int, at: int) -> Subject:
    """The subject of the first predicate of a sentence, at ``at``; ``lead`` is where the sentence begins."""
    end = _without_adverbs(s, lead, at)
    pronoun = end - 1 if end > lead and s.low[end - 1] in _PRONOUNS else None
    if pronoun is not None and not _relative(s, lead, pronoun):
        blocked = _is_subordinate(s, pronoun, lead) or _is_reported(s, pronoun, lead) or _is_contact(s, pronoun, lead)
        blocked = blocked or (pronoun > lead and s.low[pronoun - 1] in {"which", "whom", "whose"})
        return Subject((pronoun, end), frame_before(s, lead, pronoun), lead, blocked, s.low[pronoun - 1] == "that")
    if pronoun is not None:
        return Subject(None, None, lead, blocked=True)
    parts = comma_parts(s, lead, end)
    if not parts:
        return Subject(None, None, lead, blocked=False)
    k = first_part(s, parts)
    start = _behind_time(s, *parts[k])
    while start < end and s.low[start] in {"and", "but", "so"}:
        start += 1
    if s.low[start] in {"i", "we"} and _effect(s, start + 1) == "reported":
        return Subject(None, None, lead, blocked=True)  # "I hope these gifts will help"
    start = next((n + 1 for n in range(start + 2, end) if s.low[n] == "which" and s.low[n - 1] in _UNDER), start)
    reported = next((n + 1 for n in range(end - 1, start, -1) if s.low[n] == "that" and _reporting(s, n)), start)
    blocked = _is_subordinate(s, start, lead) or _is_reported(s, reported, lead)
    return Subject((reported, end), frame_before(s, lead, start), lead, blocked, reported > start)


def next_subject(s: Stream, floor: int, at: int) -> Subject:
    """The subject of a later predicate: the phrase between it and the nearest boundary behind ``floor``."""
    end = _without_adverbs(s, floor, at)
    if s.low[end - 1] in {"and", "or", ",", "but", "then"} or end <= floor:
        cut = end - 1 if end > floor else end
        while cut > floor and s.low[cut - 1] in {",", "and", "but"}:
            cut -= 1
        return Subject(None, None, cut, blocked=False)
    if s.low[end - 1] in _PRONOUNS:
        if _relative(s, floor, end - 1):
            return Subject(None, None, end - 1, blocked=True)
        start = end - 1
        if s.bits[start - 1] & NOUN and start - 1 >= floor and s.lemma(start - 1) not in TIMES:
            return Subject(None, None, start, blocked=True)  # "a home we will love"
    else:
        start = _boundary(s, floor, end)
        if start == floor:
            return Subject(None, None, floor, blocked=True)  # "the way energy is used": a clause inside an object
    while start < end - 1 and s.low[start] in {"and", "but", "so", "while"}:
        start += 1
    cut = start
    while cut > floor and s.low[cut - 1] in _BEFORE_SUBJECT:
        cut -= 1
    return Subject((start, end), None, cut, _is_blocked(s, start, floor), s.low[start - 1] == "that")


def _is_contact(s: Stream, pronoun: int, lead: int) -> bool:
    """Whether a clause follows its noun without a pronoun of its own: "The reforms **we are making** …"."""
    if pronoun <= lead or not s.bits[pronoun - 1] & NOUN or s.lemma(pronoun - 1) in TIMES:
        return False
    return bool(s.bits[lead] & (DET | NOUN | ADJ) and not s.bits[lead] & (ADV | PREP))


def _behind_time(s: Stream, start: int, end: int) -> int:
    """Behind a phrase of time that no comma cuts off: "**This year** the council will …", "**In 2030** we will …"."""
    if end - start < 3:
        return start
    span = s.low[start] in {"this", "next", "last", "each", "every"} and s.lemma(start + 1) in TIMES
    year = (
        s.bits[start] & PREP and s.bits[start + 1] & NUM and s.low[start + 1].isdigit() and len(s.low[start + 1]) == 4
    )
    return start + 2 if (span or year) and s.bits[start + 2] & (DET | NAME | NOUN | ADJ) else start


def _without_adverbs(s: Stream, floor: int, at: int) -> int:
    end = at
    while end > floor and s.bits[end - 1] & ADV and not s.bits[end - 1] & (NOUN | DET | VERB | PREP | CONJ | PRON):
        end -= 1
    return end


def _relative(s: Stream, floor: int, i: int) -> bool:
    """Whether the pronoun at ``i`` opens a relative clause."""
    if s.low[i] in {"which", "who"}:
        return True
    return s.low[i] == "that" and i > floor and bool(s.bits[i - 1] & (NOUN | NAME)) and s.low[i - 1] != "and"


def _boundary(s: Stream, floor: int, end: int) -> int:
    """Where the noun phrase that ends at ``end`` begins."""
    joint = None
    k = end - 1
    nearest = max(floor, end - _LONGEST_SUBJECT)
    while k >= nearest:
        word = s.low[k]
        if word in _RELATIVE or word in _CLAUSE or (word in SUBORDINATE and not _compound(s, k)):
            return k + 1
        if word == ",":
            return _list_start(s, floor, k) if joint is not None and s.low[joint - 1] != "," else k + 1
        if word == "and" and joint is None:
            joint = k
        if _takes_clause(s, k):
            return k + 1
        k -= 1
    return joint + 1 if joint is not None else floor


def _list_start(s: Stream, floor: int, comma: int) -> int:
    """Where a list begins whose last members stand behind a comma: "…, and **schools, clinics and roads** will …"."""
    length = 0
    for k in range(comma - 1, max(floor, comma - _LONGEST_SUBJECT), -1):
        length += 1
        if s.low[k] in {"and", "while", "but", ";", "so"}:
            return k + 1 if s.low[k - 1] in {",", ";"} or s.low[k] != "and" else comma + 1
        if s.low[k] == ",":
            length = 0
        if length > _LONGEST_MEMBER or s.bits[k] & (TO | MODAL):
            break
    return comma + 1


def _compound(s: Stream, k: int) -> bool:
    """Whether the "as" at ``k`` belongs to "such as", "as well as"."""
    return s.low[k] == "as" and (s.low[k - 1] in {"such", "well"} or s.low[k + 1] == "well")


def _takes_clause(s: Stream, k: int) -> bool:
    """Whether a verb like "ensure" stands at ``k``, whose clause is its object."""
    if s.low[k] == "sure" and k:
        k -= 1  # "make sure"
    if not s.bits[k] & (BASE | GERUND):
        return False
    verb = verb_at(s, k, BASE | GERUND)
    return verb is not None and "clause" in mapping("control_verbs", "verb", "complements").get(verb.lemma, ())


def _is_subordinate(s: Stream, start: int, lead: int) -> bool:
    """Whether a conjunction that subordinates stands right before ``start``."""
    return start > lead and s.low[start - 1] in SUBORDINATE and not _compound(s, start - 1)


def _is_blocked(s: Stream, start: int, floor: int) -> bool:
    before = s.low[start - 1]
    if before == "which":
        return s.low[start - 2] not in _UNDER
    if before == "that":
        return not _announces(s, start - 2)
    return before in _RELATIVE or _is_subordinate(s, start, floor) or (start - 1 >= 0 and _takes_clause(s, start - 1))


def _is_reported(s: Stream, start: int, lead: int) -> bool:
    """Whether a clause is only said, hoped or known: "I hope that they will …"."""
    if start - 1 <= lead or s.low[start - 1] != "that":
        return start - 1 > lead and s.bits[start - 1] & VERB > 0 and _effect(s, start - 1) == "reported"
    verb = _reporting(s, start - 1)
    return verb is None or not _announces(s, verb)


def _reporting(s: Stream, that: int) -> int | None:
    """The verb that a "that" depends on: "announced **in May** that …"."""
    for k in range(that - 1, max(that - 5, -1), -1):
        if s.bits[k] & VERB and _effect(s, k):
            return k
    return None


def _announces(s: Stream, i: int) -> bool:
    """Whether what follows "that" is announced or decided, and so promised."""
    return i >= 0 and _effect(s, i) == "announced"


def _effect(s: Stream, i: int) -> str:
    """What a verb before "that" does with what follows: "announced", "reported", or nothing."""
    known = mapping("reporting", "verb", "effect")
    return next((known[american(lemma)][0] for lemma in s.verb_lemmas(i) if american(lemma) in known), "")


def subject_class(s: Stream, at: Range | None) -> str:
    """What a subject is.

    Returns:
        "public" (the speaker or a public body), "agent" (another that the plan can bind), "thing", or "outsider"
        (others, and pronouns that point back).
    """
    if at is None:
        return "public"
    start, end = at
    if s.low[start] in {"we", "i"}:
        return "public"  # also "we at all levels of government"
    if end - start == 1 and s.low[start] in _BOUND:
        return "agent"
    outside = match(phrases("outsiders", ("phrase", "example")).get(s.low[start], ()), s.low, start + 1)
    if (outside and outside[0] == end) or (end - start == 1 and s.low[start] in _PRONOUNS):
        return "outsider"
    if s.low[start] in _POINTING or (s.low[start] == "all" and s.low[start + 1] in _POINTING):
        return "outsider"
    head = subject_head(s, start, end)
    if head is None:
        return "thing"
    if s.named[head]:
        return "agent" if s.named[head] in {"place", "organisation"} else "thing"
    agents = mapping("agents", "noun", "kind")
    known = agents.get(american(s.lemma(head))) or agents.get(s.low[head])
    if known:
        return "public" if known[0] == "public" else "agent"
    text = s.tokens[head].text
    if s.bits[head] & NAME and (not s.bits[head] & NOUN or (text.isupper() and len(text) > 1)):
        return "agent"
    return "thing"
