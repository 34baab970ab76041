"""Measures: each clause with what it acts on, where, for whom, why and how firmly."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from plangraph.model import Clause, Document, Evidence, Measure, Mention, Phrase, Quantity, Span, Thing
from plangraph.reading.judging.precision import confidence
from plangraph.reading.layout import source
from plangraph.reading.measuring.context import Context, antecedents, gather, pronoun, title_regions
from plangraph.reading.measuring.quantities import leading, quantity
from plangraph.reading.measuring.roles import actors, basis, given, lines, parties, places
from plangraph.reading.measuring.silence import silence
from plangraph.reading.measuring.split import split
from plangraph.reading.measuring.targets import becomes
from plangraph.reading.measuring.themes import MOST, instruments, themes
from plangraph.reading.phrasing.conjunct import Conjunct
from plangraph.reading.phrasing.fitting import fitted, said, whole
from plangraph.reading.phrasing.phrases import conjuncts_of
from plangraph.reading.phrasing.scene import Scene, conjuncts_at, mentioned, narrowed, phrase_of, spoken, within
from plangraph.reading.phrasing.things import Known, nothing_known
from plangraph.reading.words.actions import strength
from plangraph.reading.words.tokens import Token

_PRONOUNS = frozenset({"it", "them", "this", "these", "those"})


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
    objects, conjuncts = _objects(scene, task.context, clause, above)
    beneficiaries = parties(scene, clause, conjuncts, embeds=task.embeds)
    if task.embeds and not conjuncts:  # "encourage it to …"
        beneficiaries = objects
    acting = actors(scene, clause) or (above.beneficiaries or above.actors if above is not None else ())
    placed = tuple(_place(scene, mention) for mention in places(scene, clause, conjuncts, task.others))
    words = _words(scene, clause.object_at)
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
        quantity=_quantity(scene, clause, conjuncts),
        purpose=_evidence(scene, clause.purpose_at) if clause.purpose_at is not None else None,
        context=_context(task.context, clause, objects, (*placed, *acting, *beneficiaries)),
        themes=themes(f"{words} {_words(scene, clause.target_at)}"),
        instruments=instruments(clause.action, words),
        strength=strength(clause.action),
        confidence=confidence(clause.rules),
    )


def _place(scene: Scene, mention: Mention) -> Phrase:
    """A place; a zone that is a status and not a region is printed, but is no place in the graph."""
    return mentioned(scene, mention) if mention.type == "place" else spoken(scene, mention.at, ())


def _objects(
    scene: Scene, context: Context, clause: Clause, above: Measure | None
) -> tuple[tuple[Phrase, ...], tuple[Conjunct, ...]]:
    """What is acted on, and the conjuncts of the words that say it."""
    if clause.object_at is None:
        moved = above.beneficiaries if above is not None and clause.target_at is not None else ()
        return moved, ()
    if _words(scene, clause.object_at).lower() in _PRONOUNS:
        things = tuple(thing for thing, _ in pronoun(context, clause, clause.object_at))
        return ((spoken(scene, clause.object_at, things),) if things else ()), ()
    sides = given(scene, clause)
    conjuncts = conjuncts_of(sides[1]) if sides is not None else conjuncts_at(scene, clause.object_at)
    if _is_clause(scene, clause.object_at):
        return (), conjuncts
    acted_on = [conjunct for conjunct in conjuncts if conjunct.through != "gift"]
    return tuple(phrase_of(scene, conjunct) for conjunct in acted_on), conjuncts


def _is_clause(scene: Scene, at: Span) -> bool:
    """Whether an object is no noun phrase: "that towns thrive", "create jobs", "us closer together"."""
    index = bisect_left(scene.tokens, at.start, key=attrgetter("start"))
    first = scene.tokens[index] if index < len(scene.tokens) else None
    if first is None or any(mention.at.start == first.start for mention in scene.mentions):
        return False
    if first.lower == "that" or first.tags == {"PRON"}:
        return True
    return "V" in first.tags and not first.tags & {"N", "ADJ", "VG", "VN"}


def _quantity(scene: Scene, clause: Clause, conjuncts: Sequence[Conjunct]) -> Quantity | None:
    free = [
        mention
        for mention in scene.mentions
        if mention.type == "quantity"
        and not any(
            within(mention.at, other.at) for other in scene.mentions if other.named and other.type != "quantity"
        )
    ]
    around = clause.at
    if clause.purpose_at is not None and clause.purpose_at.start > clause.action_at.start:
        around = Span(clause.at.start, min(clause.at.end, clause.purpose_at.start))
    chosen = leading(free, scene.text, clause.object_at, around)
    if chosen is None:
        return None
    counted = next((conjunct.label for conjunct in conjuncts if conjunct.count == chosen), "")
    return quantity(chosen, scene.text, counted)


def _context(
    context: Context, clause: Clause, objects: Sequence[Phrase], stated: Sequence[Phrase]
) -> tuple[tuple[Thing, int], ...]:
    """What the pointing words of a clause mean; the regions of the titles where it says no place at all.

    A line along which something is done crosses regions, and a kind of region that is to be made lies somewhere:
    neither says where. So ``stated`` are the places, the actors and those who benefit.
    """
    meant = antecedents(context, clause)
    regions = any(_is_region(thing.cls, thing.ref) for phrase in stated for thing in phrase.things)
    if meant or regions or any(thing.ref.startswith("place/") for phrase in objects for thing in phrase.things):
        return meant
    return title_regions(context, clause)


def _is_region(cls: str, ref: str) -> bool:
    return ref.startswith("place/") or (ref.startswith("kind/") and cls.endswith(("Area", "Region", "Village")))


def _headings(context: Context, clause: Clause) -> list[str]:
    """The titles above a clause, the nearest first."""
    section = context.document.sentences[clause.sentence].section
    titles: list[str] = []
    while section is not None:
        titles.append(context.document.sections[section].title)
        section = context.document.sections[section].parent
    return titles


def _words(scene: Scene, at: Span | None) -> str:
    return scene.text[at.start : at.end].strip() if at is not None else ""


def _evidence(scene: Scene, at: Span) -> Evidence:
    return source.evidence(scene.document.text, scene.sentence, at)
