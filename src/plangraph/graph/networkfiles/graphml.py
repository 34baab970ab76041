"""A network as GraphML, for yEd, Cytoscape, igraph and networkx."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from plangraph.escape import xml_text
from plangraph.graph.network import Network
from plangraph.graph.networkfiles.rows import EDGE_COLUMNS, NODE_COLUMNS, Value, edges, nodes


def text(graph: Network) -> str:
    """Nodes and edges with all columns; characters that XML cannot hold are replaced by U+FFFD."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: Network) -> Iterator[str]:
    yield "<?xml version='1.0' encoding='utf-8'?>"
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for about, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for name, kind in columns.items():
            yield f'<key id="{about}-{name}" for="{about}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<key id="graph-title" for="graph" attr.name="title" attr.type="string"/>'
    yield '<graph edgedefault="directed">'
    yield f'<data key="graph-title">{_words(str(graph.graph.get("title", "")))}</data>'
    for node, values in nodes(graph):
        yield f"<node id={_attribute(node)}>{_data('node', values)}</node>"
    for edge in edges(graph):
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
        yield f'<edge id="{edge.id}" {ends}>{_data("edge", edge.values)}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _data(about: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{about}-{name}">{_words(_written(value))}</data>' for name, value in values.items())


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _words(value: str) -> str:
    return escape(xml_text(value), {"\r": "&#13;"})


def _attribute(value: str) -> str:
    return quoteattr(xml_text(value))
