"""The built graph, read by rdflib alone: where each triple lies, and that each quote stands where it says."""

import re
from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from plangraph.vocab import BASE, PLAN, PREFIXES
from tests import project, second_opinion
from tests.second_opinion import Quads

BUILT = project.ROOT / "graph" / "built"
TEXT = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
CHAPTER = BASE + "cn-14fyp/32"
SPAN = re.compile(re.escape(CHAPTER) + r"#char=([0-9]+),([0-9]+)")
OTHERS = {
    CHAPTER + "/text",
    BASE + "graph/gazetteer",
    BASE + "graph/outline/cn-14fyp",
    BASE + "graph/curated",
    BASE + "graph/links",
    BASE + "graph/inferred",
}
QUOTE, SEGMENT, EVIDENCE = (URIRef(PLAN + name) for name in ("quote", "segment", "evidence"))
BEGIN, END, ANCHOR = (URIRef(PREFIXES["nif"] + name) for name in ("beginIndex", "endIndex", "anchorOf"))


@pytest.fixture(scope="module")
def quads() -> Quads:
    return {quad for path in sorted(BUILT.rglob("*.trig")) for quad in second_opinion.quads(path)}


def _range(name: object) -> tuple[int, int] | None:
    found = SPAN.fullmatch(str(name))
    return (int(found[1]), int(found[2])) if found else None


def _typed(quads: Quads, cls: str) -> list[tuple[Node, Node | None]]:
    return [(s, g) for s, p, o, g in quads if p == RDF.type and o == URIRef(PLAN + cls)]


def test_no_triple_lies_outside_the_listed_graphs(quads: Quads) -> None:
    names = {g for _, _, _, g in quads}
    assert None not in names
    assert {str(name) for name in names if str(name) not in OTHERS and _range(name) is None} == set()


def test_each_graph_of_a_sentence_is_named_by_a_sentence_of_the_text(quads: Quads) -> None:
    sentences = {node for node, graph in _typed(quads, "Sentence") if str(graph) == CHAPTER + "/text"}
    assert len(sentences) == 59 + 19
    assert {g for _, _, _, g in quads if _range(g)} <= sentences


def test_measures_and_mentions_lie_in_the_sentence_whose_range_holds_them(quads: Quads) -> None:
    nodes = [pair for cls in ("Measure", "Mention", "Quantity") for pair in _typed(quads, cls)]
    assert len(nodes) > 250
    for node, graph in nodes:
        whole = _range(graph)
        place = _range(node) or (int(str(node).rpartition("/")[2]),) * 2
        assert whole is not None
        assert whole[0] <= place[0] <= place[1] <= whole[1], (node, graph)


def test_every_piece_of_text_equals_the_file_at_its_offsets(quads: Quads) -> None:
    pieces = [(node, str(anchor)) for node, p, anchor, _ in quads if p == ANCHOR]
    offsets = {(s, p): int(str(o)) for s, p, o, _ in quads if p in (BEGIN, END)}
    assert len(pieces) > 350
    for node, anchor in pieces:
        begin, end = offsets[node, BEGIN], offsets[node, END]
        assert _range(node) == (begin, end)
        assert anchor == TEXT[begin:end]


def test_every_quote_is_made_of_the_characters_at_its_offsets(quads: Quads) -> None:
    spans = {(s, g): o for s, p, o, g in quads if p == EVIDENCE}
    segments: dict[tuple[Node, Node | None], list[tuple[int, int]]] = {}
    for s, p, o, g in quads:
        if p == SEGMENT and (place := _range(o)):
            segments.setdefault((s, g), []).append(place)
    quotes = 0
    for node, p, quote, graph in quads:
        span = spans.get((node, graph), node)
        whole = _range(span)
        if p == QUOTE and whole:
            parts = sorted(segments.get((span, graph), [whole]))
            assert str(quote) == " ".join(TEXT[begin:end] for begin, end in parts), node
            quotes += 1
    assert quotes > 200


def test_each_file_can_be_read_as_the_annotated_chapter() -> None:
    """Sentences come in the order of the text, each with its words above what it states."""
    written = Path(BUILT / "cn-14fyp" / "32.trig").read_text(encoding="utf-8")
    starts = [int(found[1]) for found in re.finditer(r"(?m)^(?:GRAPH )?<[^>]*#char=([0-9]+),[0-9]+> \{", written)]
    assert len(starts) == 59 + 19
    assert starts == sorted(starts)
    assert re.search(r"(?m)^#.*Relocate the Yanji Chaoyangchuan International Airport", written)
