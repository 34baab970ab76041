"""Drafts: what becomes of the slots of a segment before they are clauses: shared objects, pairs, whole clauses."""

from dataclasses import dataclass, field

from plangraph.reading.grammar.finite import words_when
from plangraph.reading.grammar.levels import Scan, Slot
from plangraph.reading.grammar.objects import is_announced, is_pronoun, parts_of, takes_clause, trimmed
from plangraph.reading.grammar.segments import Segment
from plangraph.reading.grammar.stream import Range, Stream


@dataclass(slots=True, eq=False)
class Draft:
    """A clause in the making, with token ranges."""

    slot: Slot
    segment: Segment
    action: Range
    object: Range | None
    target: Range | None
    parent: "Draft | None" = None
    joined: "Draft | None" = None  # the draft whose verb this one is coordinated with
    shares: "Draft | None" = None  # the draft whose object this one has too
    group: "Draft | None" = None  # the first pair of a gapped coordination
    elided: bool = False  # its verb is not said again
    children: list["Draft"] = field(default_factory=list)
    number: int = -1  # among the clauses of the document


def drafts_of(scan: Scan, segment: Segment) -> list[Draft]:
    """The drafts of a segment that say something, in the order of their verbs."""
    drafts: list[Draft] = []
    first: list[Draft] = []  # of each slot
    for slot in scan.slots:
        own = _pairs(scan, slot, segment)
        first.append(own[0])
        for draft in own:
            draft.parent = first[slot.parent] if slot.parent is not None else None
            draft.joined = first[slot.joined] if slot.joined is not None else None
        if own[0].parent is not None:
            own[0].parent.children.append(own[0])
        if slot.elided is not None:
            first[slot.elided].group = own[0].group = first[slot.elided]
        drafts += own
    for draft in drafts:
        _complete(scan.s, draft)
    _share(drafts)
    return [draft for draft in drafts if _says_enough(scan.s, draft)]


def _pairs(scan: Scan, slot: Slot, segment: Segment) -> list[Draft]:
    """One draft for a slot, or one for each pair of "turn A into B and C into D"."""
    s = scan.s
    found = []
    for n, (own, target) in enumerate(parts_of(s, slot, scan.end)):
        elided = n > 0 or slot.elided is not None
        action = own if elided and own is not None else (slot.verb.start, slot.verb.end)
        found.append(Draft(slot, segment, action, own, target, elided=elided))
    if len(found) > 1:
        for draft in found:
            draft.group = found[0]
    return found


def _complete(s: Stream, draft: Draft) -> None:
    """Let an object that is a clause, or that ends with one ("the lead in V-ing"), run to the end of that clause."""
    if not draft.children:
        return
    child = draft.children[0]
    if takes_clause(draft.slot) and draft.slot.ends is None:
        draft.object = trimmed(s, draft.slot.verb.end, max(child.slot.last, child.slot.verb.end))
    elif draft.slot.verb.lemma == "take the lead" and draft.object:
        draft.object = trimmed(s, draft.object[0], max(child.slot.ends or 0, draft.object[1]))


def _share(drafts: list[Draft]) -> None:
    """Give a verb without an object the one of the next verb that is coordinated with it."""
    for draft, following in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        joined = following.joined is draft and following.parent is draft.parent and not draft.elided
        if joined and draft.slot.given is not None and draft.slot.given == following.slot.given:
            draft.slot.by = draft.slot.by or following.slot.by
        if joined and draft.object is None and draft.target is None:
            draft.object, draft.target = following.object, following.target
    for draft in drafts:
        if draft.joined is not None and draft.object is not None and draft.joined.object == draft.object:
            draft.shares = draft.joined.shares or draft.joined


def _says_enough(s: Stream, draft: Draft) -> bool:
    """Whether a draft has an object that is more than a pronoun, a target, or something embedded."""
    if draft.children:
        return True
    if draft.slot.verb.lemma in words_when("any") and draft.slot.role != "embedded":
        return False
    if draft.target is not None:
        return True
    if draft.object is None or is_announced(s, draft.object):
        return False
    return draft.parent is not None or not is_pronoun(s, draft.object)
