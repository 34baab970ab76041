"""Figures of Chapter 32 worked out by hand from what its text names, or from formulas for networks of its shape.

Chapter 32 touches 25 other chapters and they do not touch each other here: a star. The routes are ten bits of road or
railway that do not meet: seven of one step, three of two.
"""

import math

import pytest

from plangraph.build import load
from plangraph.files import find_project
from plangraph.graph.analysis import Analysis, analyse, drawn, leaning, similarity
from plangraph.graph.network import Network, network, projection
from plangraph.graph.store import Store
from tests import project

FOLDER = project.ROOT / "queries" / "view"


@pytest.fixture(scope="module")
def chapter() -> Store:
    return load(find_project(project.ROOT))


@pytest.fixture(scope="module")
def star(chapter: Store) -> Network:
    return network(chapter, "chapter-chapter", FOLDER)


@pytest.fixture(scope="module")
def of_star(star: Network) -> Analysis:
    return analyse(star, 5)


@pytest.fixture(scope="module")
def routes(chapter: Store) -> Analysis:
    return analyse(network(chapter, "place-place", FOLDER), 20)


def _slug(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def test_all_ways_between_chapters_lead_through_this_one(of_star: Analysis) -> None:
    assert {_slug(figure.node): figure.betweenness for figure in of_star.figures if figure.betweenness} == {"32": 1.0}
    assert [_slug(cut.node) for cut in of_star.structure.cut_nodes] == ["32"]
    assert len(of_star.structure.bridges) == 25


def test_pagerank_of_a_star(of_star: Analysis) -> None:
    """The middle gives d times its rank and gets d times all the others': c = (0.15/26 + 0.85) / 1.85."""
    middle, *others = of_star.figures
    assert middle.pagerank == pytest.approx((0.15 / 26 + 0.85) / 1.85, abs=1e-9)
    for figure in others:
        given = 0.15 / 26 + 0.85 * middle.pagerank * figure.strength / middle.strength
        assert figure.pagerank == pytest.approx(given, abs=1e-9)


def test_hits_of_a_star_are_its_weights(of_star: Analysis) -> None:
    middle, *others = of_star.figures
    assert middle.hits == pytest.approx(1.0)
    for figure in others:
        assert figure.hits == pytest.approx(figure.strength / middle.strength)
    assert middle.strength == sum(figure.strength for figure in others)


def test_the_backbone_of_a_star(star: Network, of_star: Analysis) -> None:
    """(1 - w/s)^24 in the middle, nothing at the other ends: below 0.05 where w/s is above 1 - 0.05^(1/24), 0.117."""
    total = of_star.figures[0].strength
    kept = {_slug(figure.node) for figure in of_star.figures[1:] if figure.strength / total > 1 - 0.05 ** (1 / 24)}
    assert {_slug(end) for tie in of_star.backbone.ties for end in (tie.source, tie.target)} - {"32"} == kept == {"53"}
    assert of_star.backbone.expected == pytest.approx(25 * 0.05)  # so that one of them is no finding


def test_degrees_of_a_star_leave_chance_no_choice(star: Network, of_star: Analysis) -> None:
    edges = {frozenset(edge) for edge in projection(star).edges()}
    assert all({frozenset(edge) for edge in copy.edges()} == edges for copy in drawn(star, 3))
    assert of_star.structure.by_family is None  # all are chapters
    assert not of_star.partition.modularity.apart


def test_routes_fall_into_ten_parts(routes: Analysis) -> None:
    """Modularity 1 - (7 * 1 + 3 * 4) / 13^2; nothing is denser than a path; each step is a bridge."""
    assert len(routes.structure.components) == len(routes.partition.communities) == 10
    assert routes.partition.modularity.value == pytest.approx(1 - 19 / 169)
    assert routes.structure.core == 1
    assert len(routes.structure.bridges) == routes.structure.edges == 13
    assert {_slug(cut.node): cut.parts for cut in routes.structure.cut_nodes} == {"zayu": 2, "fuyun": 2, "beijing": 2}
    assert routes.motifs.triangles is None or routes.motifs.triangles.value == 0


def test_routes_by_degree(routes: Analysis) -> None:
    """Of 26 ends 20 have one neighbour and 6 have two, which meet ones only: -(6/26)^2 / (6/26 * 20/26) = -0.3."""
    assert routes.structure.by_degree is not None
    assert routes.structure.by_degree.value == pytest.approx(-0.3)


def test_items_that_name_the_same_places(chapter: Store) -> None:
    """Nine towns, four airports and Suifenhe in both: 1 of 12, and 1 / sqrt(9 * 4)."""
    pairs = {(_slug(pair.one), _slug(pair.other)): pair for pair in similarity(network(chapter, "item-place", FOLDER))}
    assert {items: {_slug(place) for place in pair.shared} for items, pair in pairs.items() if pair.shared} == {
        ("01", "03"): {"hunchun", "tengchong"},
        ("01", "04"): {"suifenhe"},
        ("01", "05"): {"manzhouli"},
        ("03", "05"): {"erenhot", "khunjerab"},
    }
    towns_and_airports = pairs["01", "04"]
    assert towns_and_airports.jaccard.value == pytest.approx(1 / 12)
    assert towns_and_airports.cosine.value == pytest.approx(1 / 6)


def test_most_co_mentions_are_the_list_of_ports(chapter: Store) -> None:
    """Item 05 upgrades fourteen ports in one sentence: each with each is 14 * 13 / 2 edges."""
    found = leaning(network(chapter, "co-mention", FOLDER))
    assert found is not None
    assert found.edges == math.comb(14, 2)
    assert found.heavy
    assert "Upgrade Jilong, Zhangmu" in found.proof.quote
