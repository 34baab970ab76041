"""Chains: all the verbs that one predicate commits to, read from left to right.

The first verb is given by the predicate. Behind it the object is passed word by word, until a rule of ``RULES`` finds
an edge: a joint with a further verb, an infinitive, a gerund, an adjunct, another clause. Each verb becomes a slot.
"""

from collections.abc import Callable
from dataclasses import replace

from plangraph.reading.grammar.content import Content, after_effort, noun_of_action
from plangraph.reading.grammar.edges import adjunct, agent, bracket, fixed_purpose, idiom, relative, stop
from plangraph.reading.grammar.gerunds import after_preposition
from plangraph.reading.grammar.infinitives import bare_infinitive, clause_passive, clause_verb, infinitive
from plangraph.reading.grammar.joints import joint, joint_at
from plangraph.reading.grammar.levels import Level, Scan
from plangraph.reading.grammar.predicates import subject_head
from plangraph.reading.grammar.segments import Segment
from plangraph.reading.grammar.stream import BASE, GERUND, NOUN, PAST, PREP, THIRD, Stream, skip_adverbs
from plangraph.reading.grammar.subjects import Range
from plangraph.reading.grammar.verbs import Verb
from plangraph.reading.grammar.wordlists import mapping, words
from plangraph.reading.words import american

Rule = Callable[[Scan, int], int | None]

# In the order in which they are asked at each word; each gives the place where reading goes on, or None.
RULES: tuple[Rule, ...] = (
    bracket, joint, idiom, fixed_purpose, stop, infinitive, after_preposition, agent, adjunct, relative, clause_passive,
    clause_verb, bare_infinitive,
)  # fmt: skip


def scan_segment(s: Stream, segment: Segment) -> Scan:
    """All slots of a segment that says something."""
    scan = Scan(s, segment.end)
    i = scan.behind_verb = _open(scan, segment)
    while i < scan.end and not scan.stopped:
        i = _step(scan, i)
    scan.close(scan.end)
    _end_purposes(scan)
    return scan


def _step(scan: Scan, i: int) -> int:
    if not scan.slots:
        return i + 1 if joint_at(scan.s, i) is None else joint(scan, i) or i + 1
    for rule in RULES:
        after = rule(scan, i)
        if after is not None:
            if rule is not adjunct and rule is not bracket:
                scan.behind_verb = after
            return max(after, i + 1)
    return i + 1


def _open(scan: Scan, segment: Segment) -> int:
    """The first verb, and the place behind it."""
    predicate = segment.predicate
    found = predicate.content
    if predicate.rule == "include":
        return _open_include(scan, segment)
    assert found is not None
    if predicate.voice == "passive" and segment.subject is not None:
        return _open_passive(scan, segment, found, segment.subject)
    if segment.thing and segment.subject is not None:
        return _open_thing(scan, found, segment.subject)
    level = Level("main", BASE, "to" if found.through else "")
    scan.levels.append(level)
    if found.form in {GERUND, NOUN} and predicate.rule != "progressive" or predicate.rule == "progressive":
        if predicate.rule == "progressive" and found.form != BASE:
            scan.levels.pop()
        if found.form != BASE:
            level = Level("main", GERUND, "")
            scan.levels.append(level)
    slot = scan.add(level, found, predicate.rule, predicate.voice)
    if found.form & (PAST | THIRD):
        level.form = found.form
    return slot.verb.end


def _open_include(scan: Scan, segment: Segment) -> int:
    """ "the measures include …": a list of actions in -ing or as nouns."""
    s = scan.s
    level = Level("main", GERUND, "", nouns=True)
    scan.levels.append(level)
    found = segment.predicate.content
    start = segment.predicate.at + 1
    found = found or noun_of_action(s, skip_adverbs(s, start))
    if found is None:
        return start
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
    """ "priority will be given to X": the object stands behind "to"."""
    head = subject_head(s, *subject)
    if head is None or s.lemma(head) not in words("nominal_gifts", "noun"):
        return False
    return s.low[verb.end] in {"to", "on", "for"} and bool(s.bits[verb.end] & PREP)


def _open_thing(scan: Scan, found: Content, subject: Range) -> int:
    """ "construction will start", "the ports will receive support": the subject is the object."""
    s = scan.s
    verb = found.verb
    if verb.lemma == "receive":
        for k in range(verb.end, min(verb.end + 8, scan.end)):
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


def _end_purposes(scan: Scan) -> None:
    """Let each purpose run to the end of its slot's words."""
    ends = [slot.last for slot in scan.slots]
    for slot, end in zip(scan.slots, ends, strict=True):
        if slot.purpose is not None:
            slot.purpose = (slot.purpose[0], max(end, slot.purpose[1]))
