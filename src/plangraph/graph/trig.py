"""A graph as TriG that a person can read as the annotated chapter, and as sorted N-Quads.

The same quads give the same bytes on every machine: graphs, subjects, predicates and objects are in an order that
depends on nothing but themselves. Sentence graphs come in the order of the text, each under its sentence.
"""

import re
import textwrap
from collections.abc import Iterable
from functools import lru_cache

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from plangraph.graph.store import Quad
from plangraph.graph.store.lines import quads as quads_of
from plangraph.vocab import PREFIXES

_Subjects = dict[str, dict[str, list[str]]]

# The order of predicates: what it is and is called, what it says, how firmly, where that stands.
_FIRST = """
rdf:type rdfs:label skos:prefLabel skos:altLabel dcterms:title plan:number plan:position
plan:mentions plan:refersTo plan:named
plan:kind plan:action plan:object plan:objectText plan:becomes plan:place plan:along plan:between plan:beneficiary
plan:actor plan:basis plan:quantity plan:purpose plan:enables plan:implements plan:theme plan:instrument plan:strength
plan:confidence plan:evidence plan:segment plan:quote schema:value schema:unitText
nif:beginIndex nif:endIndex nif:anchorOf
"""


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


_RANK = {_full(name): f"{position:02d}" for position, name in enumerate(_FIRST.split())}
_TYPE = _full("rdf:type")
_PART = _full("dcterms:isPartOf")
_QUOTE = _full("plan:quote")
_LABEL = _full("rdfs:label")
_TITLE = _full("dcterms:title")
_XSD = PREFIXES["xsd"]

_BY_NAMESPACE = {iri: prefix for prefix, iri in PREFIXES.items()}
_SPLIT = re.compile(r"(.*[/#])([A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)", re.DOTALL)
_SPAN = re.compile(r"(.*)#char=([0-9]+),([0-9]+)")
_OFFSET = re.compile(r"(.*)/(measure|quantity|thing)/([0-9]+)")
_GROUPS = {"measure": 2, "quantity": 3, "thing": 4}
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f]')
_BARE = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_NAMED_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONG = 1000  # a text of this length with line breaks is written over several lines


def text(quads: Iterable[Quad]) -> str:
    """The quads as TriG, each once; see the module for the order. No quads: no text but the word that it is empty."""
    return _written(_grouped(quads))


def text_of(lines: Iterable[str]) -> str:
    """The same for quads as lines of N-Quads; those without literals cost no terms."""
    graphs: dict[str, _Subjects] = {}
    others = []
    for line in lines:
        s, p, rest = line.split(" ", 2)
        value, _, graph = rest.rpartition(" <")
        if s[0] == value[0] == "<":
            graphs.setdefault(graph[:-3], {}).setdefault(s[1:-1], {}).setdefault(p[1:-1], []).append(_iri(value[1:-1]))
        else:
            others.append(line)
    return _written(_grouped(quads_of(others), graphs))


def _written(graphs: dict[str, _Subjects]) -> str:
    if not graphs:
        return "# No triples.\n"
    captions = _Captions(graphs)
    blocks = []
    for graph in sorted(graphs, key=_graph_key):
        blocks.append(captions.of(graph) + _block(graph, graphs[graph]))
    body = "\n".join(blocks)
    used = {name for name in re.findall(r"(?<![a-z])([a-z]{1,30}):", body) if name in PREFIXES}
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items() if prefix in used)
    return f"{head}\n{body}" if head else body


def nquads(quads: Iterable[Quad]) -> str:
    """The quads as N-Quads, each once, in the order of their lines."""
    lines = set()
    for s, p, o, g in quads:
        graph = "" if g is None else f" {_plain(g)}"
        lines.add(f"{_plain(s)} {_plain(p)} {_plain(o)}{graph} .\n")
    return "".join(sorted(lines))


def _grouped(quads: Iterable[Quad], graphs: dict[str, _Subjects] | None = None) -> dict[str, _Subjects]:
    """Graph to subject to predicate to objects: all keys plain strings, as rdflib's terms are slow to hash."""
    graphs = {} if graphs is None else graphs
    for s, p, o, g in quads:
        subjects = graphs.setdefault("" if g is None else _key(g), {})
        predicates = subjects.setdefault(_key(s), {})
        predicates.setdefault(str(p), []).append(_iri(str(o)) if isinstance(o, URIRef) else _term(o))
    return graphs


def _key(term: Node) -> str:
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _block(graph: str, subjects: _Subjects) -> str:
    indent = "  " if graph else ""
    lines = []
    for subject in sorted(subjects, key=lambda iri: _subject_key(iri, graph)):
        predicates = subjects[subject]
        parts = []
        for predicate in sorted(predicates, key=lambda iri: (_RANK.get(iri, "99"), iri)):
            objects = sorted(set(predicates[predicate]))
            verb = "a" if predicate == _TYPE else _iri(predicate)
            joined = f" ,\n{indent}      ".join(objects)
            parts.append(f"{verb} {joined}")
        lines.append(f"{indent}{_iri(subject)} " + f" ;\n{indent}    ".join(parts) + " .\n")
    inside = "\n".join(lines)
    return f"{_iri(graph)} {{\n{inside}}}\n" if graph else inside


