"""Openings: the first verb of a segment, and the chain that it opens."""

from collections.abc import Sequence
from dataclasses import replace

from plangraph.reading.grammar.content import Content, after_effort, content
from plangraph.reading.grammar.finite import Predicate, subject_head
from plangraph.reading.grammar.gerunds import gerund_at
from plangraph.reading.grammar.levels import Level, Scan
from plangraph.reading.grammar.segments import Segment
from plangraph.reading.grammar.stream import (
    BASE,
    GERUND,
    NOUN,
    PAST,
    PREP,
    Range,
    Stream,
    begins_object,
    skip_adverbs,
)
from plangraph.reading.grammar.subjects import subject_class
from plangraph.reading.grammar.verbs import Verb
from plangraph.reading.grammar.wordlists import mapping, words
from plangraph.reading.words.actions import action
from plangraph.reading.words.forms import american

_MEASURES = frozenset({"commitment", "recommendation"})
_SUPPORT_REACH = 8  # words between "receive" and the noun of support


def open_chain(scan: Scan, segment: Segment) -> int:
    """Read the first verb of a segment, and give the place behind it."""
    predicate = segment.predicate
    found = predicate.content
    if predicate.rule == "include":
        return _open_list(scan, segment)
    if found is None:
        scan.push(Level("main", BASE, ""))
        return predicate.at + 1
    if predicate.voice == "passive" and segment.subject is not None:
        return _open_passive(scan, segment, found, segment.subject)
    if segment.thing and segment.subject is not None:
        return _open_thing(scan, found, segment.subject)
    for form in _forms(predicate.rule, found.form):
        level = Level("main", form, "to" if form == BASE and found.through else "")
        scan.push(level)
    scan.add(level, found, predicate.rule, predicate.voice)
    return found.verb.end


def _forms(rule: str, form: int) -> tuple[int, ...]:
    """The forms of the chains that a first verb opens, the outer before the inner.

    "We will keep widening" goes on with base forms and with gerunds, "we are planning to widen" with gerunds and with
    base forms, "we widened" with past forms.
    """
    if form == PAST:
        return (PAST,)
    outer = GERUND if rule == "progressive" else BASE
    inner = GERUND if form in {GERUND, NOUN} else BASE
    return (outer,) if outer == inner else (outer, inner)


def _open_list(scan: Scan, segment: Segment) -> int:
    """Open a list of actions in -ing or as nouns: "the measures include …"."""
    level = Level("main", GERUND, "", nouns=True)
    scan.push(level)
    found = segment.predicate.content
    if found is None:
        return segment.predicate.at + 1
    scan.add(level, found, "include", "nominal")
    return found.verb.end


def _open_passive(scan: Scan, segment: Segment, found: Content, subject: Range) -> int:
    s = scan.s
    verb = found.verb
    effort = _effort(s, verb, subject)
    if effort is not None:
        level = Level("main", BASE if effort.form == BASE else GERUND, "to" if effort.form == BASE else "in")
        scan.open(level, effort, "light-passive", "passive")
        return effort.verb.end
    gift = _gift(s, verb, subject)
    slot = scan.open(Level("main", PAST, ""), found, "gift-passive" if gift else segment.predicate.rule, "passive")
    if gift:
        slot.verb = replace(verb, end=verb.end + 1)
    else:
        slot.given = subject
    return slot.verb.end


def _effort(s: Stream, verb: Verb, subject: Range) -> Content | None:
    """The action behind "steps will be taken to …", "progress will be made in …"."""
    nouns = mapping("light_verbs", "verb", "nouns").get(american(verb.lemma), ())
    if not any(s.bits[k] & NOUN and s.lemma(k) in nouns for k in range(*subject)):
        return None
    found = after_effort(s, verb.end)
    return replace(found, through=verb.first) if found else None


def _gift(s: Stream, verb: Verb, subject: Range) -> bool:
    """Whether the object stands behind the "to" of a passive: "priority will be given to X"."""
    head = subject_head(s, *subject)
    if head is None or s.lemma(head) not in words("nominal_gifts", "noun"):
        return False
    return s.low[verb.end] in {"to", "on", "for"} and bool(s.bits[verb.end] & PREP)


def _open_thing(scan: Scan, found: Content, subject: Range) -> int:
    """The subject is the object: "construction will start", "the ports will receive support"."""
    s = scan.s
    verb = found.verb
    if verb.lemma == "receive":
        for k in range(verb.end, min(verb.end + _SUPPORT_REACH, scan.end)):
            known = mapping("nominal_support", "noun", "verb").get(s.lemma(k)) if s.bits[k] & NOUN else None
            if known:
                support = Verb(verb.start, k + 1, known[0], 1)
                slot = scan.open(Level("main", BASE, ""), Content(support, NOUN, "receive"), "receive", "nominal")
                slot.given = subject
                return k + 1
        scan.stopped = True
        return scan.end
    slot = scan.open(Level("main", BASE, ""), found, "inception")
    slot.given = subject
    return verb.end


def fronted_means(s: Stream, found: Sequence[Segment]) -> Segment | None:
    """The means that stands before the subject, as a segment of its own: "**By widening the canal**, we will …"."""
    first = found[0] if found else None
    if first is None or first.frame is None or first.kind not in _MEASURES or first.thing:
        return None
    start, end = first.frame
    k = skip_adverbs(s, start + 1)
    if s.low[start] not in {"by", "through"} or subject_class(s, first.subject) not in {"public", "agent"}:
        return None
    verb = gerund_at(s, k)
    named = verb is not None and (action(verb.lemma) is not None or begins_object(s, verb.end))
    means = content(s, k, GERUND) if named else None
    if means is None or s.low[means.verb.end] in {"so", "this", "that", "it"}:
        return None
    return Segment(Predicate(start, first.kind, "active", means, "means"), first.subject, None, first.kind, False, end)
