"""SHACL shapes compiled to SPARQL: each constraint becomes one query whose rows are its violations.

The part of SHACL that our shapes use (https://www.w3.org/TR/shacl/): targets by class, subjects and objects; paths by
property, inverse, sequence and alternative; class, datatype, nodeKind, minCount, maxCount, minLength, minInclusive,
maxInclusive, pattern, in, hasValue, languageIn, uniqueLang, lessThan, or, sparql. Anything else is refused, never
skipped. pyshacl finds the same violations; a test compares the two.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, RDFS, SH, Graph, Literal
from rdflib.term import Node

from plangraph.errors import DataError
from plangraph.graph import conditions, turtle
from plangraph.graph.conditions import path_text, term_text

SEVERITIES: dict[Node, str] = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "info"}

_ABOUT_SHAPES: frozenset[Node] = frozenset(
    {
        *(SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group, SH.flags, SH.property),
        *(SH.sparql, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, RDF.type, RDFS.label, RDFS.comment),
    }
)
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of one shape. Rows of ``query`` are violations: ``?this``, ``?value`` and more.

    ``path`` is a SPARQL property path, empty for a constraint on the focus node itself; ``component`` the local name
    of the SHACL constraint component; ``messages`` maps a language to a text in which ``{?name}`` stands for a value.
    """

    shape: str
    path: str
    component: str
    severity: str
    messages: dict[str, str]
    remedy: str
    query: str


def load(*paths: Path) -> tuple[Constraint, ...]:
    """The constraints of the shapes in Turtle files, compiled, in the order of shapes, paths and components.

    Raises:
        DataError: a file is missing or not Turtle, or a shape uses a part of SHACL that is not compiled.
    """
    return compiled(turtle.read(*paths))


def compiled(graph: Graph) -> tuple[Constraint, ...]:
    """The constraints of all node shapes in ``graph``.

    Raises:
        DataError: a shape uses a part of SHACL that is not compiled, or has no message.
    """
    found: list[Constraint] = []
    for shape in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str):
        target = _target(graph, shape)
        found.extend(_Shape(graph, shape, shape, target).constraints())
        for inner in graph.objects(shape, SH.property):
            found.extend(_Shape(graph, shape, inner, target).constraints())
    return tuple(sorted(found, key=lambda c: (c.shape, c.path, c.component, c.query)))


