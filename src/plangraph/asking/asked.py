"""A store as seen through a worker: the same questions, the same rows, and limits."""

import json
from typing import Any

from rdflib import BNode, Literal, URIRef

from plangraph.asking.process import Worker
from plangraph.asking.request import JSON, Request
from plangraph.errors import QueryError
from plangraph.graph.store import Rows, Scope, Term

_MEDIA = {
    "json": JSON,
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


class Asked:
    """What a worker answers, as a ``Store`` would.

    Attributes:
        truncated: the limit that cut an answer, if one was cut.
    """

    def __init__(self, worker: Worker) -> None:
        """The store that a worker has open."""
        self.truncated = ""
        self._worker = worker

    def select(self, text: str, scope: Scope = "all") -> Rows:
        """The rows of a SELECT query, in the order the query gives them.

        Raises:
            QueryError: the text is no SELECT query, must not run, or fails.
            LimitError: it came to a limit.
        """
        return _rows(self._answer(text, "json", scope))

    def records(self, text: str, scope: Scope = "all") -> list[dict[str, str]]:
        """The rows of a SELECT query as words: from variable to lexical form or IRI, unbound variables left out.

        Raises:
            QueryError, LimitError: as ``select``.
        """
        return self.select(text, scope).records()

    def serialize_results(self, text: str, form: str, scope: Scope = "all") -> str:
        """The answer to a SELECT or ASK query in a SPARQL results format: json, csv, tsv or xml.

        Raises:
            QueryError: another format, or a query that gives triples, must not run, or fails.
            LimitError: it came to a limit.
        """
        if form not in _MEDIA:
            raise QueryError(f"results can be had as {', '.join(_MEDIA)}, not as {form!r}")
        return self._answer(text, form, scope).decode("utf-8")

    def _answer(self, text: str, form: str, scope: Scope) -> bytes:
        reply = self._worker.ask(Request(text, _MEDIA[form], scope))
        self.truncated = self.truncated or reply.truncated
        return reply.body


def _rows(body: bytes) -> Rows:
    """The rows in an answer in JSON."""
    data = json.loads(body)
    if "results" not in data:
        raise QueryError("a SELECT query is expected here")
    known: dict[tuple[str, ...], Term] = {}

    def term(cell: dict[str, Any] | None) -> Term | None:
        if cell is None:
            return None
        if cell["type"] == "triple":
            raise QueryError("a triple inside a triple cannot be shown as an rdflib term")
        key = (cell["type"], cell["value"], cell.get("datatype", ""), cell.get("xml:lang", ""))
        if key not in known:
            known[key] = _term(*key)
        return known[key]

    variables = tuple(data["head"]["vars"])
    return Rows(variables, [tuple([term(row.get(name)) for name in variables]) for row in data["results"]["bindings"]])


def _term(kind: str, value: str, datatype: str, language: str) -> Term:
    if kind == "uri":
        return URIRef(value)
    if kind == "bnode":
        return BNode(value)
    if language:
        return Literal(value, lang=language)
    # not normalised: the lexical form is what the store gives
    return Literal(value, datatype=URIRef(datatype) if datatype else None, normalize=False)
