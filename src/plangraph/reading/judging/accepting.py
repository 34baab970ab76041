"""Accepting: what a person says that a text says and no rule read. It is looked for in the text anew each time."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plangraph import vocab
from plangraph.model import Document, Judgement, Measure, Mention, MentionType, Reading, Thing
from plangraph.reading.extractors import quoted
from plangraph.reading.extractors.grounding import ground, hits
from plangraph.reading.extractors.quoted import Quoted, clause_of
from plangraph.reading.extractors.written import fact_of
from plangraph.reading.judging.precision import JUDGED
from plangraph.reading.layout import source
from plangraph.reading.phrasing.scene import overlap, within
from plangraph.reading.phrasing.things import Known, nothing_known
from plangraph.reading.words.tokens import tokenize

# What is a class of a name that no table knows, by the path of its ref.
_CLASSES: Mapping[MentionType, str] = {
    "place": "Region",
    "infrastructure": "Infrastructure",
    "initiative": "Initiative",
    "industry": "Industry",
    "organisation": "Organisation",
}


@dataclass(frozen=True, slots=True)
class Background:
    """What measures are built with, besides the text; see ``measures.build``."""

    known: Known = nothing_known
    home: frozenset[str] = frozenset()


NOTHING = Background()


def read(
    reading: Reading, sections: Sequence[str], judgements: Sequence[Judgement], background: Background
) -> list[tuple[Judgement, Measure]]:
    """The measures that verdicts spell out, each with its verdict; none where the words do not stand in the section.

    Args:
        reading: the document and its mentions.
        sections: the section of each sentence.
        judgements: over actions with their parts.
        background: of the document.
    """
    found = [(judgement, one) for judgement in judgements for one in _stand(reading.document, sections, judgement)]
    if not found:
        return []
    asked = {one.sentence for _, one in found}
    sentences = reading.document.sentences
    tokens = [tokenize(sentence.text) if at in asked else () for at, sentence in enumerate(sentences)]
    facts = [one for _, one in found]
    made = quoted.read(
        reading.document, tokens, reading.mentions, facts, known=background.known, home=background.home
    ).measures
    by_rules = {one.rules: judgement for judgement, one in found}
    free = max((old.clause.group for old in reading.measures if old.clause.group is not None), default=-1) + 1
    return [(by_rules[new.clause.rules], _marked(new, by_rules[new.clause.rules], free)) for new in made]


def put(measures: list[Measure], new: Measure, gone: Container[int]) -> None:
    """Put a measure that a person accepted among those that were read.

    What was read from the same verb and says as much or more is confirmed; what says something else of the same words
    is replaced. Indices of the others stay.
    """
    others = [
        index for index, old in enumerate(measures) if index not in gone and not set(new.judged) & set(old.judged)
    ]
    same = [index for index in others if _same_words(measures[index], new)]
    for index in same:
        if within(new.clause.at, measures[index].clause.at):
            measures[index] = _confirmed(measures[index], new)
            return
    for index in same:
        old = measures[index].clause
        if JUDGED not in old.rules:
            measures[index] = replace(new, clause=replace(new.clause, role=old.role, parent=old.parent))
            return
    measures.append(new)


def rejected(measures: Sequence[Measure], new: Measure) -> Iterator[int]:
    """The indices of those measures that read just what a person rejects."""
    for index, old in enumerate(measures):
        if _same_words(old, new) and old.clause.object_at == new.clause.object_at:
            yield index


def mentions(reading: Reading, sections: Sequence[str], judgement: Judgement, thing: Thing | None) -> list[Mention]:
    """The mentions that a verdict makes of words which no rule read as part of a name; without a thing, of nothing."""
    type_ = _type(judgement)
    if type_ is None:
        return []
    return [
        Mention(
            sentence=index,
            at=at,
            evidence=source.evidence(reading.document.text, sentence, at),
            type=type_,
            named=True,
            things=(thing,) if thing is not None else (),
            rules=(JUDGED,),
            judged=(judgement,),
        )
        for index, sentence in enumerate(reading.document.sentences)
        if sections[index] == judgement.section
        for at in hits(sentence.text, judgement.quote)
        if not any(old.sentence == index and overlap(old.at, at) for old in reading.mentions)
    ]


def own_ref(type_: str, name: str) -> str:
    """The ref of a name that no table knows."""
    return f"{type_}/{vocab.slug(name)}"


def own_thing(judgement: Judgement) -> Thing | None:
    """The thing of a name that no table knows, if the verdict's ref is made of the name itself."""
    type_ = _type(judgement)
    if type_ is None or judgement.value != own_ref(type_, judgement.quote):
        return None
    return Thing(judgement.value, _CLASSES[type_], judgement.quote, known=False)


def _type(judgement: Judgement) -> MentionType | None:
    """The type of a name by the path of the ref that a verdict gives it."""
    return next((type_ for type_ in _CLASSES if judgement.value.startswith(f"{type_}/")), None)


def _stand(document: Document, sections: Sequence[str], judgement: Judgement) -> Iterator[Quoted]:
    """The fact of a verdict, in each sentence of its section where it stands within the words quoted."""
    written = fact_of(judgement.value)
    if written is None:
        return
    fact, origin = written
    rules = (JUDGED, *([origin] if origin else []), f"judgements.tsv:{judgement.line}")
    for index, sentence in enumerate(document.sentences):
        around = hits(sentence.text, judgement.quote) if sections[index] == judgement.section else []
        grounded = ground(fact, sentence.text, tokenize(sentence.text)) if around else None
        if grounded is not None and any(within(clause_of(grounded, index, rules).at, hit) for hit in around):
            yield Quoted(index, grounded, rules)


def _marked(measure: Measure, judgement: Judgement, free: int) -> Measure:
    """A measure with its verdict, its group told apart from those of other measures, which end before ``free``."""
    group = None if measure.clause.group is None else measure.clause.group + free
    return replace(measure, clause=replace(measure.clause, group=group), judged=(judgement,))


def _same_words(old: Measure, new: Measure) -> bool:
    """Whether two measures are of the same verb and of words that both act on."""
    one, other = old.clause, new.clause
    if one.sentence != other.sentence or not overlap(one.action_at, other.action_at):
        return False
    if one.object_at is None or other.object_at is None:
        return True
    return overlap(one.object_at, other.object_at)


def _confirmed(old: Measure, new: Measure) -> Measure:
    """A measure as it was read, with what a person adds to it: the kind, more places, a purpose."""
    rules = (*old.clause.rules, *new.clause.rules)
    places = {phrase.at: phrase for phrase in (*new.places, *old.places)}
    return replace(
        old,
        clause=replace(old.clause, kind=new.clause.kind, rules=rules),
        places=tuple(places[at] for at in sorted(places)),
        purpose=old.purpose or new.purpose,
        confidence=new.confidence,
        judged=(*old.judged, *new.judged),
    )
