"""The published graph on a SPARQL 1.1 server, asked as the store in this process is.

What a question sees is said to the server with every question, by the parameters of the SPARQL Protocol, since
servers differ in what they see unasked. Its default graph is the ontology and the merge of the rest, which ``publish``
puts there, so that a triple that several graphs hold comes once. The ontology stands apart because it alone has blank
nodes: the default graph must hold the same ones that the named graph holds, and sent twice they would be others.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

from rdflib import BNode, URIRef

from plangraph.errors import QueryError, ServerError
from plangraph.graph.sparql import guard, mask, prefixes
from plangraph.graph.store import Rows, Scope, Store, Term, Triple, foreign
from plangraph.graph.store.sources import sources
from plangraph.graph.transport import Transport, address
from plangraph.vocab import BASE, MERGE_GRAPH, ONTOLOGY_GRAPH, PREFIXES

Parsed = TypeVar("Parsed")

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.5"
_CUT = "x-sparql-maxrows"  # Virtuoso says by it that there were more rows, and how many it gave
_OURS = f'FILTER(STRSTARTS(STR(?g), "{BASE}"))'
_GRAPHS = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }}"
_COUNTS = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }} GROUP BY ?g"
_QUADS = f"SELECT ?s ?p ?o ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }}"


class Remote:
    """A published graph on a server. Every method raises ServerError where the server cannot answer it."""

    def __init__(self, endpoint: str, transport: Transport | None = None) -> None:
        """The graph behind the address of a SPARQL endpoint; nothing is sent yet.

        Raises:
            ServerError: the address is none.
        """
        self._place = address(endpoint)
        self._endpoint = endpoint
        self._transport = transport or Transport()

    def select(self, text: str, scope: Scope = "all") -> Rows:
        """The rows of a SELECT query, in the order the query gives them.

        Raises:
            QueryError: the text is no SELECT query, or must not run; a scope other than ``all``.
        """
        return self._read(foreign.rows, self._answer(text, scope))

    def records(self, text: str, scope: Scope = "all") -> list[dict[str, str]]:
        """The rows of a SELECT query as words: from variable to lexical form or IRI, unbound variables left out.

        Raises:
            QueryError: the text is no SELECT query, or must not run; a scope other than ``all``.
        """
        return self.select(text, scope).records()

    def construct(self, text: str, scope: Scope = "all") -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once.

        Raises:
            QueryError: the text must not run; a scope other than ``all``.
        """
        self._seen(scope)
        answer, headers = self._sent(text, self._dataset(text), _TRIPLES)
        return self._read(lambda body: foreign.triples(body, _media(headers)), answer)

    def ask(self, text: str, scope: Scope = "all") -> bool:
        """The answer to an ASK query.

        Raises:
            QueryError: the text is no ASK query, or must not run; a scope other than ``all``.
        """
        return self._read(foreign.truth, self._answer(text, scope))

    def serialize_results(self, text: str, form: str, scope: Scope = "all") -> str:
        """The answer to a SELECT or ASK query in a SPARQL results format, written as our own store writes it.

        Raises:
            QueryError: another format, or a text that must not run; a scope other than ``all``.
        """
        return self._read(lambda body: foreign.written(body, form), self._answer(text, scope))

    def quads(self) -> Iterator[tuple[Term, URIRef, Term, URIRef | BNode | None]]:
        """All quads, as ``Store.quads`` gives them: that is where they go through."""
        local = Store.memory()
        graphs = self.graphs
        local.add((s, p, o, g) for s, p, o, g in self._rows(_QUADS) if str(g) in graphs)
        yield from local.quads()

    def counts(self) -> dict[URIRef | BNode | None, int]:
        """How many triples each graph holds, by name."""
        return {g: n for g, n in self.all_counts().items() if str(g) in self.graphs}

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The names of the graphs that a question sees; asked for once.

        Raises:
            ServerError: no whole graph is there.
        """
        found = self.all_graphs()
        if MERGE_GRAPH not in found:
            raise ServerError(
                f"{self._place}: no whole graph of plangraph here; if nobody is just publishing it,"
                " run: plangraph publish --endpoint URL --store URL"
            )
        return found - {MERGE_GRAPH}

    def all_graphs(self) -> frozenset[str]:
        """The names of all graphs below our base that the server has, whole or not."""
        return frozenset(str(row[0]) for row in self._rows(_GRAPHS))

    def all_counts(self) -> dict[URIRef | BNode | None, int]:
        """How many triples each graph below our base has, the merge among them."""
        return {URIRef(str(g)): int(str(n)) for g, n in self._rows(_COUNTS)}

    def _rows(self, text: str) -> list[tuple[Term, ...]]:
        """The rows of a question that sees whatever the server has."""
        found = self._read(foreign.rows, self._whole(text, []))
        return [tuple(term for term in row if term is not None) for row in found]

    def _answer(self, text: str, scope: Scope) -> bytes:
        self._seen(scope)
        return self._whole(text, self._dataset(text))

    def _seen(self, scope: Scope) -> None:
        if scope != "all":
            raise QueryError(f"a server is asked in the scope 'all' only, not {scope!r}")

    def _dataset(self, text: str) -> list[tuple[str, str]]:
        """The graphs that a query is to see, unless it says so itself."""
        if any(sources(text)):
            return []
        named = sorted(self.graphs)
        found = [("default-graph-uri", MERGE_GRAPH), ("default-graph-uri", ONTOLOGY_GRAPH)]
        if re.search(r"\bGRAPH\b", mask(text), re.IGNORECASE):  # otherwise they are not looked at
            found += [("named-graph-uri", name) for name in named]
        return found

    def _whole(self, text: str, dataset: list[tuple[str, str]]) -> bytes:
        """An answer in SPARQL's JSON.

        Raises:
            ServerError: it is something else, or the server has cut it.
        """
        body, headers = self._sent(text, dataset, _RESULTS)
        if _media(headers) not in (_RESULTS, "application/json"):
            raise ServerError(
                f"{self._place}: answers in {_media(headers) or 'no format that it names'}, not with SPARQL results;"
                " is this the address of a SPARQL endpoint?"
            )
        if _CUT in headers:
            limit = headers[_CUT][:20]
            raise ServerError(f"{self._place}: stops after {limit} rows (Virtuoso: ResultSetMaxRows); ask for less")
        return body

    def _sent(self, text: str, dataset: list[tuple[str, str]], accept: str) -> tuple[bytes, Mapping[str, str]]:
        guard(text)
        form = urlencode([("query", _declared(text)), *dataset]).encode("ascii")
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self._transport.send("POST", self._endpoint, form, headers)

    def _read(self, parse: Callable[[bytes], Parsed], body: bytes) -> Parsed:
        try:
            return parse(body)
        except ServerError as error:
            raise ServerError(f"{self._place}: {error}") from error


def _media(headers: Mapping[str, str]) -> str:
    """The media type of an answer, without its parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _declared(text: str) -> str:
    """A query with those of our prefixes that it uses and does not declare, in front of its first line."""
    known = prefixes(text)
    used = {name for name in re.findall(r"([A-Za-z]\w*):", mask(text)) if name in PREFIXES and name not in known}
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in sorted(used)) + text
