"""Figures of networks against those that the literature prints, and against Chapter 32 as read by hand."""

import json
import math
from pathlib import Path

import networkx as nx
import numpy
import pytest

from plangraph.build import load
from plangraph.errors import QueryError
from plangraph.files import find_project
from plangraph.graph.analysis import analyse, centrality, drawn, gaps, matrix, partition
from plangraph.graph.analysis.centrality import caution
from plangraph.graph.network import Network, network, pagerank, projection
from plangraph.graph.store import Store
from plangraph.views import analysis, figures, findings
from tests.famous import karate, women

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "queries" / "view"
SAMPLE = ROOT / "tests" / "cases" / "network" / "sample.trig"
BASE = "https://w3id.org/plangraph/"


def test_karate_degrees() -> None:
    """Zachary (1977), figure 1."""
    figures = {figure.node: figure for figure in centrality(karate())}
    assert {n: figures[n].degree for n in ("34", "1", "33", "3", "2", "12")} == {
        "34": 17,
        "1": 16,
        "33": 12,
        "3": 10,
        "2": 9,
        "12": 1,
    }
    assert sum(figure.degree for figure in figures.values()) == 2 * 78


def test_karate_betweenness() -> None:
    """The values that UCINET and igraph print, out of (34-1)(34-2)/2 = 528 pairs."""
    figures = {figure.node: figure.betweenness * 528 for figure in centrality(karate())}
    published = {"1": 231.0714, "34": 160.5516, "33": 76.6905, "3": 75.8508, "32": 73.0095, "9": 29.5294, "8": 0.0}
    assert {node: figures[node] for node in published} == pytest.approx(published, abs=5e-5)


def test_karate_pagerank() -> None:
    """With damping 0.85, as in many textbooks; and the whole vector against a linear solver."""
    flat = projection(karate())
    rank = pagerank(flat)
    published = {"34": 0.1009, "1": 0.0970, "33": 0.0717, "3": 0.0571, "2": 0.0529}
    assert {node: rank[node] for node in published} == pytest.approx(published, abs=5e-5)
    assert rank == pytest.approx(_solved(flat), abs=1e-10)


def _solved(flat: "nx.Graph[str]", damping: float = 0.85) -> dict[str, float]:
    """PageRank as the solution of (I - d M) x = (1 - d)/n, columns of nodes without an edge spread evenly."""
    nodes = list(flat)
    adjacency = nx.to_numpy_array(flat, nodelist=nodes, weight="weight")
    out = adjacency.sum(axis=0)
    moves = numpy.where(out > 0, adjacency / numpy.where(out > 0, out, 1), 1 / len(nodes))
    solution = numpy.linalg.solve(
        numpy.eye(len(nodes)) - damping * moves, numpy.full(len(nodes), (1 - damping) / len(nodes))
    )
    return {node: float(value) for node, value in zip(nodes, solution, strict=True)}


def test_pagerank_with_weights_and_lonely_nodes() -> None:
    graph: Network = nx.MultiDiGraph()
    graph.add_edge("a", "b", weight=3)
    graph.add_edge("b", "c", weight=1)
    graph.add_nodes_from(["d", "e"])
    flat = projection(graph)
    assert pagerank(flat) == pytest.approx(_solved(flat), abs=1e-10)
    assert sum(pagerank(flat).values()) == pytest.approx(1)


def test_karate_communities() -> None:
    """The best modularity is 0.4198, with four communities (Brandes and others 2008); the two leaders part."""
    found = partition(karate(), drawn(karate(), 99))
    assert 0.41 <= found.modularity.value <= 0.4198
    assert len(found.communities) == 4
    home = {member: number for number, part in enumerate(found.communities) for member in part.members}
    assert sorted(home) == sorted(map(str, range(1, 35)))
    assert home["1"] != home["34"]
    assert home["34"] == home["33"]
    assert found.modularity.null.mean < found.modularity.value
    assert found.modularity.p == 0.01  # none of 99


