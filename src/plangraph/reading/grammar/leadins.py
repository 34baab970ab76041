"""Lists under a lead-in: "We will launch projects, including:" and items that are nothing but noun phrases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plangraph.model import Clause, Sentence
from plangraph.reading.grammar.edges import adjunct_end
from plangraph.reading.grammar.objects import trimmed
from plangraph.reading.grammar.predicates import predicate_at
from plangraph.reading.grammar.stream import Stream
from plangraph.reading.words.tokens import Token

_MEASURES = frozenset({"commitment", "recommendation"})
_MOST_ITEMS = 30  # what is longer is a table
_MOST_BETWEEN = 4  # sentences that an item may go on with
_SHORT = 6  # words of a lead-in without a verb of its own: "Some are:", "They are as follows:"


@dataclass(frozen=True, slots=True)
class LeadIn:
    """What opens a list, and holds for the items below it."""

    clause: Clause | None  # its action is that of the items which are noun phrases
    verbs: bool  # the items begin with the verb: "I propose to:"
    section: int | None
    items: int = 0  # how many items have been read
    between: int = 0  # how many sentences have been read since the last item


def lead_in(
    sentence: Sentence, tokens: Sequence[Token], own: Sequence[Clause], before: LeadIn | None, earlier: Sequence[Clause]
) -> LeadIn | None:
    """The lead-in that holds behind a sentence: a new one, the one before it, or none."""
    if sentence.form == "heading":
        return None
    if sentence.text.rstrip().endswith(":"):
        clause = _last_measure(own)
        if clause is None and len(tokens) <= _SHORT and earlier:
            clause = _last_measure(earlier[-1:])
        verbs = len(tokens) > 1 and tokens[-2].lower in {"to", "will", "shall"}
        return LeadIn(clause, verbs, sentence.section)
    if before is None or sentence.section != before.section or before.items > _MOST_ITEMS:
        return None
    if sentence.form == "item":
        return replace(before, items=before.items + 1, between=0)
    if not before.items or before.between >= _MOST_BETWEEN:
        return None
    return replace(before, between=before.between + 1)


def _last_measure(clauses: Sequence[Clause]) -> Clause | None:
    found = [clause for clause in clauses if clause.kind in _MEASURES and clause.parent is None]
    return found[-1] if found else None


def after_lead_in(index: int, s: Stream, above: Clause) -> list[Clause]:
    """The measure that a bare noun phrase states as an item of an open list."""
    if not s.size or any(predicate_at(s, i) or s.low[i] == "being" for i in range(s.size)):
        return []
    at = trimmed(s, 0, _object_end(s))
    if at is None:
        return []
    span = s.span(*at)
    return [
        Clause(
            sentence=index,
            action=above.action,
            action_at=span,
            at=s.span(0, s.size),
            object_at=span,
            subject_at=None,
            target_at=None,
            frame_at=None,
            purpose_at=None,
            role="main",
            parent=None,
            kind=above.kind,
            voice=above.voice,
            through=above.through,
            shares=None,
            group=None,
            rules=("lead-in",),
        )
    ]


def _object_end(s: Stream) -> int:
    for i in range(1, s.size):
        if adjunct_end(s, i) is not None:
            return i
    return s.size
