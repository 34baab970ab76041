"""The layout of large networks: communities as good as networkx's, apart from each other, the same every time."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.views.clusters import clusters
from plangraph.views.disks import disks, place
from tests import project

Edges = list[tuple[int, int]]


def _planted(groups: int, size: int, edges: int) -> Edges:
    """Groups of which nine edges in ten stay within."""
    chance = random.Random(5)  # noqa: S311 - no secret
    found: set[tuple[int, int]] = set()
    while len(found) < edges:
        first = chance.randrange(groups * size)
        within = first // size * size + chance.randrange(size)
        second = within if chance.random() < 0.9 else chance.randrange(groups * size)
        if first != second:
            found.add((min(first, second), max(first, second)))
    return sorted(found)


def _nearest(points: Sequence[tuple[float, float]]) -> float:
    """The way between the two points that are closest, by a grid."""
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    best = 1e9
    for x, y in points:
        column, row = int(x // 50), int(y // 50)
        near = [p for right in (-1, 0, 1) for down in (-1, 0, 1) for p in cells.get((column + right, row + down), ())]
        best = min([best, *(((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in near)])
        cells.setdefault((column, row), []).append((x, y))
    return best


GRAPHS: dict[str, tuple[int, Edges]] = {
    "planted": (600, _planted(12, 50, 2400)),
    "star": (500, [(0, other) for other in range(1, 500)]),
    "path": (500, [(one, one + 1) for one in range(499)]),
    "no edge": (500, []),
    "pairs": (500, [(one, one + 1) for one in range(0, 500, 2)]),
    "one": (1, []),
    "none": (0, []),
}


def test_two_cliques_and_a_bridge_are_two_communities() -> None:
    cliques = [(a, b) for first in (0, 6) for a in range(first, first + 6) for b in range(a + 1, first + 6)]
    assert clusters(12, [*cliques, (5, 6)]) == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]


def test_loops_and_nodes_without_edges_stay_alone() -> None:
    assert clusters(4, [(0, 1), (2, 2)]) == [[0, 1], [2], [3]]


def test_communities_are_as_good_as_those_of_networkx() -> None:
    count, edges = GRAPHS["planted"]
    graph: nx.Graph[int] = nx.Graph(edges)
    graph.add_nodes_from(range(count))
    ours = nx.community.modularity(graph, [set(group) for group in clusters(count, edges)])
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert ours > theirs - 0.02
    assert ours > 0.7


@pytest.mark.parametrize("name", GRAPHS)
def test_no_node_lies_on_another(name: str) -> None:
    count, edges = GRAPHS[name]
    points = place(count, edges)
    assert len(points) == count
    assert _nearest(points) > 35  # marks are at most 26 in radius, and few are


def test_communities_lie_apart() -> None:
    """The circles round any two communities do not meet."""
    count, edges = GRAPHS["planted"]
    points = place(count, edges)
    circles = []
    for group in clusters(count, edges):
        x = sum(points[node][0] for node in group) / len(group)
        y = sum(points[node][1] for node in group) / len(group)
        circles.append((x, y, max(((points[n][0] - x) ** 2 + (points[n][1] - y) ** 2) ** 0.5 for n in group)))
    for number, (x, y, radius) in enumerate(circles):
        for a, b, other in circles[number + 1 :]:
            assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 > 0.9 * (radius + other)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=80), st.randoms(use_true_random=False))
def test_the_order_of_edges_and_of_their_ends_says_nothing(edges: Edges, chance: random.Random) -> None:
    nodes = [f"n{number:02}" for number in range(31)]
    pairs = [(nodes[a], nodes[b]) for a, b in edges]
    mixed = [(b, a) if chance.random() < 0.5 else (a, b) for a, b in pairs]
    chance.shuffle(mixed)
    assert disks(nodes, pairs) == disks(nodes, mixed)
    assert set(disks(nodes, pairs)) == set(nodes)


def test_the_same_in_another_process() -> None:
    count, edges = GRAPHS["planted"]
    code = (
        "import json, sys; from plangraph.views.disks import place; count, edges = json.load(sys.stdin);"
        "json.dump(place(count, [tuple(edge) for edge in edges]), sys.stdout); assert 'numpy' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(project.ROOT / "src")}
    other = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps([count, edges]), capture_output=True, check=True, text=True,
        env=environment,
    )  # fmt: skip
    assert [tuple(point) for point in json.loads(other.stdout)] == place(count, edges)
