"""Null models: what copies keep, that they are drawn evenly, and that chance is not taken for a finding."""

import random
from collections import Counter

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.graph.analysis import copies, drawn, motifs, standing, structure
from plangraph.graph.analysis.nulls import adjusted, draws_for, null, quantile
from plangraph.graph.network import Flat, Network, projection
from tests.famous import karate, women


def _two_sided(pairs: "list[tuple[str, str, float]]") -> Network:
    graph: Network = nx.MultiDiGraph()
    for source, target, weight in pairs:
        graph.add_node(source, side="source", label=source, family="Region")
        graph.add_node(target, side="target", label=target, family="Concept")
        graph.add_edge(source, target, key="k", weight=weight)
    return graph


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(4, 20))
def test_copies_keep_degrees_sides_and_weights(seed: int, size: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    pairs = sorted({(f"s{dice.randrange(size)}", f"t{dice.randrange(size)}") for _ in range(2 * size)})
    flat = projection(_two_sided([(a, b, dice.randrange(1, 9)) for a, b in pairs]))
    for copy in copies(flat, 3, seed):
        assert dict(copy.degree()) == dict(flat.degree())
        assert all({copy.nodes[a]["side"], copy.nodes[b]["side"]} == {"source", "target"} for a, b in copy.edges())
        assert _weights(copy) == _weights(flat)


def _weights(flat: Flat) -> list[float]:
    return sorted(data["weight"] for _, _, data in flat.edges(data=True))


def test_copies_of_one_mode_keep_degrees_and_have_no_loops() -> None:
    flat = projection(karate())
    made = list(copies(flat, 5, 1))
    for copy in made:
        assert dict(copy.degree()) == dict(flat.degree())
        assert nx.number_of_selfloops(copy) == 0
        assert copy.number_of_edges() == 78
        assert {frozenset(edge) for edge in copy.edges()} != {frozenset(edge) for edge in flat.edges()}


def test_the_same_seed_gives_the_same_copies() -> None:
    flat = projection(women())

    def made(seed: int) -> list[list[tuple[str, str, float]]]:
        return [sorted(copy.edges(data="weight")) for copy in copies(flat, 3, seed)]

    assert made(4) == made(4)
    assert made(4) != made(5)


def test_each_possible_network_comes_as_often() -> None:
    """Three sources with one target each: six ways. Chi-square with five degrees of freedom, 20.5 at 0.1 %."""
    flat = projection(_two_sided([("a", "x", 1), ("b", "y", 1), ("c", "z", 1)]))
    seen = Counter(tuple(sorted(copy.edges())) for copy in copies(flat, 1200, 0))
    assert len(seen) == 6
    assert sum((count - 200) ** 2 / 200 for count in seen.values()) < 20.5


def test_unequal_degrees_are_drawn_evenly_too() -> None:
    """Degrees 2, 1, 1 against 2, 1, 1: a tries x, y, z; five networks, counted by hand."""
    flat = projection(_two_sided([("a", "x", 1), ("a", "y", 1), ("b", "x", 1), ("c", "z", 1)]))
    seen = Counter(tuple(sorted(copy.edges())) for copy in copies(flat, 1000, 0))
    assert len(seen) == 5
    assert sum((count - 200) ** 2 / 200 for count in seen.values()) < 18.5


def test_where_the_degrees_leave_no_choice_nothing_is_found() -> None:
    complete: Network = nx.MultiDiGraph()
    complete.add_edges_from((str(a), str(b)) for a in range(5) for b in range(a))
    found = structure(complete, drawn(complete, 30))
    assert (found.of_core.value, found.of_core.z, found.of_core.p) == (4, 0.0, 1.0)


def test_standing_by_hand() -> None:
    found = standing(5.0, [0.0] * 98 + [5.0], "more")
    assert found.p == pytest.approx(2 / 100)
    assert found.null.mean == pytest.approx(5 / 99)
    assert standing(5.0, [5.0] * 9).p == 1.0
    assert standing(5.0, [5.0] * 9).z == 0.0
    assert standing(6.0, [5.0] * 9).z is None
    assert standing(6.0, [5.0] * 9).p == pytest.approx(2 / 10)
    assert standing(0.0, [1.0, 2.0, 3.0], "less").p == pytest.approx(1 / 4)
    assert standing(2.0, [-2.0, -1.0, 0.0, 1.0]).p == pytest.approx(2 / 5)
    assert standing(0.0, [-2.0, -1.0, 1.0, 2.0]).p == 1.0


def test_without_draws_nothing_is_known() -> None:
    found = standing(3.0, [])
    assert (found.p, found.q, found.apart, found.null.draws) == (1.0, 1.0, False, 0)


def test_quantiles_by_hand() -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.5
    assert quantile([0.0, 10.0], 0.025) == pytest.approx(0.25)
    assert null([2.0, 4.0]).sd == 1.0


def test_benjamini_and_hochberg_by_hand() -> None:
    """p = 1/100, 2/100, 3/100 of three: each times 3/rank is 0.03; one that never varies is not counted."""
    draws = [float(n) for n in range(1, 100)]
    found = adjusted(
        [
            standing(100.0, draws, "more"),
            standing(99.0, draws, "more"),
            standing(98.0, draws, "more"),
            standing(1.0, [1.0] * 99),
        ]
    )
    assert [s.p for s in found] == pytest.approx([0.01, 0.02, 0.03, 1.0])
    assert [s.q for s in found] == pytest.approx([0.03, 0.03, 0.03, 1.0])


def test_chance_is_not_taken_for_a_finding() -> None:
    """Forty random networks: a p-value of at most 0.1 comes by accident in about four, and not in many more."""
    small = 0
    for number in range(40):
        dice = random.Random(number)  # noqa: S311 - a repeatable sample, not a secret
        pairs = sorted({(f"s{dice.randrange(8)}", f"t{dice.randrange(12)}") for _ in range(40)})
        graph = _two_sided([(a, b, 1) for a, b in pairs])
        squares = motifs(graph, drawn(graph, 39, number)).squares
        assert squares is not None
        small += squares.p <= 0.1
    assert small <= 9  # binomial(40, 0.1) exceeds it with 0.5 %


def test_a_planted_pattern_is_found() -> None:
    """Two groups that keep to themselves share far more targets than their degrees ask for."""
    pairs = [(f"s{g}{a}", f"t{g}{b}", 1.0) for g in range(3) for a in range(4) for b in range(4)]
    graph = _two_sided(pairs)
    squares = motifs(graph, drawn(graph, 99)).squares
    assert squares is not None
    assert squares.value == 3 * 6 * 6  # each of three groups: 6 pairs of sources sharing 6 pairs of targets
    assert squares.p == pytest.approx(0.02)
    assert squares.above


def test_large_networks_get_fewer_draws_and_empty_ones_none() -> None:
    assert draws_for(projection(karate())) == 200
    assert draws_for(nx.gnm_random_graph(300, 600, seed=1)) == 50
    assert draws_for(nx.empty_graph(3)) == 0
