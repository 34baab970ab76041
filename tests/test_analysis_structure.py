"""Structure, HITS, similarity, backbone and motifs on networks worked out by hand or in the literature."""

import math

import networkx as nx
import numpy
import pytest

from plangraph.graph.analysis import (
    backbone,
    centrality,
    drawn,
    leaning,
    motifs,
    overlap,
    similarity,
    structure,
    without,
)
from plangraph.graph.analysis.betweenness import betweenness
from plangraph.graph.analysis.hits import hits
from plangraph.graph.analysis.similarity import cosine, jaccard
from plangraph.graph.analysis.structure import by_kind
from plangraph.graph.network import Flat, Network, Proof, cores, projection
from tests.famous import karate, women


def test_karate_cores() -> None:
    """Each of these ten has four friends among them, and of the other 24 no group has."""
    found = structure(karate())
    assert found.core == 4
    assert set(found.inner) == {"1", "2", "3", "4", "8", "9", "14", "31", "33", "34"}
    assert cores(projection(karate()))["12"] == 1


def test_karate_betweenness_of_the_instructor() -> None:
    figures = {figure.node: figure for figure in centrality(karate())}
    assert figures["1"].betweenness == pytest.approx(0.4376, abs=5e-5)
    assert figures["1"].core == 4


def test_betweenness_beside_that_of_networkx() -> None:
    """Sparse networks with trees, parts, lonely nodes and loops, whose nodes of one edge are not walked from."""
    for seed in range(100):
        size = 1 + seed % 17
        made = nx.gnm_random_graph(size, (seed * 7) % (2 * size), seed=seed) if seed % 4 else nx.path_graph(size)
        flat: Flat = nx.relabel_nodes(made, str)
        expected = nx.betweenness_centrality(flat)
        flat.add_edge("0", "0")
        assert betweenness(flat) == pytest.approx(expected, abs=1e-12)


def test_karate_hangs_on_one_member() -> None:
    """Member 12 knows only member 1; without 1 the group of 5, 6, 7, 11 and 17 is cut off too."""
    found = structure(karate())
    assert [(bridge.source, bridge.target) for bridge in found.bridges] == [("1", "12")]
    assert [(cut.node, cut.parts) for cut in found.cut_nodes] == [("1", 3)]
    assert len(found.components) == 1


def test_karate_assortativity() -> None:
    """-0.476 is what textbooks have for the degrees; by faction the club is as networkx has it."""
    found = structure(karate())
    assert found.by_degree is not None
    assert found.by_degree.value == pytest.approx(-0.47561, abs=5e-6)
    club = nx.karate_club_graph()
    kinds = {str(node + 1): str(data["club"]) for node, data in club.nodes(data=True)}
    assert by_kind(projection(karate()), kinds) == pytest.approx(nx.attribute_assortativity_coefficient(club, "club"))


def test_assortativity_that_is_not_defined_is_not_a_number_of_any_kind() -> None:
    ring: Network = nx.MultiDiGraph()
    ring.add_edges_from([("a", "b"), ("b", "c"), ("c", "a")])
    found = structure(ring, drawn(ring, 5))
    assert found.by_degree is None
    assert found.by_family is None


def test_degrees_alone_make_much_of_the_clubs_assortativity() -> None:
    """Hubs of a small network cannot all meet one another: copies with the same degrees are disassortative too."""
    found = structure(karate(), drawn(karate(), 99)).by_degree
    assert found is not None
    assert found.null.mean < -0.2


def test_hits_are_the_first_singular_vectors() -> None:
    flat = projection(women())
    given = hits(flat)
    hubs = [node for node, data in flat.nodes(data=True) if data["side"] == "source"]
    events = [node for node, data in flat.nodes(data=True) if data["side"] == "target"]
    table = numpy.array([[1.0 if flat.has_edge(a, b) else 0.0 for b in events] for a in hubs])
    left, _, right = numpy.linalg.svd(table)
    for nodes, vector in ((hubs, left[:, 0]), (events, right[0])):
        expected = dict(zip(nodes, numpy.abs(vector) / numpy.abs(vector).sum(), strict=True))
        assert {node: given[node] for node in nodes} == pytest.approx(expected, abs=1e-8)
    assert max(events, key=lambda node: given[node]) == "E8"
    assert max(hubs, key=lambda node: given[node]) == "Theresa Anderson"


def test_hits_with_weights_and_without_sides() -> None:
    graph: Network = nx.MultiDiGraph()
    weights = {("a", "x"): 3.0, ("a", "y"): 1.0, ("b", "y"): 2.0}
    for (source, target), weight in weights.items():
        graph.add_node(source, side="source")
        graph.add_node(target, side="target")
        graph.add_edge(source, target, key="k", weight=weight)
    left, _, _ = numpy.linalg.svd(numpy.array([[3.0, 1.0], [0.0, 2.0]]))
    share = numpy.abs(left[:, 0]) / numpy.abs(left[:, 0]).sum()
    given = hits(projection(graph))
    assert (given["a"], given["b"]) == pytest.approx(tuple(share), abs=1e-8)
    assert set(hits(projection(karate())).values()) == {0.0}


