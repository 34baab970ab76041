"""Splitting: one measure a pair, where a clause names several pairs of partners."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plangraph.model import Evidence, Measure, Phrase, Span
from plangraph.reading.layout import source
from plangraph.reading.measuring.roles import pairs
from plangraph.reading.phrasing.scene import Scene, narrowed, within

_SIDES = re.compile(r"\b(?:between|among)\b", re.IGNORECASE)


def split(scenes: Sequence[Scene], measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures with each pair on its own; indices of parents and of shared objects follow.

    Measures of one clause get the same ``group``, a number that no other clause has.
    """
    group = max((measure.clause.group for measure in measures if measure.clause.group is not None), default=-1)
    parts: list[list[Measure]] = []
    for measure in measures:
        found = _parts(scenes[measure.clause.sentence], measure)
        if len(found) > 1 and measure.clause.group is None:
            group += 1
            found = [replace(part, clause=replace(part.clause, group=group)) for part in found]
        parts.append(found)
    starts = [0]
    for found in parts:
        starts.append(starts[-1] + len(found))
    return tuple(_moved(part, starts) for found in parts for part in found)


def _moved(measure: Measure, starts: Sequence[int]) -> Measure:
    clause = measure.clause
    parent = starts[clause.parent] if clause.parent is not None else None
    shares = starts[clause.shares] if clause.shares is not None else None
    if (parent, shares) == (clause.parent, clause.shares):
        return measure
    return replace(measure, clause=replace(clause, parent=parent, shares=shares))


def _parts(scene: Scene, measure: Measure) -> list[Measure]:
    at = measure.clause.object_at
    if at is None or not _SIDES.search(scene.text, at.start, at.end):
        return [measure]
    scene = narrowed(scene, measure.clause)
    sides = pairs(scene, at)
    if len(sides) > 1 and measure.object is not None:
        return [_of_pair(scene, measure, at, phrases, sides) for at, phrases in sides]
    if sides:
        return [replace(measure, between=sides[0][1])]
    return [measure]


def _of_pair(
    scene: Scene,
    measure: Measure,
    at: Span,
    phrases: tuple[Phrase, ...],
    sides: Sequence[tuple[Span, tuple[Phrase, ...]]],
) -> Measure:
    """The measure for one "between … and …": what stands before the first of them belongs to each."""
    object_at = measure.clause.object_at
    if object_at is None:
        return measure
    opening = Span(object_at.start, sides[0][0].start)
    others = [other for other, _ in sides if other != at]
    return replace(
        measure,
        object=_joined(scene, [opening, at]),
        between=phrases,
        places=_without(measure.places, others),
        objects=_without(measure.objects, others) or measure.objects,
    )


def _without(phrases: tuple[Phrase, ...], others: Sequence[Span]) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in phrases if not any(within(phrase.at, other) for other in others))


def _joined(scene: Scene, spans: Sequence[Span]) -> Evidence:
    text = scene.text
    trimmed = [Span(span.start, span.start + len(text[span.start : span.end].rstrip(" ,"))) for span in spans]
    found = [source.evidence(scene.document.text, scene.sentence, span) for span in trimmed if span.start < span.end]
    segments = tuple(segment for evidence in found for segment in evidence.segments)
    return Evidence(segments, " ".join(evidence.quote for evidence in found))
