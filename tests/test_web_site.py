"""The project over HTTP: questions, a page or RDF for each IRI, descriptions, caching."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import openapi_spec_validator
import pyoxigraph
import pytest
from starlette.testclient import TestClient

from plangraph.files import find_project
from plangraph.graph import queries
from plangraph.web.terms import path_of
from tests import project
from tests.served import cells, of_project

BASE = "https://w3id.org/plangraph/"
SENTENCE = "Build Taxkorgan Airport, Longzi Airport, and Suifenhe Airport"
TEXT = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
PAGE = {"accept": "text/html"}
TRIPLES = {"accept": "application/n-triples"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with of_project() as made:
        yield made


def _triples(body: bytes) -> list[Any]:
    return [quad.triple for quad in pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_TRIPLES)]


def test_the_gallery_lists_all_questions(client: TestClient) -> None:
    there = queries.load_all(find_project(project.ROOT).queries / "ask")
    listed = client.get("/query/", headers={"accept": "application/json"}).json()["questions"]
    assert [one["id"] for one in listed] == list(there)
    assert all(one["title"] and one["title_zh"] for one in listed)
    page = client.get("/query/", headers=PAGE).text
    assert all(f'href="/query/{name}"' in page for name in there)


def test_every_question_answers_in_each_format(client: TestClient) -> None:
    for name in queries.load_all(find_project(project.ROOT).queries / "ask"):
        rows = client.get(f"/query/{name}.json")
        assert rows.status_code == 200, name
        bindings = rows.json()["results"]["bindings"]
        table = list(csv.reader(io.StringIO(client.get(f"/query/{name}.csv").text)))
        assert len(table) == len(bindings) + 1, name
        page = client.get(f"/query/{name}", headers=PAGE)
        assert (page.status_code, page.text.count("<tr>")) == (200, len(bindings) + 1 if bindings else 0), name


def test_a_question_about_another_place(client: TestClient) -> None:
    hunchun = client.get("/query/measures-for-a-place.json").json()
    also = client.get("/query/measures-for-a-place.json", params={"place": "place:hunchun"}).json()
    other = client.get("/query/measures-for-a-place.json", params={"place": BASE + "place/xinjiang"}).json()
    assert hunchun == also != other


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/query/measures-for-a-place?plac=x", 400, "it has: place"),
        ("/query/measures-for-a-place?place=a&place=b", 400, "twice"),
        ("/query/measures-for-a-place?place=%3Cx%3E", 400, "no IRI"),
        ("/query/airports?place=x", 400, "it has none"),
        ("/query/nothing", 404, "/query/"),
        ("/place/nowhere", 404, "says nothing of"),
        ("/place/%3Cscript%3E", 404, "no IRI"),
        ("/cn-14fyp/32/at/5,5", 404, "says nothing of"),
        ("/cn-14fyp/32/at/1,99999999", 404, "says nothing of"),
        ("/cn-14fyp/32/at/1", 404, "says nothing of"),
        ("/static/../site.py", 404, ""),
        ("/static/%2e%2e/site.py", 404, ""),
        ("/static/..%2fsite.py", 404, "no file"),
        ("/place/hunchun?format=csv", 400, "html"),
        ("//place/hunchun", 404, ""),
    ],
)
def test_what_is_not_there(client: TestClient, path: str, status: int, says: str) -> None:
    reply = client.get(path)
    assert reply.status_code == status
    assert says in reply.text


def test_rows_open_their_evidence(client: TestClient) -> None:
    page = client.get("/query/airports", headers=PAGE).text
    assert SENTENCE in page
    spans = [(int(begin), int(end)) for begin, end in re.findall(r'href="/cn-14fyp/32/at/(\d+),(\d+)"', page)]
    assert any(begin <= TEXT.index(SENTENCE) < end < begin + len(SENTENCE) + 10 for begin, end in spans)


def test_a_piece_of_text_shows_its_sentence_and_what_that_states(client: TestClient) -> None:
    begin = TEXT.index(SENTENCE)
    airports = client.get("/query/airports.json")
    sentence = cells(airports.content, "sentence")[0]
    page = client.get(path_of(sentence), headers=PAGE).text
    assert SENTENCE in page
    assert "Longzi Airport" in page
    word = client.get(f"/cn-14fyp/32/at/{begin},{begin + 5}", headers=PAGE).text
    assert "<mark>Build</mark>" in word
    assert SENTENCE in word
    stated = _triples(client.get(path_of(sentence), headers=TRIPLES).content)
    measures = [t for t in stated if t.object == pyoxigraph.NamedNode(BASE + "ontology#Measure")]
    assert measures
    assert all(str(t.subject.value).startswith(BASE + "cn-14fyp/32/measure/") for t in measures)
    said = page[page.index('<ol class="measures">') : page.index("</ol>")]
    assert said.count('<dl class="parts">') == len(measures)
    assert re.findall(r"<dt>(\w+)</dt>", said)[0] == "object"
    assert "Longzi Airport</a>" in said
    assert "strength: deliver" in said


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/place/hunchun", "珲春市"),
        ("/cn-14fyp", "第十四个五年规划"),
        ("/cn-14fyp/32", "Further Implementing the Coordinated Regional Development Strategy"),
        ("/cn-14fyp/32/section/1", "Large-Scale Development of the Western Region"),
        ("/scheme/theme/ecology", "生态"),
        ("/kind/border-areas", "border areas"),
        ("/initiative/western-development-strategy", "western region"),
        ("/graph/gazetteer", "graph/gazetteer"),
        ("/ontology", "BorderPort"),
        (f"/resource?iri={BASE.replace('/', '%2F')}ontology%23BorderPort", "边境口岸"),
        ("/resource?iri=http%3A%2F%2Fwww.w3.org%2F2004%2F02%2Fskos%2Fcore%23Concept", "skos:Concept"),
    ],
)
def test_a_page_and_rdf_for_each_kind_of_thing(client: TestClient, path: str, label: str) -> None:
    page = client.get(path, headers=PAGE)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert label in page.text
    assert not re.search(r'(?:src|href)="https?:', page.text)
    found = _triples(client.get(path, headers=TRIPLES).content)
    assert found


@pytest.mark.parametrize(
    ("suffix", "kind", "form"),
    [
        (".ttl", "text/turtle", pyoxigraph.RdfFormat.TURTLE),
        (".nt", "application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        (".jsonld", "application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
        (".rdf", "application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
    ],
)
def test_the_same_triples_in_each_format(
    client: TestClient, suffix: str, kind: str, form: pyoxigraph.RdfFormat
) -> None:
    by_suffix = client.get("/place/hunchun" + suffix)
    by_accept = client.get("/place/hunchun", headers={"accept": kind})
    assert by_suffix.content == by_accept.content
    assert by_suffix.headers["content-type"].partition(";")[0] == kind
    found = {quad.triple for quad in pyoxigraph.parse(by_suffix.content, format=form)}
    assert found == set(_triples(client.get("/place/hunchun.nt").content))
    hunchun = pyoxigraph.NamedNode(BASE + "place/hunchun")
    label = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    assert pyoxigraph.Triple(hunchun, label, pyoxigraph.Literal("珲春市", language="zh")) in found
    assert [t for t in found if t.object == hunchun]


def test_scopes(client: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    numbers = [
        int(cells(client.get("/sparql", params={"query": count, "scope": scope}).content, "n")[0])
        for scope in ("stated", "background", "all")
    ]
    assert 0 < numbers[0] < numbers[1] < numbers[2]
    assert client.get("/sparql", params={"query": count, "scope": "x"}).status_code == 400


def test_a_client_that_has_it_is_told_so(client: TestClient) -> None:
    for path in ("/place/hunchun", "/query/airports.csv", "/place/hunchun.ttl", "/terms.json"):
        first = client.get(path)
        tag = first.headers["etag"]
        again = client.get(path, headers={"if-none-match": f'"other", W/{tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    page, rows = client.get("/query/airports", headers=PAGE), client.get("/query/airports")
    assert page.headers["etag"] != rows.headers["etag"]
    assert page.headers["vary"] == "accept"
    assert "etag" not in client.get("/place/nowhere").headers


def test_head(client: TestClient) -> None:
    for path in ("/", "/place/hunchun", "/query/airports", "/openapi.json"):  # blank nodes of /void have any length
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == client.get(path).headers["content-length"]


def test_the_snapshot(client: TestClient) -> None:
    told = client.get("/snapshot").json()
    assert told["snapshot"] == client.get("/place/hunchun").headers["x-plangraph-snapshot"]
    assert told["graphs"][BASE + "graph/gazetteer"] > 10_000
    assert sum(told["graphs"].values()) >= told["triples"]  # a triple may lie in several graphs


def test_openapi_is_valid_and_names_every_question(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    openapi_spec_validator.validate(document)
    there = queries.load_all(find_project(project.ROOT).queries / "ask")
    assert {path.removeprefix("/query/") for path in document["paths"] if path.startswith("/query/")} == {"", *there}
    asked = {p["name"]: p["schema"] for p in document["paths"]["/query/measures-for-a-place"]["get"]["parameters"]}
    assert asked == {"place": {"type": "string", "default": "place/hunchun"}}


def test_void_counts_what_is_there(client: TestClient) -> None:
    void = "http://rdfs.org/ns/void#"
    found = _triples(client.get("/void", headers=TRIPLES).content)
    parts = {t.subject: t.object.value for t in found if t.predicate.value == void + "class"}
    counts = {parts[t.subject]: int(t.object.value) for t in found if t.predicate.value == void + "entities"}
    ports = "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a plan:BorderPort }"
    assert counts[BASE + "ontology#BorderPort"] == int(
        cells(client.get("/sparql", params={"query": ports}).content, "n")[0]
    )


def test_terms_with_their_use(client: TestClient) -> None:
    terms = {term["name"]: term for term in client.get("/terms.json").json()["terms"]}
    assert terms["BorderPort"]["kind"] == "Class"
    assert terms["BorderPort"]["label_zh"]
    assert terms["object"]["uses"] > 50
    assert terms["theme/ecology"]["label"] == "ecology and environment"


def test_other_methods(client: TestClient) -> None:
    for path in ("/", "/place/hunchun", "/query/airports"):
        reply = client.post(path)
        assert reply.status_code == 405
        assert "GET" in reply.headers["allow"]


def test_json_of_the_home_page(client: TestClient) -> None:
    told = client.get("/", headers={"accept": "application/json"}).json()
    assert told["questions"] == len(
        json.loads(client.get("/query/", headers={"accept": "application/json"}).content)["questions"]
    )
