"""Measures and what they are about as GraphML, for Gephi, yEd, Cytoscape and igraph."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from plangraph.escape import xml_text
from plangraph.graph.rows import MeasureRow, measure_rows
from plangraph.graph.store import Reads
from plangraph.vocab import PREFIXES

_NODE_KEYS = ("label", "class", "quote", "section", "strength")
_EDGE_KEYS = ("role", "sentence")
_CLASSES = f"""PREFIX plan: <{PREFIXES["plan"]}>
SELECT DISTINCT ?thing ?class WHERE {{
  ?measure a plan:Measure ; ?role ?thing .
  ?thing a ?class FILTER(STRSTARTS(STR(?class), STR(plan:)))
}} ORDER BY ?thing ?class"""
_DEPTH = f"""PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT ?class (COUNT(DISTINCT ?above) AS ?depth) WHERE {{ ?class rdfs:subClassOf+ ?above FILTER(isIRI(?above)) }}
GROUP BY ?class"""


def text(store: Reads) -> str:
    """A directed graph: measures and things as nodes, roles as edges; labels, classes and quotes as attributes.

    Characters that XML cannot hold are replaced by U+FFFD.
    """
    return "\n".join(_lines(store)) + "\n"


def _lines(store: Reads) -> Iterator[str]:
    rows = measure_rows(store)
    yield "<?xml version='1.0' encoding='utf-8'?>"
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for kind, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            yield f'<key id="{kind}-{key}" for="{kind}" attr.name="{key}" attr.type="string"/>'
    yield '<graph edgedefault="directed">'
    for row in rows:
        yield from _element("node", f"id={_attribute(row.iri)}", _measure(row))
    classes = _classes(store)
    labels = {thing.iri: thing.label for row in rows for things in row.roles.values() for thing in things}
    for iri in sorted(labels):
        yield from _element(
            "node", f"id={_attribute(iri)}", {"label": labels[iri], "class": classes.get(iri, "Concept")}
        )
    for row in rows:
        for role, things in sorted(row.roles.items()):
            for thing in things:
                ends = f"source={_attribute(row.iri)} target={_attribute(thing.iri)}"
                yield from _element("edge", ends, {"role": role, "sentence": row.sentence})
    yield "</graph>"
    yield "</graphml>"


def _measure(row: MeasureRow) -> dict[str, str]:
    label = f"{row.action}: {row.object_text}" if row.object_text else row.action
    return {"label": label, "class": "Measure", "quote": row.quote, "section": row.section, "strength": row.strength}


def _classes(store: Reads) -> dict[str, str]:
    """The most special class of each thing that a measure is about."""
    depth = {str(cls): int(str(number)) for cls, number in store.select(_DEPTH)}
    found: dict[str, str] = {}
    for thing, cls in store.select(_CLASSES):
        known = found.get(str(thing))
        if known is None or depth.get(str(cls), 0) > depth.get(known, 0):
            found[str(thing)] = str(cls)
    return {thing: cls.rpartition("#")[2] for thing, cls in found.items()}


def _element(name: str, attributes: str, values: dict[str, str]) -> Iterator[str]:
    data = "".join(
        f'<data key="{name}-{key}">{escape(xml_text(value))}</data>' for key, value in values.items() if value
    )
    yield f"<{name} {attributes}>{data}</{name}>"


def _attribute(value: str) -> str:
    return quoteattr(xml_text(value))
