"""The analysis as it is asked for: command line, Python, bad input; and what it says of Chapter 32."""

import json
from itertools import permutations, product

import networkx as nx
import pytest

from plangraph import api
from plangraph.build import load
from plangraph.cli import main
from plangraph.errors import QueryError
from plangraph.files import find_project
from plangraph.graph.analysis import Analysis, analyse, attention, motifs, repeats
from plangraph.graph.analysis import priority as in_order
from plangraph.graph.analysis.concentration import gini
from plangraph.graph.analysis.priority import mentioned
from plangraph.graph.analysis.repeats import of_network
from plangraph.graph.network import Network, network
from plangraph.graph.store import Store
from plangraph.views import analysis, figures
from tests import project
from tests.famous import karate, women

FOLDER = project.ROOT / "queries" / "view"


def _says(graph: Network, draws: int = 10) -> str:
    """The text; and the data hold no number that JSON does not know."""
    found = analyse(graph, draws)
    values = json.dumps(figures.data(graph, found), allow_nan=False)
    words = analysis.text(graph, found)
    for said in (values, words):
        assert "nan" not in said.lower().replace("finan", "").replace("governan", "")
        assert "Infinity" not in said
    return words


def test_an_empty_network() -> None:
    empty: Network = nx.MultiDiGraph()
    assert _says(empty) == "Network\n0 nodes, no edge: nothing to analyse."


def test_one_node() -> None:
    one: Network = nx.MultiDiGraph()
    one.add_node("a")
    assert _says(one) == "Network\n1 nodes, no edge: nothing to analyse."


def test_one_edge_without_anything_else() -> None:
    pair: Network = nx.MultiDiGraph()
    pair.add_edge("a", "b")
    words = _says(pair)
    assert "Only 2 nodes have an edge" in words
    assert "the degrees leave chance no choice" in words


def test_a_network_that_does_not_hang_together() -> None:
    apart: Network = nx.MultiDiGraph()
    apart.add_edges_from((f"{part}{a}", f"{part}{b}") for part in "xyz" for a in range(4) for b in range(a))
    apart.add_node("alone")
    words = _says(apart)
    assert "Parts: 3." in words
    assert "without any link: alone" in words


def test_a_network_without_weights_or_with_odd_labels() -> None:
    assert "Backbone" not in _says(karate())
    odd: Network = nx.MultiDiGraph()
    odd.add_node("a", label="\x1b[31mred", side="source")
    odd.add_node("b", label="", side="target")
    odd.add_edge("a", "b", key="k")
    assert "\x1b" not in _says(odd)


def test_without_draws_nothing_is_claimed() -> None:
    words = _says(women(), 0)
    assert "No copies by chance were drawn" in words
    assert "chance 0" not in words


def test_one_seed_one_answer() -> None:
    assert analyse(women(), 20, 3) == analyse(women(), 20, 3)
    assert analyse(women(), 20, 3) != analyse(women(), 20, 4)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["analyse", "region-sea"], "plangraph: there is no view 'region-sea'; the networks are "),
        (["analyse", "measures"], "plangraph: the view 'measures' is a table, not a network"),
    ],
)
def test_unknown_views(arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--project", str(project.ROOT)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(line)
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("draws", ["-1", "x", "1e3", "²", "1000000"])
def test_bad_numbers_of_draws(draws: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["analyse", "--draws", draws])
    assert ended.value.code == 2
    assert "no number from 0 to 100000" in capsys.readouterr().err or draws == "-1"


def test_the_command_says_how_chance_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "region-theme", "--draws", "9", "--seed", "5", "--project", str(project.ROOT)]) == 0
    assert "Against 9 networks with the same degrees (or measures dealt anew; seed 5)" in capsys.readouterr().out
    command = ["analyse", "region-theme", "--draws", "9", "--seed", "5", "--format", "json"]
    assert main([*command, "--project", str(project.ROOT)]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["draws"], values["seed"]) == (9, 5)
    standing = values["figures"][0]["standings"]["pagerank"]
    assert set(standing) == {"value", "null", "z", "p", "q", "apart"}
    assert set(standing["null"]) == {"mean", "low", "high", "sd", "draws"}


def test_python_asks_the_same() -> None:
    found = api.analyse("region-theme", draws=9, within=find_project(project.ROOT))
    assert isinstance(found, Analysis)
    assert (found.view, found.draws) == ("region-theme", 9)
    with pytest.raises(QueryError, match="nonsense"):
        api.analyse("nonsense", within=find_project(project.ROOT))


# Chapter 32.


@pytest.fixture(scope="module")
def chapter() -> Store:
    return load(find_project(project.ROOT))


