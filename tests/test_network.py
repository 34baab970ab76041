"""Networks drawn from view queries: typed nodes, edges with their evidence, one order, plain refusals."""

from pathlib import Path

import networkx as nx
import pytest
from rdflib import Dataset

from plangraph.errors import QueryError
from plangraph.graph import queries
from plangraph.graph.analysis.betweenness import betweenness
from plangraph.graph.network import Proof, communities, network, pagerank, projection
from plangraph.graph.store import Store
from plangraph.graph.view import find, passages, records, views

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "queries" / "view"
SAMPLE = ROOT / "tests" / "cases" / "network" / "sample.trig"
ROUTES = SAMPLE.with_name("routes.trig")  # goes with it
BASE = "https://w3id.org/plangraph/"
NETWORKS = sorted(name for name, question in views(FOLDER).items() if question.view == "network")


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.memory()
    store.load(SAMPLE)
    return store


@pytest.fixture(scope="module")
def routes() -> Store:
    store = Store.memory()
    store.load(SAMPLE)
    store.load(ROUTES)
    return store


def _edges(graph: "nx.MultiDiGraph[str]") -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {
        (a.removeprefix(BASE), b.removeprefix(BASE), d["kind"], tuple(p.quote for p in d["evidence"]))
        for a, b, d in graph.edges(data=True)
    }


def test_infrastructure_lies_in_its_province(store: Store) -> None:
    alder_and_birch = "build Alder Port and Birch Port"
    assert _edges(network(store, "region-infrastructure", FOLDER)) == {
        ("place/pine", "infrastructure/alder-port", "build", (alder_and_birch,)),
        ("place/pine", "infrastructure/alder-port", "upgrade", ("Upgrade Alder Port",)),
        ("place/pine", "infrastructure/birch-port", "build", (alder_and_birch,)),
        ("place/pine", "infrastructure/birch-port", "upgrade", ("upgrade Birch Port for trade",)),
    }


def test_a_region_without_works_is_a_node_without_edges(store: Store) -> None:
    graph = network(store, "macro-region-infrastructure", FOLDER)
    assert sorted(node for node in graph if not graph.degree(node)) == [f"{BASE}place/east", f"{BASE}place/south"]


def test_themes_keep_empty_pairs_as_nodes(store: Store) -> None:
    graph = network(store, "region-theme", FOLDER)
    assert _edges(graph) == {
        ("place/north", "scheme/theme/industry", "theme", ("develop coal mining",)),
        (
            "place/north",
            "scheme/theme/transport",
            "theme",
            ("build Alder Port and Birch Port", "upgrade Birch Port for trade"),
        ),
        ("place/south", "scheme/theme/industry", "theme", ("foster winter tourism",)),
    }
    assert graph[f"{BASE}place/north"][f"{BASE}scheme/theme/transport"]["theme"]["weight"] == 2
    assert f"{BASE}place/east" in graph
    assert f"{BASE}scheme/theme/finance" in graph


def test_initiatives_and_industries(store: Store) -> None:
    assert _edges(network(store, "initiative-region", FOLDER)) == {
        ("initiative/elm-zone", "place/elm", "becomes", ("build Elm City into a pilot zone",))
    }
    assert _edges(network(store, "industry-region", FOLDER)) == {
        ("industry/coal-mining", "place/north", "develop", ("develop coal mining",)),
        ("industry/winter-tourism", "place/south", "foster", ("foster winter tourism",)),
    }


def test_the_picture_holds_each_measure_with_its_part_and_its_roles(store: Store) -> None:
    graph = network(store, "chapter-picture", FOLDER)
    roles = {(a.rsplit("/", 1)[-1], b.removeprefix(BASE), d["kind"]) for a, b, d in graph.edges(data=True)}
    assert roles == {
        ("1", "infrastructure/alder-port", "object"),
        ("1", "infrastructure/birch-port", "object"),
        ("1", "test/7/section/1", "stands in"),
        ("2", "industry/coal-mining", "object"),
        ("2", "place/north", "context"),
        ("2", "test/7/section/1", "stands in"),
        ("3", "infrastructure/birch-port", "object"),
        ("3", "test/7/section/1", "stands in"),
        ("4", "industry/winter-tourism", "object"),
        ("4", "place/south", "actor"),
        ("4", "test/7/section/2", "stands in"),
        ("5", "initiative/elm-zone", "becomes"),
        ("5", "place/elm", "object"),
        ("5", "test/7/section/2", "stands in"),
        ("6", "place/pine", "object"),
        ("6", "test/7/box/3/item/01", "stands in"),
        ("7", "infrastructure/alder-port", "object"),
        ("7", "test/7/box/3/item/02", "stands in"),
    }


