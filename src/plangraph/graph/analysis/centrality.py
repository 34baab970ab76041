"""Centrality: which nodes of a network have most, lie between most, and are led to most."""

from dataclasses import dataclass

from plangraph.graph.network import Flat, Network, Proof, betweenness, pagerank, projection, reading_order

SMALL = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """The figures of one node, and what they rest on.

    ``degree`` is the number of neighbours, ``share`` that number as a part of all it could have: of the other side
    where the network has two sides (Borgatti and Everett 1997), else of all other nodes. ``strength`` is the sum of
    the weights of its edges (measures), ``betweenness`` the share of pairs of other nodes whose shortest ways pass
    through it (0 to 1), ``pagerank`` its part of 1.
    """

    node: str
    label: str
    family: str
    degree: int
    share: float
    strength: float
    betweenness: float
    pagerank: float
    evidence: tuple[Proof, ...]


def centrality(graph: Network) -> tuple[Figure, ...]:
    """The figures of every node, the strongest first; nodes without an edge have zeros, and none is NaN."""
    flat = projection(graph)
    between, rank = betweenness(flat), pagerank(flat)
    strengths = dict(flat.degree(weight="weight"))
    reach = _reach(graph)
    figures = [
        Figure(
            node=node,
            label=str(data.get("label", node)),
            family=str(data.get("family", "Thing")),
            degree=flat.degree(node),
            share=flat.degree(node) / reach[node] if reach[node] else 0.0,
            strength=float(strengths[node]),
            betweenness=between[node],
            pagerank=rank[node],
            evidence=_evidence(flat, node),
        )
        for node, data in flat.nodes(data=True)
    ]
    return tuple(sorted(figures, key=lambda f: (-f.strength, -f.degree, -round(f.betweenness, 9), f.node)))


def caution(graph: Network) -> str:
    """What to keep in mind when reading figures of this network; empty where it is large enough to rank."""
    linked = sum(1 for node in graph if graph.degree(node))
    if not linked:
        return "The network has no edge: there is nothing to compare."
    if linked < SMALL:
        return f"Only {linked} nodes have an edge: read the order of the figures as a list, not as a ranking."
    return ""


def _reach(graph: Network) -> dict[str, int]:
    """How many neighbours each node could have."""
    sides = {node: data.get("side") for node, data in graph.nodes(data=True)}
    if None in sides.values() or "both" in sides.values():
        return dict.fromkeys(graph, max(len(graph) - 1, 0))
    sources = sum(1 for side in sides.values() if side == "source")
    return {node: len(sides) - sources if side == "source" else sources for node, side in sides.items()}


def _evidence(flat: Flat, node: str) -> tuple[Proof, ...]:
    proofs = {proof: None for neighbour in flat[node] for proof in flat[node][neighbour].get("evidence", ())}
    return tuple(sorted(proofs, key=reading_order))
