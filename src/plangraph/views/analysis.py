"""The analysis of a network for a reader: figures, communities and gaps, each with the words it rests on."""

import json
from pathlib import Path
from typing import Any

from plangraph.graph.analysis import Figure, Partition, centrality, gaps, matrix, partition
from plangraph.graph.analysis.centrality import caution
from plangraph.graph.analysis.communities import COPIES
from plangraph.graph.network import Network, Proof, network
from plangraph.graph.store import Reads
from plangraph.graph.view import views
from plangraph.views.plain import safe, table

_MATRIX = "region-theme"
_PICTURE = "chapter-picture"
_CLEAR = 0.05  # of modularity, which random links must stay below for communities to be worth reading


def report(store: Reads, view: str | None = None, form: str = "table", folder: Path | None = None) -> str:
    """The analysis of one network, or of all of them one after the other, for a terminal or as JSON.

    Args:
        store: a built graph.
        view: the name of a view query; None for every network but the picture, which is there to be looked at.
        form: "table" or "json".
        folder: where the view queries lie; those of the package when it is None.

    Raises:
        QueryError: there is no such view, or it is not a network.
    """
    networks = [name for name, question in views(folder).items() if question.view == "network" and name != _PICTURE]
    graphs = [network(store, name, folder) for name in ([view] if view else networks)]
    if form == "json":
        values = [data(graph) for graph in graphs]
        return json.dumps(values[0] if view else values, ensure_ascii=False, indent=2, allow_nan=False)
    return "\n\n\n".join(text(graph) for graph in graphs)


def text(graph: Network, top: int = 12) -> str:
    """The analysis as plain text for a terminal: the strongest ``top`` nodes, the communities, the empty pairs."""
    if not graph.number_of_edges():
        return f"{graph.graph.get('title', 'Network')}\n{len(graph)} nodes, no edge: nothing to analyse."
    lines = [
        str(graph.graph.get("title", "Network")),
        f"{len(graph)} nodes, {graph.number_of_edges()} edges, each resting on sentences of the text.",
        "Links: to how many others. Measures: in how many. Between: shortest ways through it. Pagerank: part of 1.",
    ]
    if note := caution(graph):
        lines.append(note)
    figures = centrality(graph)
    rows = [_row(figure) for figure in figures[:top]]
    lines += ["", table(("node", "class", "links", "measures", "between", "pagerank", "the text says"), rows)]
    if len(figures) > top:
        lines.append(f"and {len(figures) - top} more")
    lines += ["", *_communities(graph, partition(graph))]
    if graph.graph.get("view") == _MATRIX:
        lines += ["", *_coverage(graph)]
    return "\n".join(lines)


def data(graph: Network) -> dict[str, Any]:
    """The whole analysis as plain values for JSON; every figure has its evidence."""
    found = partition(graph)
    coverage = matrix(graph) if graph.graph.get("view") == _MATRIX else None
    return {
        "view": graph.graph.get("view", ""),
        "title": graph.graph.get("title", ""),
        "nodes": len(graph),
        "edges": graph.number_of_edges(),
        "caution": caution(graph),
        "figures": [
            {
                "node": figure.node,
                "label": figure.label,
                "family": figure.family,
                "degree": figure.degree,
                "share": round(figure.share, 6),
                "strength": figure.strength,
                "betweenness": round(figure.betweenness, 6),
                "pagerank": round(figure.pagerank, 6),
                "evidence": [_proof(proof) for proof in figure.evidence],
            }
            for figure in centrality(graph)
        ],
        "modularity": round(found.modularity, 6),
        "modularity_by_chance": round(found.by_chance, 6),
        "random_networks": COPIES,
        "random_networks_reaching_it": found.reached,
        "communities": [
            {
                "name": part.name,
                "members": list(part.members),
                "evidence": [_proof(proof) for proof in part.evidence],
            }
            for part in found.communities
        ],
        "alone": list(found.alone),
        "gaps": [{"row": cell.row, "column": cell.column} for cell in gaps(coverage)] if coverage else [],
    }


def _proof(proof: Proof) -> dict[str, str]:
    return {"sentence": proof.sentence, "measure": proof.measure, "quote": proof.quote, "span": proof.span}


def _row(figure: Figure) -> tuple[str, ...]:
    quote = figure.evidence[0].quote if figure.evidence else ""
    return (
        figure.label,
        figure.family,
        str(figure.degree),
        f"{figure.strength:g}",
        f"{figure.betweenness:.3f}",
        f"{figure.pagerank:.3f}",
        quote,
    )


def _communities(graph: Network, found: Partition) -> list[str]:
    lines = [
        f"{len(found.communities)} communities (Louvain), modularity {found.modularity:.2f}; networks with the same "
        f"degrees and random links have {found.by_chance:.2f}, and {found.reached} of {COPIES} reach it."
    ]
    if found.reached > COPIES // 20 or found.modularity - found.by_chance < _CLEAR:
        lines.append("Chance would group the nodes nearly as well: do not read anything into these groups.")
    labels = {node: data.get("label") for node, data in graph.nodes(data=True)}
    for part in found.communities:
        others = ", ".join(_cut(str(labels.get(member) or member)) for member in part.members[:6])
        more = f" and {len(part.members) - 6} more" if len(part.members) > 6 else ""
        lines.append(safe(f"  {' · '.join(map(_cut, part.name.split(' · ')))}: {others}{more}"))
    if found.alone:
        lines.append(safe("  without any link: " + ", ".join(str(labels.get(node) or node) for node in found.alone)))
    return lines


def _cut(label: str, size: int = 40) -> str:
    return label if len(label) <= size else label[: size - 1] + "…"


def _coverage(graph: Network) -> list[str]:
    found = matrix(graph)
    rows = [
        (found.labels[column], *(str(found.cells[row, column].measures or "·") for row in found.rows))
        for column in found.columns
    ]
    empty = len(gaps(found))
    return [
        table(("measures by theme", *(found.labels[row] for row in found.rows)), rows),
        f"{empty} of {len(found.cells)} pairs are empty (·). A measure that bears on several regions counts in each.",
    ]
