"""Short ways to make RDF terms, each the same term for the same argument."""

from functools import cache

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, GEO, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from plangraph import vocab

Quad = tuple[Node, URIRef, Node, URIRef]

NIF_BEGIN = URIRef(vocab.PREFIXES["nif"] + "beginIndex")
NIF_END = URIRef(vocab.PREFIXES["nif"] + "endIndex")
NIF_ANCHOR = URIRef(vocab.PREFIXES["nif"] + "anchorOf")
NIF_CONTEXT = URIRef(vocab.PREFIXES["nif"] + "Context")
NIF_REFERENCE = URIRef(vocab.PREFIXES["nif"] + "referenceContext")
NIF_IS_STRING = URIRef(vocab.PREFIXES["nif"] + "isString")
SCHEMA_VALUE = URIRef(vocab.PREFIXES["schema"] + "value")
SCHEMA_UNIT = URIRef(vocab.PREFIXES["schema"] + "unitText")
A = RDF.type
LABEL = RDFS.label

__all__ = [
    "DCTERMS",
    "GEO",
    "LABEL",
    "NIF_ANCHOR",
    "NIF_BEGIN",
    "NIF_CONTEXT",
    "NIF_END",
    "NIF_IS_STRING",
    "NIF_REFERENCE",
    "OWL",
    "PROV",
    "SCHEMA_UNIT",
    "SCHEMA_VALUE",
    "SKOS",
    "XSD",
    "A",
    "Quad",
    "boolean",
    "concept",
    "decimal",
    "en",
    "integer",
    "iri",
    "plan",
    "ref",
    "string",
    "zh",
]


@cache
def iri(value: str) -> URIRef:
    """The IRI ``value``."""
    return URIRef(value)


@cache
def plan(name: str) -> URIRef:
    """A class or property of the ontology."""
    return URIRef(vocab.term(name))


@cache
def ref(path: str) -> URIRef:
    """A thing by its path below the base, such as ``place/xinjiang``."""
    return URIRef(vocab.BASE + path)


@cache
def concept(scheme: str, slug: str) -> URIRef:
    """A concept of a scheme."""
    return URIRef(vocab.concept(scheme, slug))


def string(value: str) -> Literal:
    """A plain string, kept character for character."""
    return Literal(value)


def en(value: str) -> Literal:
    """An English text."""
    return Literal(value, lang="en")


def zh(value: str) -> Literal:
    """A Chinese text."""
    return Literal(value, lang="zh")


def integer(value: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(value), datatype=XSD.integer)


def decimal(value: str) -> Literal:
    """An ``xsd:decimal`` in the form that the store gives back: no trailing zeros, no bare point."""
    whole, _, fraction = value.partition(".")
    fraction = fraction.rstrip("0")
    return Literal(f"{whole}.{fraction}" if fraction else whole, datatype=XSD.decimal)


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=XSD.boolean)
