"""A graph as JSON-LD with its own small context: nothing has to be fetched to read it."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from plangraph.graph.store import Quad
from plangraph.graph.trig import natural
from plangraph.vocab import PREFIXES

_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def text(quads: Iterable[Quad]) -> str:
    """The quads as a JSON-LD document, each once, in an order that depends on nothing but them.

    Named graphs are ``@graph`` nodes. Numbers are typed strings, since JSON would change them.
    """
    graphs: dict[str, dict[str, dict[str, dict[str, Any]]]] = {}
    for s, p, o, g in quads:
        node = graphs.setdefault("" if g is None else _id(g), {}).setdefault(_id(s), {})
        key, value = (
            ("@type", _id(o)) if p == RDF.type and not isinstance(o, Literal) else (_compact(str(p)), _value(o))
        )
        node.setdefault(key, {})[json.dumps(value, ensure_ascii=False, sort_keys=True)] = value
    content: list[Any] = []
    for graph in sorted(graphs, key=natural):
        nodes = [_node(subject, graphs[graph][subject]) for subject in sorted(graphs[graph], key=natural)]
        content += nodes if graph == "" else [{"@id": graph, "@graph": nodes}]
    return json.dumps({"@context": dict(PREFIXES), "@graph": content}, ensure_ascii=False, indent=1) + "\n"


def _node(subject: str, properties: dict[str, dict[str, Any]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": subject}
    for key in sorted(properties):
        node[key] = [properties[key][text] for text in sorted(properties[key])]
    return node


def _id(term: Node) -> str:
    return f"_:{term}" if isinstance(term, BNode) else _compact(str(term))


def _value(term: Node) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    value = {"@value": str(term)}
    if term.language:
        value["@language"] = term.language
    elif term.datatype is not None and term.datatype != XSD.string:
        value["@type"] = _compact(str(term.datatype))
    return value


@lru_cache(maxsize=100_000)
def _compact(iri: str) -> str:
    """The IRI with one of our prefixes, where the rest cannot be taken for something else."""
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return str(URIRef(iri))