def test_a_port_ties_its_item_to_the_place_it_is_named_after(store: Store) -> None:
    assert _edges(network(store, "item-place", FOLDER)) == {
        ("test/7/box/3/item/01", "place/pine", "enhance", ("Enhance the carrying capacity of Pine",)),
        ("test/7/box/3/item/02", "place/pine", "upgrade", ("Upgrade Alder Port",)),
    }


def test_stops_of_a_route_are_tied_one_to_the_next(routes: Store) -> None:
    quote = ("Extend the Elm-Oak-Pine Road past Alder Port",)
    assert _edges(network(routes, "place-place", FOLDER)) == {
        ("place/elm", "place/oak", "Elm-Oak-Pine Road", quote),
        ("place/oak", "place/pine", "Elm-Oak-Pine Road", quote),
    }


def test_regions_of_one_sort_share_measures(routes: Store) -> None:
    """The road bears on three regions and on their provinces; what bears on a province and its region ties nothing."""
    pairs = [("elm", "oak"), ("elm", "pine"), ("oak", "pine"), ("east", "north"), ("east", "south"), ("north", "south")]
    quote = ("Extend the Elm-Oak-Pine Road past Alder Port",)
    expected = {(f"place/{a}", f"place/{b}", "shared measure", quote) for a, b in pairs}
    assert _edges(network(routes, "region-region", FOLDER)) == expected


def test_names_of_one_sentence_are_mentioned_together(routes: Store) -> None:
    graph = network(routes, "co-mention", FOLDER)
    sentence = "Extend the Elm-Oak-Pine Road past Alder Port."
    ends = ("infrastructure/alder-port", "infrastructure/elm-road")
    assert _edges(graph) == {(*ends, "mentioned together", (sentence,))}
    assert {data["weight"] for _, _, data in graph.edges(data=True)} == {1}


def test_a_link_ties_two_chapters(routes: Store) -> None:
    graph = network(routes, "chapter-chapter", FOLDER)
    assert _edges(graph) == {("test/7", "test/9", "roads", ("Extend the Elm-Oak-Pine Road past Alder Port.",))}
    assert graph.nodes[f"{BASE}test/9"]["label"] == "Chapter 9: Roads"
    assert graph.nodes[f"{BASE}test/9"]["label_zh"] == "第9章：道路"
    assert graph.nodes[f"{BASE}test/9"]["family"] == "Text"


def test_nodes_are_typed_and_labelled_in_both_languages(store: Store) -> None:
    graph = network(store, "chapter-picture", FOLDER)
    assert graph.nodes[f"{BASE}infrastructure/alder-port"] == {
        "label": "Alder Port",
        "label_zh": "桤木口岸",
        "cls": "BorderPort",
        "family": "Infrastructure",
        "named": True,
        "side": "target",
    }
    families = {node.removeprefix(BASE): data["family"] for node, data in graph.nodes(data=True)}
    assert families["place/north"] == "MacroRegion"
    assert families["place/elm"] == "Region"
    assert families["initiative/elm-zone"] == "Initiative"
    assert families["test/7/measure/1"] == "Measure"
    assert families["test/7/section/1"] == "Text"


def test_proofs_lead_to_the_characters(store: Store) -> None:
    """Offsets by hand: the sentence begins after 65 characters, "We will " before the measure is eight more."""
    graph = network(store, "chapter-picture", FOLDER)
    edge = graph[f"{BASE}test/7/measure/1"][f"{BASE}infrastructure/alder-port"]["object"]
    sentence, span = f"{BASE}test/7#char=65,105", f"{BASE}test/7#char=73,104"
    assert edge["evidence"] == (Proof(sentence, f"{BASE}test/7/measure/1", "build Alder Port and Birch Port", span),)
    passage = graph.graph["passages"][sentence]
    assert (passage.begin, passage.end) == (65, 105)
    assert passage.quote == "We will build Alder Port and Birch Port."
    assert passage.where == "Chapter 7, Section 1 “Opening the North”"


def test_quotes_stand_in_their_sentences(store: Store) -> None:
    known = passages(store, FOLDER)
    assert len(known) == 7
    for name in NETWORKS:
        for _, _, data in network(store, name, FOLDER).edges(data=True):
            for proof in data["evidence"]:
                assert proof.quote in known[proof.sentence].quote


