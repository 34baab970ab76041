"""Structure to quads: plan, chapter, sections, paragraphs, sentences, and where each stands. Nothing that they say."""

from collections.abc import Iterator

from rdflib import Literal, URIRef

from plangraph import vocab
from plangraph.model import Document, Evidence, Section, Sentence, Span
from plangraph.plans import Plan
from plangraph.rdf.terms import (
    DCTERMS,
    LABEL,
    NIF_ANCHOR,
    NIF_BEGIN,
    NIF_CONTEXT,
    NIF_END,
    NIF_IS_STRING,
    NIF_REFERENCE,
    XSD,
    A,
    Quad,
    en,
    integer,
    iri,
    plan,
    string,
    zh,
)

_CLASSES = {"chapter": "Chapter", "section": "Section", "box": "Box", "item": "Item"}


def quads(about: Plan, chapter: str, document: Document) -> Iterator[Quad]:
    """The structure of one chapter, in its text graph."""
    graph = iri(vocab.text_graph(about.id, chapter))
    for subject, predicate, value in _triples(about, chapter, document):
        yield subject, predicate, value, graph


def section_paths(document: Document) -> tuple[str, ...]:
    """The path of each section below its chapter, such as ``box/12/item/05``; of the chapter itself, ``""``.

    Two sections of one parent that print the same number are told apart by the offset at which the second begins.
    """
    paths: list[str] = []
    taken: set[str] = set()
    for section in document.sections:
        if section.level == "chapter":
            paths.append("")
            continue
        above = paths[section.parent] if section.parent is not None and section.level == "item" else ""
        own = f"{section.level}/{vocab.slug(section.number) or section.span.start}"
        path = f"{above}/{own}" if above else own
        if path in taken:
            path = f"{path}/at/{section.span.start}"
        taken.add(path)
        paths.append(path)
    return tuple(paths)


def sentence_iri(about: str, chapter: str, sentence: Sentence) -> str:
    """The IRI of a sentence, which is also the name of the graph of what it says."""
    span = outer(sentence.evidence)
    return vocab.span_iri(about, chapter, span.start, span.end)


def outer(evidence: Evidence) -> Span:
    """The range from the first segment's start to the last one's end."""
    return Span(evidence.segments[0].start, evidence.segments[-1].end)


def span_triples(
    about: str, chapter: str, text: str, evidence: Evidence, cls: str
) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    """A piece of text with its offsets, its raw characters and, where it is broken, its segments."""
    whole = outer(evidence)
    subject = iri(vocab.span_iri(about, chapter, whole.start, whole.end))
    yield subject, A, plan(cls)
    yield subject, NIF_BEGIN, integer(whole.start)
    yield subject, NIF_END, integer(whole.end)
    yield subject, NIF_ANCHOR, string(text[whole.start : whole.end])
    yield subject, NIF_REFERENCE, iri(vocab.chapter_iri(about, chapter))
    if len(evidence.segments) > 1:
        for segment in evidence.segments:
            piece = iri(vocab.span_iri(about, chapter, segment.start, segment.end))
            yield subject, plan("segment"), piece
            yield piece, A, plan("Span")
            yield piece, NIF_BEGIN, integer(segment.start)
            yield piece, NIF_END, integer(segment.end)
            yield piece, NIF_ANCHOR, string(text[segment.start : segment.end])


def _triples(about: Plan, chapter: str, document: Document) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    yield from _plan(about)
    top = iri(vocab.chapter_iri(about.id, chapter))
    yield top, A, plan("Chapter")
    yield top, A, NIF_CONTEXT
    yield top, plan("number"), string(chapter)
    yield top, DCTERMS.isPartOf, iri(vocab.plan_iri(about.id))
    yield top, DCTERMS.language, string(about.language)
    yield top, NIF_IS_STRING, string(document.text)
    if checksum := about.sha256.get(f"{chapter}.txt"):
        yield top, plan("sha256"), string(checksum)
    paths = section_paths(document)
    nodes = [iri(vocab.below(about.id, chapter, path)) if path else top for path in paths]
    for index, section in enumerate(document.sections):
        yield from _section(section, index, nodes, top)
    for paragraph in document.paragraphs:
        node = iri(vocab.span_iri(about.id, chapter, paragraph.span.start, paragraph.span.end))
        yield node, A, plan("Paragraph")
        yield node, NIF_BEGIN, integer(paragraph.span.start)
        yield node, NIF_END, integer(paragraph.span.end)
        yield node, DCTERMS.isPartOf, nodes[paragraph.section] if paragraph.section is not None else top
    yield from _sentences(about.id, chapter, document, nodes, top)


def _plan(about: Plan) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    node = iri(vocab.plan_iri(about.id))
    yield node, A, plan("Plan")
    for language, title in about.titles.items():
        yield node, DCTERMS.title, Literal(title, lang=language)
    if about.issued:
        month = XSD.gYearMonth if len(about.issued) == len("2021-03") else XSD.date
        yield node, DCTERMS.issued, Literal(about.issued, datatype=month)
    for predicate, value in ((DCTERMS.source, about.source), (DCTERMS.rights, about.rights)):
        if value:
            yield node, predicate, en(value)


def _section(
    section: Section, index: int, nodes: list[URIRef], top: URIRef
) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    node = nodes[index]
    if section.title:
        yield node, DCTERMS.title, en(section.title)
    if section.level == "chapter":
        return
    yield node, A, plan(_CLASSES[section.level])
    yield node, plan("number"), string(section.number)
    yield node, plan("position"), integer(index)
    yield node, LABEL, en(f"{section.level.capitalize()} {section.number}")
    yield (
        node,
        LABEL,
        zh(
            f"第{section.number}{'节' if section.level == 'section' else '项'}"
            if section.level != "box"
            else f"专栏{section.number}"
        ),
    )
    yield node, DCTERMS.isPartOf, nodes[section.parent] if section.parent is not None else top


def _sentences(
    about: str, chapter: str, document: Document, nodes: list[URIRef], top: URIRef
) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    """Each sentence, with the characters before it, so that the file can be put together again from the graph."""
    end = 0
    for position, sentence in enumerate(document.sentences):
        whole = outer(sentence.evidence)
        node = iri(vocab.span_iri(about, chapter, whole.start, whole.end))
        yield from span_triples(about, chapter, document.text, sentence.evidence, "Sentence")
        if sentence.form == "heading":
            yield node, A, plan("Heading")
        yield node, plan("quote"), string(sentence.evidence.quote)
        yield node, plan("position"), integer(position)
        yield node, plan("precedingText"), string(document.text[end : whole.start])
        yield node, DCTERMS.isPartOf, nodes[sentence.section] if sentence.section is not None else top
        end = whole.end
    yield top, plan("followingText"), string(document.text[end:])
