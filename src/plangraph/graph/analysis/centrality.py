"""Centrality: which nodes of a network have most, lie between most, and are led to most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plangraph.graph.analysis.betweenness import betweenness
from plangraph.graph.analysis.hits import hits
from plangraph.graph.analysis.leaning import leaning
from plangraph.graph.analysis.nulls import Standing, adjusted, standing
from plangraph.graph.network import Flat, Network, Proof, cores, evidence, pagerank, projection

SMALL = 20
FIGURES = ("strength", "betweenness", "pagerank", "hits", "core")
_ROUGH = 1e-6  # how exactly PageRank and HITS are worked out in the copies


@dataclass(frozen=True, slots=True)
class Figure:
    """The figures of one node, and what they rest on.

    ``degree`` is the number of neighbours, ``share`` that number as a part of all it could have: of the other side
    where the network has two sides (Borgatti and Everett 1997), else of all other nodes. ``strength`` is the sum of
    the weights of its edges (measures), ``betweenness`` the share of pairs of other nodes whose shortest ways pass
    through it (0 to 1), ``pagerank`` its part of 1. ``hits`` is its part of 1 as a hub (a source) or as an authority
    (a target), 0 where the network has not two sides; ``core`` is its core number.

    ``standings`` has ``FIGURES`` against copies that keep the degrees, with ``q`` over all nodes; empty where no
    copies were given. The degree has none, as it is what the copies keep; strength has what the weights add to it.
    """

    node: str
    label: str
    family: str
    degree: int
    share: float
    strength: float
    betweenness: float
    pagerank: float
    hits: float
    core: int
    evidence: tuple[Proof, ...]
    standings: Mapping[str, Standing]


def centrality(graph: Network, drawn: Sequence[Flat] = ()) -> tuple[Figure, ...]:
    """The figures of every node, the strongest first; nodes without an edge have zeros, and none is NaN.

    Args:
        graph: the network.
        drawn: copies of it by chance (``nulls.drawn``).
    """
    flat = projection(graph)
    own = _figures(flat, 1e-12)
    standings = _standings(own, [_figures(copy, _ROUGH) for copy in drawn])
    reach = _reach(graph)
    figures = [
        Figure(
            node=node,
            label=str(data.get("label", node)),
            family=str(data.get("family", "Thing")),
            degree=flat.degree(node),
            share=flat.degree(node) / reach[node] if reach[node] else 0.0,
            strength=own["strength"][node],
            betweenness=own["betweenness"][node],
            pagerank=own["pagerank"][node],
            hits=own["hits"][node],
            core=int(own["core"][node]),
            evidence=evidence(flat, node),
            standings=standings.get(node, {}),
        )
        for node, data in flat.nodes(data=True)
    ]
    return tuple(sorted(figures, key=lambda f: (-f.strength, -f.degree, -round(f.betweenness, 9), f.node)))


def _figures(flat: Flat, tolerance: float) -> dict[str, dict[str, float]]:
    return {
        "strength": {node: float(value) for node, value in flat.degree(weight="weight")},
        "betweenness": betweenness(flat),
        "pagerank": pagerank(flat, tolerance=tolerance),
        "hits": hits(flat, max(tolerance, 1e-10)),
        "core": {node: float(value) for node, value in cores(flat).items()},
    }


def _standings(
    own: Mapping[str, Mapping[str, float]], copies: Sequence[Mapping[str, Mapping[str, float]]]
) -> dict[str, dict[str, Standing]]:
    found: dict[str, dict[str, Standing]] = {}
    for name in FIGURES if copies else ():
        values = [
            standing(round(value, 5), [round(copy[name][node], 5) for copy in copies])
            for node, value in own[name].items()
        ]
        for node, value in zip(own[name], adjusted(values), strict=True):
            found.setdefault(node, {})[name] = value
    return found


def caution(graph: Network) -> str:
    """What to keep in mind when reading figures of this network; empty where it is large enough to rank."""
    linked = sum(1 for node in graph if graph.degree(node))
    if not linked:
        return "The network has no edge: there is nothing to compare."
    said = []
    if linked < SMALL:
        said.append(f"Only {linked} nodes have an edge: read the order of the figures as a list, not as a ranking.")
    lean = leaning(graph)
    if lean and lean.heavy and lean.of > 1:
        said.append(
            f"One sentence alone carries {lean.edges} of the {lean.of} edges: what the figures show may be its list."
        )
    return " ".join(said)


def _reach(graph: Network) -> dict[str, int]:
    """How many neighbours each node could have."""
    sides = {node: data.get("side") for node, data in graph.nodes(data=True)}
    if None in sides.values() or "both" in sides.values():
        return dict.fromkeys(graph, max(len(graph) - 1, 0))
    sources = sum(1 for side in sides.values() if side == "source")
    return {node: len(sides) - sources if side == "source" else sources for node, side in sides.items()}