def test_random_links_are_not_taken_for_communities() -> None:
    """A random graph has a modularity too: chance reaches it, and the figure beside it says so."""
    random = nx.gnm_random_graph(40, 80, seed=5)
    graph: Network = nx.MultiDiGraph()
    graph.add_edges_from((str(a), str(b)) for a, b in random.edges())
    found = partition(graph, drawn(graph, 50))
    assert found.modularity.value > 0.3
    assert not found.modularity.apart


def test_communities_are_the_same_for_the_same_seed_and_named_after_their_strongest() -> None:
    found = partition(karate(), seed=7)
    assert found == partition(karate(), seed=7)
    leader = next(part for part in found.communities if "34" in part.members)
    assert leader.name == "34 · 33"


def test_women_degrees_and_two_mode_shares() -> None:
    """Attendance as printed in Davis and others; shares after Borgatti and Everett (1997): 8 of 14, 14 of 18."""
    figures = {figure.node: figure for figure in centrality(women())}
    attended = {
        "Evelyn Jefferson": 8,
        "Theresa Anderson": 8,
        "Nora Fayette": 8,
        "Pearl Oglethorpe": 3,
        "Flora Price": 2,
    }
    events = {"E8": 14, "E9": 12, "E7": 10, "E5": 8, "E1": 3}
    assert {node: figures[node].degree for node in attended | events} == attended | events
    assert figures["Evelyn Jefferson"].share == pytest.approx(0.571, abs=5e-4)
    assert figures["E8"].share == pytest.approx(0.778, abs=5e-4)


def test_women_matrix_and_its_gaps() -> None:
    found = matrix(women())
    assert (len(found.rows), len(found.columns)) == (18, 14)
    assert sum(cell.measures for cell in found.cells.values()) == 89
    empty = {(cell.row, cell.column) for cell in gaps(found)}
    assert len(empty) == 18 * 14 - 89
    assert {column for row, column in empty if row == "Flora Price"} == {f"E{n}" for n in range(1, 15)} - {"E9", "E11"}


def test_women_fall_into_the_two_cliques() -> None:
    """The cores on which the 21 studies that Freeman (2003) compares agree."""
    home = {member: part.name for part in partition(women()).communities for member in part.members}
    first = {home[name] for name in ("Evelyn Jefferson", "Laura Mandeville", "Theresa Anderson", "Brenda Rogers")}
    second = {home[name] for name in ("Nora Fayette", "Sylvia Avondale", "Katherina Rogers")}
    assert len(first) == len(second) == 1
    assert first != second


def test_each_figure_leads_to_its_sentences() -> None:
    graph = women()
    flora = next(figure for figure in centrality(graph) if figure.node == "Flora Price")
    assert {proof.quote for proof in flora.evidence} == {"Flora Price came to E9", "Flora Price came to E11"}
    cell = matrix(graph).cells["Flora Price", "E9"]
    assert [proof.quote for proof in cell.evidence] == ["Flora Price came to E9"]
    for part in partition(graph).communities:
        assert part.evidence


def test_nothing_is_nan_and_small_networks_say_so() -> None:
    empty: Network = nx.MultiDiGraph()
    assert centrality(empty) == ()
    assert partition(empty).communities == ()
    assert matrix(empty).cells == {}
    assert "no edge" in caution(empty)
    one: Network = nx.MultiDiGraph()
    one.add_node("a")
    (figure,) = centrality(one)
    assert (figure.degree, figure.share, figure.betweenness, figure.pagerank) == (0, 0.0, 0.0, 1.0)
    assert partition(one).alone == ("a",)
    one.add_edge("a", "b")
    for figure in centrality(one):
        assert not any(map(math.isnan, (figure.share, figure.strength, figure.betweenness, figure.pagerank)))
    assert "Only 2 nodes" in caution(one)
    assert caution(karate()) == ""


