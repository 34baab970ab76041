"""Answers of other servers: SPARQL results in JSON, and triples, as the terms that our own store gives.

The engine parses them. Three things that Virtuoso answers are put right first: truth as 1 and 0 (which XML Schema
allows, but no other engine writes), a datatype of its own for well-known text, and labels of blank nodes with a colon.
"""

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

import pyoxigraph as ox

from plangraph.errors import DataError, QueryError, ServerError
from plangraph.graph.store import answers, inspection
from plangraph.graph.store.store import Rows
from plangraph.graph.store.terms import Term, Triple, to_rdflib
from plangraph.vocab import PREFIXES

Parsed: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean"

_BOOLEAN = PREFIXES["xsd"] + "boolean"
_GEOMETRY = "http://www.openlinksw.com/schemas/virtrdf#Geometry"
_LABEL = "nodeID://"
_WKT = PREFIXES["geo"] + "wktLiteral"
_TRUTH = {"1": "true", "0": "false"}


def rows(data: bytes) -> Rows:
    """The rows that a server answers in SPARQL's JSON.

    Raises:
        ServerError: the text is not SPARQL results in JSON.
        QueryError: they are those of an ASK query.
    """
    answer = _parsed(data)
    if isinstance(answer, ox.QueryBoolean):
        raise QueryError("a SELECT query is expected here")
    known: dict[object, Term | None] = {None: None}
    found: list[tuple[Term | None, ...]] = []
    try:
        for solution in answer:
            for value in solution:
                if value not in known:
                    known[value] = to_rdflib(value)
            found.append(tuple(known[value] for value in solution))
    except (SyntaxError, ValueError, OSError) as error:
        raise ServerError(f"its SPARQL results are broken: {_line(error)}") from error
    return Rows(tuple(variable.value for variable in answer.variables), found)


def truth(data: bytes) -> bool:
    """The answer to an ASK query.

    Raises:
        ServerError: the text is not SPARQL results in JSON.
        QueryError: they are those of a SELECT query.
    """
    answer = _parsed(data)
    if not isinstance(answer, ox.QueryBoolean):
        raise QueryError("an ASK query is expected here")
    return bool(answer)


def written(data: bytes, form: str) -> str:
    """SPARQL results in JSON as our store writes them, in one of its formats.

    Raises:
        ServerError: the text is not SPARQL results in JSON.
        QueryError: another format.
    """
    answers.results_format(form)
    try:
        return answers.text_of(_parsed(data), form)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise ServerError(f"its SPARQL results are broken: {_line(error)}") from error


def triples(data: bytes, media: str) -> list[Triple]:
    """The triples of a text of RDF in a media type that the engine knows, each once.

    Raises:
        ServerError: another media type, or the text is not of it.
    """
    form = ox.RdfFormat.from_media_type(media)
    if form is None:
        raise ServerError(f"it answers in {media or 'no format that it names'}, where triples are expected")
    made: dict[Triple, None] = {}
    try:
        inspection.inspect(form.name, data, "the answer")
        for quad in ox.parse(data, format=form, lenient=True):
            s, p, o = _terms((quad.subject, quad.predicate, quad.object))
            made[s, p, o] = None
    except (SyntaxError, ValueError, DataError) as error:
        raise ServerError(f"its {form.name} is broken: {_line(error)}") from error
    return list(made)


def _terms(values: Iterable[object]) -> list[Any]:
    return [to_rdflib(value) for value in values]


def _parsed(data: bytes) -> Parsed:
    try:
        return ox.parse_query_results(_mended(data), format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, OSError) as error:
        raise ServerError(f"its answer is not SPARQL results in JSON: {_line(error)}") from error


def _mended(data: bytes) -> bytes:
    if not any(mark.encode() in data for mark in (_BOOLEAN, _GEOMETRY, _LABEL)):
        return data
    answer = json.loads(data)
    results = answer.get("results") if isinstance(answer, dict) else None
    bindings = results.get("bindings") if isinstance(results, dict) else None
    for row in bindings if isinstance(bindings, list) else ():
        for term in row.values() if isinstance(row, dict) else ():
            if isinstance(term, dict) and isinstance(term.get("value"), str):
                _mend(term)
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _mend(term: dict[str, Any]) -> None:
    if term.get("type") == "bnode":
        term["value"] = term["value"].removeprefix(_LABEL)
    elif term.get("datatype") == _GEOMETRY:
        term["datatype"] = _WKT
    elif term.get("datatype") == _BOOLEAN:
        term["value"] = _TRUTH.get(term["value"], term["value"])


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
