"""Fitting: a clause made ready to be read: with what it shares with another, and no mention cut in two."""

from bisect import bisect_left
from dataclasses import replace
from operator import attrgetter

from plangraph.model import Clause, Span
from plangraph.reading.phrasing.scene import Scene, overlap
from plangraph.reading.words.heads import head_of

_start = attrgetter("start")


def said(clause: Clause) -> list[Span]:
    """What a clause says of its own, from its verb on."""
    ends = [part.end for part in (clause.object_at, clause.target_at) if part is not None]
    return [Span(clause.action_at.start, max(ends))] if ends and max(ends) > clause.action_at.start else []


def whole(clause: Clause, shared: Clause | None) -> Clause:
    """A clause with the object and the target that it shares with another."""
    if shared is None or clause.object_at is not None:
        return clause
    return replace(clause, object_at=shared.object_at, target_at=clause.target_at or shared.target_at)


def fitted(scene: Scene, clause: Clause) -> Clause:
    """A clause whose object does not cut a mention in two: names and kinds were found first, and are opaque."""
    at = clause.object_at
    if at is None:
        return clause
    start, end = at.start, at.end
    for mention in scene.mentions:
        if clause.action_at.end <= mention.at.start < start < mention.at.end:
            start = mention.at.start
        if start <= mention.at.start < end < mention.at.end:
            end = mention.at.end
    end = _completed(scene, clause, start, end)
    if (start, end) == (at.start, at.end):
        return clause
    around = Span(min(clause.at.start, start), max(clause.at.end, end))
    return replace(clause, object_at=Span(start, end), at=around)


def _completed(scene: Scene, clause: Clause, start: int, end: int) -> int:
    """The end of an object that stops at a noun which says nothing without what follows: "full access" | "to roads"."""
    at = bisect_left(scene.tokens, end, key=_start)
    following = scene.tokens[at] if at < len(scene.tokens) else None
    if following is None or following.lower not in {"of", "to"}:
        return end
    words = [token.lower for token in scene.tokens if start <= token.start and token.end <= end]
    if head_of(words).role != "see-through":
        return end
    taken = (clause.purpose_at, clause.target_at)
    if following.end >= clause.at.end or any(overlap(Span(following.start, following.end), part) for part in taken):
        return end
    return min([clause.at.end, *(part.start for part in taken if part is not None and part.start > end)])
