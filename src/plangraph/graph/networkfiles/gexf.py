"""A network as GEXF 1.3, for Gephi."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from plangraph.escape import xml_text
from plangraph.graph.network import Network
from plangraph.graph.networkfiles.rows import EDGE_COLUMNS, NODE_COLUMNS, Value, edges, nodes

# What Gephi has a place of its own for is no column.
_OWN = ("label", "weight", "kind")


def text(graph: Network) -> str:
    """Nodes and edges with all columns; characters that XML cannot hold are replaced by U+FFFD.

    The label of a node is its English one. The kind of an edge is its label and its GEXF kind, by which Gephi
    tells edges between the same two nodes apart.
    """
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: Network) -> Iterator[str]:
    yield "<?xml version='1.0' encoding='utf-8'?>"
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
    yield f"<meta><creator>plangraph</creator><description>{_title(graph)}</description></meta>"
    yield '<graph defaultedgetype="directed" mode="static">'
    for about, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        yield f'<attributes class="{about}">'
        for name in _others(columns):
            yield f'<attribute id="{name}" title="{name}" type="{columns[name]}"/>'
        yield "</attributes>"
    yield "<nodes>"
    for node, values in nodes(graph):
        yield f"<node id={_attribute(node)} label={_attribute(values['label'])}>{_values(values)}</node>"
    yield "</nodes>"
    yield "<edges>"
    for edge in edges(graph):
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
        kind = _attribute(edge.values["kind"])
        weight = _attribute(edge.values["weight"])
        yield f'<edge id="{edge.id}" {ends} label={kind} kind={kind} weight={weight}>{_values(edge.values)}</edge>'
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _title(graph: Network) -> str:
    return escape(xml_text(str(graph.graph.get("title", ""))))


def _others(columns: Mapping[str, object]) -> list[str]:
    return [name for name in columns if name not in _OWN]


def _values(values: Mapping[str, Value]) -> str:
    cells = "".join(f'<attvalue for="{name}" value={_attribute(values[name])}/>' for name in _others(values))
    return f"<attvalues>{cells}</attvalues>"


def _attribute(value: Value) -> str:
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return quoteattr(xml_text(written))
