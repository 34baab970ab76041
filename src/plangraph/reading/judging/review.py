"""Review: what in a reading a person should look at, as rows that are ready to be judged.

A row has the columns of the table of verdicts; once verdict, who and when are filled in it can be put there as it is.
Names that nothing decides give a row for each thing that bears the name: add the right one and leave the others out.
A measure of low confidence gives one row with its action: accepted it stays, rejected it goes. A measure that a model
proposes gives one row with its action and parts: accepted it is read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from plangraph.model import Judgement, Measure, Mention, Reading
from plangraph.reading.extractors.written import action_of, written
from plangraph.reading.judging.accepting import own_ref
from plangraph.reading.names.gazetteer import Entry

AMBIGUOUS = "ambiguous"  # the rule of names that nothing decides
PROPOSED = "llm"  # the rule of what a language model says

Bearers = Callable[[str], Sequence[Entry]]  # all that bear a name


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where a reading belongs: the ids of plan and chapter, and of each section the path (``box/12/item/05``)."""

    plan: str
    id: str
    sections: Sequence[str]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to be judged."""

    plan: str
    chapter: str
    section: str
    quote: str
    property: str
    value: str
    why: str  # it is doubtful

    def row(self) -> tuple[str, ...]:
        """The cells of the table of verdicts, with the verdict, who and when left open."""
        return (self.plan, self.chapter, self.section, self.quote, self.property, self.value, "", "", "", self.why)


def doubts(reading: Reading, chapter: Chapter, bearers: Bearers, below: float, origin: str = "") -> tuple[Doubt, ...]:
    """The ambiguous names of a reading, then its measures of low confidence, each once and in the order of the text.

    Args:
        reading: What the rules read.
        chapter: Where it belongs.
        bearers: Finds all that bear a name.
        below: Measures with less confidence than this are doubtful.
        origin: Who proposes the measures; then each is written with its parts, since no rule reads them.
    """
    paths = [chapter.sections[s.section] if s.section is not None else "" for s in reading.document.sentences]

    def doubt(sentence: int, quote: str, property_: str, value: str, why: str) -> Doubt:
        return Doubt(chapter.plan, chapter.id, paths[sentence], quote, property_, value, why)

    found: list[Doubt] = []
    for mention in reading.mentions:
        if not mention.things and {AMBIGUOUS, PROPOSED} & set(mention.rules):
            quote = mention.evidence.quote
            found += [doubt(mention.sentence, quote, "refersTo", *each) for each in _candidates(mention, bearers)]
    for measure in reading.measures:
        if measure.confidence < below:
            clause = measure.clause
            text = reading.document.sentences[clause.sentence].text
            value = written(text, measure, origin) if origin else clause.action
            found.append(doubt(clause.sentence, measure.evidence.quote, "action", value, _why(measure)))
    return tuple(dict.fromkeys(found))


def unjudged(found: Iterable[Doubt], judgements: Iterable[Judgement]) -> Iterator[Doubt]:
    """The doubts that no verdict has settled: none about that name, or about that action of the quoted words."""
    settled = {(j.plan, j.chapter, j.section, j.quote, _matter(j.property, j.value)) for j in judgements}
    for doubt in found:
        matter = _matter(doubt.property, doubt.value)
        if (doubt.plan, doubt.chapter, doubt.section, doubt.quote, matter) not in settled:
            yield doubt


def _matter(property_: str, value: str) -> tuple[str, str]:
    """What a verdict settles: for a name whichever thing was chosen, for an action whichever parts it has."""
    return (property_, "" if property_ == "refersTo" else action_of(value))


def _candidates(mention: Mention, bearers: Bearers) -> Iterator[tuple[str, str]]:
    """Each thing of the mention's type that bears its name, with what tells it apart."""
    name = mention.evidence.quote
    known = [entry for entry in bearers(name) if entry.type == mention.type and entry.thing.known]
    if not known:
        if PROPOSED in mention.rules:
            yield own_ref(mention.type, name), f"a name that no rule reads, by {', '.join(mention.rules)}"
        else:
            yield "", f"nothing decides what {name!r} means; value is to be filled in"
    for entry in known:
        thing = entry.thing
        where = f" in {', '.join(entry.provinces)}" if entry.provinces else ""
        yield thing.ref, f"one of {len(known)} that bear the name: {thing.label}, {entry.kind}{where}"


def _why(measure: Measure) -> str:
    return f"confidence {measure.confidence:.2f} by {', '.join(measure.clause.rules)}"
