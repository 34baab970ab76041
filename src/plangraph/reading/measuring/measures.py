"""Measures: each clause with what it acts on, where, for whom, why and how firmly."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plangraph.model import Clause, Document, Evidence, Measure, Mention, Phrase, Span
from plangraph.reading.judging.precision import confidence
from plangraph.reading.layout import source
from plangraph.reading.measuring.context import Context, gather
from plangraph.reading.measuring.matter import meant_regions, objects_of, quantity_of, words_at
from plangraph.reading.measuring.roles import actors, basis, lines, parties, places
from plangraph.reading.measuring.silence import silence
from plangraph.reading.measuring.split import split
from plangraph.reading.measuring.targets import becomes
from plangraph.reading.measuring.themes import MOST, instruments, themes
from plangraph.reading.phrasing.fitting import fitted, said, whole
from plangraph.reading.phrasing.scene import Scene, mentioned, narrowed, spoken
from plangraph.reading.phrasing.things import Known, nothing_known
from plangraph.reading.words.actions import strength
from plangraph.reading.words.tokens import Token


def build(  # noqa: PLR0913 - four kinds of input and two that tune it; a bundle would only hide them
    document: Document,
    tokens: Sequence[Sequence[Token]],
    mentions: Sequence[Mention],
    clauses: Sequence[Clause],
    *,
    known: Known = nothing_known,
    home: frozenset[str] = frozenset(),
) -> tuple[tuple[Measure, ...], tuple[tuple[int, str], ...]]:
    """The measures of a document, and why its other sentences have none.

    Args:
        document: the document.
        tokens: the tokens of each sentence.
        mentions: its mentions, in order.
        clauses: its clauses; ``parent`` and ``shares`` are indices into them.
        known: what a gazetteer knows under a name.
        home: refs of the plan's own country, which is nobody's place in it.

    Returns:
        Measures in the order of the clauses. A clause that names several pairs of partners gives one measure a pair;
        ``parent`` and ``shares`` of the result are indices into the measures. Second, for each sentence without a
        promise the reason.
    """
    context = gather(document, mentions, home)
    scenes = _scenes(document, tokens, mentions, known, home)
    spans = _spans(clauses)
    made: list[Measure] = []
    embedding = {clause.parent for clause in clauses if clause.parent is not None}
    for index, clause in enumerate(clauses):
        above = made[clause.parent] if clause.parent is not None and clause.parent < index else None
        shared = clauses[clause.shares] if clause.shares is not None else None
        complete = whole(clause, shared)
        scene = narrowed(scenes[clause.sentence], complete)
        ready = fitted(scene, complete)
        others = _others(spans.get(clause.sentence, []), ready, {index, clause.shares})
        task = _Task(scene, context, ready, above, index in embedding, others)
        made.append(_measure(task))
    measures = split(scenes, _with_themes(context, _together(made)))
    return measures, silence(document, measures)


def _scenes(
    document: Document,
    tokens: Sequence[Sequence[Token]],
    mentions: Sequence[Mention],
    known: Known,
    home: frozenset[str],
) -> list[Scene]:
    """The sentences of a document, each with what was found in it."""
    by_sentence: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    return [
        Scene(document, index, tokens[index], tuple(by_sentence.get(index, ())), known, home)
        for index in range(len(document.sentences))
    ]


def _spans(clauses: Sequence[Clause]) -> dict[int, list[tuple[Span, int]]]:
    """By sentence what its clauses say, in order of the text, each with the index of its clause."""
    spans: defaultdict[int, list[tuple[Span, int]]] = defaultdict(list)
    for index, clause in enumerate(clauses):
        spans[clause.sentence].extend((span, index) for span in said(clause))
    return {sentence: sorted(found) for sentence, found in spans.items()}


def _others(spans: Sequence[tuple[Span, int]], clause: Clause, own: set[int | None]) -> list[Span]:
    """What other clauses say that begin inside a clause."""
    end = max(part.end for part in (clause.at, clause.object_at) if part is not None)
    low = bisect_left(spans, clause.at.start, key=lambda entry: entry[0].start)
    high = bisect_left(spans, end, key=lambda entry: entry[0].start)
    return [span for span, index in spans[low:high] if index not in own]


def _together(measures: Sequence[Measure]) -> list[Measure]:
    """The measures, with the places of verbs that share an object given to each: "test and use X in Y"."""
    made = list(measures)
    for index, measure in enumerate(measures):
        owner = measure.clause.shares
        if owner is not None:
            places = tuple(dict.fromkeys((*made[owner].places, *measure.places)))
            made[owner] = replace(made[owner], places=places)
            made[index] = replace(measure, places=places)
    return made


def _with_themes(context: Context, measures: Sequence[Measure]) -> list[Measure]:
    """The measures, with themes for those whose words tell none: of what they embed, else of the titles above."""
    below: defaultdict[int, list[str]] = defaultdict(list)
    for measure in measures:
        if measure.clause.parent is not None:
            below[measure.clause.parent].extend(measure.themes)
    made = []
    for index, measure in enumerate(measures):
        slugs = measure.themes or tuple(dict.fromkeys(below[index]))[:MOST]
        titles = _headings(context, measure.clause) if not slugs else []
        slugs = slugs or next((found for found in map(themes, titles) if found), ())
        made.append(measure if slugs == measure.themes else replace(measure, themes=slugs))
    return made


@dataclass(frozen=True, slots=True)
class _Task:
    """A clause to be made a measure, and what that needs."""

    scene: Scene
    context: Context
    clause: Clause
    above: Measure | None  # that embeds it
    embeds: bool
    others: Sequence[Span]  # what other clauses of the sentence say


def _measure(task: _Task) -> Measure:
    scene, clause, above = task.scene, task.clause, task.above
    objects, conjuncts = objects_of(scene, task.context, clause, above)
    beneficiaries = parties(scene, clause, conjuncts, embeds=task.embeds)
    if task.embeds and not conjuncts:  # "encourage it to …"
        beneficiaries = objects
    acting = actors(scene, clause) or (above.beneficiaries or above.actors if above is not None else ())
    placed = tuple(_place(scene, mention) for mention in places(scene, clause, conjuncts, task.others))
    words = words_at(scene, clause.object_at)
    return Measure(
        clause=clause,
        evidence=_evidence(scene, clause.at),
        action_evidence=_evidence(scene, clause.action_at),
        object=_evidence(scene, clause.object_at) if clause.object_at is not None else None,
        objects=objects,
        becomes=becomes(scene, clause),
        places=placed,
        along=tuple(mentioned(scene, mention) for mention in lines(scene, clause, task.others)),
        beneficiaries=beneficiaries,
        actors=acting,
        between=(),
        basis=basis(scene, clause),
        quantity=quantity_of(scene, clause, conjuncts),
        purpose=_evidence(scene, clause.purpose_at) if clause.purpose_at is not None else None,
        context=meant_regions(task.context, clause, objects, (*placed, *acting, *beneficiaries)),
        themes=themes(f"{words} {words_at(scene, clause.target_at)}"),
        instruments=instruments(clause.action, words),
        strength=strength(clause.action),
        confidence=confidence(clause.rules),
    )


def _place(scene: Scene, mention: Mention) -> Phrase:
    """A place; a zone that is a status and not a region is printed, but is no place in the graph."""
    return mentioned(scene, mention) if mention.type == "place" else spoken(scene, mention.at, ())


def _headings(context: Context, clause: Clause) -> list[str]:
    """The titles above a clause, the nearest first."""
    section = context.document.sentences[clause.sentence].section
    titles: list[str] = []
    while section is not None:
        titles.append(context.document.sections[section].title)
        section = context.document.sections[section].parent
    return titles


def _evidence(scene: Scene, at: Span) -> Evidence:
    return source.evidence(scene.document.text, scene.sentence, at)
