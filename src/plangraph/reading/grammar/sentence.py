"""One sentence: its segments, their slots, and the clauses that come of them, with local spans."""

from collections.abc import Sequence

from plangraph.model import Clause, Form, Kind, Span
from plangraph.reading.grammar.bullets import bullet
from plangraph.reading.grammar.chains import scan_segment
from plangraph.reading.grammar.drafts import Draft, drafts_of
from plangraph.reading.grammar.objects import trimmed
from plangraph.reading.grammar.openings import fronted_means
from plangraph.reading.grammar.segments import Segment, segments
from plangraph.reading.grammar.stream import ADV, CONJ, NOUN, NUM, Range, Stream
from plangraph.reading.grammar.subjects import subject_class

_SPEAKERS = frozenset({"we", "i"})
_MARKS = frozenset({"-", "*", "•", ")", "(", ":", "and", "but", "so"})


def read(s: Stream, form: Form, *, expected: bool) -> list[Draft]:
    """What a sentence says, in the order of its verbs.

    Args:
        s: the sentence.
        form: of the sentence; headings say nothing here.
        expected: it is an item below "We will:", so that its first word is a verb.
    """
    if form == "heading" or not s.size:
        return []
    lead = _lead(s)
    found = segments(s, lead)
    opening = bullet(s, lead, found, form, expected=expected) or fronted_means(s, found)
    drafts: list[Draft] = []
    for segment in ([opening] if opening else []) + found:
        if segment.kind is not None:
            drafts += drafts_of(scan_segment(s, segment), segment)
    return drafts


def clauses(index: int, s: Stream, drafts: Sequence[Draft], first: int) -> list[Clause]:
    """The clauses of a sentence.

    Args:
        index: of the sentence in its document.
        s: the sentence.
        drafts: what ``read`` gave for it.
        first: the number of the first clause in the document, from which parents and groups are counted.
    """
    for number, draft in enumerate(drafts, start=first):
        draft.number = number
    return [_clause(index, s, draft) for draft in drafts]


def _lead(s: Stream) -> int:
    """Behind numbers and signs that only mark the place of a sentence in a list."""
    i = 0
    while i < s.size - 1 and s.low[i] in _MARKS:
        i += 1
    if s.bits[i] & NUM and s.low[i + 1] in {".", ")"} and i + 2 < s.size:
        return i + 2
    return i


def _clause(index: int, s: Stream, draft: Draft) -> Clause:
    slot, segment = draft.slot, draft.segment
    kind: Kind = segment.kind or "possibility"
    purpose = trimmed(s, *slot.purpose) if slot.purpose else _fronted_purpose(s, segment)
    rules = tuple(slot.rules)
    return Clause(
        sentence=index,
        action=slot.verb.lemma,
        action_at=s.span(*draft.action),
        at=_whole(s, draft),
        object_at=_span(s, draft.object),
        subject_at=_span(s, _subject(s, draft)),
        target_at=_span(s, draft.target),
        frame_at=_span(s, segment.frame),
        purpose_at=_span(s, purpose),
        role=slot.role,
        parent=draft.parent.number if draft.parent else None,
        kind=kind,
        voice=slot.voice,
        through=slot.through,
        shares=draft.shares.number if draft.shares else None,
        group=draft.group.number if draft.group else None,
        rules=rules if draft.group is None or "gapping" in rules else (*rules, "gapping"),
    )


def _span(s: Stream, at: Range | None) -> Span | None:
    return s.span(*at) if at else None


def _fronted_purpose(s: Stream, segment: Segment) -> Range | None:
    """The frame, when it is the purpose of each of the measures: "To ease congestion, we will …"."""
    frame = segment.frame
    if frame is None:
        return None
    i = frame[0]
    return frame if s.low[i] == "to" or s.says(i, "in", "order", "to") or s.says(i, "so", "as", "to") else None


def _subject(s: Stream, draft: Draft) -> Range | None:
    """Who acts, when it is not the speaker: the subject, the agent of a passive, or the object of the verb above."""
    slot, segment = draft.slot, draft.segment
    if slot.by is not None:
        agent = trimmed(s, *slot.by)
        return agent if subject_class(s, agent) in {"public", "agent"} else None
    if draft.parent is not None and slot.role == "embedded":
        return None if slot.voice == "passive" else draft.parent.object
    if segment.subject is None or slot.given is not None or segment.predicate.voice in {"passive", "nominal"}:
        return None
    if segment.predicate.rule == "frame":
        return None
    start, end = segment.subject
    while start < end - 1 and s.bits[start] & (ADV | CONJ) and not s.bits[start] & NOUN:
        start += 1
    pointing = end - start == 1 and s.low[start] in {"it", "they", "this"}
    return None if pointing or s.low[start] in _SPEAKERS else trimmed(s, start, end)


def _whole(s: Stream, draft: Draft) -> Span:
    """From the first to the last word of a clause, its object, target, purpose and what is embedded included."""
    ranges = [draft.action, draft.object, draft.target]
    if not draft.elided:
        ranges.append(draft.slot.purpose)
        if draft.group is None:
            ranges.append(trimmed(s, draft.action[0], max(draft.slot.last, draft.action[1])))
    for child in draft.children:
        ranges.append(trimmed(s, child.action[0], max(child.slot.last, child.action[1])))
    known = [at for at in ranges if at is not None]
    return s.span(min(start for start, _ in known), max(end for _, end in known))
