"""Chains: all the verbs that one predicate commits to, read from left to right.

The first verb is given by the predicate. Behind it the object is passed word by word, until a rule of ``RULES`` finds
an edge: a joint with a further verb, an infinitive, a gerund, an adjunct, another clause. Each verb becomes a slot.
"""

from collections.abc import Callable

from plangraph.reading.grammar.attachment import joint_at
from plangraph.reading.grammar.edges import adjunct, agent, bracket, fixed_purpose, idiom, relative, stop
from plangraph.reading.grammar.gerunds import after_preposition
from plangraph.reading.grammar.infinitives import bare_infinitive, clause_passive, clause_verb, infinitive
from plangraph.reading.grammar.joints import joint
from plangraph.reading.grammar.levels import Scan
from plangraph.reading.grammar.openings import open_chain
from plangraph.reading.grammar.segments import Segment
from plangraph.reading.grammar.stream import Stream

Rule = Callable[[Scan, int], int | None]

# In the order in which they are asked at each word; each gives the place where reading goes on, or None.
RULES: tuple[Rule, ...] = (
    bracket, joint, idiom, fixed_purpose, stop, infinitive, after_preposition, agent, adjunct, relative, clause_passive,
    clause_verb, bare_infinitive,
)  # fmt: skip


def scan_segment(s: Stream, segment: Segment) -> Scan:
    """All slots of a segment that says something."""
    scan = Scan(s, segment.end)
    i = scan.behind_verb = open_chain(scan, segment)
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


def _end_purposes(scan: Scan) -> None:
    """Let each purpose run to the end of its slot's words."""
    ends = [slot.last for slot in scan.slots]
    for slot, end in zip(scan.slots, ends, strict=True):
        if slot.purpose is not None:
            slot.purpose = (slot.purpose[0], max(end, slot.purpose[1]))
