"""Answers as bytes: cut exactly, always well formed, over the graphs that the protocol or the query names."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from plangraph.errors import QueryError
from plangraph.graph import sparql
from plangraph.graph.store import Bounds, Graphs, Store
from plangraph.graph.store.answers import ROWS, TRIPLES

_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_MUCH = 1 << 24
# What ends rows and answers in the formats, so that a text that holds it must not end one.
_MARKS = [
    "},{",
    '"},{"',
    "]}}",
    "</result>",
    "<result>",
    "\n",
    "\r\n",
    '"\n"',
    ",",
    "\t",
    "\\n",
    "}",
    "{",
    "é",
    "珲春😀",
    "",
]
_TEXTS = st.sampled_from(_MARKS) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=9
)


def _table(cells: list[tuple[str, str | None]]) -> str:
    """A query that gives these rows in this order."""
    rows = " ".join(
        f"({sparql.string_term(a)} {'UNDEF' if b is None else sparql.string_term(b) + '@en'})" for a, b in cells
    )
    return f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {rows} }} }}"


def _engine(query: str, form: str) -> bytes:
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    body = solutions.serialize(format=_FORMATS[form])
    assert body is not None
    return body.replace(b"\r", b"&#13;") if form == "xml" else body


def _count(body: bytes, media: str) -> int:
    """Rows, counted by a reader that is not ours; it fails where an answer is not well formed."""
    form = ROWS[media]
    text = body.decode("utf-8")
    if form == "json":
        return len(json.loads(text)["results"]["bindings"])
    if form == "xml":
        return len(ET.fromstring(text).findall(".//{*}result"))  # noqa: S314 - our own
    if form == "csv":
        return len(list(csv.reader(io.StringIO(text, newline="")))) - 1
    assert text.endswith("\n")
    return text.count("\n") - 1


@pytest.mark.parametrize("media", ROWS)
@given(st.lists(st.tuples(_TEXTS, st.none() | _TEXTS), max_size=8), st.integers(0, 9))
def test_rows_are_cut_as_if_the_rest_had_never_been(media: str, cells: list[tuple[str, str | None]], rows: int) -> None:
    answer = Store.memory().answer(_table(cells), media, Bounds(rows, _MUCH))
    assert answer.body == _engine(_table(cells[:rows]), ROWS[media])
    assert answer.truncated == ("rows" if rows < len(cells) else "")
    assert answer.rows == (rows if rows < len(cells) else None)


@pytest.mark.parametrize("media", ROWS)
@given(st.lists(st.tuples(_TEXTS, st.none() | _TEXTS), max_size=8), st.integers(100, 900))
def test_bytes_are_cut_after_a_whole_row(media: str, cells: list[tuple[str, str | None]], size: int) -> None:
    whole = _engine(_table(cells), ROWS[media])
    try:
        answer = Store.memory().answer(_table(cells), media, Bounds(1000, size))
    except QueryError:
        assert len(_engine(_table([]), ROWS[media])) > size
        return
    assert len(answer.body) <= size
    if len(whole) <= size:
        assert (answer.body, answer.truncated) == (whole, "")
        return
    assert answer.truncated == "size"
    assert answer.rows is not None
    assert answer.body == _engine(_table(cells[: answer.rows]), ROWS[media])
    assert len(_engine(_table(cells[: answer.rows + 1]), ROWS[media])) > size  # one more would not have fitted


@pytest.mark.parametrize("media", ROWS)
@pytest.mark.parametrize("bounds", [Bounds(7, _MUCH), Bounds(30_000, _MUCH), Bounds(10**9, 300_000), Bounds(0, 1000)])
def test_long_answers_are_cut(many: Store, media: str, bounds: Bounds) -> None:
    answer = many.answer("SELECT * { ?s ?p ?o }", media, bounds)
    assert answer.truncated == ("size" if bounds.size == 300_000 else "rows")
    assert answer.rows == _count(answer.body, media)
    assert answer.rows == bounds.rows or answer.truncated == "size"
    assert len(answer.body) <= bounds.size


@pytest.mark.parametrize("media", ROWS)
def test_a_long_answer_that_is_within_its_bounds_is_whole(many: Store, media: str) -> None:
    answer = many.answer("SELECT * { ?s ?p ?o }", media, Bounds(40_000, _MUCH))
    assert (answer.truncated, _count(answer.body, media)) == ("", 40_000)


@pytest.fixture(scope="module")
def many() -> Store:
    """40,000 triples whose texts hold what ends a row."""
    store = Store.memory()
    p = rdflib.URIRef("urn:p")
    store.add(
        (rdflib.URIRef(f"urn:{i}"), p, rdflib.Literal(f'{i}}}, }},{{"\r\n</result>'), None) for i in range(40_000)
    )
    return store


_READERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
    "application/trig": "turtle",  # without graphs it is the same
}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own reader of JSON-LD
@pytest.mark.parametrize("media", TRIPLES)
@pytest.mark.parametrize("bounds", [Bounds(10, _MUCH), Bounds(10**6, 30_000), Bounds(10**6, _MUCH), Bounds(0, 1000)])
def test_triples_are_cut_and_read_by_another_engine(media: str, bounds: Bounds) -> None:
    store = Store.memory()
    p = rdflib.URIRef("urn:some/p")
    given = {(rdflib.URIRef(f"urn:{i % 100}"), p, rdflib.Literal(f'{i}"\n<', lang="en")) for i in range(1000)}
    store.add((s, p, o, rdflib.URIRef(g)) for s, p, o in given for g in ("urn:g1", "urn:g2"))
    answer = store.answer("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", media, bounds)
    read = rdflib.Graph().parse(data=answer.body, format=_READERS[media])
    assert set(read) <= given
    assert answer.rows == len(read)
    assert len(answer.body) <= bounds.size
    cut = {10: "rows", 0: "rows"}.get(bounds.rows, "size" if bounds.size == 30_000 else "")
    assert answer.truncated == cut
    assert len(read) == (min(bounds.rows, 1000) if cut != "size" else len(read))
    assert len(read) >= (50 if cut == "size" else 0)


def test_describe_gives_each_triple_once() -> None:
    store = Store.memory()
    a, p = rdflib.URIRef("urn:a"), rdflib.URIRef("urn:p")
    store.add((a, p, rdflib.Literal(1), rdflib.URIRef(g)) for g in ("urn:g1", "urn:g2"))
    query = "DESCRIBE <urn:a> FROM <urn:g1> FROM <urn:g2>"
    answer = store.answer(query, "application/n-triples", Bounds(9, 999), "standard")
    assert answer.body.count(b"\n") == answer.rows == 1


@pytest.mark.parametrize("media", ["application/sparql-results+xml", "application/rdf+xml"])
def test_xml_holds_no_character_that_xml_cannot_hold(media: str) -> None:
    bad = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))
    store = Store.memory()
    store.add([(rdflib.URIRef("urn:a"), rdflib.URIRef("urn:p"), rdflib.Literal(f"a{bad}\r\n\tz"), None)])
    query = "CONSTRUCT WHERE { ?s ?p ?o }" if media in TRIPLES else "SELECT ?o { ?s ?p ?o }"
    answer = store.answer(query, media, Bounds(9, 9999), "standard")
    texts = [text for text in ET.fromstring(answer.body).itertext() if text.strip()]  # noqa: S314 - our own
    assert texts == ["a" + "\ufffd" * len(bad) + "\r\n\tz"]


def test_a_property_that_is_no_name_in_xml_is_refused_there() -> None:
    store = Store.memory()
    store.add([(rdflib.URIRef("urn:a"), rdflib.URIRef("urn:p/1,2"), rdflib.Literal(1), None)])
    with pytest.raises(QueryError, match="RDF/XML cannot write the property <urn:p/1,2>"):
        store.answer("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml", Bounds(9, 9999))


@pytest.mark.parametrize(
    ("query", "media", "what"),
    [
        ("SELECT * {}", "text/turtle", "rows can be had as"),
        ("ASK {}", "text/html", "rows can be had as"),
        ("DESCRIBE <urn:a>", "text/csv", "triples can be had as"),
        ("SELECT * { ?s ?p }", "text/csv", "line 1"),
        ("SELECT * { x:y ?p ?o }", "text/csv", "the prefix 'x' is not declared"),
    ],
)
def test_what_cannot_be_had_is_said(query: str, media: str, what: str) -> None:
    with pytest.raises(QueryError, match=what):
        Store.memory().answer(query, media, Bounds(9, 999))


def test_our_prefixes_need_not_be_declared() -> None:
    store = Store.memory()
    store.add([(rdflib.URIRef("urn:a"), rdflib.RDFS.label, rdflib.Literal("x"), None)])
    assert store.answer("SELECT ?x { ?s rdfs:label ?x }", "text/csv", Bounds(9, 99)).body == b"x\r\nx\r\n"


# ----------------------------------------------------------------------------------------------------- the dataset

_G1, _G2, _BOTH = ("urn:g1",), ("urn:g2",), ("urn:g1", "urn:g2")
_DEFAULT = "SELECT (COUNT(*) AS ?n) {0} {{ ?s ?p ?o }}"
_NAMED = "SELECT (COUNT(*) AS ?n) {0} {{ GRAPH ?g {{ ?s ?p ?o }} }}"


@pytest.fixture(params=["memory", "merged", "plain"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Store, str]:
    """Two graphs that share one triple, and where they are asked from. The default graph has one triple of its own."""
    store = Store.memory()
    a, p = rdflib.URIRef("urn:a"), rdflib.URIRef("urn:p")
    quads: list[tuple[rdflib.URIRef, rdflib.URIRef, rdflib.Literal, rdflib.URIRef | None]] = [
        (a, p, rdflib.Literal(o), rdflib.URIRef(g)) for o, g in (("1", "urn:g1"), ("1", "urn:g2"), ("2", "urn:g2"))
    ]
    if request.param == "merged":
        store.add(quads)
        store.save(tmp_path / "store")
        return Store.opened(tmp_path / "store"), "all"
    store.add([*quads, (a, p, rdflib.Literal("own"), None)])
    if request.param == "plain":
        store.save(tmp_path / "store", merged=False)
        store = Store.opened(tmp_path / "store", merged=False)
    return store, "standard"


@pytest.mark.parametrize(
    ("query", "clause", "graphs", "count"),
    [
        (_DEFAULT, "", Graphs(_G1), 1),
        (_DEFAULT, "", Graphs(_BOTH), 2),  # a merge: what both hold is there once
        (_DEFAULT, "", Graphs((), _BOTH), 0),
        (_DEFAULT, "", Graphs(("urn:none",)), 0),
        (_NAMED, "", Graphs((), _BOTH), 3),
        (_NAMED, "", Graphs((), _G1), 1),
        (_NAMED, "", Graphs(_BOTH), 0),
        (_NAMED, "", Graphs(_BOTH, _G2), 2),
        (_DEFAULT, "FROM <urn:g1>", Graphs(), 1),
        (_DEFAULT, "FROM <urn:g1> FROM <urn:g2>", Graphs(), 2),
        (_NAMED, "FROM <urn:g1> FROM <urn:g2> FROM NAMED <urn:g2>", Graphs(), 2),
        (_NAMED, "FROM NAMED <urn:g1> FROM NAMED <urn:g2>", Graphs(), 3),
        (_DEFAULT, "FROM NAMED <urn:g1>", Graphs(), 0),
        (_DEFAULT, "FROM <urn:g1>", Graphs(_G2), 2),  # what the protocol names overrides the query
        (_NAMED, "FROM NAMED <urn:g1>", Graphs(_G2), 0),
        (_DEFAULT, "FROM <http://127.0.0.1:9/x>", Graphs(), 0),
        (_NAMED, "", Graphs(), 3),
    ],
)
def test_which_graphs_are_seen(shelf: tuple[Store, str], query: str, clause: str, graphs: Graphs, count: int) -> None:
    store, scope = shelf
    answer = store.answer(query.format(clause), "text/csv", Bounds(9, 999), scope, graphs)  # type: ignore[arg-type]
    assert answer.body == b"n\r\n%d\r\n" % count


@pytest.mark.parametrize("make", [Graphs, lambda names: Graphs((), names)])
def test_a_graph_that_is_no_iri_is_a_fault_of_the_query(make: Callable[[tuple[str, ...]], Graphs]) -> None:
    with pytest.raises(QueryError, match="no absolute IRI"):
        Store.memory().answer("ASK {}", "text/csv", Bounds(9, 999), graphs=make(("not an iri",)))
