"""Targets: what something is to be made into."""

import re

from plangraph.model import Clause, Phrase, Span
from plangraph.reading.phrasing.phrases import conjuncts_of
from plangraph.reading.phrasing.scene import Scene, conjuncts_at, phrase_of
from plangraph.reading.phrasing.units import units

# A purpose that says it again: "… to turn them into growth poles".
_TURNING = re.compile(
    r"\b(?:turn|make|transform|develop|convert|shape|build|grow|forge)(?:ing)? "
    r"(?:it|them|these|this|that|the \w+)(?: into| as| to be| to become)? (?=an? |the |\w)",
    re.IGNORECASE,
)
_OPENERS = frozenset({"into", "as", "to", "be", "become", "being"})


def becomes(scene: Scene, clause: Clause) -> tuple[Phrase, ...]:
    """What the object of a clause is to become: its target, or the one that its purpose names."""
    if clause.target_at is not None:
        found = list(units(scene.text, scene.tokens, scene.mentions, clause.target_at))
        while found and found[0].mention is None and found[0].lower in _OPENERS:
            found.pop(0)
        return tuple(phrase_of(scene, conjunct) for conjunct in conjuncts_of(found)) if found else ()
    if clause.purpose_at is None:
        return ()
    match = _TURNING.search(scene.text, clause.purpose_at.start, clause.purpose_at.end)
    if match is None:
        return ()
    rest = Span(match.end(), clause.purpose_at.end)
    return tuple(phrase_of(scene, conjunct) for conjunct in conjuncts_at(scene, rest) if conjunct.label)
