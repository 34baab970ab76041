"""Backbone: the edges that carry more than their share of a node's weight (Serrano, Boguñá, Vespignani 2009)."""

from dataclasses import dataclass

from plangraph.graph.network import Flat, Network, Proof, projection

ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge of the backbone; ``alpha`` is how often chance would give one end as heavy an edge."""

    source: str
    target: str
    labels: tuple[str, str]
    weight: float
    alpha: float
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Backbone:
    """The ties below ``alpha``, the least likely first, out of ``edges`` edges; ``expected`` of them by chance.

    ``weighted`` is false where all edges weigh the same: then the filter has nothing to tell apart.
    """

    alpha: float
    ties: tuple[Tie, ...]
    edges: int
    expected: float
    weighted: bool


def backbone(graph: Network, alpha: float = ALPHA) -> Backbone:
    """The disparity filter on the projection of a network.

    The null model breaks the strength of each node at random into as many parts as it has edges. An edge stays where
    its weight is so unlikely at one of its ends; a node with one edge says nothing about it.
    """
    flat = projection(graph)
    likely = disparities(flat)
    ties = [_tie(flat, a, b, p) for (a, b), p in likely.items() if p < alpha]
    weights = {round(data["weight"], 9) for _, _, data in flat.edges(data=True)}
    # An edge is asked about at each end that has two edges or more, and stays where either is unlikely.
    ends = [sum(1 for node in edge if flat.degree(node) > 1) for edge in likely]
    expected = sum(1 - (1 - alpha) ** number for number in ends)
    order = sorted(ties, key=lambda tie: (tie.alpha, -tie.weight, tie.source, tie.target))
    return Backbone(alpha, tuple(order), len(likely), expected, len(weights) > 1)


def disparities(flat: Flat) -> dict[tuple[str, str], float]:
    """How likely chance gives each edge as much weight, at the end where that is least likely: (1 - w/s)^(k - 1)."""
    strength = dict(flat.degree(weight="weight"))
    found = {}
    for a, b, data in sorted(flat.edges(data=True), key=lambda edge: (min(edge[:2]), max(edge[:2]))):
        ends = [
            (1 - data["weight"] / strength[node]) ** (flat.degree(node) - 1)
            for node in (a, b)
            if flat.degree(node) > 1 and strength[node]
        ]
        found[min(a, b), max(a, b)] = min(ends, default=1.0)
    return found


def _tie(flat: Flat, a: str, b: str, alpha: float) -> Tie:
    source, target = (b, a) if flat.nodes[a].get("side") == "target" else (a, b)
    labels = (str(flat.nodes[source].get("label", source)), str(flat.nodes[target].get("label", target)))
    data = flat[a][b]
    return Tie(source, target, labels, float(data["weight"]), alpha, tuple(data.get("evidence", ())))
