"""Question files: headers, parameters, and that no value can become syntax."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import RDFS

from plangraph.errors import DataError, QueryError
from plangraph.graph import queries, sparql
from plangraph.graph.store import Store
from plangraph.vocab import BASE, PREFIXES
from tests import second_opinion

ROOT = Path(__file__).resolve().parents[1]
QUESTION = """#+ id: things
#+ title: Which things have a label?
#+ title-zh: 哪些事物有标签？
#+ summary: For a thing, a text and a number.
#+ param: thing | iri | place/tibet | The thing | or place
#+ param: words | string | "Tibet" | Its label
#+ param: limit | integer | 3 | A number
#+ view: map
#+ empty: None has.
PREFIX place: <https://w3id.org/plangraph/place/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
# VALUES ?thing { place:nepal }
SELECT ?thing ?words ?limit WHERE {
  VALUES ?thing { place:tibet }
  VALUES ?words { "Tibet" }
  VALUES ?limit { 3 }
  ?thing rdfs:label ?label FILTER(STR(?label) = ?words)
}
""".replace('| "Tibet" |', "| Tibet |")


def write(folder: Path, text: str, name: str = "things.rq") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def question(tmp_path: Path) -> queries.Question:
    return queries.load(write(tmp_path, QUESTION))


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store.memory()
    found.load(ROOT / "tests" / "data" / "box12.trig")
    return found


def test_header(question: queries.Question) -> None:
    assert (question.id, question.title_zh, question.view, question.empty) == (
        "things",
        "哪些事物有标签？",
        "map",
        "None has.",
    )
    assert question.parameters == (
        queries.Parameter("thing", "iri", "place/tibet", "The thing | or place"),
        queries.Parameter("words", "string", "Tibet", "Its label"),
        queries.Parameter("limit", "integer", "3", "A number"),
    )
    assert not question.slow
    assert question.text == QUESTION


def test_a_file_runs_as_it_is_and_bound(question: queries.Question, store: Store) -> None:
    tibet = (URIRef(BASE + "place/tibet"), Literal("Tibet"), Literal(3))
    assert store.select(question.text).rows == [tibet]
    assert store.select(queries.bind(question, {})).rows == [tibet]
    bound = queries.bind(question, {"thing": "place:nepal", "words": "Nepal", "limit": "-07"})
    assert store.select(bound).rows == [(URIRef(BASE + "place/nepal"), Literal("Nepal"), Literal(-7))]
    assert "# VALUES ?thing { place:nepal }" in bound


@pytest.mark.parametrize("form", ["https://w3id.org/plangraph/place/nepal", "place:nepal", "place/nepal"])
def test_three_ways_to_write_an_iri(question: queries.Question, form: str) -> None:
    assert f"<{BASE}place/nepal>" in queries.bind(question, {"thing": form})


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
def test_any_text_comes_through_as_one_string(words: str) -> None:
    """Quotes, backslashes, braces, line breaks: what is asked for is what arrives, on both engines' parsers."""
    question = queries.read('#+ title: t\n#+ param: w | string | x | w\nSELECT ?w { VALUES ?w { "x" } }')
    bound = queries.bind(question, {"w": words})
    assert Store.memory().select(bound).rows == [(Literal(words),)]