def test_likeness_by_hand() -> None:
    assert jaccard(dict.fromkeys("abc", 1), dict.fromkeys("bcd", 1)) == 0.5
    assert cosine({"a": 1, "b": 2}, {"b": 2, "c": 1}) == pytest.approx(0.8)
    assert jaccard({}, {}) == cosine({}, {"a": 1}) == 0.0


def test_women_who_came_to_the_same_events() -> None:
    """Evelyn and Theresa came to eight events each, seven of them together: much, but these are what all came to."""
    found = {(pair.one, pair.other): pair for pair in similarity(women(), drawn(women(), 99))}
    pair = found["Evelyn Jefferson", "Theresa Anderson"]
    assert len(found) == 18 * 17 / 2
    assert pair.jaccard.value == pytest.approx(7 / 9)
    assert pair.cosine.value == pytest.approx(7 / 8)
    assert len(pair.shared) == 7
    assert len(pair.evidence) == 14
    assert pair.jaccard.above
    assert pair.jaccard.null.mean > 0.4
    assert pair.jaccard.q > pair.jaccard.p
    assert not pair.jaccard.apart


def test_likeness_of_events() -> None:
    found = similarity(women(), side="target")
    assert {node for pair in found for node in (pair.one, pair.other)} == {f"E{n}" for n in range(1, 15)}


def test_the_disparity_filter_on_a_star() -> None:
    """Weights 7, 1, 1, 1 at the middle: (1 - 0.7)^3 = 0.027 and (1 - 0.1)^3 = 0.729; the leaves say nothing."""
    star: Network = nx.MultiDiGraph()
    for leaf, weight in (("a", 7), ("b", 1), ("c", 1), ("d", 1)):
        star.add_edge("middle", leaf, key="k", weight=weight)
    found = backbone(star)
    assert [(tie.source, tie.target, round(tie.alpha, 6)) for tie in found.ties] == [("a", "middle", 0.027)]
    assert (found.edges, found.weighted) == (4, True)
    assert found.expected == pytest.approx(4 * 0.05)
    assert len(backbone(star, alpha=0.73).ties) == 4


def test_a_network_without_weights_has_no_backbone() -> None:
    found = backbone(karate())
    assert not found.weighted


def test_motifs_of_the_women() -> None:
    found = motifs(women(), drawn(women(), 99))
    assert found.triangles is None
    assert found.squares is not None
    given = nx.davis_southern_women_graph()
    names = [node for node, data in given.nodes(data=True) if data["bipartite"] == 0]
    table = nx.to_numpy_array(given)[: len(names), len(names) :]
    together = table @ table.T  # events that two women share, as Breiger (1974) multiplies the table out
    assert found.squares.value == sum(math.comb(int(together[i, j]), 2) for i in range(len(names)) for j in range(i))
    assert [(s.node, len(s.under)) for s in found.several[:2]] == [("E8", 14), ("E9", 12)]
    assert len(found.several) == 14


def test_overlap_of_two_that_pick_two_of_four() -> None:
    """Of {1, 2} and two out of four, one is common on average: hypergeometric, 1/6, 4/6, 1/6 for 0, 1, 2."""
    graph: Network = nx.MultiDiGraph()
    for source, target in (("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")):
        graph.add_node(source, side="source")
        graph.add_node(target, side="target")
        graph.add_edge(source, target, key="k")
    found = overlap(graph, 4, 3000)
    assert found.value == 2
    assert found.null.mean == pytest.approx(1, abs=0.05)
    assert found.null.sd == pytest.approx(math.sqrt(1 / 3), abs=0.03)
    assert found.p == pytest.approx(1 / 3, abs=0.03)
    assert overlap(graph, 1, 5).p == 1.0


def test_triangles_of_the_club() -> None:
    found = motifs(karate(), drawn(karate(), 50))
    assert found.triangles is not None
    assert found.triangles.value == 45
    assert found.squares is None


def _leaning() -> Network:
    graph: Network = nx.MultiDiGraph()
    for number, (target, sentences) in enumerate((("x", "1"), ("y", "1"), ("z", "12"), ("w", "2"))):
        proofs = tuple(Proof(f"t#char={s},9", f"m{number}{s}", "", "") for s in sentences)
        graph.add_edge("r", target, key="k", weight=len(proofs), evidence=proofs)
    return graph


def test_what_hangs_on_one_sentence() -> None:
    graph = _leaning()
    found = leaning(graph)
    assert found is not None
    assert (found.proof.sentence, found.edges, found.of, found.heavy) == ("t#char=1,9", 2, 4, True)
    left = without(graph, "t#char=1,9")
    assert sorted(left["r"]) == ["w", "z"]
    assert left["r"]["z"]["k"]["weight"] == 1
    assert set(left) == set(graph)
    assert graph.number_of_edges() == 4
    assert leaning(karate()) is None