@lru_cache(maxsize=100_000)
def _iri(iri: str) -> str:
    """A prefixed name where the rest of the IRI is a plain word, else the full IRI."""
    if iri.startswith("_:"):
        return iri
    found = _SPLIT.fullmatch(iri)
    prefix = _BY_NAMESPACE.get(found.group(1)) if found else None
    return f"{prefix}:{found.group(2)}" if found and prefix else f"<{iri}>"


def _term(term: Node) -> str:
    """A literal or a blank node, in Turtle's short form where there is one."""
    if not isinstance(term, Literal):
        return f"_:{term}"
    value = str(term)
    datatype = None if term.datatype is None else str(term.datatype)
    if datatype in _BARE and _BARE[datatype].fullmatch(value):
        return value
    if len(value) > _LONG and "\n" in value:
        return f'"""{_escape(value, long=True)}"""{_suffix(term.language, datatype)}'
    return f'"{_escape(value)}"{_suffix(term.language, datatype)}'


def _suffix(language: str | None, datatype: str | None) -> str:
    if language:
        return f"@{language}"
    return f"^^{_iri(datatype)}" if datatype else ""


def _escape(value: str, long: bool = False) -> str:
    def escaped(found: re.Match[str]) -> str:
        character = found.group()
        if long and character == "\n":
            return character
        return _NAMED_ESCAPES.get(character) or f"\\u{ord(character):04X}"

    return _ESCAPED.sub(escaped, value)


def _plain(term: Node) -> str:
    """A term in N-Quads."""
    if isinstance(term, URIRef):
        return f"<{term}>"
    if not isinstance(term, Literal):
        return f"_:{term}"
    suffix = f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else ""
    return f'"{_escape(str(term))}"{suffix}'


def natural(iri: str) -> str:
    """A key that sorts numbers inside IRIs by value: section/9 before section/10."""
    return re.sub(r"[0-9]+", lambda found: found.group().zfill(9), iri)


def _graph_key(graph: str) -> tuple[str, int, int, int]:
    """A chapter's text first, then its sentences in order; other graphs by name."""
    span = _SPAN.fullmatch(graph)
    if span:
        return natural(span.group(1)), 1, int(span.group(2)), int(span.group(3))
    return natural(graph.removesuffix("/text")), 0, 0, 0


def _subject_key(subject: str, graph: str) -> tuple[int, int, int, str]:
    """The sentence itself, spans, measures, quantities, unnamed things, each by offset; then the rest by name.

    In a graph that is no sentence's the order is by name, spans of text last.
    """
    if subject == graph:
        return 0, 0, 0, ""
    span = _SPAN.fullmatch(subject)
    inside = "#char=" in graph
    if span:
        return 1 if inside else 9, int(span.group(2)), int(span.group(3)), span.group(1)
    offset = _OFFSET.fullmatch(subject) if inside else None
    if offset:
        return _GROUPS[offset.group(2)], int(offset.group(3)), 0, offset.group(1)
    return 5, 0, 0, natural(subject)


def _unwritten(literal: str) -> str:
    """The words of a written literal; control characters, which a comment cannot hold, become spaces."""
    mark = '"""' if literal.startswith('"""') else '"'
    inside = literal[len(mark) : literal.rindex(mark)]
    return re.sub(r"\\(u[0-9A-F]{4}|.)", lambda found: found.group(1) if found.group(1) in '"\\' else " ", inside)


class _Captions:
    """What stands above a sentence's graph: where it is in the document, and its words."""

    def __init__(self, graphs: dict[str, _Subjects]) -> None:
        self._facts: _Subjects = {}
        for graph, subjects in graphs.items():
            if graph.endswith("/text"):
                self._facts.update(subjects)

    def of(self, graph: str) -> str:
        """The comment above a graph; empty for one that is no sentence's."""
        if not _SPAN.fullmatch(graph):
            return ""
        quote = self._one(graph, _QUOTE)
        lines = textwrap.wrap(" › ".join(self._path(graph)), 116, break_long_words=False, break_on_hyphens=False)
        lines += textwrap.wrap(quote, 116, break_long_words=False, break_on_hyphens=False)
        return "".join(f"# {line}\n" for line in lines)

    def _path(self, node: str) -> list[str]:
        """The titles of the divisions that hold a sentence, outermost first, without the chapter's own."""
        path: list[str] = []
        seen = {node}
        while parts := self._facts.get(node, {}).get(_PART):
            node = self._written(parts[0])
            if node in seen:
                break
            seen.add(node)
            label = self._one(node, _LABEL)
            if label:
                path.append(" ".join(filter(None, (label, self._one(node, _TITLE)))))
        return path[::-1]

    def _one(self, node: str, predicate: str) -> str:
        """The words of a literal, the English one where there are several, without what would end a comment."""
        values = self._facts.get(node, {}).get(predicate, [])
        chosen = sorted(values, key=lambda value: (not value.endswith('"@en'), value))
        if not chosen:
            return ""
        words = _unwritten(chosen[0])
        return " ".join("".join(c if c.isprintable() else " " for c in words).split())

    @staticmethod
    def _written(term: str) -> str:
        """The IRI behind a written term."""
        if term.startswith("<"):
            return term[1:-1]
        prefix, _, local = term.partition(":")
        return PREFIXES.get(prefix, "") + local
