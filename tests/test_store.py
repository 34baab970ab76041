"""The store: what goes in comes out, scopes, result formats, and what it refuses."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDFS, XSD
from rdflib.term import Node

from plangraph.errors import DataError, QueryError
from plangraph.graph import sparql
from plangraph.graph.store import Scope, Store
from plangraph.vocab import BASE, GAZETTEER_GRAPH
from tests import second_opinion

ROOT = Path(__file__).resolve().parents[1]
BOX = ROOT / "tests" / "data" / "box12.trig"
ITEM = URIRef(BASE + "cn-14fyp/32#char=8918,8956")
A, B = URIRef("http://example.org/a"), URIRef("http://example.org/b")
G, H = URIRef("http://example.org/g"), URIRef("http://example.org/h")


@pytest.fixture(scope="module")
def box() -> Store:
    store = Store.memory()
    store.load(BOX)
    return store


def test_a_triple_of_two_graphs_is_one_in_the_merge() -> None:
    """SPARQL's default graph is a set of triples; a row for each graph would double every count."""
    store = Store.memory()
    store.add([(A, RDFS.label, Literal("x"), G), (A, RDFS.label, Literal("x"), H)])
    assert store.select("SELECT ?s ?o { ?s ?p ?o }").rows == [(A, Literal("x"))]
    assert store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == [(Literal(1),)]
    assert {row[0] for row in store.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")} == {G, H}


@pytest.mark.parametrize("scope", ["all", "stated", "background", "standard"])
def test_added_after_a_question_is_seen_as_if_added_before(box: Store, scope: Scope) -> None:
    """A view that was made once is kept up to date."""
    everything = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    quads = [*box.quads(), (A, RDFS.label, Literal("x"), None), (A, RDFS.label, Literal("x"), G)]
    early, late = Store.memory(), Store.memory()
    assert early.select(everything, scope).rows == []
    for quad in quads:
        early.add([quad])
    late.add(quads)
    assert sorted(map(str, early.select(everything, scope))) == sorted(map(str, late.select(everything, scope)))
    assert len(set(early.select(everything, scope).rows)) == len(early.select(everything, scope))


TERMS = st.one_of(
    st.sampled_from([A, B, BNode("x")]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(Literal),
    st.builds(Literal, st.text("abc é中", max_size=5), lang=st.sampled_from(["en", "zh", "en-gb"])),
    st.integers(-(10**15), 10**15).map(lambda n: Literal(str(n), datatype=XSD.integer)),
    st.booleans().map(lambda b: Literal("true" if b else "false", datatype=XSD.boolean)),
    st.just(Literal("POINT(1 2)", datatype=URIRef("http://www.opengis.net/ont/geosparql#wktLiteral"))),
    st.just(Literal("2021-03", datatype=XSD.gYearMonth)),
)


@given(st.lists(st.tuples(st.sampled_from([A, B]), st.just(RDFS.label), TERMS, st.sampled_from([G, H, None]))))
def test_quads_come_out_as_they_went_in(quads: list[tuple[URIRef, URIRef, Node, URIRef | None]]) -> None:
    store = Store.memory()
    store.add(quads)
    named = {quad for quad in quads if not isinstance(quad[2], BNode)}
    assert {quad for quad in store.quads() if not isinstance(quad[2], BNode)} == named
    assert sum(store.counts().values()) == len(set(quads))


def test_a_quad_is_one_line_whatever_its_text() -> None:
    store, again = Store.memory(), Store.memory()
    quad = (A, RDFS.label, Literal("a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\r\nh"), G)
    store.add([quad])
    assert len(store.lines()) == 1
    again.take(store.lines())
    assert list(again.quads()) == [quad]


def test_blank_nodes_bear_the_same_labels_in_every_process_and_order() -> None:
    def labels(names: list[str]) -> set[tuple[str, str]]:
        store = Store.memory()
        first, second = BNode(names[0]), BNode(names[1])
        store.add(
            [(A, RDFS.seeAlso, first, G), (first, RDFS.seeAlso, second, G), (second, RDFS.label, Literal("z"), G)]
        )
        return {(str(s), str(o)) for s, _, o, _ in store.quads()}

    assert labels(["x", "y"]) == labels(["q", "b"])


def test_scopes(box: Store) -> None:
    label = f"ASK {{ <{BASE}place/tibet> <{RDFS.label}> ?label }}"
    measure = f"ASK {{ ?m <{BASE}ontology#objectText> ?text }}"
    number = f"ASK {{ <{BASE}cn-14fyp/24> <{BASE}ontology#number> ?number }}"
    structure = f"ASK {{ ?s <{BASE}ontology#precedingText> ?text }}"
    asked = (measure, label, number, structure)
    assert [box.ask(query, "stated") for query in asked] == [True, False, False, False]
    assert [box.ask(query, "background") for query in asked] == [True, True, True, False]
    assert [box.ask(query, "all") for query in asked] == [True, True, True, True]
    assert [box.ask(query, "standard") for query in asked] == [False, False, False, False]
    graphs = {str(row[0]) for row in box.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "stated")}
    assert graphs
    assert all("#char=" in graph for graph in graphs)


def test_counts_are_those_of_rdflib(box: Store) -> None:
    expected = {graph.identifier: len(graph) for graph in second_opinion.dataset(BOX).graphs() if len(graph)}
    assert box.counts() == expected


def test_what_is_in_no_graph_is_counted_apart() -> None:
    store = Store.memory()
    store.add([(A, RDFS.label, Literal("x"), None)])
    assert store.counts() == {None: 1}


def test_turtle_goes_to_the_graph_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(f"<{A}> <{RDFS.label}> 'x' .", encoding="utf-8")
    store = Store.memory()
    store.load(tmp_path / "a.ttl", to_graph=str(G))
    assert list(store.quads()) == [(A, RDFS.label, Literal("x"), G)]


def test_lexical_forms_of_text_are_kept() -> None:
    store = Store.memory()
    store.add([(A, RDFS.label, Literal("01", datatype=XSD.string), G), (A, RDFS.comment, Literal("2.50 km"), G)])
    assert sorted(str(o) for _, _, o, _ in store.quads()) == ["01", "2.50 km"]


def test_rows_have_the_order_of_the_query_and_none_where_unbound() -> None:
    store = Store.memory()
    store.add([(A, RDFS.label, Literal("b"), G), (B, RDFS.label, Literal("a"), G), (B, RDFS.seeAlso, A, G)])
    query = f"SELECT ?l ?x {{ ?s <{RDFS.label}> ?l OPTIONAL {{ ?s <{RDFS.seeAlso}> ?x }} }} ORDER BY ?l"
    rows = store.select(query)
    assert rows.variables == ("l", "x")
    assert list(rows) == [(Literal("a"), A), (Literal("b"), None)]
    assert len(rows) == 2


def test_construct_gives_each_triple_once() -> None:
    store = Store.memory()
    store.add([(A, RDFS.label, Literal("x"), G), (B, RDFS.label, Literal("x"), G)])
    made = store.construct(f"CONSTRUCT {{ <{A}> <{RDFS.comment}> ?o }} WHERE {{ ?s <{RDFS.label}> ?o }}")
    assert made == [(A, RDFS.comment, Literal("x"))]


def test_our_prefixes_need_not_be_declared(box: Store) -> None:
    rows = box.select("SELECT ?port { ?port a plan:BorderPort ; plan:borders place:nepal }")
    assert rows.rows == [(URIRef(BASE + "infrastructure/lizi-port"),)]


def test_the_same_rows_as_rdflib(box: Store) -> None:
    query = """PREFIX plan: <https://w3id.org/plangraph/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      SELECT ?sentence ?label WHERE {
        GRAPH ?sentence { ?m a plan:Measure ; plan:object ?thing }
        ?thing rdfs:label ?label FILTER(LANG(?label) = "en") } ORDER BY ?sentence ?label"""
    theirs = second_opinion.rows(second_opinion.dataset(BOX), query)
    assert box.select(query).rows == theirs
    assert len(theirs) == 5


def test_live_dataset(box: Store) -> None:
    dataset = box.dataset()
    measure = URIRef(BASE + "cn-14fyp/32/measure/8920")
    assert (measure, RDFS.label, None) in dataset.graph(ITEM)


def test_results_in_four_formats(box: Store) -> None:
    query = "SELECT ?l { place:tibet rdfs:label ?l } ORDER BY ?l"
    found = json.loads(box.serialize_results(query, "json"))
    assert [row["l"]["value"] for row in found["results"]["bindings"]] == ["Tibet", "西藏自治区"]
    assert box.serialize_results(query, "csv") == "l\r\nTibet\r\n西藏自治区\r\n"
    assert box.serialize_results(query, "tsv") == '?l\n"Tibet"@en\n"西藏自治区"@zh\n'
    assert "西藏自治区" in "".join(ElementTree.fromstring(box.serialize_results(query, "xml")).itertext())  # noqa: S314
    assert json.loads(box.serialize_results("ASK {}", "json"))["boolean"] is True


def test_results_as_xml_hold_no_control_characters() -> None:
    store = Store.memory()
    store.add([(A, RDFS.label, Literal("a\x07b\ufffe\U0001f600"), G)])
    written = store.serialize_results("SELECT ?o { ?s ?p ?o }", "xml")
    assert "a\ufffdb\ufffd\U0001f600" in "".join(ElementTree.fromstring(written).itertext())  # noqa: S314
    assert "\\u0007" in store.serialize_results("SELECT ?o { ?s ?p ?o }", "json")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "empty"),
        ("# only a comment", "empty"),
        ("SELECT * {\n  ?s foo:p ?o }", "line 2: the prefix 'foo' is not declared"),
        ("SELECT * {\n ?s ?p ?o . }}", "line 2, column"),
        ("SELECT * { ?s ?p ", "line 1, column"),
        ("SELECT (SUM(?x) AS ?y) ?z { ?s ?p ?x }", "unbound"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "read-only"),
        ("PREFIX a: <a:>\nLOAD <http://127.0.0.1/>", "line 2: SELECT, ASK"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is off"),
        ("SELECT * { ?s ?p 1service silent<http://127.0.0.1/> { } }", "SERVICE is off"),
        ("PREFIX x: <a:> SELECT * { SERVICE:x { } }", "SERVICE is off"),
        ("SELECT * { " + "{" * 2500 + "}" * 2500 + " }", "nested deeper"),
        ("ASK { FILTER(" + "!" * 20000 + "true) }", "chain"),
        ("ASK { FILTER(" + "(" * 50000 + "true" + ")" * 50000 + ") }", "nested deeper"),
        ("SELECT * {} #" + "x" * 1_000_001, "characters long"),
        ("SELECT * { ?s ?p '\0' }", "no text"),
        ("ASK {}", "a SELECT query is expected"),
    ],
)
def test_refused(query: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        Store.memory().select(query)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service <http://example.org/service> 'SERVICE <http://x> {}' } # SERVICE",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:SERVICE ?o }",
        "SELECT * { ?s ?p 'x'@service }",
        "SELECT * { " + "{" * 100 + "?s ?p ?o" + "}" * 100 + " }",
        "BASE <http://example.org/>\n# a remark\nPREFIX x: <#>\nselect * { ?s ?p ?o }",
    ],
)
def test_harmless_queries_run(query: str) -> None:
    assert Store.memory().select(query).rows == []


