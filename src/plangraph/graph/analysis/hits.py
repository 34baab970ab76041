"""HITS (Kleinberg 1999) on a network of two sides: hubs are the sources that lead to good authorities, and so on."""

from plangraph.graph.analysis.rewiring import two_mode
from plangraph.graph.network import Flat


def hits(flat: Flat, tolerance: float = 1e-10, steps: int = 1000) -> dict[str, float]:
    """Hub scores of the sources and authority scores of the targets, each side adding up to 1; weights count.

    They are the first singular vectors of the matrix of weights. Where several are equally first (parts that do not
    hang together), what even scores lead to. All are 0 where the network has not two sides or has no edge.
    """
    if not two_mode(flat) or not flat.number_of_edges():
        return dict.fromkeys(flat, 0.0)
    links = {node: [(n, float(data.get("weight", 1))) for n, data in flat[node].items()] for node in flat}
    hubs = [node for node in flat if flat.nodes[node]["side"] == "source"]
    authorities = [node for node in flat if flat.nodes[node]["side"] == "target"]
    score = dict.fromkeys(hubs, 1 / len(hubs))
    led = dict.fromkeys(authorities, 0.0)
    for _ in range(steps):
        led = _even({node: sum(score[n] * weight for n, weight in links[node]) for node in authorities})
        fresh = _even({node: sum(led[n] * weight for n, weight in links[node]) for node in hubs})
        moved = sum(abs(fresh[node] - score[node]) for node in hubs)
        score = fresh
        if moved < tolerance:
            break
    return {node: score.get(node, led.get(node, 0.0)) for node in flat}


def _even(scores: dict[str, float]) -> dict[str, float]:
    whole = sum(scores.values())
    return {node: value / whole for node, value in scores.items()} if whole else scores