def _slug(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def test_works_are_concentrated_on_two_regions_beyond_chance(chapter: Store) -> None:
    """23 and 7 works, none for two of four regions; but five sentences say it, and that is said.

    They give 6 and 2, 2 and 1, 1, 3 and 1, and 14: all 12 * 12 * 4 * 12 * 4 ways to deal that are gone through.
    """
    found = attention(network(chapter, "macro-region-infrastructure", FOLDER), "source")
    deals = [list(permutations((*gives, *[0] * (4 - len(gives))))) for gives in ((6, 2), (2, 1), (1,), (3, 1), (14,))]
    ginis = [gini([sum(column) for column in zip(*dealt, strict=True)]) for dealt in product(*map(set, deals))]
    exact = 2 * sum(value > found.gini.value - 1e-9 for value in ginis) / len(ginis)
    assert len(ginis) == 12**3 * 4**2
    assert found.gini.standing.p == pytest.approx(exact, rel=1e-3)
    assert [(_slug(node), amount) for node, amount in found.amounts] == [
        ("western-region", 23),
        ("northeastern-china", 7),
        ("central-region", 0),
        ("eastern-region", 0),
    ]
    assert found.gini.value == pytest.approx((3 * 23 + 7 - 0 - 0) / (4 * 30), abs=0.01)
    assert found.gini.standing.apart
    assert found.few


def test_themes_are_uneven_and_regions_are_not(chapter: Store) -> None:
    """One theme in seven measures is nothing; regions get 36, 29, 27 and 24, as chance would deal them."""
    graph = network(chapter, "region-theme", FOLDER)
    found = analyse(graph, 200)
    assert found.by_target.gini.standing.apart
    assert found.by_target.gini.standing.above
    assert not found.by_source.gini.standing.apart
    assert [(_slug(node), amount) for node, amount in found.by_target.amounts[:2]] == [
        ("regional-cooperation", 25),
        ("industry", 18),
    ]


def test_the_regions_are_not_told_apart_by_centrality_or_likeness(chapter: Store) -> None:
    found = analyse(network(chapter, "region-theme", FOLDER), 200)
    assert not found.partition.modularity.apart
    assert not any(standing.apart for figure in found.figures for standing in figure.standings.values())
    assert not any(pair.jaccard.apart or pair.cosine.apart for pair in found.similarity)
    assert not any(cell.standing.apart for cell in found.associations)


def test_the_order_of_four_regions_agrees_and_proves_nothing(chapter: Store) -> None:
    """West, northeast, centre, east: so they are named, and so many measures they get; two of 24 orders are as far."""
    graph = network(chapter, "region-theme", FOLDER)
    regions = [node for node, data in graph.nodes(data=True) if data["side"] == "source"]
    order = mentioned(chapter, regions, FOLDER)
    assert [_slug(node) for node in order] == [
        "western-region",
        "northeastern-china",
        "central-region",
        "eastern-region",
    ]
    found = in_order(order, dict(analyse(graph, 0).by_source.amounts))
    assert found.rho is not None
    assert found.rho.value == pytest.approx(1.0)
    assert found.rho.p == pytest.approx(2 / 24)
    assert found.small


def test_a_list_of_strategies_links_each_with_its_own_region(chapter: Store) -> None:
    """The first sentence names four strategies and four regions at once, which is no tie of each with each."""
    graph = network(chapter, "initiative-region", FOLDER)
    first = {
        (_slug(source), _slug(target))
        for source, target, data in graph.edges(data=True)
        if any("the full revitalization of northeast" in proof.quote for proof in data["evidence"])
    }
    assert first == {
        ("western-development-strategy", "western-region"),
        ("northeast-revitalization-strategy", "northeastern-china"),
        ("central-rise-strategy", "central-region"),
        ("eastern-trailblazing-strategy", "eastern-region"),
    }
    squares = motifs(graph).squares
    assert squares is not None
    assert squares.value == 0  # no two initiatives share two regions


def test_the_northeast_shares_only_the_opening_sentence_with_the_centre_and_the_east(chapter: Store) -> None:
    """It names all four; river belts and old base areas tie the other three, border towns the northeast and west."""
    graph = network(chapter, "region-region", FOLDER)
    large = {node for node, data in graph.nodes(data=True) if data["cls"] == "MacroRegion"}
    opening = graph.subgraph(large).edges(data=True)
    sentences = {frozenset(map(_slug, (a, b))): {proof.sentence for proof in d["evidence"]} for a, b, d in opening}
    assert len(set.intersection(*sentences.values())) == 1
    assert {pair for pair, found in sentences.items() if len(found) == 1} == {
        frozenset(("northeastern-china", "central-region")),
        frozenset(("northeastern-china", "eastern-region")),
    }


def test_phrases_that_come_back_in_other_regions(chapter: Store) -> None:
    """Read from the text: sections 2, 3 and 4 use the same words for these."""
    graph = network(chapter, "region-theme", FOLDER)
    found = repeats(of_network(chapter, graph, folder=FOLDER), 100)
    assert {repeat.run for repeat in found.same} >= {
        "development of modern agriculture",
        "ecological security barriers",
        "emerging industries",
        "advanced manufacturing",
    }
    for repeat in found.same:
        assert not repeat.one.regions & repeat.other.regions
        assert repeat.run.split()[0] in repeat.one.proof.quote.casefold()


def test_the_same_places_under_several_items(chapter: Store) -> None:
    found = motifs(network(chapter, "item-place", FOLDER))
    assert {several.label for several in found.several} == {
        "Erenhot",
        "Hunchun",
        "Khunjerab",
        "Manzhouli",
        "Suifenhe",
        "Tengchong",
    }
    assert all(len(several.under) == 2 and several.evidence for several in found.several)


def test_every_view_stays_within_reason(chapter: Store) -> None:
    for name in ("industry-region", "item-place", "region-infrastructure"):
        graph = network(chapter, name, FOLDER)
        found = analyse(graph, 20)
        assert found.structure.edges == sum(1 for a, b in nx.Graph(graph).edges() if a != b)
        assert all(0 <= figure.betweenness <= 1 for figure in found.figures)
        assert sum(figure.pagerank for figure in found.figures) == pytest.approx(1)
