"""Failures: each thing missed, read too much or read with other bounds, where it stands, and of which sort it is.

The sorts are those that readers of plans meet again and again. They are told by form alone, so they are a first guess
for whoever looks for a cause, and not a finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from plangraph.reading.evaluation.annotation import Committed, Marked
from plangraph.reading.evaluation.comparing import Comparison
from plangraph.reading.evaluation.measure_failures import Sentences, missed_sort, spurious_sort
from plangraph.reading.evaluation.mention_failures import sort

SORTS = {
    "M1": "a quasi-modal or a policy statement in the present tense",
    "M2": "a word of a chain that is verb and noun",
    "M3": "a verb that is looked through is not known as one",
    "M4": "an infinitive that belongs elsewhere",
    "M5": "purpose or next verb of the chain",
    "M6": "several finite clauses in one sentence",
    "M7": "a verb that is left out the second time",
    "M8": "where the object begins or ends",
    "M9": "outcome or promise",
    "M10": "an idiom with the object in the middle",
    "E1": "a word before it that turns the sense",
    "E2": "names that share one head",
    "E3": "a part of a country, not the country",
    "E4": "a verb taken into the name",
    "E5": "of another type",
    "E6": "a code or an ordinal taken for a name",
    "E7": "a region described by a clause",
    "E8": "a capital taken for a name",
    "E9": "a currency, a day or a people taken for a name",
    "name": "a name that no rule takes for one",
    "kind": "a kind that no rule knows",
    "industry": "a sector that no rule knows",
    "quantity": "an amount that no rule knows",
    "other": "none of these",
}

Fault = Literal["missed", "spurious", "bounds"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that differs from what is marked."""

    fault: Fault  # "bounds": found, though not with the span that is marked
    part: Literal["mention", "measure"]
    label: str  # type of the mention, action of the measure
    words: str
    sort: str
    passage: str
    file: Path
    line: int  # of that file


def failures(comparison: Comparison) -> tuple[Failure, ...]:
    """What differs in one text: mentions, then measures, each in the order of the text."""
    mentions = sorted(_mentions(comparison), key=lambda found: found[0])
    measures = sorted(_measures(comparison), key=lambda found: found[0])
    return tuple(failure for _, failure in (*mentions, *measures))


def _mentions(comparison: Comparison) -> Iterator[tuple[int, Failure]]:
    match, text = comparison.match, comparison.passage.text
    read, gold = match.read.mentions, match.gold.mentions
    right, found = {i for i, _ in match.overlap}, {j for _, j in match.overlap}
    for j, one in enumerate(gold):
        if j not in found:
            yield _mention(comparison, "missed", one, sort(text, one, _across(one, read)))
    for i, one in enumerate(read):
        if i not in right:
            yield _mention(comparison, "spurious", one, sort(text, _across(one, gold), one))
    for i, j in match.overlap:
        if (read[i].start, read[i].end) != (gold[j].start, gold[j].end):
            yield _mention(comparison, "bounds", read[i], sort(text, gold[j], read[i]))


def _measures(comparison: Comparison) -> Iterator[tuple[int, Failure]]:
    match = comparison.match
    read, gold, found = match.read.measures, match.gold.measures, match.measures
    matched = {j for _, j in found.pairs}
    missed = [one for j, one in enumerate(gold) if j not in matched]
    paired = {i for i, _ in found.pairs} | found.ignored
    spurious = [one for i, one in enumerate(read) if i not in paired]
    sentences = Sentences(comparison.reading)
    for one in missed:
        yield _measure(comparison, "missed", one, missed_sort(sentences, one, read, spurious))
    for one in spurious:
        yield _measure(comparison, "spurious", one, spurious_sort(sentences, one, gold, missed))


def _across(one: Marked, others: tuple[Marked, ...]) -> Marked | None:
    """The first mention that shares a character with another."""
    return next((other for other in others if min(one.end, other.end) > max(one.start, other.start)), None)


def _mention(comparison: Comparison, fault: Fault, one: Marked, kind: str) -> tuple[int, Failure]:
    passage = comparison.passage
    words = " ".join(passage.text[one.start : one.end].split())
    line = passage.line_of(one.start)
    return one.start, Failure(fault, "mention", one.type, words, kind, passage.name, passage.file, line)


def _measure(comparison: Comparison, fault: Fault, one: Committed, kind: str) -> tuple[int, Failure]:
    passage = comparison.passage
    words = " ".join(one.object.split())
    line = passage.line_of(one.start)
    return one.start, Failure(fault, "measure", one.action, words, kind, passage.name, passage.file, line)
