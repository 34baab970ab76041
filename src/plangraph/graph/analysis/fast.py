"""The heavy figures of large networks, by igraph or rustworkx (extra ``fast``): the same figures, many times sooner.

Nothing here is used because it happens to be installed: who wants it calls it, so that no result depends on what a
machine has. PageRank and betweenness equal the plain ones within rounding. Communities are
another partition of at least the same quality, since each library breaks ties by dice of its own.

igraph is under the GPL (2 or later): a program that is given away with it comes under that licence. rustworkx is
under the Apache License 2.0; it has no communities, and samples no sources.
"""

import math
import random
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Literal

from plangraph.errors import MissingExtraError
from plangraph.graph.network import Flat
from plangraph.uncollected import uncollected

Engine = Literal["igraph", "rustworkx"]

_SETTLED = 1e-12  # of PageRank, as in ``network.pagerank``


def pagerank(flat: Flat, damping: float = 0.85, engine: Engine = "igraph") -> dict[str, float]:
    """PageRank on weighted edges, both ways; the values add up to 1. As ``network.pagerank``, within 1e-9.

    Raises:
        MissingExtraError: the engine is not installed.
    """
    nodes = list(flat)
    if not nodes:
        return {}
    if engine == "igraph":
        graph, weights = _igraph(flat)
        return dict(zip(nodes, graph.pagerank(damping=damping, weights=weights), strict=True))
    made = _rustworkx(flat, least=0.0).to_directed()  # an edge that weighs nothing leads nowhere
    settled = _SETTLED / len(nodes)  # it is multiplied by the number of nodes
    found = _library(engine).pagerank(made, alpha=damping, weight_fn=float, tol=settled, max_iter=1000)
    return {node: float(found[number]) for number, node in enumerate(nodes)}


def betweenness(flat: Flat, sources: int | None = None, seed: int = 0, engine: Engine = "igraph") -> dict[str, float]:
    """Freeman's betweenness, as a share of the pairs of other nodes (0 to 1); every edge is one step long.

    Args:
        flat: the network.
        sources: how many nodes shortest ways begin at, for an estimate (Brandes and Pich 2007); None for all of
            them, which is exact. The nodes drawn are those that ``networkx.betweenness_centrality`` draws for the
            same ``k`` and ``seed``, and so are the figures. One source, or less, cannot tell.
        seed: of the sample.
        engine: rustworkx has no samples.

    Raises:
        MissingExtraError: the engine is not installed.
        ValueError: ``sources`` is not within 2 and the number of nodes, or the engine has no samples.
    """
    nodes = list(flat)
    sample = None if sources is None or sources == len(nodes) else sources
    if sample is not None and not 2 <= sample <= len(nodes):
        raise ValueError(f"{sources} sources cannot be drawn: 2 to {len(nodes)} can")
    if engine == "rustworkx":
        if sample is not None:
            raise ValueError("rustworkx has no sampled betweenness: take igraph, or all sources")
        found = _library(engine).betweenness_centrality(_rustworkx(flat), normalized=True)
        return {node: float(found[number]) for number, node in enumerate(nodes)}
    graph, _ = _igraph(flat)
    others = len(nodes) - 1
    if sample is None:
        pairs = max(others * (others - 1) / 2, 1)
        return dict(zip(nodes, (value / pairs for value in graph.betweenness(directed=False)), strict=True))
    return _sampled(nodes, graph, sample, seed)


def _sampled(nodes: list[str], graph: Any, count: int, seed: int) -> dict[str, float]:
    """The shares that a sample of sources gives; a source lies between one pair less for each other source."""
    drawn = random.Random(seed).sample(range(len(nodes)), count)  # noqa: S311 - a repeatable sample, not a secret
    values = graph.betweenness(directed=False, sources=drawn)
    chosen, others = set(drawn), len(nodes) - 2
    # igraph halves what it counts in a graph without directions
    return {
        node: 2 * value / ((count - (number in chosen)) * others) if others > 0 else 0.0
        for number, (node, value) in enumerate(zip(nodes, values, strict=True))
    }


def communities(flat: Flat, seed: int = 0, rounds: int = 2) -> tuple[list[list[str]], float]:
    """Leiden communities (Traag, Waltman and van Eck 2019) on weighted edges, by igraph, and their modularity.

    Largest first, members sorted; as ``network.communities`` gives them, but not always the same ones.

    Args:
        flat: the network.
        seed: of the order in which nodes are moved; the same partition for the same seed.
        rounds: how often the whole way from single nodes to communities is gone. One is the soonest, and as good as
            networkx's Louvain; each further one begins with what the last one found and makes it a little better.

    Raises:
        MissingExtraError: igraph is not installed.
        ValueError: ``rounds`` is below 1.
    """
    if rounds < 1:
        raise ValueError(f"{rounds} rounds find nothing: 1 or more do")
    nodes = list(flat)
    graph, weights = _igraph(flat)
    if not any(weights):
        return [[node] for node in sorted(nodes)], 0.0
    dice = _library("igraph")
    dice.set_random_number_generator(random.Random(seed))  # noqa: S311 - as above
    try:
        found = graph.community_leiden(objective_function="modularity", weights=weights, n_iterations=rounds)
    finally:
        dice.set_random_number_generator(random)
    score = float(graph.modularity(found, weights=weights))
    parts = (sorted(nodes[number] for number in part) for part in found)
    return sorted(parts, key=lambda part: (-len(part), part)), score


def _igraph(flat: Flat) -> tuple[Any, list[float]]:
    """The network as igraph has it, nodes as numbers in their order, and the weights of its edges."""
    library = _library("igraph")
    numbers = _numbers(flat)
    edges: list[tuple[int, int]] = []
    weights: list[float] = []
    add_edge, add_weight = edges.append, weights.append
    with uncollected():
        for one, neighbours in flat.adjacency():
            here = numbers[one]
            for two, data in neighbours.items():
                there = numbers[two]
                if here <= there:
                    add_edge((here, there))
                    add_weight(data.get("weight", 1.0))
        return library.Graph(n=len(numbers), edges=edges, directed=False), weights


def _rustworkx(flat: Flat, least: float = -math.inf) -> Any:
    """The network as rustworkx has it, nodes as numbers in their order, with the edges that weigh more than that."""
    numbers = _numbers(flat)
    graph = _library("rustworkx").PyGraph(multigraph=False)
    graph.add_nodes_from(numbers)
    with uncollected():
        edges = flat.edges(data="weight", default=1.0)
        graph.add_edges_from([(numbers[a], numbers[b], float(weight)) for a, b, weight in edges if weight > least])
    return graph


def _numbers(flat: Flat) -> Mapping[str, int]:
    return {node: number for number, node in enumerate(flat)}


def _library(name: Engine) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"{name} is not installed: pip install 'plangraph[fast]'") from error
