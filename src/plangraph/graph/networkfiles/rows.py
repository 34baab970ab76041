"""What a file of a network says of its nodes and edges, whatever the format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plangraph.graph.network import Network, Proof

Value = str | int | bool

# By column: its type as GEXF names it. What an edge rests on comes last, in columns of equally many lines.
NODE_COLUMNS = {
    "label": "string",
    "label_zh": "string",
    "class": "string",
    "family": "string",
    "named": "boolean",
    "side": "string",
}
EDGE_COLUMNS = {
    "kind": "string",
    "weight": "long",
    "quotes": "string",
    "sentences": "string",
    "measures": "string",
    "spans": "string",
    "sections": "string",
}


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge with a name of its own, since two nodes may be linked in several ways."""

    id: str
    source: str
    target: str
    values: dict[str, Value]
    evidence: tuple[Proof, ...]


def nodes(graph: Network) -> Iterator[tuple[str, dict[str, Value]]]:
    """The nodes in the order of the network, with a value for each of ``NODE_COLUMNS``."""
    for node, data in graph.nodes(data=True):
        yield (
            node,
            {
                "label": line(str(data.get("label", node))),
                "label_zh": line(str(data.get("label_zh", ""))),
                "class": str(data.get("cls", "")),
                "family": str(data.get("family", "")),
                "named": bool(data.get("named", True)),
                "side": str(data.get("side", "")),
            },
        )


def edges(graph: Network) -> Iterator[Edge]:
    """The edges in the order of the network, with a value for each of ``EDGE_COLUMNS``.

    Columns of evidence have one line for each proof, in the order of the text, so that the third quote stands in
    the third sentence and section.
    """
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        proofs: tuple[Proof, ...] = tuple(data.get("evidence", ()))
        yield Edge(
            id=f"e{number}",
            source=source,
            target=target,
            values={
                "kind": line(str(data.get("kind", ""))),
                "weight": int(data.get("weight", 1)),
                "quotes": "\n".join(line(proof.quote) for proof in proofs),
                "sentences": "\n".join(proof.sentence for proof in proofs),
                "measures": "\n".join(proof.measure for proof in proofs),
                "spans": "\n".join(proof.span for proof in proofs),
                "sections": "\n".join(line(section(graph, proof)) for proof in proofs),
            },
            evidence=proofs,
        )


def evidence(graph: Network, proofs: tuple[Proof, ...]) -> list[dict[str, str]]:
    """Proofs as formats have them that know lists: words and names letter for letter."""
    return [
        {
            "sentence": proof.sentence,
            "measure": proof.measure,
            "span": proof.span,
            "quote": proof.quote,
            "section": section(graph, proof),
        }
        for proof in proofs
    ]


def section(graph: Network, proof: Proof) -> str:
    """Where in its text a proof stands; empty where the network does not know."""
    passages: Mapping[str, Any] = graph.graph.get("passages", {})
    return str(passages[proof.sentence].where) if proof.sentence in passages else ""


def line(text: str) -> str:
    r"""Text on one line, each run of blanks as one space.

    >>> line("a  pilot\nzone ")
    'a pilot zone'
    """
    return " ".join(text.split())
