"""What is seen in the text of a query before any engine reads it. The engine itself is the judge where it can be."""

import random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.errors import QueryError
from plangraph.graph import sparql
from plangraph.graph.store.sources import sources

_OPAQUE = st.sampled_from(
    [
        '"{{{"',
        "'((('",
        '"""}\n" {"""',
        "'''[ \\''' ]'''",
        "<urn:(>",
        "<urn:service>",
        "# { SERVICE\n",
        "?service",
        "\n",
        " ",
    ]
)
_PIECES = st.sampled_from(
    [
        *"{}()[]<>|&!?.;,*+-/^=#'\"\\@:",
        "SELECT",
        "ASK",
        "CONSTRUCT",
        "WHERE",
        "FROM",
        "NAMED",
        "PREFIX p: <urn:p>",
        "BASE <http://a/>",
        "SERVICE",
        "service",
        "?x",
        "p:x",
        "<urn:a>",
        '"x"',
        "'''",
        '"""',
        "\n",
        " ",
        "\\u0041",
        "\r",
        "é",
        "\0",
        "\ud800",
        "{" * 200,
        "INSERT DATA",
    ]
)


def _checked(text: str) -> bool:
    try:
        sparql.guard(text)
    except QueryError:
        return False
    return True


@given(st.lists(_PIECES, max_size=40).map(" ".join) | st.text(max_size=200))
def test_any_text_is_let_by_or_refused(text: str) -> None:
    passed = _checked(text)
    try:
        kind = sparql.kind(text)
    except QueryError:
        assert not passed
    else:
        assert kind in {"rows", "boolean", "triples"}
    sources(text)


@given(st.integers(1, 300), st.sampled_from(["{}", "()", "[]"]), st.lists(_OPAQUE, max_size=8), st.randoms())
def test_depth_counts_brackets_and_nothing_else(
    depth: int, pair: str, between: list[str], chance: random.Random
) -> None:
    """What stands in strings, IRIs and comments neither adds a level nor takes one away."""
    text = "SELECT * { "
    for _ in range(depth):
        text += chance.choice(between) + " " if between and chance.random() < 0.1 else ""
        text += pair[0]
    text += pair[1] * depth + " }"
    assert _checked(text) == (depth + 1 <= sparql.DEPTH_LIMIT)


@given(st.lists(_OPAQUE, max_size=6), st.sampled_from(["SERVICE", "service", "SeRvIcE"]), st.booleans(), _OPAQUE)
def test_service_is_refused_however_it_is_dressed(before: list[str], word: str, silent: bool, gap: str) -> None:
    gap = gap if gap in ("\n", " ", "# { SERVICE\n") else " "
    silence = f"SILENT{gap}" if silent else ""
    text = f"SELECT * {{ {' '.join(f'FILTER(?a = {t})' if t[0] in chr(34) + chr(39) else '' for t in before)} "
    text += f"{word}{gap}{silence}<http://127.0.0.1:9/>{gap}{{ ?s ?p ?o }} }}"
    with pytest.raises(QueryError, match="SERVICE is off"):
        sparql.guard(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?p ?o }",
        'SELECT * { ?s ?p "SERVICE <http://a/>" } # SERVICE',
        "PREFIX service: <urn:s#> SELECT * { ?s service:service <urn:service> }",
        "SELECT * { _:service ?p ?o }",
    ],
)
def test_the_word_service_alone_is_no_fault(text: str) -> None:
    sparql.guard(text)
    ox.Store().query(text)


_HEADS = [
    "",
    "# ASK\n",
    "PREFIX p: <urn:p#> ",
    "BASE <http://a/>\n# x\nPREFIX : <b#>\t",
    "\n\n",
    "prefix ask: <urn:select> ",
]
_FORMS = {
    "SELECT * {}": "rows",
    "select(1 AS ?x){}": "rows",
    "ASK{}": "boolean",
    "CONSTRUCT WHERE { ?s ?p ?o }": "triples",
    "CONSTRUCT { <urn:ask> a <urn:select> } {}": "triples",
    "DESCRIBE <urn:a>": "triples",
}


@pytest.mark.parametrize("head", _HEADS)
@pytest.mark.parametrize("form", _FORMS)
def test_the_kind_of_a_query_is_what_the_engine_gives(head: str, form: str) -> None:
    kinds = {ox.QuerySolutions: "rows", ox.QueryBoolean: "boolean", ox.QueryTriples: "triples"}
    assert sparql.kind(head + form) == _FORMS[form] == kinds[type(ox.Store().query(head + form))]


@pytest.mark.parametrize(
    "text", ["", " # only\n", "DROP ALL", "LOAD <http://a/>", "<script>", "INSERT DATA { }", "SELECTED"]
)
def test_what_reads_nothing_has_no_kind(text: str) -> None:
    with pytest.raises(QueryError):
        sparql.kind(text)


@pytest.mark.parametrize(
    ("text", "default", "named"),
    [
        ("SELECT * FROM <urn:a> FROM <urn:b> { ?s ?p ?o }", ["urn:a", "urn:b"], []),
        ("SELECT * FROM<urn:a>FROM NAMED<urn:c>{ }", ["urn:a"], ["urn:c"]),
        ("SELECT * from # x\n named # FROM <urn:x>\n <urn:a> { }", [], ["urn:a"]),
        ("SELECT (EXISTS { ?from ?p 'FROM <urn:x>' } AS ?x) FROM <urn:a> { }", ["urn:a"], []),
        ("PREFIX e: <urn:e#> CONSTRUCT { ?s e:from ?o } FROM e:g FROM e:g WHERE { }", ["urn:e#g"], []),
        ("BASE <http://a/b/> ASK FROM <c> FROM <../d> { }", ["http://a/b/c", "http://a/d"], []),
        ("SELECT ?from { ?from ?to <urn:a> }", [], []),
        (
            "DESCRIBE <urn:x> FROM place:a FROM place:b",
            ["https://w3id.org/plangraph/place/a", "https://w3id.org/plangraph/place/b"],
            [],
        ),
    ],
)
def test_the_graphs_that_a_query_names(text: str, default: list[str], named: list[str]) -> None:
    assert sources(text) == (tuple(default), tuple(named))


def test_a_long_query_is_looked_through_in_linear_time() -> None:
    """A pattern that goes back over what it read would take minutes for each of these."""
    for text in (
        "SELECT * { ?s ?p " + '"' * 900_000,
        "SELECT * { ?s ?p " + "'" * 900_000,
        "# " * 450_000,
        "PREFIX " * 140_000,
        "PREFIX a: <urn:a> " * 50_000,
        "BASE<a>" * 140_000,
        "SELECT * { " + "<" * 900_000,
        "SELECT * " + "FROM " * 180_000,
        "- " * 100 + "SELECT",
    ):
        _checked(text)
        sources(text)
        with pytest.raises(QueryError):
            sparql.kind(text if not text.startswith("SELECT") else "x" + text)
