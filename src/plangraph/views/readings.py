"""A reading in plain text: each sentence with what was read from it."""

from collections.abc import Iterator

from plangraph.model import Measure, Phrase, Reading
from plangraph.views.plain import safe, table


def text(reading: Reading) -> str:
    """The document, sentence by sentence, with offsets, mentions and measures below each."""
    return "\n".join(_lines(reading))


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


def _lines(reading: Reading) -> Iterator[str]:
    document = reading.document
    silence = dict(reading.silence)
    for index, sentence in enumerate(document.sentences):
        span = f"{sentence.evidence.segments[0].start}-{sentence.evidence.segments[-1].end}"
        yield f"\n[{span}] {safe(sentence.evidence.quote)}" + (f"   ({silence[index]})" if index in silence else "")
        for mention in reading.mentions:
            if mention.sentence == index:
                refs = ", ".join(thing.ref for thing in mention.things) or "not linked"
                yield f"    · {mention.type}: {safe(mention.evidence.quote)} → {refs}"
        for measure in reading.measures:
            if measure.clause.sentence == index:
                yield from _measure(measure)


def _measure(measure: Measure) -> Iterator[str]:
    what = safe(measure.object.quote) if measure.object else ""
    inner = "      ↳" if measure.clause.parent is not None else "    ▸"
    yield f"{inner} {measure.clause.action} | {what} | {measure.strength}, {', '.join(measure.themes) or 'no theme'}"
    for name, phrases in (
        ("object", measure.objects),
        ("becomes", measure.becomes),
        ("place", measure.places),
        ("along", measure.along),
        ("beneficiary", measure.beneficiaries),
        ("actor", measure.actors),
        ("between", measure.between),
        ("basis", measure.basis),
    ):
        if phrases:
            yield f"        {name}: {_refs(phrases)}"
    if measure.purpose is not None:
        yield f"        purpose: {safe(measure.purpose.quote)}"
    if measure.quantity is not None:
        about = "about " if measure.quantity.approximate else ""
        yield f"        quantity: {about}{measure.quantity.value} {measure.quantity.unit}"
    for thing, source in measure.context:
        yield f"        context: {thing.ref} (sentence {source + 1})"


def _refs(phrases: tuple[Phrase, ...]) -> str:
    return "; ".join(", ".join(thing.ref for thing in phrase.things) or phrase.evidence.quote for phrase in phrases)
