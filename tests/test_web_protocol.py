"""The SPARQL 1.1 Protocol: forms of a request, formats of an answer, limits and errors."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pyoxigraph
import pytest
from starlette.testclient import TestClient

from plangraph.asking.limits import Limits
from tests.served import cells, of_data

DATA = """<urn:s:a> <urn:p:b> "in no graph" .
<urn:s:a> <urn:p:b> "in one"@en <urn:g:1> .
<urn:s:a> <urn:p:b> "=1+1" <urn:g:2> .
"""
SELECT = "SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o"
NUMBERS = " ".join(str(number) for number in range(300))
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"VALUES ?v{i} {{ {NUMBERS} }}" for i in range(5)) + " }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
QUERY = {"content-type": "application/sparql-query"}
JSON = {"accept": "application/sparql-results+json"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    limits = Limits(seconds=2, rows=50, body=20_000)
    with of_data(tmp_path_factory.mktemp("served"), DATA, limits) as made:
        yield made


def test_the_three_ways_to_ask(client: TestClient) -> None:
    for reply in (
        client.get("/sparql", params={"query": SELECT}, headers=JSON),
        client.post("/sparql", data={"query": SELECT}, headers=JSON),
        client.post("/sparql", content=SELECT.encode(), headers=QUERY | JSON),
    ):
        assert reply.status_code == 200
        assert reply.headers["content-type"] == "application/sparql-results+json"
        assert cells(reply.content, "o") == ["in no graph"]


def test_graphs_of_the_request_stand_in_place_of_those_of_the_query(client: TestClient) -> None:
    query = "SELECT ?o FROM <urn:g:2> WHERE { ?s ?p ?o } ORDER BY ?o"
    assert cells(client.get("/sparql", params={"query": query}, headers=JSON).content, "o") == ["=1+1"]
    both = {"default-graph-uri": ["urn:g:1", "urn:g:2"]}
    for reply in (
        client.get("/sparql", params={"query": query, **both}, headers=JSON),
        client.post("/sparql", data={"query": query, **both}, headers=JSON),
        client.post("/sparql", params=both, content=query.encode(), headers=QUERY | JSON),
    ):
        assert cells(reply.content, "o") == ["=1+1", "in one"]
    named = client.get(
        "/sparql",
        params={"query": "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "urn:g:1"},
        headers=JSON,
    )
    assert cells(named.content, "o") == ["in one"]


def _csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
    ],
)
def test_formats_of_rows(client: TestClient, name: str, kind: str) -> None:
    by_accept = client.get("/sparql", params={"query": SELECT}, headers={"accept": kind})
    by_field = client.get("/sparql", params={"query": SELECT, "format": name}, headers={"accept": "image/png"})
    assert by_accept.content == by_field.content
    assert by_accept.headers["content-type"].partition(";")[0] == kind
    assert by_accept.headers["vary"] == "accept"
    text = by_accept.text
    if name == "json":
        assert json.loads(text)["head"]["vars"] == ["o"]
    elif name == "xml":
        values = ElementTree.fromstring(text).iter("{http://www.w3.org/2005/sparql-results#}literal")  # noqa: S314
        assert [value.text for value in values] == ["in no graph"]
    elif name == "csv":
        assert _csv(text) == [["o"], ["in no graph"]]
        assert by_accept.headers["content-disposition"].startswith("attachment")
    else:
        assert text == '?o\n"in no graph"\n'


@pytest.mark.parametrize(
    ("kind", "reader"),
    [
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("application/trig", pyoxigraph.RdfFormat.TRIG),
    ],
)
def test_formats_of_triples(client: TestClient, kind: str, reader: pyoxigraph.RdfFormat) -> None:
    query = "CONSTRUCT { <urn:s:x> <http://example.org/p> ?o } WHERE { ?s ?p ?o }"
    reply = client.get("/sparql", params={"query": query}, headers={"accept": kind})
    assert (reply.status_code, reply.headers["content-type"].partition(";")[0]) == (200, kind)
    (triple,) = pyoxigraph.parse(reply.content, format=reader)
    assert triple.object == pyoxigraph.Literal("in no graph")


def test_a_boolean(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK { <urn:s:a> ?p ?o }"}).json()["boolean"] is True
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "text/csv"}).status_code == 406


def test_a_browser_is_given_pages(client: TestClient) -> None:
    for query, shown in (
        (SELECT, "in no graph"),
        ("ASK {}", "ASK {}"),
        ("CONSTRUCT { <urn:s:x> <urn:p:y> '<b>' } {}", "&lt;b&gt;"),
        ("", "<textarea"),
    ):
        reply = client.get("/sparql", params={"query": query} if query else {}, headers={"accept": "text/html"})
        assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert shown in reply.text


def test_relative_names_have_a_base(client: TestClient) -> None:
    reply = client.get("/sparql", params={"query": "SELECT (<place/x> AS ?x) {}"}, headers=JSON)
    assert cells(reply.content, "x") == ["https://w3id.org/plangraph/place/x"]


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ({"method": "PUT"}, 405, "GET or POST"),
        ({"method": "GET", "params": {"query": ["ASK {}", "ASK {}"]}}, 400, "2 queries"),
        ({"method": "GET", "params": {"query": "SELECT ("}}, 400, "line 1"),
        ({"method": "GET", "params": {"query": " "}}, 400, "empty"),
        ({"method": "GET", "params": {"query": "INSERT DATA { <a> <b> <c> }"}}, 400, "read-only"),
        ({"method": "GET", "params": {"update": "CLEAR ALL"}}, 400, "read-only"),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 400, "read-only"),
        ({"method": "POST", "data": {"other": "x"}}, 400, "no field 'query'"),
        ({"method": "POST", "content": b"query=ASK%20%7B%7D"}, 415, "nothing named"),
        ({"method": "POST", "content": b"ASK {}", "headers": {"content-type": "text/plain"}}, 415, "text/plain"),
        (
            {"method": "POST", "content": b"x", "headers": {"content-type": "application/sparql-update"}},
            415,
            "read-only",
        ),
        ({"method": "POST", "content": "ASK {}".encode("utf-16"), "headers": QUERY}, 400, "UTF-8"),
        (
            {
                "method": "POST",
                "content": b"ASK {}",
                "headers": {"content-type": "application/sparql-query;charset=utf-16"},
            },
            415,
            "UTF-8",
        ),
        ({"method": "POST", "content": b"query=%ff", "headers": FORM}, 400, "UTF-8"),
        ({"method": "POST", "content": b"&".join([b"a=b"] * 2000), "headers": FORM}, 400, "1000"),
        ({"method": "POST", "content": b"#" * 20_001, "headers": QUERY}, 413, "20,000 bytes (limit: body)"),
        ({"method": "GET", "params": {"query": SELECT}, "headers": {"accept": "image/png"}}, 406, "text/csv"),
        ({"method": "GET", "params": {"query": SELECT, "format": "turtle"}}, 400, "csv"),
        ({"method": "GET", "params": {"query": SELECT, "timeout": "-1"}}, 400, "timeout"),
        ({"method": "GET", "params": {"query": SELECT, "timeout": "inf"}}, 400, "timeout"),
        ({"method": "GET", "params": {"query": SELECT, "timeout": ["1", "2"]}}, 400, "2 times"),
        ({"method": "GET", "params": {"query": SELECT, "limit": "0"}}, 400, "limit"),
        ({"method": "GET", "params": {"query": SELECT, "scope": "stated"}}, 400, "project"),
        ({"method": "GET", "params": {"query": "SELECT * { SERVICE <http://x/> {} }"}}, 400, "SERVICE is off"),
        ({"method": "GET", "params": {"query": "SELECT * {" * 200}}, 400, "nested deeper than 128"),
    ],
)
def test_what_is_refused(client: TestClient, sent: dict[str, Any], status: int, says: str) -> None:
    reply = client.request(url="/sparql", **sent)
    assert reply.status_code == status
    if not sent.get("headers", {}).get("accept"):
        assert reply.headers["content-type"] == "text/plain; charset=utf-8"
        assert len(reply.text.splitlines()) == 1
    assert says in reply.text
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_body_without_an_end_is_not_read_to_it(client: TestClient) -> None:
    read = 0

    def pieces() -> Iterator[bytes]:
        nonlocal read
        for _ in range(1000):
            read += 1
            yield b"#" * 1000

    assert client.post("/sparql", content=pieces(), headers=QUERY).status_code == 413


def test_errors_in_the_format_that_is_accepted(client: TestClient) -> None:
    evil = "<script src=x>"
    page = client.get("/sparql", params={"query": evil}, headers={"accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert evil not in page.text
    assert "&lt;script" in page.text
    data = client.get("/sparql", params={"query": evil}, headers=JSON)
    assert (data.status_code, data.headers["content-type"]) == (400, "application/json")
    assert set(data.json()) == {"error", "limit"}
    assert data.json()["limit"] is None


def test_a_runaway_query_is_ended_and_says_by_which_limit(client: TestClient) -> None:
    reply = client.get("/sparql", params={"query": RUNAWAY}, headers=JSON)
    assert (reply.status_code, reply.json()["limit"]) == (504, "seconds")
    lowered = client.get("/sparql", params={"query": RUNAWAY, "timeout": "0.3"}, headers=JSON)
    assert lowered.status_code == 504
    assert "0.3 s" in lowered.json()["error"]
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_query_that_wants_too_much_memory(client: TestClient) -> None:
    query = 'SELECT ?x WHERE { BIND("' + "x" * 1000 + '" AS ?a0) '
    query += " ".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(25)) + " BIND(?a25 AS ?x) }"
    reply = client.get("/sparql", params={"query": query}, headers=JSON)
    assert reply.status_code in (503, 504)
    assert reply.json()["limit"] in ("memory", "seconds")
    if reply.status_code == 503:
        assert reply.headers["retry-after"] == "1"


def test_rows_are_cut_where_the_limit_is(client: TestClient) -> None:
    query = f"SELECT ?x WHERE {{ VALUES ?x {{ {NUMBERS} }} }}"
    for asked, there in (({}, 50), ({"limit": "7"}, 7), ({"limit": "5000"}, 50)):
        reply = client.get("/sparql", params={"query": query, **asked}, headers=JSON)
        assert len(cells(reply.content, "x")) == there
        assert reply.headers["x-plangraph-truncated"] == "rows"
    whole = client.get("/sparql", params={"query": query + " LIMIT 50"}, headers=JSON)
    assert "x-plangraph-truncated" not in whole.headers


def test_headers_of_every_answer(client: TestClient) -> None:
    for reply in (
        client.get("/sparql", params={"query": SELECT}),
        client.get("/sparql", params={"query": "SELECT ("}),
        client.get("/"),
        client.get("/nothing"),
        client.get("/", headers={"host": "evil.example"}),
    ):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"
        policy = reply.headers["content-security-policy"]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost:80:80", "", "user@localhost"])
def test_other_names_are_not_ours(client: TestClient, host: str) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:9", "[::1]"])
def test_names_of_the_loopback(client: TestClient, host: str) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"host": host}).status_code == 200


def test_head_gives_the_headers_alone(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": SELECT}, headers=JSON)
    head = client.head("/sparql", params={"query": SELECT}, headers=JSON)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "x-plangraph-snapshot"):
        assert head.headers[name] == got.headers[name]


def test_the_service_describes_itself(client: TestClient) -> None:
    reply = client.get("/sparql", headers={"accept": "application/n-triples"})
    found = {(t.predicate.value.rpartition("#")[2], str(t.object)) for t in _triples(reply.content)}
    assert ("endpoint", "<http://127.0.0.1:8000/sparql>") in found
    assert ("supportedLanguage", "<http://www.w3.org/ns/sparql-service-description#SPARQL11Query>") in found
    assert ("name", "<urn:g:1>") in found
    void = client.get("/void", headers={"accept": "application/n-triples"})
    totals = [t.object.value for t in _triples(void.content) if t.predicate.value == "http://rdfs.org/ns/void#triples"]
    assert "3" in totals  # one in no graph, one in each of two


def _triples(body: bytes) -> list[Any]:
    return list(pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_TRIPLES))


def test_any_name_in_a_file(client: TestClient) -> None:
    reply = client.get("/resource", params={"iri": "urn:s:a"}, headers={"accept": "application/n-triples"})
    assert sorted(t.object.value for t in _triples(reply.content)) == ["=1+1", "in no graph", "in one"]
    page = client.get("/resource", params={"iri": "urn:g:1"}, headers={"accept": "text/html"})
    assert "in one" in page.text
    assert client.get("/resource", params={"iri": "urn:s:unknown"}).status_code == 404
    assert client.get("/resource").status_code == 400
    assert client.get("/query/").status_code == 404
