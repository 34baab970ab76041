"""Withdrawal: a reading without some of its measures, its references between measures kept true."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from plangraph.model import Measure, Reading
from plangraph.reading.measuring.silence import silence


def without(reading: Reading, gone: Collection[int]) -> Reading:
    """The reading without the measures of these indices, and without what they embed.

    A verb that shared its object with a withdrawn one keeps that object. Sentences that lose their last promise get the
    reason that any sentence without a promise has.
    """
    if not gone:
        return reading
    dropped = _with_inner(reading.measures, gone)
    places: dict[int | None, int] = {}
    for index in range(len(reading.measures)):
        if index not in dropped:
            places[index] = len(places)
    kept = tuple(
        replace(
            measure,
            clause=replace(
                measure.clause,
                parent=places.get(measure.clause.parent),
                shares=places.get(measure.clause.shares),
            ),
        )
        for index, measure in enumerate(reading.measures)
        if index not in dropped
    )
    return replace(reading, measures=kept, silence=silence(reading.document, kept))


def _with_inner(measures: Sequence[Measure], gone: Collection[int]) -> set[int]:
    """The indices with those of what they embed, at any depth."""
    dropped = set(gone)
    size = -1
    while size != len(dropped):
        size = len(dropped)
        dropped |= {index for index, measure in enumerate(measures) if measure.clause.parent in dropped}
    return dropped
