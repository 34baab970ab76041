"""Links between chapters: what is found, what is not, and why."""

from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS

from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.graph import link, topics
from plangraph.graph.store import Quad, Store
from plangraph.vocab import BASE, LINKS_GRAPH, PLAN

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ROOT / "queries" / "link"
GAZETTEER = ROOT / "graph" / "gazetteer"
HEAD = "plan,chapter,topic_en,topic_zh,phrases,thing,theme,source,certainty\n"

# A made-up plan of four chapters; the text of 1 and 4 is at hand.
PLAN_GRAPH = """
@prefix plan: <https://w3id.org/plangraph/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix theme: <https://w3id.org/plangraph/scheme/theme/> .
@prefix initiative: <https://w3id.org/plangraph/initiative/> . @prefix kind: <https://w3id.org/plangraph/kind/> .
@base <https://w3id.org/plangraph/> .
<x-plan/1/text> {
  <x-plan/1#char=0,9> a plan:Sentence , plan:Heading ; nif:referenceContext <x-plan/1> ; plan:quote "Rail freight" .
  <x-plan/1#char=10,99> a plan:Sentence ; nif:referenceContext <x-plan/1> ;
    plan:quote "We will ensure food, water, and housing security and launch the Blue Coast Initiative." .
  <x-plan/1#char=100,199> a plan:Sentence ; nif:referenceContext <x-plan/1> ;
    plan:quote "Islands will be kept safe, and foodstuffs will be labelled." .
}
<x-plan/4/text> {
  <x-plan/4#char=0,50> a plan:Sentence ; nif:referenceContext <x-plan/4> ;
    plan:quote "Join the Blue Coast Initiative." .
}
<x-plan/1#char=10,99> {
  <x-plan/1#char=10,99> plan:mentions initiative:blue-coast .
  <x-plan/1#char=70,80> a plan:Mention ; plan:refersTo initiative:blue-coast ; plan:named true .
  <x-plan/1/measure/12> a plan:Measure ; plan:object kind:housing-security ; plan:theme theme:livelihoods .
  kind:housing-security a plan:Kind ; rdfs:label "housing security"@en .
}
<x-plan/1#char=100,199> {
  <x-plan/1#char=100,199> plan:mentions kind:islands .
  <x-plan/1/measure/112> a plan:Measure ; plan:object kind:islands ; plan:theme theme:security .
}
<x-plan/4#char=0,50> {
  <x-plan/4#char=9,30> a plan:Mention ; plan:refersTo initiative:blue-coast ; plan:named true .
}
<graph/gazetteer> { initiative:blue-coast a plan:Initiative ; rdfs:label "Blue Coast Initiative"@en . }
<graph/outline/x-plan> {
  <x-plan/1> a plan:Chapter ; plan:number "1" ; dcterms:title "Towns"@en .
  <x-plan/2> a plan:Chapter ; plan:number "2" ; dcterms:title "Food"@en .
  <x-plan/3> a plan:Chapter ; plan:number "3" ; dcterms:title "Rail"@en .
}
"""
TOPICS = """x-plan,1,housing security,住房保障,housing security,,,title,unverified
x-plan,2,food security,粮食安全,food security,,,title,unverified
x-plan,2,housing,住房,housing security,,,title,unverified
x-plan,2,food,食品,food,,,title,unverified
x-plan,3,rail freight,铁路货运,rail freight,,,title,unverified
x-plan,3,island security,海岛安全,island security,kind/islands,security,title,unverified
x-plan,3,island tourism,海岛旅游,island tourism,kind/islands,culture-tourism,title,unverified
other,5,food security,粮食安全,food security,,,title,unverified
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "topics.csv").write_text(HEAD + TOPICS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    path = tmp_path / "x.trig"
    path.write_text(PLAN_GRAPH, encoding="utf-8")
    found = Store.memory()
    found.load(path)
    return found


def readable(quads: list[Quad]) -> dict[str, dict[str, set[str]]]:
    """Link to property to values, all below the base and without namespaces."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for s, p, o, g in quads:
        assert g == URIRef(LINKS_GRAPH)
        name = str(p).rpartition("#")[2]
        found[str(s).removeprefix(BASE)][name].add(str(o).removeprefix(BASE))
    return found


