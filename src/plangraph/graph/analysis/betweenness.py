"""Betweenness: which nodes lie on the shortest ways between others."""

from collections.abc import Sequence

from plangraph.graph.network import Flat


def betweenness(flat: Flat) -> dict[str, float]:
    """Freeman's betweenness, as a share of the pairs of other nodes (0 to 1); every edge is one step long.

    Brandes's algorithm (2001) on numbers instead of names, as hundreds of copies by chance are asked too. What lies
    between a node of one edge and the others lies between its neighbour and them, so it is not walked again.
    """
    numbers = {node: number for number, node in enumerate(flat)}
    near = [[numbers[other] for other in others if other != node] for node, others in flat.adjacency()]
    found = [0.0] * len(near)
    lone = [0] * len(near)
    for others in near:
        if len(others) == 1 and len(near[others[0]]) > 1:
            lone[others[0]] += 1
    for source, others in enumerate(near):
        if len(others) < 2:
            continue
        order, shares = _dependencies(near, source)
        for node in order[1:]:
            found[node] += (1 + lone[source]) * shares[node]
        found[source] += lone[source] * (len(order) - 2)
    pairs = max((len(near) - 1) * (len(near) - 2), 1)  # each is met from both ends
    return {node: found[number] / pairs for node, number in numbers.items()}


def _dependencies(near: Sequence[Sequence[int]], source: int) -> tuple[list[int], list[float]]:
    """The nodes that the source reaches, nearest first, and how much of its shortest ways leads through each."""
    ways, depth = [0] * len(near), [-1] * len(near)
    ways[source], depth[source] = 1, 0
    order = [source]
    for node in order:  # which grows
        below, through = depth[node] + 1, ways[node]
        for other in near[node]:
            if depth[other] < 0:
                depth[other] = below
                order.append(other)
            if depth[other] == below:
                ways[other] += through
    shares = [0.0] * len(near)
    for node in reversed(order):
        above, part = depth[node] - 1, (1 + shares[node]) / ways[node]
        for other in near[node]:
            if depth[other] == above:
                shares[other] += ways[other] * part
    return order, shares
