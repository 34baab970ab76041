"""Motifs: small patterns that come back, such as the same place under several items; counted and set against chance."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from plangraph.graph.analysis.nulls import DRAWS, Standing, adjusted, standing
from plangraph.graph.analysis.rewiring import two_mode
from plangraph.graph.network import Flat, Network, Proof, evidence, projection


@dataclass(frozen=True, slots=True)
class Several:
    """A node that several of the other side are linked with: a place under several items."""

    node: str
    label: str
    under: tuple[str, ...]
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two nodes of one side and what both are linked with; ``standing`` is of how many that are, ``q`` over pairs."""

    one: str
    other: str
    shared: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Motifs:
    """The patterns of a network.

    ``several`` are the targets under two sources or more, most first: a fact of the text. Copies keep how many there
    are, so that it takes ``overlap`` to ask chance. ``meetings`` are the pairs of sources that share any.
    ``squares`` counts two sources that share two targets (butterflies), in a network of two sides; ``triangles``
    three nodes that are all linked, in others. Each is against copies that keep the degrees.
    """

    several: tuple[Several, ...]
    meetings: tuple[Meeting, ...]
    squares: Standing | None
    triangles: Standing | None


def motifs(graph: Network, drawn: Sequence[Flat] = ()) -> Motifs:
    """The motifs of a network, against copies by chance (``nulls.drawn``)."""
    flat = projection(graph)
    if not two_mode(flat):
        return Motifs((), (), None, standing(triangles(flat), [triangles(copy) for copy in drawn]))
    own, chance = _shared(flat), [_shared(copy) for copy in drawn]
    pairs = sorted(own)
    standings = adjusted([standing(len(own[p]), [len(copy.get(p, ())) for copy in chance]) for p in pairs])
    meetings = [Meeting(*pair, tuple(sorted(own[pair])), s) for pair, s in zip(pairs, standings, strict=True)]
    squares = standing(_squares(own), [_squares(copy) for copy in chance])
    several = [_several(flat, node) for node in flat if flat.nodes[node]["side"] == "target" and flat.degree(node) > 1]
    return Motifs(
        tuple(sorted(several, key=lambda s: (-len(s.under), s.label, s.node))),
        tuple(sorted(meetings, key=lambda m: (-len(m.shared), m.one, m.other))),
        squares,
        None,
    )


def overlap(graph: Network, pool: int, draws: int = DRAWS, seed: int = 0) -> Standing:
    """How many targets stand under several sources, against sources that pick as many each out of a pool at random.

    The copies keep that number, so that it takes another null model, and the pool is a choice to be stated with it: all
    that a source could have named, such as every county on the border. It cannot be smaller than what is named.
    """
    flat = projection(graph)
    targets = [node for node, data in flat.nodes(data=True) if data.get("side") == "target" and flat.degree(node)]
    sizes = [degree for node, degree in flat.degree() if flat.nodes[node].get("side") == "source"]
    room = range(max(pool, len(targets)))
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    chance = []
    for _ in range(draws):
        named = Counter(place for size in sizes for place in dice.sample(room, size))
        chance.append(sum(1 for times in named.values() if times > 1))
    return standing(sum(1 for node in targets if flat.degree(node) > 1), chance)


def triangles(flat: Flat) -> int:
    """How many threes of nodes are all linked with each other."""
    near = {node: set(flat[node]) for node in flat}
    return sum(len(near[a] & near[b]) for a, b in flat.edges()) // 3


def _shared(flat: Flat) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for node, data in flat.nodes(data=True):
        if data["side"] == "target":
            for pair in combinations(sorted(flat[node]), 2):
                found.setdefault(pair, set()).add(node)
    return found


def _squares(shared: Mapping[tuple[str, str], set[str]]) -> int:
    return sum(comb(len(nodes), 2) for nodes in shared.values())


def _several(flat: Flat, node: str) -> Several:
    return Several(
        node,
        str(flat.nodes[node].get("label", node)),
        tuple(sorted(flat[node])),
        evidence(flat, node),
    )
