"""Answers as bytes in a media type, at most so many rows and so many bytes.

The engine writes them itself, which is many times faster than rows made into terms first. What is too long is cut
after a whole row and says so, and is still well formed.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, TypeAlias, cast
from typing import Literal as OneOf

import pyoxigraph as ox

from plangraph.errors import QueryError
from plangraph.escape import xml_text
from plangraph.graph.store import cutting
from plangraph.graph.store.messages import syntax_message
from plangraph.graph.store.sources import sources
from plangraph.vocab import BASE, PREFIXES

JSON = "application/sparql-results+json"
ROWS: dict[str, str] = {
    JSON: "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
TRIPLES: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
}
_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
# XML 1.0 cannot hold the one, and would give back a line feed for the other.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_XML_NAME = re.compile(r"[^\W\d][\w.-]*\Z")

_Graph: TypeAlias = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Asked: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: ``truncated`` is empty, or the limit that cut it (rows or size); ``rows`` is how many were kept.

    Nobody counts the rows of an answer that is whole, or of a boolean: there ``rows`` is None.
    """

    kind: OneOf["rows", "boolean", "triples"]
    body: bytes
    truncated: OneOf["", "rows", "size"] = ""
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long an answer may be: rows, or triples, and bytes."""

    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a question sees, by IRI: the merge of ``default`` is its default graph."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()


def results_format(form: str) -> ox.QueryResultsFormat:
    """A SPARQL results format: json, csv, tsv or xml.

    Raises:
        QueryError: another one.
    """
    if form not in _FORMATS:
        raise QueryError(f"results can be had as {', '.join(_FORMATS)}, not as {form!r}")
    return _FORMATS[form]


def text_of(answer: ox.QuerySolutions | ox.QueryBoolean, form: str) -> str:
    """Rows or a boolean in a SPARQL results format, whole; what XML cannot hold becomes U+FFFD there."""
    made = (answer.serialize(format=results_format(form)) or b"").decode("utf-8")
    return xml_text(made) if form == "xml" else made


def asked(data: ox.Store, text: str, graphs: Graphs) -> Asked:
    """What the engine says to a query that may run.

    Args:
        data: the quads, their default graph as the query is to see it.
        text: the query.
        graphs: given by the protocol, they stand instead of the query's own FROM clauses.

    Raises:
        QueryError: the text is not SPARQL, or a graph's name is no IRI.
    """
    if not graphs.default and not graphs.named:
        graphs = Graphs(*sources(text))
        if len(graphs.default) < 2:
            return _query(data, text)  # the engine does by itself what the query says
    try:
        default: list[_Graph] = [ox.NamedNode(name) for name in graphs.default]
        named = [ox.NamedNode(name) for name in graphs.named]
    except ValueError as error:
        raise QueryError(f"the name of a graph is no absolute IRI: {error}") from error
    if len(default) > 1:
        data, default = _merged(data, default, named), [ox.DefaultGraph()]
    return _query(data, text, default, named)


def written(answer: Asked, media: str, bounds: Bounds) -> Answer:
    """An answer of the engine in a media type, cut to its bounds.

    Raises:
        QueryError: the media type does not fit what is asked, or not even the head of the answer fits.
    """
    if isinstance(answer, ox.QueryTriples):
        if media not in TRIPLES:
            del answer  # as in the store
            raise QueryError(f"triples can be had as {', '.join(TRIPLES)}, not as {media!r}")
        return _triples(answer, TRIPLES[media], bounds)
    if media not in ROWS:
        del answer
        raise QueryError(f"rows can be had as {', '.join(ROWS)}, not as {media!r}")
    form = ROWS[media]
    if isinstance(answer, ox.QueryBoolean):
        return Answer("boolean", answer.serialize(format=_FORMATS[form]) or b"")
    return _rows(answer, form, bounds)


def _query(
    data: ox.Store, text: str, default: list[_Graph] | None = None, named: list[ox.NamedNode] | None = None
) -> Asked:
    graphs = {} if default is None else {"default_graph": default, "named_graphs": named}
    with suppress(SyntaxError):  # perhaps for want of our prefixes, which inside an expression it does not say
        return data.query(text, base_iri=BASE, **cast("Any", graphs))
    try:  # they are only handed over when they may be needed: reading them takes as long as a small query
        return data.query(text, base_iri=BASE, prefixes=PREFIXES, **cast("Any", graphs))
    except SyntaxError as error:
        raise QueryError(syntax_message(str(error), text)) from error


def _merged(data: ox.Store, default: Iterable[_Graph], named: Iterable[ox.NamedNode]) -> ox.Store:
    """The graphs of a question alone, since the engine would give a triple once for each graph that holds it."""
    view = ox.Store()
    for name in default:
        view.extend(ox.Quad(q.subject, q.predicate, q.object) for q in data.quads_for_pattern(None, None, None, name))
    for name in named:
        view.extend(data.quads_for_pattern(None, None, None, name))
    return view


def _rows(answer: ox.QuerySolutions, form: str, bounds: Bounds) -> Answer:
    rows, size = bounds.rows, bounds.size
    bounded = cutting.Bounded(size, lambda data: cutting.more_than(data, form, rows))
    with suppress(cutting.FullError):
        answer.serialize(cast("IO[bytes]", bounded), format=_FORMATS[form])
    data = _xml_safe(bounded.data) if form == "xml" else bounded.data
    too_many = cutting.more_than(data, form, rows)
    if not too_many and not bounded.over and len(data) <= size:
        return Answer("rows", bytes(data))
    cut = cutting.cut(data, form, rows, size)
    if cut is None:
        raise QueryError(f"not even the head of the answer fits into {size:,} bytes (limit: size)")
    return Answer("rows", cut[0], "rows" if too_many and cut[1] == rows else "size", cut[1])


def _triples(answer: ox.QueryTriples, form: ox.RdfFormat, bounds: Bounds) -> Answer:
    rows, size = bounds.rows, bounds.size
    triples = list(islice(_once(answer), rows + 1))
    truncated: OneOf["", "rows", "size"] = "rows" if len(triples) > rows else ""
    del triples[rows:]
    if form == ox.RdfFormat.RDF_XML:
        _check_names(triples)
    prefixes = _used(triples)
    while True:
        bounded = cutting.Bounded(size)
        with suppress(cutting.FullError):
            ox.serialize(triples, cast("IO[bytes]", bounded), form, prefixes=prefixes)
        data = _xml_safe(bounded.data) if form == ox.RdfFormat.RDF_XML else bounded.data
        if not bounded.over and len(data) <= size:
            return Answer("triples", bytes(data), truncated, len(triples))
        if not triples:
            raise QueryError(f"not even the head of the answer fits into {size:,} bytes (limit: size)")
        truncated = "size"
        del triples[len(triples) * 3 // 4 :]  # a format that groups by subject cannot be cut where it happens to be


def _once(answer: ox.QueryTriples) -> Iterable[ox.Triple]:
    """Each triple once: DESCRIBE gives one again for each graph that holds it."""
    seen: set[ox.Triple] = set()
    for triple in answer:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Those of our prefixes that some triples need."""
    terms = {term for t in triples for term in (t.subject, t.predicate, t.object) if isinstance(term, ox.NamedNode)}
    types = {t.object.datatype for t in triples if isinstance(t.object, ox.Literal)}
    spaces = {re.split(r"[^/#]*\Z", term.value, maxsplit=1)[0] for term in terms | types}
    return {name: iri for name, iri in PREFIXES.items() if any(space.startswith(iri) for space in spaces)}


def _check_names(triples: Iterable[ox.Triple]) -> None:
    """RDF/XML writes properties as names of XML elements, which not every IRI has an end for."""
    for predicate in {triple.predicate.value for triple in triples}:
        if not _XML_NAME.search(predicate):
            raise QueryError(f"RDF/XML cannot write the property <{predicate}>; ask for Turtle")


def _xml_safe(data: bytearray) -> bytearray:
    data = bytearray(_NOT_XML.sub(b"\xef\xbf\xbd", data)) if _NOT_XML.search(data) else data
    return data.replace(b"\r", b"&#13;") if b"\r" in data else data
