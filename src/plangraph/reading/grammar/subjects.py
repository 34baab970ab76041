"""Subjects: who acts or what is acted on, and the phrase that frames a sentence before its subject."""

from dataclasses import dataclass

from plangraph.reading.grammar.predicates import subject_head
from plangraph.reading.grammar.stream import (
    ADV,
    BASE,
    CONJ,
    DET,
    GERUND,
    MODAL,
    NAME,
    NOUN,
    NUM,
    PAST,
    PREP,
    PRON,
    TO,
    VERB,
    Stream,
)
from plangraph.reading.grammar.verbs import verb_at
from plangraph.reading.grammar.wordlists import mapping, match, phrases
from plangraph.reading.words import american

Range = tuple[int, int]

_PRONOUNS = frozenset({"we", "i", "they", "he", "she", "it", "this", "that", "these", "those", "there", "which", "who"})
_BOUND = frozenset({"we", "i", "they", "he", "she", "who"})
_ANNOUNCING = frozenset({"announce", "declare", "decide", "propose", "confirm", "assure", "pledge", "promise", "agree"})
_POINTING = frozenset({"this", "these", "that", "those", "such"})
_RELATIVE = frozenset({"which", "who", "whose", "whom", "that", "where"})
_SUBORDINATE = frozenset(
    ["when", "if", "because", "whether", "unless", "until", "once", "since", "than", "as", "how", "what", "although"]
)
_CLAUSE = frozenset({"but", "so", "while", "whereas", "yet", "why", "though", ";", ":", "-"})
_VOCATIVES = frozenset({"speaker", "sir", "madam", "president", "chairman", "chairperson", "mr", "members", "friends"})
_LONGEST_MEMBER = 6  # words of a member of such a list
_TIMES = frozenset({"year", "month", "week", "decade", "quarter", "time", "end", "day", "period", "step"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a predicate."""

    at: Range | None  # None: elided, so it is that of the predicate before
    frame: Range | None  # what stands before it and frames the sentence
    cut: int  # where the words of the predicate before end
    blocked: bool  # it belongs to a relative or subordinate clause, which commits nobody


def first_subject(s: Stream, lead: int, at: int) -> Subject:
    """The subject of the first predicate of a sentence, which stands at ``at``; ``lead`` is where the sentence begins."""
    end = _without_adverbs(s, lead, at)
    pronoun = end - 1 if end > lead and s.low[end - 1] in _PRONOUNS else None
    if pronoun is not None and not _relative(s, lead, pronoun):
        blocked = _is_subordinate(s, pronoun, lead) or _is_reported(s, pronoun, lead)
        return Subject((pronoun, end), _frame(s, lead, pronoun), lead, blocked)
    if pronoun is not None:
        return Subject(None, None, lead, blocked=True)
    parts = _comma_parts(s, lead, end)
    if not parts:
        return Subject(None, None, lead, blocked=False)
    k = _first_part(s, parts)
    start = parts[k][0]
    while start < end and s.low[start] in {"and", "but", "so"}:
        start += 1
    reported = next((n + 1 for n in range(end - 1, start, -1) if s.low[n] == "that" and s.bits[n - 1] & VERB), start)
    blocked = _is_subordinate(s, start, lead) or _is_reported(s, reported, lead)
    return Subject((reported, end), _frame(s, lead, start), lead, blocked)


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
        if s.bits[start - 1] & NOUN and start - 1 >= floor and s.lemma(start - 1) not in _TIMES:
            return Subject(None, None, start, blocked=True)  # "a home we will love"
    else:
        start = _boundary(s, floor, end)
        if start == floor:
            return Subject(None, None, floor, blocked=True)  # "the way energy is used": a clause inside an object
    while start < end - 1 and s.low[start] in {"and", "but", "so", "while"}:
        start += 1
    cut = start
    while cut > floor and s.low[cut - 1] in {",", "and", "but", "so", "while", ";", "that"}:
        cut -= 1
    return Subject((start, end), None, cut, _is_blocked(s, start, floor))


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
    while k >= floor:
        word = s.low[k]
        if word in _RELATIVE or word in _CLAUSE or word in _SUBORDINATE and not _compound(s, k):
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
    """Where a list begins whose last members stand behind a comma: "…, and **schools, clinics and roads** will be …"."""
    length = 0
    for k in range(comma - 1, floor, -1):
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
    if not s.bits[k] & (BASE | GERUND):
        return False
    verb = verb_at(s, k, BASE | GERUND)
    return verb is not None and "clause" in mapping("control_verbs", "verb", "complements").get(verb.lemma, ())


def _is_subordinate(s: Stream, start: int, lead: int) -> bool:
    """Whether a conjunction that subordinates stands right before ``start``."""
    return start > lead and s.low[start - 1] in _SUBORDINATE and not _compound(s, start - 1)


def _is_blocked(s: Stream, start: int, floor: int) -> bool:
    before = s.low[start - 1]
    if before == "which":
        return s.low[start - 2] not in {"under", "through", "by"}
    if before == "that":
        return not _announces(s, start - 2)
    return before in _RELATIVE or _is_subordinate(s, start, floor) or start - 1 >= 0 and _takes_clause(s, start - 1)


def _is_reported(s: Stream, start: int, lead: int) -> bool:
    """Whether a clause is only said, hoped or known: "I hope that they will …"."""
    return start - 1 > lead and s.low[start - 1] == "that" and not _announces(s, start - 2)


def _announces(s: Stream, i: int) -> bool:
    """Whether what follows "that" is announced or decided, and so promised."""
    return i >= 0 and any(lemma in _ANNOUNCING for lemma in s.verb_lemmas(i))


def _comma_parts(s: Stream, lead: int, end: int) -> list[Range]:
    """The parts of a phrase between its commas; brackets are passed over."""
    parts, start, depth = [], lead, 0
    for k in range(lead, end):
        depth += (s.low[k] == "(") - (s.low[k] == ")")
        if (s.low[k] == "," or s.low[k] == ":") and depth <= 0 or s.low[k] == "." and k + 1 < end:
            if k > start:
                parts.append((start, k))
            start = k + 1
    if end > start:
        parts.append((start, end))
    return parts


def _first_part(s: Stream, parts: list[Range]) -> int:
    """The first part that belongs to the subject."""
    k = 0
    while k < len(parts) - 1 and _is_aside(s, parts[k]):
        k += 1
    last = len(parts) - 1
    if k < last and not _opens_frame(s, parts[k]):
        return last if s.low[parts[last][0]] == "and" and any(_has_infinitive(s, part) for part in parts[k:last]) else k
    aside = s.low[parts[last][1]] == ","  # the last part is put in: "a card, the Green Card, will be"
    k = min(k + 1, last)
    while k < last and (_opens_frame(s, parts[k]) or not aside and not _is_list(s, parts[k:])):
        k += 1
    return k


def _has_infinitive(s: Stream, part: Range) -> bool:
    return any(s.low[k] == "to" and s.bits[k + 1] & (BASE | ADV) for k in range(*part))


def _is_list(s: Stream, parts: list[Range]) -> bool:
    """Whether the parts are one coordination: "and" stands in the last part alone."""
    for start, end in parts[:-1]:
        if any(s.low[k] in {"and", "or"} for k in range(start, end)) and s.low[parts[-1][0]] not in {"and", "or"}:
            return False
    return len(parts) == 1 or any(s.low[k] in {"and", "or"} for k in range(*parts[-1]))


def _is_aside(s: Stream, part: Range) -> bool:
    """A form of address, an ordinal or a connecting adverb."""
    start, end = part
    if any(s.low[k] in _VOCATIVES for k in range(start, end)) and end - start <= 4:
        return True
    return end - start == 1 and bool(s.bits[start] & (ADV | NUM | CONJ)) or end - start <= 2 and s.bits[start] & NUM > 0


def _opens_frame(s: Stream, part: Range) -> bool:
    """Whether a part before a comma is an adjunct and no part of the subject."""
    start, end = part
    bits = s.bits[start]
    if bits & (PREP | TO) and not s.bits[start + 1] & NUM and not s.says(start, "at", "least"):
        return True
    if bits & PREP and s.low[start] in {"by", "in", "from", "since", "during", "within", "for"}:
        return True
    if s.low[start] in _SUBORDINATE or bits & (GERUND | PAST) and not bits & NAME and end - start > 1:
        return True
    if bits & ADV and not bits & (DET | NOUN):
        return True
    return bool(bits & DET) and any(s.lemma(k) in _TIMES for k in range(start, end)) and end - start <= 5


def _frame(s: Stream, lead: int, start: int) -> Range | None:
    """The range of the adjuncts before a subject, without forms of address, ordinals and the last comma."""
    parts = _comma_parts(s, lead, start)
    while parts and _is_aside(s, parts[0]):
        parts.pop(0)
    if not parts:
        return None
    begin, end = parts[0][0], parts[-1][1]
    while begin < end and s.bits[begin] & CONJ and not s.bits[begin] & PREP and s.low[begin] in {"and", "but", "so"}:
        begin += 1
    if end - begin < 2 and not s.bits[begin] & NAME:
        return None
    return begin, end


def subject_class(s: Stream, at: Range | None) -> str:
    """What a subject is.

    Returns:
        "public" (the speaker or a public body), "agent" (another that the plan can bind), "thing", or "outsider"
        (others, and pronouns that point back).
    """
    if at is None:
        return "public"
    start, end = at
    if end - start == 1 and s.low[start] in _BOUND:
        return "public" if s.low[start] in {"we", "i"} else "agent"
    outside = match(phrases("outsiders", ("phrase", "example")).get(s.low[start], ()), s.low, start + 1)
    if outside and outside[0] == end or end - start == 1 and s.low[start] in _PRONOUNS:
        return "outsider"
    if s.low[start] in _POINTING or s.low[start] == "all" and s.low[start + 1] in _POINTING:
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
    if s.bits[head] & NAME and (not s.bits[head] & NOUN or text.isupper() and len(text) > 1):
        return "agent"
    return "thing"
