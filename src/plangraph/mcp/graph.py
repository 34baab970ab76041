"""The graph as this server sees it: queries to the pool of workers, and what is kept of one state of the graph."""

import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

import anyio
import anyio.to_thread

from plangraph import snapshots
from plangraph.asking import isolation
from plangraph.asking.limits import Limits
from plangraph.asking.pool import Pool
from plangraph.asking.request import JSON, Reply, Request
from plangraph.asking.source import Source
from plangraph.errors import LimitError, PlanGraphError, QueryError
from plangraph.files import Project
from plangraph.graph.sparql import iri_term, string_term
from plangraph.graph.store import Scope
from plangraph.mcp.answers import Cell
from plangraph.snapshots import Snapshot

Made = TypeVar("Made")

TRIPLES = "application/n-triples"
WORKERS = 2
_OWN = Limits()  # queries of ours have at least these rows and this length, however little a client is given
_LOG = logging.getLogger(__name__)
_LOOK_EVERY = 2.0  # seconds between looks for a newer state of the graph
_KINDS: dict[str, Any] = {"uri": "iri", "bnode": "blank"}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a query. ``answer`` is that of ASK and None for SELECT."""

    columns: tuple[str, ...]
    rows: list[dict[str, Cell]]
    truncated: bool = False
    seconds: float = 0.0
    answer: bool | None = None

    def texts(self) -> list[dict[str, str]]:
        """The rows with bare values; unbound variables are empty."""
        return [{name: row[name].value if name in row else "" for name in self.columns} for row in self.rows]


def filled(query: str, **terms: Iterable[str]) -> str:
    """A query with IRIs written into its empty blocks ``VALUES ?name { }``.

    >>> filled("SELECT * { VALUES ?x { } }", x=["place:hunchun"])
    'SELECT * { VALUES ?x { <https://w3id.org/plangraph/place/hunchun> } }'

    Raises:
        QueryError: a value is no IRI.
    """
    for name, iris in terms.items():
        query = query.replace(f"VALUES ?{name} {{ }}", f"VALUES ?{name} {{ {' '.join(map(iri_term, iris))} }}")
    return query


def is_iri(text: str) -> bool:
    """Whether a text is a full IRI that a query can hold."""
    try:
        iri_term(text)
    except QueryError:
        return False
    return text.startswith(("http://", "https://", "urn:"))


def worded(query: str, **words: str) -> str:
    """A query with strings written into its empty blocks ``VALUES ?name { }``."""
    for name, word in words.items():
        query = query.replace(f"VALUES ?{name} {{ }}", f"VALUES ?{name} {{ {string_term(word)} }}")
    return query


class Graph:
    """The built graph of a project, or a copy of one. ``async with`` opens its workers and ends them."""

    def __init__(self, project: Project, limits: Limits, copy: Snapshot | None = None) -> None:
        """Nothing is opened yet.

        Args:
            project: whose questions, texts and ontology are offered.
            limits: what holds for every query.
            copy: what is asked in place of the project's graph, as long as this lives.
        """
        self.project = project
        self.limits = limits
        self._snapshot = copy or snapshots.current(project)
        self._moves = copy is None
        self._pool: Pool | None = None
        self._stack = AsyncExitStack()
        self._kept: dict[object, Any] = {}
        self._making = anyio.Lock()
        self._looked = time.monotonic()
        self._calls = 0

    async def __aenter__(self) -> Self:
        self._pool = await self._stack.enter_async_context(Pool(_source(self._snapshot.store), self._ample(), WORKERS))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End the workers; a second time this does nothing."""
        self._pool = None
        await self._stack.aclose()

    @property
    def snapshot(self) -> str:
        """The id of the state of the graph that answers."""
        return self._snapshot.id

    @property
    def weaker(self) -> str:
        """What isolation is missing on this system, in a line; empty where nothing is."""
        return isolation.weaker(self._pool.holds) if self._pool else ""

    @asynccontextmanager
    async def call(self) -> AsyncIterator[None]:
        """One call of a tool: all its queries see one state of the graph, the newest when it began alone."""
        if self._moves and not self._calls and time.monotonic() - self._looked > _LOOK_EVERY:
            await self._look()
        self._calls += 1
        try:
            yield
        finally:
            self._calls -= 1

    async def select(self, query: str, scope: Scope = "all", rows: int | None = None) -> Table:
        """The rows of a query of ours: all of them, or the first ``rows``.

        Raises:
            LimitError: the graph is larger than the limits allow.
        """
        reply = await self._ask(Request(query=query, media=JSON, scope=scope, rows=rows))
        if reply.truncated and (rows is None or reply.truncated != "rows"):
            limit = reply.truncated
            raise LimitError(f"the graph is too large for a query of ours (limit: {limit}); allow more", limit)
        return _table(reply)

    async def table(self, query: str, scope: Scope, rows: int, seconds: float | None) -> Table:
        """The answer to SELECT or ASK of a client, at most ``rows`` rows.

        Raises:
            QueryError: the query must not run, or is of another form.
            LimitError: it asked too much.
        """
        return _table(await self._put(query, JSON, scope, rows, seconds))

    async def triples(self, query: str, scope: Scope, rows: int, seconds: float | None) -> tuple[str, bool, float]:
        """The triples of CONSTRUCT or DESCRIBE as N-Triples, whether they were cut, and the seconds it took."""
        reply = await self._put(query, TRIPLES, scope, rows, seconds)
        return reply.body.decode("utf-8"), bool(reply.truncated), reply.seconds

    async def kept(self, key: object, make: Callable[[], Awaitable[Made]]) -> Made:
        """What is made once for a state of the graph."""
        async with self._making:
            if key not in self._kept:
                self._kept[key] = await make()
            made: Made = self._kept[key]
            return made

    def _ample(self) -> Limits:
        """The limits of the pool; those of rows are lowered for each query of a client."""
        return replace(self.limits, rows=max(self.limits.rows, _OWN.rows), body=max(self.limits.body, _OWN.body))

    async def _put(self, query: str, media: str, scope: Scope, rows: int, seconds: float | None) -> Reply:
        """Put a query of a client."""
        most = min(rows, self.limits.rows)
        return await self._ask(Request(query=query, media=media, scope=scope, seconds=seconds, rows=most))

    async def _ask(self, request: Request) -> Reply:
        if self._pool is None:
            raise QueryError("the graph is closed")
        return await self._pool.ask(request)

    async def _look(self) -> None:
        """Move to the newest state of the graph; where that cannot be read, the old one goes on answering."""
        self._looked = time.monotonic()
        try:
            found = await anyio.to_thread.run_sync(snapshots.current, self.project)
            if found.id != self._snapshot.id and self._pool is not None and not self._calls:
                await self._pool.reopen(_source(found.store))
                self._snapshot = found
                self._kept.clear()
        except PlanGraphError as error:
            _LOG.error("%s; the graph that was read before goes on answering", error)


def _source(store: Path) -> Source:
    return Source(store, merged=True)


def _table(reply: Reply) -> Table:
    data = json.loads(reply.body)
    if "boolean" in data:
        return Table((), [], seconds=reply.seconds, answer=bool(data["boolean"]))
    columns = tuple(data["head"]["vars"])
    rows = [{name: _cell(term) for name, term in row.items()} for row in data["results"]["bindings"]]
    return Table(columns, rows, bool(reply.truncated), reply.seconds)


def _cell(term: Mapping[str, Any]) -> Cell:
    return Cell(
        value=str(term["value"]),
        type=_KINDS.get(term["type"], "literal"),
        language=term.get("xml:lang"),
        datatype=term.get("datatype"),
    )
