"""Relisting: copies of a network whose pairs come from lists, such as the names of a sentence, with others in them.

A list of fourteen ports ties each with each, and no network with the degrees of that one has as many triangles by
chance. What chance does give is other members in the same lists: each name stays in as many lists, and each list keeps
as many names (the bipartite configuration model; Newman, Strogatz and Watts 2001), and what shares a list is tied anew.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from plangraph.graph.analysis.rewiring import FIRST, NEXT, Edge, exchange, marks
from plangraph.graph.network import Flat, plain


def relisted(graph: Flat, by: str, draws: int, seed: int) -> Iterator[Flat]:
    """So many copies; the same ones for the same seed. Nodes keep their ``side`` and ``family``.

    Args:
        graph: the projection, with evidence on its edges.
        by: what the members of a list have in common: "sentence" or "measure".
        draws: how many copies.
        seed: of the dice.
    """
    nodes = marks(graph)
    names = list(nodes)
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    lists = _lists(graph, by, names)
    for number in range(draws):
        weights: Counter[Edge] = Counter()
        for rows in lists:
            exchange(rows, dice, True, (NEXT if number else FIRST) * len(rows))
            members: dict[int, list[int]] = defaultdict(list)
            for at, member in rows:
                members[at].append(member)
            for group in members.values():
                weights.update(combinations(sorted(group), 2))
        yield plain(nodes, ((names[a], names[b], float(weight)) for (a, b), weight in sorted(weights.items())))


def _lists(graph: Flat, by: str, names: list[str]) -> list[list[Edge]]:
    """Numbers of lists with those of their members: all in one, or one for each class where only like is tied to like.

    A province never stands in the place of a macro-region where the view keeps the two apart.
    """
    like = all(graph.nodes[a].get("cls") == graph.nodes[b].get("cls") for a, b in graph.edges())
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for a, b, data in graph.edges(data=True):
        for proof in data.get("evidence", ()):
            for node in (a, b):
                found[str(graph.nodes[node].get("cls", "")) if like else ""].add((getattr(proof, by), node))
    numbers = {name: number for number, name in enumerate(names)}
    made = []
    for kind in sorted(found):
        order = {name: number for number, name in enumerate(sorted({name for name, _ in found[kind]}))}
        made.append(sorted((order[name], numbers[node]) for name, node in found[kind]))
    return made
