"""What the sentences say, to quads: each in the graph that is named by the sentence."""

from collections.abc import Iterator

from rdflib import Literal, URIRef

from plangraph import vocab
from plangraph.model import ROLES, Evidence, Measure, Mention, Phrase, Quantity, Reading, Thing
from plangraph.rdf.document import outer, sentence_iri, span_triples
from plangraph.rdf.judgements import judgement_iri
from plangraph.rdf.terms import (
    LABEL,
    SCHEMA_UNIT,
    SCHEMA_VALUE,
    SKOS,
    A,
    Quad,
    boolean,
    concept,
    decimal,
    en,
    iri,
    plan,
    ref,
    string,
)
from plangraph.reading.words.actions import actions

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def quads(plan_id: str, chapter: str, reading: Reading) -> Iterator[Quad]:
    """All that the sentences of one chapter state, the regions that they mean without naming, and who judged it."""
    door = _Door(plan_id, chapter, reading)
    for mention in reading.mentions:
        yield from door.stated(mention.sentence, door.mention(mention))
    for node, measure in zip(door.measures, reading.measures, strict=True):
        yield from door.stated(measure.clause.sentence, door.measure(node, measure))
    for index, reason in reading.silence:
        node = door.sentences[index]
        yield node, plan("noMeasureReason"), concept("no-measure-reason", reason), node
    yield from door.context()
    yield from door.judged()


