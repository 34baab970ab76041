"""One sentence: its segments, their slots, and the clauses that come of them, with local spans."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plangraph.model import Clause, Form, Kind, Mention, Span
from plangraph.reading.grammar.bullets import bullet
from plangraph.reading.grammar.chains import scan_segment
from plangraph.reading.grammar.levels import Scan, Slot
from plangraph.reading.grammar.objects import (
    agent_range,
    is_announced,
    is_pronoun,
    parts_of,
    takes_clause,
    trimmed,
)
from plangraph.reading.grammar.predicates import words_when
from plangraph.reading.grammar.segments import Segment, segments
from plangraph.reading.grammar.stream import ADV, CONJ, NOUN, NUM, Stream, stream
from plangraph.reading.grammar.subjects import Range
from plangraph.reading.tokens import Token

_SPEAKERS = frozenset({"we", "i"})


@dataclass(slots=True)
class Draft:
    """A clause in the making, with token ranges; ``parent`` and ``joined`` are places in the list of drafts."""

    slot: Slot
    segment: Segment
    lemma: str
    action: Range
    object: Range | None
    target: Range | None
    parent: int | None
    joined: int | None
    group: int | None = None
    shares: int | None = None
    extra: bool = False  # a further pair of a gapped coordination: its verb is not said again


def read(index: int, tokens: Sequence[Token], mentions: Sequence[Mention], form: Form, first: int) -> list[Clause]:
    """The clauses of one sentence.

    Args:
        index: of the sentence in its document.
        tokens: of the sentence.
        mentions: of the sentence; names are opaque to the grammar.
        form: of the sentence; headings say nothing here.
        first: the number that the first clause will have, from which parents and groups are counted.
    """
    if form == "heading" or not tokens:
        return []
    s = stream(tokens, mentions)
    lead = _lead(s)
    found = segments(s, lead)
    opening = bullet(s, lead, found, form)
    clauses: list[Clause] = []
    for segment in [opening] * (opening is not None) + found:  # type: ignore[list-item]
        if segment is None or segment.kind is None:
            continue
        scan = scan_segment(s, segment)
        drafts = _shared(_drafts(scan, segment), s)
        clauses += _clauses(index, s, drafts, first + len(clauses))
    return clauses


def _lead(s: Stream) -> int:
    """Behind numbers and signs that only mark the place of a sentence in a list."""
    i = 0
    while i < s.size - 1 and (s.low[i] in {"-", "*", "•", ")", "(", ":", "and", "but", "so"}):
        i += 1
    if s.bits[i] & NUM and s.low[i + 1] in {".", ")"} and i + 2 < s.size:
        return i + 2
    return i


def _drafts(scan: Scan, segment: Segment) -> list[Draft]:
    """The drafts of a segment; a gapped coordination gives one for each of its pairs."""
    drafts: list[Draft] = []
    place: dict[int, int] = {}
    for number, slot in enumerate(scan.slots):
        place[number] = len(drafts)
        parent = place.get(slot.parent) if slot.parent is not None else None
        joined = place.get(slot.joined) if slot.joined is not None else None
        pairs = parts_of(scan.s, slot, scan.end).pairs
        for n, (own, target) in enumerate(pairs):
            action = (slot.verb.start, slot.verb.end) if n == 0 or own is None else own
            drafts.append(Draft(slot, segment, slot.verb.lemma, action, own, target, parent, joined, extra=n > 0))
        if len(pairs) > 1:
            for draft in drafts[place[number] :]:
                draft.group = place[number]
    return _whole_clauses(scan, drafts)


def _whole_clauses(scan: Scan, drafts: list[Draft]) -> list[Draft]:
    """The object of "ensure that …" is the clause, so it runs to the end of the clause embedded in it."""
    for number, draft in enumerate(drafts):
        child = next((other for other in drafts if other.parent == number), None)
        if child is None:
            continue
        if takes_clause(draft.slot) and draft.object is None:
            end = child.slot.last
            draft.object = trimmed(scan.s, draft.slot.verb.end, max(end, child.slot.verb.end))
        elif draft.slot.verb.lemma == "take the lead" and draft.object:
            draft.object = trimmed(scan.s, draft.object[0], max(child.slot.ends or 0, draft.object[1]))
    return drafts


def _shared(drafts: list[Draft], s: Stream) -> list[Draft]:
    """Give verbs without an object the one of the next verb that they are coordinated with, and drop what is empty."""
    for number in range(len(drafts) - 2, -1, -1):
        draft, following = drafts[number], drafts[number + 1]
        if draft.object is None and draft.target is None and following.joined == number and not draft.extra:
            draft.object, draft.target = following.object, following.target
    for number, draft in enumerate(drafts):
        if draft.joined is None or draft.object is None:
            continue
        before = drafts[draft.joined]
        if before.object == draft.object:
            draft.shares = before.shares if before.shares is not None else draft.joined
    return drafts


def _keeps(s: Stream, number: int, drafts: list[Draft]) -> bool:
    """Whether a draft says enough: it has an object that is more than a pronoun, a target, or something embedded."""
    draft = drafts[number]
    if draft.lemma in words_when("any") and draft.slot.role != "embedded":
        return False
    if any(other.parent == number for other in drafts) or draft.target is not None:
        return True
    if draft.object is None or is_announced(s, draft.object):
        return False
    return not is_pronoun(s, draft.object) or draft.parent is not None


def _clauses(index: int, s: Stream, drafts: list[Draft], first: int) -> list[Clause]:
    kept = [number for number in range(len(drafts)) if _keeps(s, number, drafts)]
    numbers = {number: first + place for place, number in enumerate(kept)}
    clauses = []
    for number in kept:
        draft = drafts[number]
        clauses.append(
            replace(
                _clause(index, s, draft, drafts),
                parent=numbers.get(draft.parent) if draft.parent is not None else None,
                shares=numbers.get(draft.shares) if draft.shares is not None else None,
                group=numbers.get(draft.group) if draft.group is not None else None,
            )
        )
    return clauses


def _clause(index: int, s: Stream, draft: Draft, drafts: list[Draft]) -> Clause:
    slot, segment = draft.slot, draft.segment
    purpose = trimmed(s, *slot.purpose) if slot.purpose else _fronted_purpose(s, segment)
    subject = _subject(s, draft, drafts)
    return Clause(
        sentence=index,
        action=draft.lemma,
        action_at=s.span(*draft.action),
        at=_whole(s, draft, drafts),
        object_at=s.span(*draft.object) if draft.object else None,
        subject_at=s.span(*subject) if subject else None,
        target_at=s.span(*draft.target) if draft.target else None,
        frame_at=s.span(*segment.frame) if segment.frame else None,
        purpose_at=s.span(*purpose) if purpose else None,
        role=slot.role,
        parent=None,
        kind=_kind(segment),
        voice=slot.voice,
        through=slot.through,
        shares=None,
        group=None,
        rules=tuple(slot.rules) + (("gapping",) if draft.group is not None else ()),
    )


def _kind(segment: Segment) -> Kind:
    assert segment.kind is not None
    return segment.kind


def _fronted_purpose(s: Stream, segment: Segment) -> Range | None:
    """ "To ease congestion, we will …": the frame is a purpose of each of the measures."""
    frame = segment.frame
    if frame is None or s.low[frame[0]] not in {"to", "in", "so"}:
        return None
    if s.low[frame[0]] == "to" or s.says(frame[0], "in", "order", "to") or s.says(frame[0], "so", "as", "to"):
        return frame
    return None


def _subject(s: Stream, draft: Draft, drafts: list[Draft]) -> Range | None:
    """Who acts, when it is not the speaker: the subject, the agent of a passive, or the object of the verb above."""
    if draft.slot.by is not None:
        return agent_range(s, draft.slot, draft.slot.last)
    if draft.parent is not None and draft.slot.role == "embedded":
        return None if draft.slot.voice == "passive" else drafts[draft.parent].object
    subject = draft.segment.subject
    if subject is None or draft.slot.given is not None or draft.segment.predicate.voice in {"passive", "nominal"}:
        return None
    while subject[0] < subject[1] - 1 and s.bits[subject[0]] & (ADV | CONJ) and not s.bits[subject[0]] & NOUN:
        subject = (subject[0] + 1, subject[1])
    alone = subject[1] - subject[0] == 1
    return None if alone and s.low[subject[0]] in _SPEAKERS | {"it", "they", "this"} else subject


def _whole(s: Stream, draft: Draft, drafts: list[Draft]) -> Span:
    """From the first to the last word of a clause, its object, target, purpose and what is embedded included."""
    ranges = [draft.action]
    ranges += [part for part in (draft.object, draft.target, draft.slot.purpose) if part]
    if not draft.extra:
        last = trimmed(s, draft.action[0], max(draft.slot.last, draft.action[1]))
        ranges += [last] if last and draft.group is None else []
    number = next(n for n, other in enumerate(drafts) if other is draft)
    for other in drafts:
        if other.parent == number and not draft.extra:
            inner = trimmed(s, other.action[0], max(other.slot.last, other.action[1]))
            ranges += [inner] if inner else []
    return s.span(min(start for start, _ in ranges), max(end for _, end in ranges))
