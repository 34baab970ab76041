"""SPARQL expressions that are true of a value when it conforms to a SHACL shape, and SHACL paths as SPARQL paths."""

from collections.abc import Callable, Iterable

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from plangraph.errors import DataError

_NODE_KINDS: dict[Node, str] = {
    SH.IRI: "ISIRI({0})",
    SH.Literal: "ISLITERAL({0})",
    SH.BlankNode: "ISBLANK({0})",
    SH.BlankNodeOrIRI: "!ISLITERAL({0})",
    SH.IRIOrLiteral: "!ISBLANK({0})",
    SH.BlankNodeOrLiteral: "!ISIRI({0})",
}
_PATHS = ((SH.inversePath, "^{0}"), (SH.zeroOrMorePath, "{0}*"), (SH.oneOrMorePath, "{0}+"), (SH.zeroOrOnePath, "{0}?"))
# Datatypes whose lexical form a cast of SPARQL checks; a literal with a broken form has not the datatype, says SHACL.
_CASTS = frozenset((XSD.boolean, XSD.dateTime, XSD.decimal, XSD.double, XSD.float, XSD.integer))
_DATE = r"^-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(Z|[+-][0-9]{2}:[0-9]{2})?$"


def term_text(term: Node) -> str:
    """A term as SPARQL writes it.

    Raises:
        DataError: it is a blank node, which a query cannot name.
    """
    if isinstance(term, (URIRef, Literal)):
        return term.n3()
    raise DataError("a shape names a blank node where a query needs an IRI or a literal")


def path_text(graph: Graph, path: Node) -> str:
    """A SHACL path as a SPARQL property path.

    Raises:
        DataError: it is no path that SHACL knows.
    """
    if isinstance(path, URIRef):
        return path.n3()
    if graph.value(path, RDF.first) is not None:
        return f"({'/'.join(path_text(graph, step) for step in Collection(graph, path))})"
    choices = graph.value(path, SH.alternativePath)
    if choices is not None:
        return f"({'|'.join(path_text(graph, step) for step in Collection(graph, choices))})"
    for kind, pattern in _PATHS:
        inner = graph.value(path, kind)
        if inner is not None:
            return f"({pattern.format(path_text(graph, inner))})"
    raise DataError("a shape has a path of an unknown form (sh:path)")


def holds(graph: Graph, shape: Node, parameter: Node, value: Node, var: str) -> str:
    """The condition under which the node in the variable ``var`` satisfies one parameter of a shape.

    Raises:
        DataError: the parameter is not one that is compiled.
    """
    if parameter not in _CONDITIONS:
        raise DataError(f"the shapes use {parameter}, which is not compiled; see plangraph.graph.shapes for what is")
    return _CONDITIONS[parameter](graph, shape, value, var)


def conforms(graph: Graph, shape: Node, var: str) -> str:
    """The condition under which the node in ``var`` conforms to a shape that stands inside another.

    Raises:
        DataError: it uses what is not compiled inside another shape.
    """
    path = graph.value(shape, SH.path)
    parts: list[str] = []
    for parameter, value in sorted(graph.predicate_objects(shape)):
        if parameter in (SH.path, RDF.type):
            continue
        if path is None:
            parts.append(holds(graph, shape, parameter, value, var))
        else:
            parts.append(_inside(path_text(graph, path), parameter, value, var))
    return f"({' && '.join(parts)})" if parts else "true"


def _inside(path: str, parameter: Node, value: Node, var: str) -> str:
    if parameter == SH.hasValue:
        return f"EXISTS {{ {var} {path} {term_text(value)} }}"
    if (parameter, str(value)) == (SH.minCount, "1"):
        return f"EXISTS {{ {var} {path} ?inner }}"
    if (parameter, str(value)) == (SH.maxCount, "0"):
        return f"NOT EXISTS {{ {var} {path} ?inner }}"
    raise DataError(f"inside another shape {parameter} is not compiled; sh:hasValue, sh:minCount 1, sh:maxCount 0 are")


def _class(graph: Graph, shape: Node, value: Node, var: str) -> str:
    # Nested, so that an engine goes from the value up to its few classes, not from the class down to all its members.
    return f"EXISTS {{ {var} rdf:type ?type FILTER EXISTS {{ ?type rdfs:subClassOf* {term_text(value)} }} }}"


def _datatype(graph: Graph, shape: Node, value: Node, var: str) -> str:
    typed = f"ISLITERAL({var}) && DATATYPE({var}) = {term_text(value)}"
    if value in _CASTS:
        return f"({typed} && COALESCE(ISLITERAL({term_text(value)}(STR({var}))), false))"
    if value == XSD.date:
        return f"({typed} && REGEX(STR({var}), {Literal(_DATE).n3()}))"
    return f"({typed})"


def _node_kind(graph: Graph, shape: Node, value: Node, var: str) -> str:
    return _NODE_KINDS[value].format(var)


def _pattern(graph: Graph, shape: Node, value: Node, var: str) -> str:
    flags = graph.value(shape, SH.flags)
    more = f", {term_text(flags)}" if flags is not None else ""
    return f"(!ISBLANK({var}) && REGEX(STR({var}), {term_text(value)}{more}))"


def _min_length(graph: Graph, shape: Node, value: Node, var: str) -> str:
    return f"(!ISBLANK({var}) && STRLEN(STR({var})) >= {int(str(value))})"


def _min_inclusive(graph: Graph, shape: Node, value: Node, var: str) -> str:
    return f"COALESCE({var} >= {term_text(value)}, false)"


def _max_inclusive(graph: Graph, shape: Node, value: Node, var: str) -> str:
    return f"COALESCE({var} <= {term_text(value)}, false)"


def _in(graph: Graph, shape: Node, value: Node, var: str) -> str:
    return _any(f"SAMETERM({var}, {term_text(member)})" for member in Collection(graph, value))


def _language_in(graph: Graph, shape: Node, value: Node, var: str) -> str:
    tags = _any(f"LANGMATCHES(LANG({var}), {Literal(str(tag)).n3()})" for tag in Collection(graph, value))
    return f"(ISLITERAL({var}) && {tags})"


def _or(graph: Graph, shape: Node, value: Node, var: str) -> str:
    return _any(conforms(graph, member, var) for member in Collection(graph, value))


def _any(choices: Iterable[str]) -> str:
    return f"({' || '.join(choices) or 'false'})"


_Condition = Callable[[Graph, Node, Node, str], str]
_CONDITIONS: dict[Node, _Condition] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.pattern: _pattern,
    SH.minLength: _min_length,
    SH.minInclusive: _min_inclusive,
    SH.maxInclusive: _max_inclusive,
    SH["in"]: _in,
    SH.languageIn: _language_in,
    SH["or"]: _or,
}