def _target(graph: Graph, shape: Node) -> str:
    """A graph pattern that binds ``?this`` to each focus node, once."""
    kinds = [
        f"{{ ?class rdfs:subClassOf* {term_text(c)} . ?this rdf:type ?class }}"
        for c in sorted(graph.objects(shape, SH.targetClass), key=str)
    ]
    kinds += [f"{{ ?this {term_text(p)} ?any }}" for p in sorted(graph.objects(shape, SH.targetSubjectsOf), key=str)]
    kinds += [f"{{ ?any {term_text(p)} ?this }}" for p in sorted(graph.objects(shape, SH.targetObjectsOf), key=str)]
    if not kinds:
        raise DataError(f"{shape}: the shape has no target: give it sh:targetClass or sh:targetSubjectsOf")
    return f"{{ SELECT DISTINCT ?this WHERE {{ {' UNION '.join(kinds)} }} }}"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A node shape, or a property shape of it, with the pattern of the focus nodes."""

    graph: Graph
    outer: Node
    node: Node
    target: str

    def constraints(self) -> Iterator[Constraint]:
        path = self.graph.value(self.node, SH.path)
        text = path_text(self.graph, path) if path is not None else ""
        for parameter, value in sorted(self.graph.predicate_objects(self.node), key=str):
            if parameter not in _ABOUT_SHAPES:
                yield self.constraint(text, component_name(parameter), self.query(text, parameter, value), self.node)
        for rule in sorted(self.graph.objects(self.node, SH.sparql), key=lambda n: str(self.graph.value(n, SH.select))):
            yield self.constraint(text, "SPARQLConstraintComponent", self.sparql(rule), rule)

    def constraint(self, path: str, component: str, query: str, said_by: Node) -> Constraint:
        messages = {
            message.language or "en": str(message)
            for message in self.graph.objects(said_by, SH.message)
            if isinstance(message, Literal)
        }
        name = str(self.outer).rpartition("#")[2]
        if "en" not in messages:
            raise DataError(f"shape {name}, {path or 'the node itself'}: no message in English (sh:message)")
        severity = self.graph.value(self.node, SH.severity) or SH.Violation
        remedies = (self.graph.value(node, RDFS.comment) for node in (said_by, self.node, self.outer))
        remedy = next((str(text) for text in remedies if text is not None), "Correct the data.")
        if severity not in SEVERITIES:
            raise DataError(f"shape {name}: the severity {severity} is none of SHACL's")
        return Constraint(name, path, component, SEVERITIES[severity], messages, remedy, query)

    def query(self, path: str, parameter: Node, value: Node) -> str:
        """The query for one parameter of the shape, such as ``sh:minCount 1``."""
        values = f"{self.target} ?this {path} ?value ." if path else f"{self.target} BIND(?this AS ?value)"
        if path and parameter in (SH.minCount, SH.maxCount):
            return _counted(self.target, path, parameter == SH.minCount, int(str(value)))
        if parameter == SH.uniqueLang:
            if str(value) != "true":
                return f"SELECT ?this WHERE {{ {self.target} FILTER(false) }}"
            different = "FILTER(LANG(?value) != '' && LCASE(LANG(?value)) = LCASE(LANG(?other)) && ?value != ?other)"
            return f"SELECT DISTINCT ?this ?value WHERE {{ {values} ?this {path} ?other . {different} }}"
        if parameter == SH.lessThan:
            later = f"?this {term_text(value)} ?other . FILTER(!COALESCE(?value < ?other, false))"
            return f"SELECT DISTINCT ?this ?value WHERE {{ {values} {later} }}"
        if parameter == SH.hasValue:
            has = f"?this {path} {term_text(value)}" if path else f"FILTER(SAMETERM(?this, {term_text(value)}))"
            return f"SELECT DISTINCT ?this WHERE {{ {self.target} FILTER NOT EXISTS {{ {has} }} }}"
        holds = conditions.holds(self.graph, self.node, parameter, value, "?value")
        if "EXISTS" in holds and path:  # costly, so asked once for each value and not once for each use of it
            distinct = f"SELECT DISTINCT ?value WHERE {{ {values} }}"
            values += f" {{ SELECT ?value WHERE {{ {{ {distinct} }} FILTER(!({holds})) }} }}"
            return f"SELECT DISTINCT ?this ?value WHERE {{ {values} }}"
        return f"SELECT DISTINCT ?this ?value WHERE {{ {values} FILTER(!({holds})) }}"

    def sparql(self, rule: Node) -> str:
        """A SPARQL constraint, bound to the focus nodes by putting the target into its pattern."""
        select = str(self.graph.value(rule, SH.select) or "")
        if "$PATH" in select or len(re.findall(r"\bSELECT\b", select, re.IGNORECASE)) != 1 or not _WHERE.search(select):
            raise DataError(f"shape {self.outer}: sh:select must be one SELECT … WHERE without $PATH or subqueries")
        body = _WHERE.sub(lambda found: f"{found.group()} {self.target}", select, count=1)
        return f"{_prefixes(self.graph, rule)}{body}"


def component_name(parameter: Node) -> str:
    """The SHACL constraint component of a parameter: ``sh:minCount`` belongs to ``MinCountConstraintComponent``."""
    name = str(parameter).rpartition("#")[2]
    return f"{name[:1].upper()}{name[1:]}ConstraintComponent"


def _counted(target: str, path: str, least: bool, number: int) -> str:
    if least and number <= 1:
        absent = "FILTER NOT EXISTS" if number == 1 else "FILTER(false) OPTIONAL"
        return f"SELECT DISTINCT ?this WHERE {{ {target} {absent} {{ ?this {path} ?value }} }}"
    wrong = f"COUNT(DISTINCT ?value) {'<' if least else '>'} {number}"
    return f"SELECT ?this WHERE {{ {target} OPTIONAL {{ ?this {path} ?value }} }} GROUP BY ?this HAVING({wrong})"


def _prefixes(graph: Graph, rule: Node) -> str:
    lines: Iterable[str] = (
        f"PREFIX {graph.value(entry, SH.prefix)}: <{graph.value(entry, SH.namespace)}>\n"
        for source in graph.objects(rule, SH.prefixes)
        for entry in graph.objects(source, SH.declare)
    )
    return "".join(sorted(lines))
