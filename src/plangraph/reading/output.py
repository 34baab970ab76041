"""Output: a reading as the plain data that ``plangraph extract --format json`` prints.

Offsets are code points of the file as it stands. Measures are printed as the guideline counts them: the clauses of one
group and the verbs that share an object are one measure, and what a supported party is to do is embedded in it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plangraph import vocab
from plangraph.model import Clause, Measure, Mention, Phrase, Reading, Span
from plangraph.reading.layout import source

_PRINTED = frozenset({"commitment", "recommendation"})


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which measures are printed as one, which embedded, and which only as another verb."""

    reading: Reading
    members: Mapping[int, Sequence[int]]  # by the first of a group: its members
    below: Mapping[int, Sequence[int]]  # by parent: what is embedded in it
    sharing: Mapping[int, Sequence[int]]  # by the owner of an object: who shares it


def as_json(reading: Reading) -> dict[str, Any]:
    """The sentences, mentions and measures of a reading, ready for ``json.dumps``."""
    sentences = [source.outer(sentence.evidence) for sentence in reading.document.sentences]
    layout = _layout(reading)
    return {
        "sentences": [{"start": span.start, "end": span.end} for span in sentences],
        "mentions": [_mention(reading, mention) for mention in reading.mentions],
        "measures": [
            _measure(layout, first, sentences[reading.measures[first].clause.sentence])
            for first in layout.members
            if _is_printed(reading.measures, first)
        ],
    }


def _layout(reading: Reading) -> _Layout:
    members: dict[int, list[int]] = {}
    first_of: dict[int, int] = {}
    below: defaultdict[int, list[int]] = defaultdict(list)
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    for index, measure in enumerate(reading.measures):
        clause = measure.clause
        first = first_of.setdefault(clause.group, index) if clause.group is not None else index
        members.setdefault(first, []).append(index)
        if clause.role == "embedded" and clause.parent is not None:
            below[clause.parent].append(index)
        if clause.shares is not None:
            sharing[clause.shares].append(index)
    return _Layout(reading, members, below, sharing)


def _is_printed(measures: Sequence[Measure], index: int) -> bool:
    """Whether a measure has an entry of its own."""
    clause = measures[index].clause
    embedded = clause.role == "embedded" and clause.parent is not None
    return clause.kind in _PRINTED and not embedded and clause.shares is None


def _mention(reading: Reading, mention: Mention) -> dict[str, Any]:
    span = source.outer(mention.evidence)
    return {
        "start": span.start,
        "end": span.end,
        "text": reading.document.text[span.start : span.end],
        "type": mention.type,
        "named": mention.named,
        "iri": vocab.BASE + mention.things[0].ref if mention.things else None,
        "rules": list(mention.rules),
    }


def _measure(layout: _Layout, first: int, sentence: Span) -> dict[str, Any]:
    measures = layout.reading.measures
    measure = measures[first]
    together = layout.members[first]
    below = [part for at in together for part in layout.below[at]]
    acting = [place for at in together for place in _strings(measures[at].actors)]
    found = [place for at in (*together, *below) for place in _places(measures[at])]
    places = [words for _, words in sorted([*acting, *found])]
    verbs = [measures[at].clause.action for at in layout.sharing[first]]
    through = measure.clause.through
    return {
        "start": sentence.start,
        "end": sentence.end,
        "action": measure.clause.action,
        "action_alt": list(dict.fromkeys([*verbs, *([through] if through else [])])),
        "object": _object(layout, together),
        "places": list(dict.fromkeys(places)),
        "quantity": measure.quantity.evidence.quote if measure.quantity is not None else None,
        "embedded": [
            {
                "action": measures[at].clause.action,
                "object": _object(layout, [at]),
                "rules": list(measures[at].clause.rules),
            }
            for at in below
        ],
        "kind": measure.clause.kind,
        "strength": measure.strength,
        "theme": list(measure.themes),
        "instrument": list(measure.instruments),
        "purpose": " ".join(measure.purpose.quote.split()) if measure.purpose is not None else None,
        "confidence": round(measure.confidence, 3),
        "rules": list(dict.fromkeys(rule for at in together for rule in measures[at].clause.rules)),
    }


def _object(layout: _Layout, together: Sequence[int]) -> str:
    """The verbatim object: from the first word of the first to the last word of the last, its target included."""
    clauses = [layout.reading.measures[at].clause for at in together]
    spans = [span for clause in clauses for span in (clause.object_at, _target(clause)) if span is not None]
    if not spans:
        return ""
    at = Span(min(span.start for span in spans), max(span.end for span in spans))
    document = layout.reading.document
    quote = source.evidence(document.text, document.sentences[clauses[0].sentence], at).quote
    return " ".join(quote.split())


def _target(clause: Clause) -> Span | None:
    """What an object is to become, unless the verb stands between the two ("X will be made a Y")."""
    before = clause.object_at is not None and clause.object_at.end <= clause.action_at.start
    return None if before else clause.target_at


def _places(measure: Measure) -> list[tuple[int, str]]:
    """Where and along what; a region that is supported is one of the places."""
    return _strings((*measure.places, *measure.along))


def _strings(phrases: Sequence[Phrase]) -> list[tuple[int, str]]:
    """The words of those phrases that are of places, each with its source offset."""
    return [
        (phrase.evidence.segments[0].start, " ".join(phrase.evidence.quote.split()))
        for phrase in phrases
        if _is_region(phrase)
    ]


def _is_region(phrase: Phrase) -> bool:
    """Whether a phrase is of a place; one that stands for nothing known was found as a place."""
    return all(thing.ref.startswith(("place/", "kind/")) and thing.cls != "Organisation" for thing in phrase.things)
