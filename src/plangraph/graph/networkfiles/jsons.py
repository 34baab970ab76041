"""A network as JSON: node-link, as networkx and D3 read it, and Cytoscape's."""

import json
from collections.abc import Mapping
from typing import Any

from plangraph.graph.network import Network
from plangraph.graph.networkfiles.rows import Edge, edges, evidence, nodes

_ABOUT = ("view", "title", "title_zh")
_LINES = ("quotes", "sentences", "measures", "spans", "sections")  # said better by the list of proofs


def node_link(graph: Network) -> str:
    """``networkx.node_link_graph`` reads it; an edge has ``evidence``, a list of proofs with their words."""
    return _written(
        {
            "directed": True,
            "multigraph": True,
            "graph": _about(graph),
            "nodes": [{"id": node, **values} for node, values in nodes(graph)],
            "edges": [
                {"source": edge.source, "target": edge.target, "key": edge.values["kind"], **_said(graph, edge)}
                for edge in edges(graph)
            ],
        }
    )


def cytoscape(graph: Network) -> str:
    """Cytoscape and cytoscape.js read it, and ``networkx.cytoscape_graph``; evidence as in ``node_link``."""
    return _written(
        {
            "data": _about(graph),
            "directed": True,
            "multigraph": True,
            "elements": {
                "nodes": [
                    {"data": {"id": node, "value": node, "name": values["label"], **values}}
                    for node, values in nodes(graph)
                ],
                "edges": [
                    {
                        "data": {
                            "id": edge.id,
                            "source": edge.source,
                            "target": edge.target,
                            "key": edge.values["kind"],
                            **_said(graph, edge),
                        }
                    }
                    for edge in edges(graph)
                ],
            },
        }
    )


def _about(graph: Network) -> dict[str, str]:
    return {name: str(graph.graph.get(name, "")) for name in _ABOUT}


def _said(graph: Network, edge: Edge) -> dict[str, Any]:
    values = {name: value for name, value in edge.values.items() if name not in _LINES}
    return values | {"evidence": evidence(graph, edge.evidence)}


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