def test_sample_chapter_matrix() -> None:
    store = Store.memory()
    store.load(SAMPLE)
    found = matrix(network(store, "region-theme", FOLDER))
    assert [found.labels[row] for row in found.rows] == ["eastern region", "northern region", "southern region"]
    table = {row: [found.cells[row, column].measures for column in found.columns] for row in found.rows}
    assert [found.labels[column] for column in found.columns] == ["finance", "industry", "transport"]
    assert table == {f"{BASE}place/east": [0, 0, 0], f"{BASE}place/north": [0, 1, 2], f"{BASE}place/south": [0, 1, 0]}


def test_sample_findings_written_by_hand() -> None:
    store = Store.memory()
    store.load(SAMPLE)
    found = findings.findings(store, FOLDER)
    assert [finding.text for finding in found] == [
        "The text makes 7 commitments in 7 sentences.",
        "None of them carries a number; none names an organisation as responsible.",
        "By how firm they are: 4 deliver and 3 advance; in boxes 1 of 2 are of the firmest kind"
        ' ("deliver"), in running text 3 of 5.',
        "2 named works are to be built or changed (2 border ports): 2 in the northern region;"
        " the eastern region and the southern region get none.",
        "1 place stands under more than one item of a box: Pine.",
        "Of 3 policy themes, measures cover 2 in the northern region, 1 in the southern region and 0 in the eastern"
        " region; no macro-region gets one on “finance”.",
        "Themes on which one macro-region alone gets measures: northern region, “transport”.",
    ]
    assert [proof.quote for proof in found[-1].evidence] == [
        "build Alder Port and Birch Port",
        "upgrade Birch Port for trade",
    ]
    assert "“Enhance the carrying capacity of Pine” (Chapter 7, Box 3, Item 01, characters " in findings.text(
        found, store, FOLDER
    )


def test_findings_of_an_empty_graph() -> None:
    assert findings.findings(Store.memory(), FOLDER) == []
    assert "nothing to analyse" in analysis.report(Store.memory(), "region-theme", "table", FOLDER)


def test_the_analysis_in_words_and_as_data_agree() -> None:
    store = Store.memory()
    store.load(SAMPLE)
    graph = network(store, "region-theme", FOLDER)
    found = analyse(graph)
    values = figures.data(graph, found)
    assert json.loads(json.dumps(values, allow_nan=False)) == values
    assert len(values["gaps"]) == 6
    words = analysis.text(graph, found)
    assert "6 of 9 pairs are empty" in words
    assert "read the order of the figures as a list, not as a ranking" in words
    assert all(figure["evidence"] for figure in values["figures"] if figure["degree"])


def test_reports_on_one_view_on_all_and_on_none() -> None:
    store = Store.memory()
    store.load(SAMPLE)
    store.load(SAMPLE.with_name("routes.trig"))  # so that no network is empty
    one = json.loads(analysis.report(store, "region-theme", "json", FOLDER))
    every = json.loads(analysis.report(store, None, "json", FOLDER))
    assert one in every
    assert [values["view"] for values in every] == sorted(values["view"] for values in every)
    assert "chapter-picture" not in [values["view"] for values in every]
    assert analysis.report(store, None, "table", FOLDER).count("edges, each resting on sentences") == len(every)
    with pytest.raises(QueryError, match=r"^there is no view 'region-sea'"):
        analysis.report(store, "region-sea", "table", FOLDER)


# Chapter 32, read by hand: where the named works of Box 12 lie, as any atlas has it.
WORKS = {
    "xinjiang": (
        "qinghe-fuyun-altay-highway bulunkou-khunjerab-highway barkol-laoyemiao-highway taxkorgan-airport horgos-port "
        "alataw-pass-port khunjerab-port turugart-port irkeshtam-port"
    ),
    "tibet": "medog-zayu-border-highway longzi-airport lizi-port jilong-port zhangmu-port",
    "inner-mongolia": "erenhot-saihantala-highway manzhouli-port erenhot-port ganqimaodu-port qeh-port",
    "yunnan": "lushui-tengchong-highway mohan-port ruili-port",
    "guangxi": "youyiguan-port",
    "heilongjiang": "suifenhe-airport heihe-port tongjiang-port heixiazi-island-port",
    "jilin": "jian-huanren-highway hunchun-quanhe-highway yanji-chaoyangchuan-airport",
    "liaoning": "jian-huanren-highway",
}
NORTHEAST = ("heilongjiang", "jilin", "liaoning")


