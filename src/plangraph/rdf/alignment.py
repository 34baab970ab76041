"""An alignment to quads: each Chinese sentence with its offsets, and the English sentence that it translates.

They lie in the graph of the structure of the Chinese text, ``<plan>/<chapter>.zh/text``. Whoever asks for the evidence
of a measure in Chinese goes from its sentence, which is the graph that states it, back over ``plan:translationOf``.
"""

from collections.abc import Iterator

from rdflib import Literal, URIRef

from plangraph import vocab
from plangraph.model import Document
from plangraph.rdf.terms import (
    NIF_ANCHOR,
    NIF_BEGIN,
    NIF_CONTEXT,
    NIF_END,
    NIF_IS_STRING,
    NIF_REFERENCE,
    A,
    Quad,
    integer,
    iri,
    plan,
    string,
)
from plangraph.reading.aligning.aligned import Alignment


def quads(about: str, chapter: str, chinese: Document, found: Alignment) -> Iterator[Quad]:
    """The quads of an alignment of ``about/chapter`` with its Chinese text, in a fixed order."""
    own = f"{chapter}.zh"
    graph = iri(vocab.text_graph(about, own))
    context = iri(vocab.chapter_iri(about, own))
    for predicate, value in ((A, NIF_CONTEXT), (NIF_IS_STRING, string(chinese.text))):
        yield context, predicate, value, graph
    for pair in found.pairs:
        for span in pair.chinese.spans:
            node = iri(vocab.span_iri(about, own, span.start, span.end))
            for predicate, value in _span(context, chinese.text[span.start : span.end], span.start, span.end):
                yield node, predicate, value, graph
            for other in pair.english.spans:
                yield node, plan("translationOf"), iri(vocab.span_iri(about, chapter, other.start, other.end)), graph


def _span(context: URIRef, text: str, start: int, end: int) -> Iterator[tuple[URIRef, URIRef | Literal]]:
    yield A, plan("Sentence")
    yield NIF_BEGIN, integer(start)
    yield NIF_END, integer(end)
    yield NIF_ANCHOR, string(text)
    yield NIF_REFERENCE, context
