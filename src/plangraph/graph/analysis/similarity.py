"""Similarity: which nodes of one side share their links, and whether they share more than chance would make them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from plangraph.graph.analysis.nulls import Standing, adjusted, standing
from plangraph.graph.network import Flat, Network, Proof, projection, reading_order

MANY = 50  # nodes, beyond which only pairs that share a link are told
Profile = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two nodes: what both are linked with, and how alike that makes them (0 to 1).

    ``jaccard`` asks with what they are linked, ``cosine`` also how strongly; each against copies that keep the
    degrees, with ``q`` over all pairs.
    """

    one: str
    other: str
    labels: tuple[str, str]
    shared: tuple[str, ...]
    jaccard: Standing
    cosine: Standing
    evidence: tuple[Proof, ...]


def similarity(graph: Network, drawn: Sequence[Flat] = (), side: str = "source") -> tuple[Likeness, ...]:
    """All pairs of linked nodes of a side, the most alike first.

    Args:
        graph: the network.
        drawn: copies of it by chance (``nulls.drawn``).
        side: "source" or "target"; nodes that stand in both columns, or in none, belong to either.
    """
    flat = projection(graph)
    other_side = {"source": "target", "target": "source"}[side]
    nodes = [node for node, data in flat.nodes(data=True) if data.get("side") != other_side and flat.degree(node)]
    pairs = [pair for pair in combinations(nodes, 2) if len(nodes) <= MANY or set(flat[pair[0]]) & set(flat[pair[1]])]
    own = _both(flat, pairs)
    chance = [_both(copy, pairs) for copy in drawn]
    alike = [
        adjusted([standing(own[pair][kind], [copy[pair][kind] for copy in chance]) for pair in pairs])
        for kind in (0, 1)
    ]
    found = [_likeness(flat, pair, jaccard_, cosine_) for pair, jaccard_, cosine_ in zip(pairs, *alike, strict=True)]
    return tuple(sorted(found, key=_most_alike))


def _most_alike(pair: Likeness) -> tuple[float, float, str, str]:
    return -round(pair.cosine.value, 9), -round(pair.jaccard.value, 9), pair.one, pair.other


def _both(flat: Flat, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[float, float]]:
    nodes = {node for pair in pairs for node in pair}
    profiles = {node: {n: float(data.get("weight", 1)) for n, data in flat[node].items()} for node in nodes}
    return {(a, b): (jaccard(profiles[a], profiles[b]), cosine(profiles[a], profiles[b])) for a, b in pairs}


def jaccard(one: Profile, other: Profile) -> float:
    """What two have in common as a part of what either has (Jaccard 1901); 0 where both have nothing."""
    both = len(one.keys() & other.keys())
    return both / (len(one) + len(other) - both) if both else 0.0


def cosine(one: Profile, other: Profile) -> float:
    """The cosine of the angle between two profiles of weights; 0 where they share nothing."""
    if one.keys().isdisjoint(other):
        return 0.0
    lengths = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return sum(value * other.get(key, 0.0) for key, value in one.items()) / lengths if lengths else 0.0


def _likeness(flat: Flat, pair: tuple[str, str], jaccard_: Standing, cosine_: Standing) -> Likeness:
    one, other = pair
    shared = tuple(sorted(set(flat[one]) & set(flat[other])))
    proofs = {proof for node in shared for end in pair for proof in flat[end][node].get("evidence", ())}
    labels = (str(flat.nodes[one].get("label", one)), str(flat.nodes[other].get("label", other)))
    return Likeness(one, other, labels, shared, jaccard_, cosine_, tuple(sorted(proofs, key=reading_order)))