class _Door:
    """The names that the nodes of one reading have."""

    def __init__(self, plan_id: str, chapter: str, reading: Reading) -> None:
        self.plan_id = plan_id
        self.chapter = chapter
        self.text = reading.document.text
        self.reading = reading
        self.sentences = [iri(sentence_iri(plan_id, chapter, s)) for s in reading.document.sentences]
        self.measures = measure_iris(plan_id, chapter, reading)
        self.actions = {vocab.slug(action.verb) for action in actions()}

    def stated(self, sentence: int, triples: Iterator[Triple]) -> Iterator[Quad]:
        graph = self.sentences[sentence]
        for subject, predicate, value in triples:
            yield subject, predicate, value, graph

    def node(self, thing: Thing) -> URIRef:
        if thing.ref.startswith("thing/"):
            return iri(vocab.below(self.plan_id, self.chapter, thing.ref))
        return ref(thing.ref)

    def mention(self, mention: Mention) -> Iterator[Triple]:
        sentence = self.sentences[mention.sentence]
        node = self.words(mention.evidence)
        yield from self.span(mention.evidence, "Mention")
        yield node, plan("named"), boolean(mention.named and mention.type != "quantity")
        for thing in mention.things:
            yield sentence, plan("mentions"), self.node(thing)
            yield node, plan("refersTo"), self.node(thing)
            yield from self.thing(thing)

    def thing(self, thing: Thing) -> Iterator[Triple]:
        """Type and label of a thing that only texts name; the gazetteer speaks for the others."""
        if thing.known:
            return
        node = self.node(thing)
        yield node, LABEL, en(thing.label)
        if thing.ref.startswith("kind/"):
            yield node, A, plan("Kind")
            if thing.cls != "Kind":
                yield node, plan("kindOf"), plan(thing.cls)
        else:
            yield node, A, plan(thing.cls)

    def words(self, evidence: Evidence) -> URIRef:
        span = outer(evidence)
        return iri(vocab.span_iri(self.plan_id, self.chapter, span.start, span.end))

    def span(self, evidence: Evidence, cls: str) -> Iterator[Triple]:
        return span_triples(self.plan_id, self.chapter, self.text, evidence, cls)

    def measure(self, node: URIRef, measure: Measure) -> Iterator[Triple]:
        clause = measure.clause
        words = measure.object.quote if measure.object else ""
        yield node, A, plan("Measure")
        yield node, LABEL, en(f"{clause.action}: {words}" if words else clause.action)
        yield node, plan("action"), concept("action", vocab.slug(clause.action))
        yield from self.action(clause.action)
        yield node, plan("kind"), concept("measure-kind", clause.kind)
        yield node, plan("strength"), concept("strength", measure.strength)
        yield node, plan("confidence"), decimal(f"{measure.confidence:.3f}")
        yield node, plan("quote"), string(measure.evidence.quote)
        yield node, plan("evidence"), self.words(measure.evidence)
        yield from self.span(measure.evidence, "Span")
        if words:
            yield node, plan("objectText"), string(words)
        if measure.purpose is not None:
            yield node, plan("purpose"), string(measure.purpose.quote)
        for name, field in ROLES.items():
            yield from self.role(node, name, getattr(measure, field))
        for scheme, slugs in (("theme", measure.themes), ("instrument", measure.instruments)):
            for slug in slugs:
                yield node, plan(scheme), concept(scheme, slug)
        if measure.quantity is not None:
            yield from self.quantity(node, measure.quantity)
        if clause.parent is not None:
            yield self.measures[clause.parent], plan("enables"), node

    def action(self, verb: str) -> Iterator[Triple]:
        """An action that the scheme does not have yet: the text that uses the verb speaks for it."""
        if vocab.slug(verb) not in self.actions:
            node = concept("action", vocab.slug(verb))
            yield node, A, SKOS.Concept
            yield node, SKOS.prefLabel, en(verb)
            yield node, SKOS.notation, string(verb)
            yield node, SKOS.inScheme, ref("scheme/action")
            yield node, SKOS.topConceptOf, ref("scheme/action")

    def role(self, node: URIRef, name: str, phrases: tuple[Phrase, ...]) -> Iterator[Triple]:
        for phrase in phrases:
            for position, thing in enumerate(phrase.things):
                particular = phrase.things[0].ref.startswith("thing/")
                if position and particular:
                    yield self.node(phrase.things[0]), plan("inKind"), self.node(thing)
                else:
                    yield node, plan(name), self.node(thing)
                yield from self.thing(thing)

    def quantity(self, measure: URIRef, quantity: Quantity) -> Iterator[Triple]:
        start = outer(quantity.evidence).start
        node = iri(vocab.below(self.plan_id, self.chapter, f"quantity/{start}"))
        yield measure, plan("quantity"), node
        yield node, A, plan("Quantity")
        yield node, SCHEMA_VALUE, decimal(quantity.value)
        if quantity.unit:
            yield node, SCHEMA_UNIT, string(quantity.unit)
        yield node, plan("approximate"), boolean(quantity.approximate)
        yield node, plan("quote"), string(quantity.evidence.quote)

    def context(self) -> Iterator[Quad]:
        """Regions meant but not named lie in the inferred graph, with the sentence that names them as source."""
        graph = iri(vocab.INFERRED_GRAPH)
        for node, measure in zip(self.measures, self.reading.measures, strict=True):
            for thing, source in measure.context:
                if thing.ref.startswith("place/"):
                    yield node, plan("contextRegion"), self.node(thing), graph
                    yield node, plan("contextSource"), self.sentences[source], graph

    def judged(self) -> Iterator[Quad]:
        """Which verdicts were over what, in the graph of verdicts."""
        graph = iri(vocab.CURATED_GRAPH)
        judged = [(node, measure.judged) for node, measure in zip(self.measures, self.reading.measures, strict=True)]
        judged += [(self.words(mention.evidence), mention.judged) for mention in self.reading.mentions]
        for node, judgements in judged:
            for judgement in judgements:
                yield judgement_iri(judgement), plan("judgedReading"), node, graph


def measure_iris(plan_id: str, chapter: str, reading: Reading) -> list[URIRef]:
    """The IRI of each measure: by the offset of its action word; where that is taken, of its own object.

    Several measures share one printed verb in a gapping and in a list of pairs.
    """
    taken: set[int] = set()
    found: list[URIRef] = []
    for measure in reading.measures:
        candidates = [measure.action_evidence, measure.object, *(p.evidence for p in measure.between), measure.evidence]
        starts = [outer(evidence).start for evidence in candidates if evidence is not None]
        start = next((s for s in starts if s not in taken), starts[0])
        taken.add(start)
        found.append(iri(vocab.below(plan_id, chapter, f"measure/{start}")))
    return found