def test_other_kinds_of_query_are_named(box: Store) -> None:
    with pytest.raises(QueryError, match="ASK query"):
        box.ask("SELECT * {}")
    with pytest.raises(QueryError, match="CONSTRUCT"):
        box.construct("SELECT * {}")
    with pytest.raises(QueryError, match="triples"):
        box.serialize_results("CONSTRUCT WHERE { ?s ?p ?o }", "json")
    with pytest.raises(QueryError, match="json, csv, tsv, xml"):
        box.serialize_results("SELECT * {}", "pdf")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", "<a:a> <a:b>\n<a:c> ; ;; ;\n <a:c", "a.ttl:3:"),
        ("a.nq", "<a:a> <a:b> <not an iri> .", "a.nq:1:"),
        ("a.xml", "", ".trig, .ttl, .nq, .nt, .rdf, .jsonld"),
        ("missing.ttl", None, "cannot be read"),
    ],
)
def test_broken_files(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    store = Store.memory()
    store.add([(A, RDFS.label, Literal("x"), G)])
    with pytest.raises(DataError) as error:
        store.load(tmp_path / name)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert len(list(store.quads())) == 1


@pytest.mark.parametrize("bad", [(Literal("x"), A, B, G), (A, Literal("x"), B, G), (A, URIRef("a b"), B, G)])
def test_terms_out_of_place(bad: tuple[URIRef, URIRef, URIRef, URIRef]) -> None:
    store = Store.memory()
    with pytest.raises(DataError, match="cannot be stored"):
        store.add([(A, RDFS.label, B, G), bad])
    assert list(store.quads()) == []


def test_mask_keeps_every_position() -> None:
    text = "SELECT (\"a#\\\"}\" AS ?x) { ?s <http://x/#b> '''it's\n{''' } # \"not a string"
    masked = sparql.mask(text)
    assert len(masked) == len(text)
    assert masked.count("{") == masked.count("}") == 1
    assert masked.index("\n") == text.index("\n")


@given(st.text("\"'\\<>#{}a \n", max_size=60))
def test_mask_of_anything(text: str) -> None:
    assert len(sparql.mask(text)) == len(text)


def test_gazetteer_is_background() -> None:
    store = Store.memory()
    store.add([(A, RDFS.label, Literal("x"), URIRef(GAZETTEER_GRAPH))])
    assert store.ask("ASK { ?s ?p ?o }", "background")


def test_loads_what_rdflib_loads(box: Store) -> None:
    assert set(box.quads()) == second_opinion.quads(BOX)


def test_records_are_the_words_of_the_rows(box: Store) -> None:
    where = "{ ?s rdfs:label ?label OPTIONAL { ?s <http://example.org/none> ?none } }"
    text = f"SELECT ?s ?label ?none {where} ORDER BY ?s ?label"
    answer = box.select(text)
    expected = [{n: str(t) for n, t in zip(answer.variables, row, strict=True) if t is not None} for row in answer]
    assert box.records(text) == expected
    assert expected
    with pytest.raises(QueryError, match="a SELECT query is expected"):
        box.records("ASK {}")
