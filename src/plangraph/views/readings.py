"""A reading in plain text: each sentence with what was read from it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from plangraph.model import ROLES, Judgement, Measure, Mention, Phrase, Reading
from plangraph.reading.judging.precision import confidence
from plangraph.views.plain import safe, table


def text(reading: Reading, *, explain: bool = False, lead: int = 0) -> str:
    """The document, sentence by sentence, with offsets, mentions and measures below each.

    Args:
        reading: What was read.
        explain: Whether to tell of each mention and measure which rules read it, and with what confidence.
        lead: How many sentences at its beginning are not to be shown.
    """
    return "\n".join(_lines(reading, explain, lead))


def measures_table(reading: Reading) -> str:
    """One row a measure: where it stands, what is done to what, where, how firmly."""
    rows = [
        (
            f"{m.action_evidence.segments[0].start}",
            m.clause.action,
            m.object.quote if m.object else "",
            ", ".join(phrase.evidence.quote for phrase in m.places),
            m.quantity.evidence.quote if m.quantity else "",
            m.strength,
        )
        for m in reading.measures
    ]
    return table(("at", "action", "object", "places", "quantity", "strength"), rows)


def _lines(reading: Reading, explain: bool, lead: int) -> Iterator[str]:
    document = reading.document
    silence = dict(reading.silence)
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        mentions[mention.sentence].append(mention)
    measures: defaultdict[int, list[Measure]] = defaultdict(list)
    for measure in reading.measures:
        measures[measure.clause.sentence].append(measure)
    for index, sentence in enumerate(document.sentences[lead:], lead):
        span = f"{sentence.evidence.segments[0].start}-{sentence.evidence.segments[-1].end}"
        yield f"\n[{span}] {safe(sentence.evidence.quote)}" + (f"   ({silence[index]})" if index in silence else "")
        for mention in mentions[index]:
            refs = ", ".join(thing.ref for thing in mention.things) or "not linked"
            yield f"    · {mention.type}: {safe(mention.evidence.quote)} → {refs}"
            if explain:
                yield from _because(mention.rules, confidence(mention.rules), mention.judged)
        for measure in measures[index]:
            yield from _measure(measure)
            if explain:
                yield from _because(measure.clause.rules, measure.confidence, measure.judged)


def _measure(measure: Measure) -> Iterator[str]:
    what = safe(measure.object.quote) if measure.object else ""
    inner = "      ↳" if measure.clause.parent is not None else "    ▸"
    yield f"{inner} {measure.clause.action} | {what} | {measure.strength}, {', '.join(measure.themes) or 'no theme'}"
    for name, field in ROLES.items():
        phrases: tuple[Phrase, ...] = getattr(measure, field)
        if phrases:
            yield f"        {name}: {_refs(phrases)}"
    if measure.purpose is not None:
        yield f"        purpose: {safe(measure.purpose.quote)}"
    if measure.quantity is not None:
        about = "about " if measure.quantity.approximate else ""
        yield f"        quantity: {about}{measure.quantity.value} {safe(measure.quantity.unit)}"
    for thing, source in measure.context:
        yield f"        context: {thing.ref} (sentence {source + 1})"


def _because(rules: Sequence[str], sure: float, judged: Sequence[Judgement]) -> Iterator[str]:
    yield f"        read by {safe(', '.join(rules)) or 'no rule that is named'}; confidence {sure:.2f}"
    for one in judged:
        yield f"        judged by {safe(one.who)} on {one.when}: {one.verdict} {one.property}: {safe(one.why)}"


def _refs(phrases: tuple[Phrase, ...]) -> str:
    return "; ".join(
        ", ".join(thing.ref for thing in phrase.things) or safe(phrase.evidence.quote) for phrase in phrases
    )
