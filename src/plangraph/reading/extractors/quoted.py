"""Quoted: a grounded fact as the clause and the measure that the rules would make of the same words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plangraph.model import Clause, Document, Measure, Mention, Phrase, Reading, Span
from plangraph.reading.extractors.grounding import Grounded
from plangraph.reading.judging.precision import JUDGED
from plangraph.reading.measuring import measures
from plangraph.reading.phrasing.scene import Scene, conjuncts_at, mentioned, overlap, phrase_of, spoken, within
from plangraph.reading.phrasing.things import Known
from plangraph.reading.words.tokens import Token

_UNMEASURED = 0.5  # the rule of succession over no trial: nobody has counted how often a model is right


@dataclass(frozen=True, slots=True)
class Quoted:
    """A grounded fact, and where it comes from."""

    sentence: int
    grounded: Grounded
    rules: tuple[str, ...]  # with the sentence unique


def read(  # noqa: PLR0913 - what measures.build takes
    document: Document,
    tokens: Sequence[Sequence[Token]],
    mentions: Sequence[Mention],
    found: Sequence[Quoted],
    *,
    known: Known,
    home: frozenset[str],
) -> Reading:
    """The measures that grounded facts make, each with the rules of its fact; arguments as ``measures.build`` takes."""
    clauses = [clause_of(one.grounded, one.sentence, one.rules) for one in found]
    built, silence = measures.build(document, tokens, mentions, clauses, known=known, home=home)
    origins = {(one.sentence, one.rules): one.grounded for one in found}
    by_sentence: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    made = []
    for measure in built:
        sentence = measure.clause.sentence
        scene = Scene(document, sentence, tokens[sentence], tuple(by_sentence[sentence]), known, home)
        made.append(as_quoted(scene, measure, origins[sentence, measure.clause.rules]))
    return Reading(document, tuple(mentions), tuple(made), silence)


def clause_of(fact: Grounded, sentence: int, rules: tuple[str, ...]) -> Clause:
    """The clause that a fact's quotes make: from the first to the last of them, a purpose in front left out.

    Args:
        fact: the fact, with its places in the sentence.
        sentence: by index.
        rules: where it comes from.
    """
    action_at, object_at, purpose_at = fact.action_at, fact.object_at, fact.purpose_at
    behind = purpose_at if purpose_at is not None and purpose_at.start > action_at.start else None
    parts = [part for part in (action_at, object_at, behind) if part is not None]
    return Clause(
        sentence=sentence,
        action=fact.fact.action.lower().strip(),
        action_at=action_at,
        at=Span(min(part.start for part in parts), max(part.end for part in parts)),
        object_at=object_at,
        subject_at=None,
        target_at=None,
        frame_at=None,
        purpose_at=purpose_at,
        role="main",
        parent=None,
        kind=fact.fact.kind,
        voice="passive" if object_at is not None and object_at.start < action_at.start else "active",
        through=None,
        shares=None,
        group=None,
        rules=rules,
    )


def as_quoted(scene: Scene, measure: Measure, grounded: Grounded) -> Measure:
    """A measure with the places and the party that the model quoted, each linked where a name stands there."""
    along = [phrase.at for phrase in measure.along]
    quoted = [at for at in grounded.places_at if not any(overlap(at, line) for line in along)]
    places = tuple(phrase for at in quoted for phrase in _places(scene, at))
    if measure.clause.group is not None:  # one of several pairs: it has no part in the places of the others
        places = tuple(phrase for phrase in places if phrase in measure.places)
    party = grounded.beneficiary_at
    named = tuple(phrase_of(scene, conjunct) for conjunct in conjuncts_at(scene, party)) if party is not None else ()
    return replace(
        measure,
        places=places,
        beneficiaries=named or measure.beneficiaries,
        confidence=measure.confidence if JUDGED in measure.clause.rules else _UNMEASURED,
    )


def _places(scene: Scene, at: Span) -> tuple[Phrase, ...]:
    """The places named in a quote; words that name none that is known are a place without a link."""
    found = [mention for mention in scene.mentions if mention.type == "place" and within(mention.at, at)]
    return tuple(mentioned(scene, mention) for mention in found) or (spoken(scene, at, ()),)
