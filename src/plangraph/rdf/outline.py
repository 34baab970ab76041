"""The outline of a plan to quads: its parts and chapters, each with the certainty of its title."""

from collections.abc import Iterator
from pathlib import Path

from rdflib import Literal, URIRef

from plangraph import vocab
from plangraph.csvtable import rows
from plangraph.rdf.terms import DCTERMS, A, Quad, concept, en, iri, plan, string, zh

_COLUMNS = (
    "plan",
    "part",
    "part_title_zh",
    "part_title_en",
    "chapter",
    "title_zh",
    "title_en",
    "part_certainty",
    "certainty",
    "source",
)


def quads(path: Path, plan_id: str) -> Iterator[Quad]:
    """The parts and chapters of ``plan_id``, in the plan's outline graph.

    Raises:
        DataError: the table is missing or lacks a column.
    """
    graph = iri(vocab.outline_graph(plan_id))
    top = iri(vocab.plan_iri(plan_id))
    for _, row in rows(path, _COLUMNS):
        if row["plan"] != plan_id:
            continue
        part = iri(f"{vocab.plan_iri(plan_id)}/part/{row['part']}")
        chapter = iri(vocab.chapter_iri(plan_id, row["chapter"]))
        for subject, predicate, value in _numbered(
            part, "Part", row["part"], row["part_title_en"], row["part_title_zh"]
        ):
            yield subject, predicate, value, graph
        yield part, plan("certainty"), concept("certainty", row["part_certainty"]), graph
        yield part, DCTERMS.isPartOf, top, graph
        for subject, predicate, value in _numbered(
            chapter, "Chapter", row["chapter"], row["title_en"], row["title_zh"]
        ):
            yield subject, predicate, value, graph
        yield chapter, DCTERMS.isPartOf, part, graph
        yield chapter, plan("certainty"), concept("certainty", row["certainty"]), graph
        yield chapter, DCTERMS.source, en(row["source"]), graph


def _numbered(
    node: URIRef, cls: str, number: str, title_en: str, title_zh: str
) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    yield node, A, plan(cls)
    yield node, plan("number"), string(number)
    yield node, DCTERMS.title, en(title_en)
    yield node, DCTERMS.title, zh(title_zh)
