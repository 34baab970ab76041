"""Written: a fact in one cell of a table, in words of its sentence, so that a person can judge it and mend it.

``widen | verb: widened | object: The county roads | place: Hunchun | kind: commitment | from: llm:mine``: the action's
dictionary form, then its parts, each a quote. The verb is left out where it stands in that form; ``from`` names the
extractor that proposed it.
"""

import re
from collections import defaultdict
from typing import cast, get_args

from plangraph.model import Kind, Measure, Span
from plangraph.reading.extractors.fact import RawFact

_BETWEEN = " | "
_PART = re.compile(r" \| (?=(verb|object|purpose|beneficiary|place|kind|from): )")


def written(text: str, measure: Measure, origin: str) -> str:
    """A measure as a cell.

    Args:
        text: of the measure's sentence.
        measure: what was proposed.
        origin: who proposed it.
    """

    def words(at: Span) -> str:
        return " ".join(text[at.start : at.end].split())

    clause = measure.clause
    parts = [("verb", words(clause.action_at))] if words(clause.action_at) != clause.action else []
    parts += [("object", words(clause.object_at))] if clause.object_at is not None else []
    parts += [("purpose", words(clause.purpose_at))] if clause.purpose_at is not None else []
    if measure.beneficiaries:
        ends = [phrase.at for phrase in measure.beneficiaries]
        parts.append(("beneficiary", words(Span(min(at.start for at in ends), max(at.end for at in ends)))))
    parts += [("place", words(phrase.at)) for phrase in measure.places]
    parts += [("kind", clause.kind), ("from", origin)]
    return _BETWEEN.join([clause.action, *(f"{name}: {said}" for name, said in parts)])


def fact_of(value: str) -> tuple[RawFact, str] | None:
    """The fact in a cell and who proposed it, if anybody is named; None when the cell holds an action alone.

    Raises:
        ValueError: a part has no name that is known, is given twice, or is a kind that there is not.

    >>> fact, origin = fact_of("mend | object: the roads | place: Hotan | place: Yarkant | from: llm:mine")
    >>> fact.action_quote, fact.object_quote, fact.place_quotes, fact.kind, origin
    ('mend', 'the roads', ('Hotan', 'Yarkant'), 'commitment', 'llm:mine')
    """
    action, *rest = _PART.split(value)
    if "|" in action:
        raise ValueError("a part is written | object: words, with a name that is one of verb, object, purpose, …")
    if not rest:
        return None
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for name, said in zip(rest[::2], rest[1::2], strict=True):
        parts[name].append(said.removeprefix(f"{name}: ").strip())
    twice = [name for name, said in parts.items() if len(said) > 1 and name != "place"]
    if twice:
        raise ValueError(f"{twice[0]} is given twice")
    one = {name: said[0] for name, said in parts.items()}
    kind = one.get("kind", "commitment")
    if kind not in get_args(Kind):
        raise ValueError(f"the kind is {kind!r}; it must be one of {', '.join(get_args(Kind))}")
    fact = RawFact(
        sentence=1,
        action_quote=one.get("verb", action),
        action=action,
        kind=cast("Kind", kind),
        object_quote=one.get("object"),
        place_quotes=tuple(parts["place"]),
        purpose_quote=one.get("purpose"),
        beneficiary_quote=one.get("beneficiary"),
    )
    return fact, one.get("from", "")


def action_of(value: str) -> str:
    """The action of a cell, its parts aside."""
    return value.partition(_BETWEEN)[0]