@pytest.mark.parametrize("words", ['" } . <urn:evil> ?p ?o . { "', "\\", "'''", "\r\n\t", "# {", "\u2028"])
def test_hostile_text_on_rdflib(words: str) -> None:
    question = queries.read('#+ title: t\n#+ param: w | string | x | w\nSELECT ?w { VALUES ?w { "x" } }')
    rows = second_opinion.rows(second_opinion.dataset(""), queries.bind(question, {"w": words}))
    assert rows == [(Literal(words),)]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_is_an_iri_or_refused(value: str) -> None:
    try:
        term = sparql.iri_term(value)
    except QueryError:
        return
    assert Store.memory().select(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}").rows == [(URIRef(term[1:-1]),)]
    assert not set(term[1:-1]) & set(' <>"{}|^`\\\n')


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"thng": "x"}, "no parameter 'thng'; did you mean 'thing'?"),
        ({"thing": "plce:nepal"}, "the prefix 'plce' is not known; did you mean 'place'?"),
        ({"thing": "place/a b"}, "no IRI"),
        ({"thing": "place/x> } INSERT {"}, "no IRI"),
        ({"thing": ""}, "no IRI"),
        ({"limit": "3 . ?s ?p ?o"}, "no whole number"),
        ({"limit": "３"}, "no whole number"),
        ({"limit": "9" * 5000}, "no whole number"),
        ({"words": "half \ud800"}, "no text"),
    ],
)
def test_bad_values(question: queries.Question, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as error:
        queries.bind(question, values)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ title: Which things have a label?\n", "", "things.rq:1: the header has no title"),
        ("#+ view: map", "#+ veiw: map", "things.rq:8: the key 'veiw' is not known; did you mean 'view'?"),
        ("#+ view: map", "#+ view: globe", "things.rq:8: the view 'globe'"),
        ("#+ view: map", "#+ id: other", "things.rq:8: the key 'id' stands twice"),
        ("#+ view: map", "#+ rdflib: fast", "things.rq:8: 'rdflib' can only be 'slow'"),
        ("#+ view: map", "#+ view", "things.rq:8: a header line is"),
        ("#+ id: things", "#+ id: The Things", "things.rq:1: the id"),
        ("  VALUES ?limit { 3 }\n", "", "things.rq:7: the query has no block 'VALUES ?limit"),
        ("VALUES ?limit { 3 }", "VALUES ?limit { 4 }", "things.rq:7: the default '3' is not the term"),
        ("limit | integer |", "limit | number |", "things.rq:7: the type 'number'"),
        ("limit | integer | 3 | A number", "limit | integer", "things.rq:7: a parameter is"),
        ("limit | integer | 3", "limit | integer | three", "things.rq:7: the default: 'three'"),
        ("#+ param: words", "#+ param: thing", "things.rq:6: the parameter 'thing' stands twice"),
    ],
)
def test_broken_headers(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in QUESTION
    with pytest.raises(DataError) as error:
        queries.load(write(tmp_path, QUESTION.replace(old, new, 1).replace("thing | string", "thing | iri")))
    assert message in str(error.value)


def test_folder(tmp_path: Path) -> None:
    write(tmp_path, QUESTION.replace("id: things", "id: b"), "1.rq")
    write(tmp_path, QUESTION.replace("#+ id: things\n", ""), "a.rq")
    found = queries.load_all(tmp_path)
    assert list(found) == ["a", "b"]
    assert queries.find(found, "a").id == "a"
    with pytest.raises(QueryError, match="no question 'c'"):
        queries.find(found, "c")
    write(tmp_path, QUESTION.replace("id: things", "id: b"), "2.rq")
    with pytest.raises(DataError, match=r"2\.rq:1: the id 'b' is also that of .*1\.rq"):
        queries.load_all(tmp_path)


def test_missing_and_unreadable(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such folder"):
        queries.load_all(tmp_path / "none")
    with pytest.raises(DataError, match="cannot be read"):
        queries.load(tmp_path / "none.rq")
    with pytest.raises(QueryError, match="cannot be read"):
        queries.read(tmp_path / "none.rq")
    (tmp_path / "latin.rq").write_bytes(b"#+ title: caf\xe9\n")
    for read, error in ((queries.load, DataError), (queries.read, QueryError)):
        with pytest.raises(error, match="not UTF-8 at byte 13"):
            read(tmp_path / "latin.rq")


def test_a_query_of_ones_own(tmp_path: Path) -> None:
    assert queries.read("ASK {}").text == "ASK {}"
    own = queries.read(write(tmp_path, "\ufeffSELECT * {}\r\n"))
    assert (own.id, own.title, own.text) == ("things", "", "SELECT * {}\n")


@pytest.mark.parametrize("folder", ["ask", "rule", "link", "check", "view"])
def test_shipped_files(folder: str) -> None:
    """Each has a header in two languages, declares its own prefixes as we know them, and parses on both engines."""
    found = queries.load_all(ROOT / "queries" / folder)
    for question in found.values():
        assert question.title_zh, question.id
        declared = sparql.prefixes(question.text)
        assert {name: PREFIXES.get(name) for name in declared} == declared, question.id
        used = {
            name for name in PREFIXES if sparql.undeclared(question.text.replace(f"PREFIX {name}:", f"PREFIX x{name}:"))
        }
        assert not used - set(declared)
        store = Store.memory()
        if question.text.count("CONSTRUCT"):
            assert store.construct(question.text) == []
        else:
            store.select(question.text)


def test_labels_are_found_by_prefix() -> None:
    assert sparql.resolve("rdfs:label") == str(RDFS.label)


def test_nearest() -> None:
    assert sparql.nearest("x", []) == "; there are none"
    assert sparql.nearest("zzz", [f"q{i}" for i in range(20)]).endswith("and 8 more")
