"""Which nodes of a large network belong together: Louvain's communities in whole numbers.

networkx's own takes seconds on ten thousand edges, and its sums of fractions decide ties. Here every gain of
modularity is compared as an integer, so the answer is the same on any machine and in any order of a set.
"""

from collections import deque
from collections.abc import Iterable, Sequence

_LEVELS = 12  # each level is far smaller than the one before; this many are never reached


def clusters(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The communities of the nodes 0 … ``count`` - 1, largest first, members in order.

    Args:
        count: how many nodes there are.
        edges: pairs of them; a pair that comes twice pulls twice, a loop does not pull.
    """
    links: list[dict[int, int]] = [{} for _ in range(count)]
    for a, b in edges:
        if a != b:
            links[a][b] = links[a].get(b, 0) + 1
            links[b][a] = links[b].get(a, 0) + 1
    members = [[node] for node in range(count)]
    loops = [0] * count
    for _ in range(_LEVELS):
        homes = _move(links, loops)
        names = {home: place for place, home in enumerate(dict.fromkeys(homes))}
        if len(names) == len(links):
            break
        homes = [names[home] for home in homes]
        links, loops, members = _merge(links, loops, members, homes, len(names))
    return sorted((sorted(group) for group in members), key=lambda group: (-len(group), group))


def _move(links: Sequence[dict[int, int]], loops: Sequence[int]) -> list[int]:
    """Each node into the community that gains most by it, until no move gains (Blondel and others, 2008).

    Twice the number of edges times the gain is a whole number; only a gain moves a node, so this ends.
    """
    weights = [sum(own.values()) + loop for own, loop in zip(links, loops, strict=True)]
    total = sum(weights)
    homes = list(range(len(links)))
    sums = list(weights)
    waiting = deque(range(len(links)))
    queued = [True] * len(links)
    while waiting:
        node = waiting.popleft()
        queued[node] = False
        home, weight = homes[node], weights[node]
        sums[home] -= weight
        pulls = {home: 0}
        for other, pull in links[node].items():
            pulls[homes[other]] = pulls.get(homes[other], 0) + pull
        best, most = home, pulls[home] * total - weight * sums[home]
        for target, pull in pulls.items():
            gain = pull * total - weight * sums[target]
            if gain > most or (gain == most and best != home and target < best):
                best, most = target, gain
        sums[best] += weight
        if best != home:
            homes[node] = best
            for other in links[node]:
                if homes[other] != best and not queued[other]:
                    queued[other] = True
                    waiting.append(other)
    return homes


def _merge(
    links: Sequence[dict[int, int]],
    loops: Sequence[int],
    members: Sequence[list[int]],
    homes: Sequence[int],
    count: int,
) -> tuple[list[dict[int, int]], list[int], list[list[int]]]:
    """The network of the communities: what lies inside one becomes its loop."""
    merged: list[dict[int, int]] = [{} for _ in range(count)]
    inside = [0] * count
    groups: list[list[int]] = [[] for _ in range(count)]
    for node, home in enumerate(homes):
        groups[home] += members[node]
        inside[home] += loops[node]
        own = merged[home]
        for other, pull in links[node].items():
            target = homes[other]
            if target == home:
                inside[home] += pull
            else:
                own[target] = own.get(target, 0) + pull
    return merged, inside, groups
