"""Attachment: what a comma or "and" is, and which of the open chains the verb behind it goes on with."""

from dataclasses import dataclass

from plangraph.reading.grammar.levels import Level, Scan
from plangraph.reading.grammar.stream import BASE, GERUND, Stream, begins_object_surely, closing, skip_adverbs
from plangraph.reading.grammar.verbs import Verb
from plangraph.reading.words.actions import strength

CONJUNCTIONS = frozenset({"and", "or", "&", "then", "but"})
_ASIDES: tuple[tuple[str, ...], ...] = (
    ("in", "particular"),
    ("in", "so", "doing"),
    ("at", "the", "same", "time"),
    ("in", "addition"),
)
_OTHER_JOINTS: tuple[tuple[str, ...], ...] = (
    ("as", "well", "as"),
    ("along", "with"),
    ("in", "addition", "to"),
    ("apart", "from"),
)


_OPENING = CONJUNCTIONS | {",", ";"} | {words[0] for words in _OTHER_JOINTS}


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between two members of a chain."""

    end: int  # where the next member begins, adverbs passed
    comma: bool
    conj: bool
    semicolon: bool
    aside: bool  # "as well as": a member in -ing is an addition


def joint_at(s: Stream, i: int) -> Joint | None:
    """The joint that begins at ``i``."""
    if s.low[i] not in _OPENING:
        return None
    semicolon = s.low[i] == ";"
    comma = semicolon or s.low[i] == ","
    k = i + comma
    conj = s.low[k] in CONJUNCTIONS
    while s.low[k] in CONJUNCTIONS and k < i + 4:
        k += 1
    if s.low[k] == "(" and k > i:
        k = closing(s, k)
    beside = _said(s, k, _OTHER_JOINTS)
    if beside:
        return Joint(skip_adverbs(s, k + beside), comma, conj=True, semicolon=semicolon, aside=True)
    if not comma and not conj:
        return None
    k += s.low[k] == ","
    aside = _said(s, k, _ASIDES)
    k += aside
    k += bool(aside) and s.low[k] == ","
    return Joint(skip_adverbs(s, k), comma, conj, semicolon, aside=False)


def _said(s: Stream, i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """How many words of the phrase that stands at ``i``; 0 when none does."""
    for words in phrases:
        if s.low[i] == words[0] and s.says(i, *words):
            return len(words)
    return 0


def chain_for(scan: Scan, at: int, found: Joint, verb: Verb) -> Level | None:
    """The chain that a base form goes on with."""
    levels = [level for level in scan.levels if level.form == BASE]
    if not levels:
        firm = verb.tier == 1 or begins_object_surely(scan.s, verb.end)
        progressive = scan.levels[0].form == GERUND and found.conj and firm
        return scan.levels[0] if progressive else None
    outer, inner = levels[0], levels[-1]
    if inner is outer or found.semicolon:
        return outer
    beyond = levels[-2]
    if at == scan.behind_verb:
        return inner  # that verb has no object yet: "to sort, clean and reuse glass"
    if inner.bare:
        return beyond
    if not found.comma:
        return inner
    if inner.kind == "inner" and beyond.kind == "purpose":
        return inner  # "to raise its ability to enforce the law, fight fires and …"
    if inner.kind in {"relative", "inner", "result"}:
        return beyond if beyond.counts else outer
    if found.conj and (inner.members == 1 or inner.repeated or inner.finished):
        return beyond
    if inner.kind == "embedded":
        return beyond if beyond.members > 1 and not beyond.finished else inner
    return _purpose_or_main(scan, found, verb, inner, beyond)


def _purpose_or_main(scan: Scan, found: Joint, verb: Verb, inner: Level, beyond: Level) -> Level:
    """A verb behind a purpose: verbs of delivery and those of a list begun before belong to the main chain."""
    if found.conj or beyond.finished:
        return inner  # a list that "and" has ended does not go on
    goal = strength(verb.lemma) == "advance" and not begins_object_surely(scan.s, verb.end)
    return inner if goal and beyond.members == 1 and inner.members > 1 else beyond