@pytest.fixture(scope="module")
def chapter() -> Store:
    return load(find_project(ROOT))


def _slug(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _works(graph: Network) -> set[tuple[str, str]]:
    return {
        (_slug(region), _slug(work))
        for region, work in graph.edges()
        if graph.nodes[work]["cls"] in ("Highway", "Airport", "BorderPort") and graph.nodes[work]["named"]
    }


def test_works_lie_in_their_provinces(chapter: Store) -> None:
    expected = {(province, work) for province, works in WORKS.items() for work in works.split()}
    assert _works(network(chapter, "region-infrastructure", FOLDER)) == expected


def test_no_work_lies_in_the_central_or_eastern_region(chapter: Store) -> None:
    expected = {
        ("northeastern-china" if province in NORTHEAST else "western-region", work)
        for province, works in WORKS.items()
        for work in works.split()
    }
    graph = network(chapter, "macro-region-infrastructure", FOLDER)
    assert _works(graph) == expected
    assert {_slug(node) for node, data in graph.nodes(data=True) if data["side"] == "source"} == {
        "western-region",
        "northeastern-china",
        "central-region",
        "eastern-region",
    }


def test_six_places_tie_the_items_of_the_box_together(chapter: Store) -> None:
    graph = network(chapter, "item-place", FOLDER)
    shared = {_slug(place) for place, data in graph.nodes(data=True) if len(set(graph.pred[place])) > 1}
    assert shared == {"manzhouli", "hunchun", "suifenhe", "tengchong", "erenhot", "khunjerab"}


def test_routes_tie_thirteen_pairs_of_places(chapter: Store) -> None:
    """Box 12.03 names eight highways by their stops; Section 3 three railways, whose ends their names tell."""
    graph = network(chapter, "place-place", FOLDER)
    assert {(_slug(a), _slug(b)) for a, b in graph.edges()} == {
        ("jian-city", "huanren"),
        ("hunchun", "quanhe"),
        ("lushui", "tengchong"),
        ("medog", "zayu"),
        ("zayu", "yunnan-tibet-border"),
        ("bulunkou", "khunjerab"),
        ("qinghe", "fuyun"),
        ("fuyun", "altay"),
        ("barkol", "laoyemiao"),
        ("erenhot", "saihantala"),
        ("beijing", "guangzhou"),
        ("beijing", "kowloon"),
        ("lanzhou", "lianyungang"),
    }


def test_railways_are_named_in_one_sentence_with_the_river(chapter: Store) -> None:
    """Section 3: "clusters ... along the Yangtze River, as well as along the Beijing-Guangzhou, ... railways"."""
    graph = network(chapter, "co-mention", FOLDER)
    river = next(node for node in graph if _slug(node) == "yangtze-river")
    near = {_slug(node) for node in (*graph.succ[river], *graph.pred[river])}
    assert near >= {"beijing-guangzhou-railway", "beijing-kowloon-railway", "lanzhou-lianyungang-railway"}
    assert "tibet" not in near


def test_the_four_regions_share_the_opening_sentence(chapter: Store) -> None:
    """The chapter begins with large-scale development in the west, revitalization, the rise, and modernization."""
    graph = network(chapter, "region-region", FOLDER)
    large = {node for node, data in graph.nodes(data=True) if data["cls"] == "MacroRegion"}
    assert len(large) == 4
    pairs = {(a, b): data for a, b, data in graph.edges(data=True) if a in large}
    assert len(pairs) == 6
    for data in pairs.values():
        assert data["evidence"][0].quote.startswith("promote large-scale development in the western region")


def test_chapter_32_touches_the_chapter_on_economic_security(chapter: Store) -> None:
    graph = network(chapter, "chapter-chapter", FOLDER)
    kinds = {data["kind"] for a, b, data in graph.edges(data=True) if (_slug(a), _slug(b)) == ("32", "53")}
    assert kinds >= {"food security", "border areas"}
    assert {_slug(a) for a, _ in graph.edges()} == {"32"}


def test_themes_of_the_four_regions(chapter: Store) -> None:
    """Pairs that the text states in so many words, and pairs of which it has no trace."""
    found = matrix(network(chapter, "region-theme", FOLDER))
    assert len(found.rows) == 4
    assert len(found.columns) == 18
    linked = {(_slug(row), _slug(column)) for (row, column), cell in found.cells.items() if cell.measures}
    assert linked >= {
        ("western-region", "energy-resources"),  # bases for oil, gas, coal and wind power in Xinjiang
        ("western-region", "opening-up"),  # corridors and inland platforms for opening up
        ("northeastern-china", "agriculture-food"),  # modern agriculture, the cornerstone of food security
        ("northeastern-china", "culture-tourism"),  # winter and ecological tourism
        ("northeastern-china", "talent"),  # measures for drawing in talent
        ("central-region", "agriculture-food"),  # grain production
        ("central-region", "ecology"),  # ecological security barriers
        ("central-region", "industry"),  # advanced manufacturing
        ("eastern-region", "innovation"),  # leading innovation
        ("eastern-region", "opening-up"),  # international cooperation and competition
    }
    assert not linked & {
        ("eastern-region", "agriculture-food"),
        ("eastern-region", "energy-resources"),
        ("eastern-region", "transport"),
        ("eastern-region", "talent"),
        ("central-region", "energy-resources"),
        ("central-region", "talent"),
    }


def test_places_that_are_to_become_zones(chapter: Store) -> None:
    graph = network(chapter, "initiative-region", FOLDER)
    becomes = {_slug(place) for _, place, data in graph.edges(data=True) if data["kind"] == "becomes"}
    assert becomes >= {"shenzhen", "pudong", "zhejiang"}
    strategies = {_slug(place) for _, place, data in graph.edges(data=True) if data["kind"] == "carries out"}
    assert strategies == {"western-region", "northeastern-china", "central-region", "eastern-region"}


def test_industries_of_the_northeast(chapter: Store) -> None:
    graph = network(chapter, "industry-region", FOLDER)
    northeast = {graph.nodes[i]["label"] for i, region in graph.edges() if _slug(region) == "northeastern-china"}
    assert northeast >= {"modern agriculture", "winter tourism", "ecological tourism"}


def test_findings_of_the_chapter(chapter: Store) -> None:
    texts = " ".join(finding.text for finding in findings.findings(chapter, FOLDER))
    assert (
        "Only 2 of them carry a number (about 200 border villages and about 20 general-purpose airports); "
        "none names an organisation as responsible."
    ) in texts
    assert "30 named works are to be built or changed (4 airports, 18 border ports and 8 highways)" in texts
    assert "23 in the western region and 7 in northeastern China" in texts
    assert "the central region and the eastern region get none" in texts
    assert "Xinjiang 9" in texts
    assert "Erenhot, Hunchun, Khunjerab, Manzhouli, Suifenhe and Tengchong" in texts


def test_each_proof_of_the_picture_stands_in_the_text(chapter: Store) -> None:
    source = (ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_bytes().decode("utf-8")
    graph = network(chapter, "chapter-picture", FOLDER)
    measures = {node for node, data in graph.nodes(data=True) if data["family"] == "Measure"}
    assert len(measures) > 100
    for node in measures:
        proofs = [proof for _, _, data in graph.out_edges(node, data=True) for proof in data["evidence"]]
        assert proofs
        for proof in proofs:
            begin, end = map(int, proof.span.rpartition("#char=")[2].split(","))
            words = proof.quote.split()
            assert source[begin:].startswith(words[0])
            assert source[:end].endswith(words[-1])