def test_order_is_sorted_whatever_the_order_of_the_file(store: Store, tmp_path: Path) -> None:
    lines = sorted(f"{s.n3()} {p.n3()} {o.n3()} {g.n3()} ." for s, p, o, g in store.quads() if g is not None)
    (tmp_path / "turned.nq").write_text("\n".join(reversed(lines)), encoding="utf-8")
    turned = Store.memory()
    turned.load(tmp_path / "turned.nq")
    for name in NETWORKS:
        one, two = network(store, name, FOLDER), network(turned, name, FOLDER)
        assert list(one.nodes(data=True)) == list(two.nodes(data=True))
        assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))
        assert list(one) == sorted(one)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib's own calls of what it deprecates
@pytest.mark.parametrize("name", sorted(views(FOLDER)))
def test_rdflib_gives_the_same_rows(routes: Store, name: str) -> None:
    """A second engine, on the same files: the queries are SPARQL, not one engine's dialect."""
    data = Dataset(default_union=True)
    for path in (SAMPLE, ROUTES):
        data.parse(data=path.read_text(encoding="utf-8"), format="trig")
    question = find(name, FOLDER)
    answer = data.query(question.text)
    names = [str(variable) for variable in answer.vars or ()]
    rows = [{n: str(row[i]) for i, n in enumerate(names) if row[i] is not None} for row in answer]  # type: ignore[index]
    assert rows == records(routes, question)
    assert rows


@pytest.mark.parametrize("name", sorted(views(FOLDER)))
def test_headers_name_title_and_view(name: str) -> None:
    question = find(name, FOLDER)
    assert question.title
    assert question.title_zh
    assert question.summary
    assert question.view in ("network", "table")
    assert question.id == question.path.stem if question.path else False


def test_a_question_from_a_file_is_a_view_too(store: Store) -> None:
    question = queries.load(FOLDER / "initiative-region.rq")
    assert list(network(store, question).edges) == list(network(store, "initiative-region", FOLDER).edges)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("", "xy"),
        ("ORDER BY ?source ?target", "xy"),
        ("ORDER BY ?source LIMIT 1", "x"),
        ("order by DESC(?source)\nlimit 1", "y"),
        ("LIMIT 1 OFFSET 1", "y"),
    ],
)
def test_an_order_at_the_end_changes_nothing_unless_it_chooses(end: str, expected: str, tmp_path: Path) -> None:
    for name in ("classes", "passages", "plans"):
        (tmp_path / f"{name}.rq").write_bytes((FOLDER / f"{name}.rq").read_bytes())
    rows = '(<urn:x> <urn:z> "k" <urn:s>) (<urn:y> <urn:z> "k" <urn:s>)'
    values = f"VALUES (?source ?target ?kind ?sentence) {{ {rows} }}"
    text = f"#+ title: Ends\n#+ view: network\nSELECT * {{ {values} }} {end}\n"
    (tmp_path / "ends.rq").write_text(text, encoding="utf-8")
    graph = network(Store.memory(), "ends", tmp_path)
    assert "".join(node[-1] for node in graph if node != "urn:z") == expected


def test_unknown_views_and_tables_are_refused_in_one_line(store: Store) -> None:
    with pytest.raises(
        QueryError, match=r"^there is no view 'region-moon'; the networks are chapter-chapter, chapter-picture, [^\n]*$"
    ):
        network(store, "region-moon", FOLDER)
    with pytest.raises(QueryError, match=r"^the view 'passages' is a table, not a network$"):
        network(store, "passages", FOLDER)


def test_an_empty_store_gives_an_empty_network() -> None:
    for name in NETWORKS:
        graph = network(Store.memory(), name, FOLDER)
        assert len(graph) == 0
        flat = projection(graph)
        assert betweenness(flat) == {}
        assert pagerank(flat) == {}
        assert communities(flat) == ([], 0.0)


def test_projection_adds_parallel_edges_and_drops_loops() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("b", "a", key="x", weight=2, evidence=(Proof("s#char=9,10", "m1", "q", ""),))
    graph.add_edge("a", "b", key="y", weight=1, evidence=(Proof("s#char=10,11", "m2", "q", ""),))
    graph.add_edge("a", "a", key="z", weight=5)
    flat = projection(graph)
    assert list(flat.edges(data="weight")) == [("a", "b", 3.0)]
    assert [proof.measure for proof in flat["a"]["b"]["evidence"]] == ["m1", "m2"]