def test_links_of_a_made_up_plan(store: Store, folder: Path) -> None:
    found = readable(link.links(store, QUERIES, folder))
    links = {name: values for name, values in found.items() if name.startswith("link/")}
    assert set(links) == {
        "link/x-plan/1/x-plan/2/food-security",
        "link/x-plan/1/x-plan/2/housing",
        "link/x-plan/1/x-plan/2/food",
        "link/x-plan/1/x-plan/3/island-security",
        "link/x-plan/1/x-plan/4/blue-coast-initiative",
        "link/x-plan/4/x-plan/1/blue-coast-initiative",
    }
    food = links["link/x-plan/1/x-plan/2/food-security"]
    assert food["from"] == {"x-plan/1"}
    assert food["to"] == {"x-plan/2"}
    assert food["through"] == {"kind/food-security"}
    assert food["wasDerivedFrom"] == {"x-plan/1#char=10,99"}
    assert food["reason"] == {'Chapter 2, Food: its topic "food security" is spoken of in one sentence here'}
    island = links["link/x-plan/1/x-plan/3/island-security"]
    assert island["through"] == {"kind/islands", "scheme/theme/security"}
    shared = links["link/x-plan/1/x-plan/4/blue-coast-initiative"]
    assert shared["through"] == {"initiative/blue-coast"}
    assert float(next(iter(shared["score"]))) > float(next(iter(food["score"]))) > float(next(iter(island["score"])))
    assert found["x-plan/1"]["touches"] == {"x-plan/2", "x-plan/3", "x-plan/4"}


def test_a_thing_that_is_called_so_is_what_the_link_goes_through(store: Store, folder: Path) -> None:
    found = readable(link.links(store, QUERIES, folder))
    assert found["link/x-plan/1/x-plan/2/housing"]["through"] == {"kind/housing-security"}


def test_a_topic_without_a_thing_becomes_a_kind_with_labels(store: Store, folder: Path) -> None:
    quads = link.links(store, QUERIES, folder)
    kind = URIRef(BASE + "kind/food-security")
    about = {(p, o) for s, p, o, _ in quads if s == kind}
    assert about == {
        (RDF.type, URIRef(PLAN + "Kind")),
        (RDFS.label, Literal("food security", lang="en")),
        (RDFS.label, Literal("粮食安全", lang="zh")),
    }
    store.add([(kind, RDFS.label, Literal("Food security", lang="en"), URIRef(BASE + "graph/gazetteer"))])
    assert not [quad for quad in link.links(store, QUERIES, folder) if quad[0] == kind]


def test_the_same_links_each_time(store: Store, folder: Path) -> None:
    assert link.links(store, QUERIES, folder) == link.links(store, QUERIES, folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("food security", True),
        ("the food securities", False),
        ("FOOD security", True),
        ("food, water, and housing security", True),
        ("food and water security", True),
        ("water, food and energy security", True),
        ("food or water security", True),
        ("food security's", True),
        ("seafood security", False),
        ("food, and the improvement of security", False),
        ("security of food", False),
    ],
)
def test_phrases(tmp_path: Path, text: str, said: bool) -> None:
    (tmp_path / "topics.csv").write_text(HEAD + "p,1,food security,粮食安全,food security,,,t,c\n", encoding="utf-8")
    (topic,) = topics.load_topics(tmp_path / "topics.csv")
    assert topic.words is not None
    assert bool(topic.words.search(text)) is said


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("p,1,x,x,,,,t,c", "topics.csv:2: neither phrases nor a thing"),
        ("p,1,x,x,words,,security,t,c", "topics.csv:2: a theme narrows"),
        ("p,1,x,x,words,,t,c", "topics.csv:2: 8 cells"),
    ],
)
def test_broken_topics(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "topics.csv").write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        topics.load_topics(tmp_path / "topics.csv")
    assert message in str(error.value)


@pytest.mark.parametrize("variables", ["?sentence", "?from ?sentence"])
def test_a_query_has_to_say_what_its_rows_are(store: Store, folder: Path, variables: str) -> None:
    (folder / "a.rq").write_text(
        f"#+ title: t\nSELECT {variables} {{ BIND(1 AS ?from) BIND(2 AS ?sentence) }}", encoding="utf-8"
    )
    with pytest.raises(DataError, match="the query 'a' has to give"):
        link.links(store, folder, folder)


def test_the_shipped_topics_are_of_chapters_that_the_outline_has() -> None:
    outline = {row["chapter"] for _, row in rows(GAZETTEER / "chapters.csv", ("chapter",))}
    topics = rows(GAZETTEER / "topics.csv", ("plan", "chapter", "topic_en", "topic_zh"))
    assert {row["chapter"] for _, row in topics} <= outline
    assert "32" not in {row["chapter"] for _, row in topics}
    assert len({row["chapter"] for _, row in topics}) >= 60
    assert len({(row["plan"], row["chapter"], row["topic_en"]) for _, row in topics}) == len(topics)
    assert all(row["topic_zh"] for _, row in topics)


def test_provenance_is_a_sentence(store: Store, folder: Path) -> None:
    sources = {o for _, p, o, _ in link.links(store, QUERIES, folder) if p == PROV.wasDerivedFrom}
    assert sources
    assert all("#char=" in str(source) for source in sources)
