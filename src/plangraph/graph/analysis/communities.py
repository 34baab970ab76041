"""Communities: which nodes of a network belong together, and whether chance would group them as well."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.graph.network import Flat, Network, Proof, communities, projection, reading_order

COPIES = 20
_NAMED_AFTER = 2


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that are linked among themselves more than with others, named after their strongest members."""

    name: str
    members: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """The communities of a network, largest first; nodes without an edge are ``alone`` and in none of them.

    ``modularity`` says how well the network falls apart (Newman and Girvan 2004; 0 is no better than mixing);
    ``by_chance`` is the mean of what the same method finds in ``COPIES`` networks whose nodes keep their degrees
    while their edges are dealt again at random, and ``reached`` the number of those that fall apart as well or
    better. Where it is not near 0, the communities may be an accident.
    """

    communities: tuple[Community, ...]
    alone: tuple[str, ...]
    modularity: float
    by_chance: float
    reached: int


def partition(graph: Network, seed: int = 0) -> Partition:
    """The Louvain communities of a network; the same ones for the same seed."""
    flat = projection(graph)
    alone = tuple(node for node in flat if not flat.degree(node))
    flat.remove_nodes_from(alone)
    if not flat:
        return Partition((), alone, 0.0, 0.0, 0)
    parts, score = communities(flat, seed)
    strengths = dict(flat.degree(weight="weight"))
    found = []
    for members in parts:
        leaders = sorted(members, key=lambda node: (-strengths[node], node))[:_NAMED_AFTER]
        name = " · ".join(str(flat.nodes[node].get("label", node)) for node in leaders)
        inside = flat.subgraph(members)
        proofs = {proof for _, _, data in inside.edges(data=True) for proof in data.get("evidence", ())}
        found.append(Community(name, tuple(members), tuple(sorted(proofs, key=reading_order))))
    chance = _by_chance(graph, seed)
    reached = sum(1 for other in chance if other >= score)
    return Partition(tuple(found), alone, score, sum(chance) / len(chance), reached)


def _by_chance(graph: Network, seed: int) -> list[float]:
    """The modularity of copies of the network with their edges dealt again."""
    flat = projection(graph)
    sides = {node: data.get("side", "both") for node, data in graph.nodes(data=True)}
    pairs = [(b, a) if sides[a] == "target" else (a, b) for a, b in flat.edges()]
    two_sided = "both" not in sides.values()
    weights = [flat[a][b]["weight"] for a, b in pairs]
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    made = []
    for copy in range(COPIES):
        dealt: Flat = flat.__class__()
        dealt.add_weighted_edges_from(
            (a, b, weight) for (a, b), weight in zip(_swapped(pairs, dice, two_sided), weights, strict=True)
        )
        made.append(communities(dealt, seed + copy)[1])
    return made


def _swapped(pairs: Sequence[tuple[str, str]], dice: random.Random, two_sided: bool) -> list[tuple[str, str]]:
    """The edges after many exchanges of ends: degrees stay, no edge doubles, and sources keep to targets."""
    edges = list(pairs)
    taken = {frozenset(edge) for edge in edges}
    for _ in range(10 * len(edges)):
        one, two = dice.randrange(len(edges)), dice.randrange(len(edges))
        (a, b), (c, d) = edges[one], edges[two]
        if not two_sided and dice.random() < 0.5:
            c, d = d, c
        fresh = frozenset((a, d)), frozenset((c, b))
        if len({a, b, c, d}) == 4 and not taken.intersection(fresh):
            taken -= {frozenset((a, b)), frozenset((c, d))}
            taken.update(fresh)
            edges[one], edges[two] = (a, d), (c, b)
    return edges
