"""Verdicts to quads: who judged what, when and why."""

import hashlib
from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef

from plangraph import vocab
from plangraph.model import Judgement
from plangraph.rdf.terms import DCTERMS, XSD, A, Quad, en, iri, plan, string


def quads(judgements: Iterable[Judgement]) -> Iterator[Quad]:
    """Each verdict as a node of its own, in the graph of verdicts."""
    graph = iri(vocab.CURATED_GRAPH)
    for row in judgements:
        node = judgement_iri(row)
        section = f"{row.plan}/{row.chapter}" + (f"/{row.section}" if row.section else "")
        yield node, A, plan("Judgement"), graph
        yield node, plan("judges"), iri(vocab.BASE + section), graph
        yield node, plan("quote"), string(row.quote), graph
        yield node, plan("judgedProperty"), plan(row.property), graph
        yield node, plan("judgedValue"), string(row.value), graph
        yield node, plan("verdict"), string(row.verdict), graph
        yield node, DCTERMS.creator, string(row.who), graph
        yield node, DCTERMS.created, Literal(row.when, datatype=XSD.date), graph
        yield node, DCTERMS.description, en(row.why), graph


def judgement_iri(row: Judgement) -> URIRef:
    """The IRI of a verdict: what it is about, and a digest that tells it from others over the same."""
    key = "\n".join((row.plan, row.chapter, row.section, row.quote, row.property, row.value))
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    return iri(f"{vocab.CURATED_GRAPH}/judgement/{vocab.slug(row.value, 60)}-{digest}")
