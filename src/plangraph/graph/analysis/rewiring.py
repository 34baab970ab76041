"""Rewiring: copies of a network in which each node keeps its degree while who is linked with whom is dealt anew.

Pairs of edges exchange ends, many times over (Maslov and Sneppen 2002; Milo and others 2003); in a network of two
sides the ends of one side only, so that sources keep to targets. The weights are shuffled over the edges.
"""

import random
from collections.abc import Iterator, Mapping

from plangraph.graph.network import Flat, plain

FIRST, NEXT = 50, 10  # exchanges tried per edge: before the first copy, and from one copy to the next
_KEPT = ("side", "family")

Edge = tuple[int, int]


def two_mode(graph: Flat) -> bool:
    """Whether each node stands on one of two sides, and each edge links the one with the other."""
    sides = {node: data.get("side") for node, data in graph.nodes(data=True)}
    return set(sides.values()) <= {"source", "target"} and all(sides[a] != sides[b] for a, b in graph.edges())


def rewired(graph: Flat, draws: int, seed: int) -> Iterator[Flat]:
    """So many copies; the same ones for the same seed. Nodes keep their ``side`` and ``family``."""
    sided = two_mode(graph)
    nodes: Mapping[str, Mapping[str, object]] = {
        node: {key: graph.nodes[node][key] for key in _KEPT if key in graph.nodes[node]} for node in sorted(graph)
    }
    names = list(nodes)
    numbers = {node: number for number, node in enumerate(names)}  # which compare as the names do, but sooner
    ends = sorted(_placed(graph, *edge) if sided else (min(edge), max(edge)) for edge in graph.edges())
    weights = [float(graph[a][b].get("weight", 1)) for a, b in ends]
    edges = [(numbers[a], numbers[b]) for a, b in ends]
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    for number in range(draws):
        _exchange(edges, dice, sided, (NEXT if number else FIRST) * len(edges))
        dice.shuffle(weights)
        yield plain(nodes, ((names[a], names[b], weight) for (a, b), weight in zip(edges, weights, strict=True)))


def _placed(graph: Flat, one: str, other: str) -> tuple[str, str]:
    return (other, one) if graph.nodes[one]["side"] == "target" else (one, other)


def _exchange(edges: list[Edge], dice: random.Random, sided: bool, times: int) -> None:
    """Exchange ends in place. What cannot be exchanged counts as a try, or rare copies would be drawn too often."""
    count, roll = len(edges), dice.random
    if count < 2:
        return
    taken = set(edges)
    for _ in range(times):
        one, two = int(roll() * count), int(roll() * count)
        (a, b), (c, d) = edges[one], edges[two]
        if not sided and roll() < 0.5:
            c, d = d, c
        if a in (c, d) or b in (c, d):
            continue
        first, second = (a, d), (c, b)
        if not sided:
            first, second = (a, d) if a < d else (d, a), (c, b) if c < b else (b, c)
        if first in taken or second in taken:
            continue
        taken -= {edges[one], edges[two]}
        taken |= {first, second}
        edges[one], edges[two] = first, second
