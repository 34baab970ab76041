"""Communities: which nodes of a network belong together, and whether chance would group them as well."""

from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.graph.analysis.nulls import Standing, standing
from plangraph.graph.network import Flat, Network, Proof, communities, projection, reading_order

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

    ``modularity`` says how well the network falls apart (Newman and Girvan 2004; 0 is no better than mixing), against
    what the same method finds in copies that keep the degrees: a random network falls apart too (Guimerà and others
    2004).
    """

    communities: tuple[Community, ...]
    alone: tuple[str, ...]
    modularity: Standing


def partition(graph: Network, drawn: Sequence[Flat] = (), seed: int = 0) -> Partition:
    """The Louvain communities of a network, against copies by chance (``nulls.drawn``); the same for the same seed."""
    flat = projection(graph)
    alone = tuple(node for node in flat if not flat.degree(node))
    flat.remove_nodes_from(alone)
    if not flat:
        return Partition((), alone, standing(0.0, []))
    parts, score = communities(flat, seed)
    strengths = dict(flat.degree(weight="weight"))
    found = []
    for members in parts:
        leaders = sorted(members, key=lambda node: (-strengths[node], node))[:_NAMED_AFTER]
        name = " · ".join(str(flat.nodes[node].get("label", node)) for node in leaders)
        inside = flat.subgraph(members)
        proofs = {proof for _, _, data in inside.edges(data=True) for proof in data.get("evidence", ())}
        found.append(Community(name, tuple(members), tuple(sorted(proofs, key=reading_order))))
    chance = [communities(copy, seed + number)[1] for number, copy in enumerate(drawn, start=1)]
    return Partition(tuple(found), alone, standing(score, chance, "more"))
