"""Between HTTP and the query workers: one pool, the snapshot it answers from, and a look for a newer one."""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from plangraph.asking.pool import Pool
from plangraph.asking.request import Reply, Request
from plangraph.asking.source import Source
from plangraph.errors import PlanGraphError
from plangraph.locks import hold
from plangraph.web.following import Follower, Held
from plangraph.web.guarding import Receive
from plangraph.web.media import RESULTS_JSON
from plangraph.web.settings import Settings

_log = logging.getLogger(__name__)
_PATIENCE = 0.25  # seconds after which a query that still runs is watched for a client that went away

Row = dict[str, dict[str, str]]


class ClientGone(Exception):  # noqa: N818 - nobody is left to be told
    """The client closed its connection before it had its answer."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and the snapshot that it was drawn from."""

    reply: Reply
    snapshot: str


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT query: its variables, its rows, and whether there were more."""

    variables: list[str]
    rows: list[Row]
    truncated: bool


class Backend:
    """A pool of query workers over the newest snapshot."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is started yet; ``start`` does."""
        self.settings = settings
        self.snapshot = settings.snapshot
        self._pool = Pool(Source(settings.store, merged=settings.scoped), settings.limits, settings.workers)
        now = Held(settings.snapshot, settings.store, hold(settings.store.parent / "held"))
        self._follower = Follower(settings.project, now)
        self._looked = 0.0
        self._moving: asyncio.Task[None] | None = None
        self._kept: dict[str, tuple[str, Any]] = {}

    async def start(self) -> tuple[str, ...]:
        """Have workers ready; by which means they are isolated."""
        if not self._pool.pids:
            await self._pool.start()
        return self._pool.holds

    async def close(self) -> None:
        """End the workers."""
        if self._moving is not None:
            self._moving.cancel()
        await self._pool.close()
        self._follower.close()

    async def ask(self, request: Request, receive: Receive | None = None) -> Answered:
        """The answer to a query, from one snapshot.

        Args:
            request: What is asked.
            receive: Where a client's going away is told, where that should end the query.

        Raises:
            QueryError: the query is at fault.
            LimitError: it hit a limit.
            ClientGone: nobody waits for the answer any more.
        """
        self.look()
        while True:
            snapshot = self.snapshot
            reply = await (self._pool.ask(request) if receive is None else self._watched(request, receive))
            if snapshot == self.snapshot:  # else the workers moved on meanwhile, and it could be from either
                return Answered(reply, snapshot)

    async def rows(self, query: str, limit: int | None = None) -> tuple[list[Row], bool]:
        """The rows of a query of our own, variable to term as in the JSON results format; whether they were cut."""
        answer = await self.table(Request(query=query, media=RESULTS_JSON, scope=self.scope, rows=limit))
        return answer.rows, answer.truncated

    async def table(self, request: Request, receive: Receive | None = None) -> Table:
        """The answer to a SELECT query, read; see ``ask``."""
        reply = (await self.ask(request, receive)).reply
        data = json.loads(reply.body)
        return Table(data["head"].get("vars", []), data["results"]["bindings"], bool(reply.truncated))

    async def true(self, query: str) -> bool:
        """The answer to an ASK query of our own."""
        reply = (await self.ask(Request(query=query, media=RESULTS_JSON, scope=self.scope))).reply
        return bool(json.loads(reply.body)["boolean"])

    @property
    def scope(self) -> str:
        """The scope of our own queries."""
        return "all" if self.settings.scoped else "standard"

    async def kept(self, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives (an awaitable), made once for each snapshot."""
        known = self._kept.get(name)
        if known is not None and known[0] == self.snapshot:
            return known[1]
        snapshot = self.snapshot
        made = await make()
        self._kept[name] = (snapshot, made)
        return made

    def look(self) -> None:
        """Once a second: is there a newer snapshot? Then workers move to it, while others still answer."""
        now = time.monotonic()
        if now - self._looked < 1.0 or (self._moving is not None and not self._moving.done()):
            return
        self._looked = now
        newer = self._follower.newer()
        if newer is not None:
            self._moving = asyncio.create_task(self._move(newer))

    async def _move(self, newer: Held) -> None:
        try:
            await self._pool.reopen(Source(newer.store, merged=True))
        except PlanGraphError as error:  # what is served stays; a build will put another in its place
            _log.warning("a newer snapshot cannot be opened: %s", error)
            return
        self.snapshot = newer.id
        self._follower.moved(newer)

    async def _watched(self, request: Request, receive: Receive) -> Reply:
        """The pool's answer, given up when the client is gone: its worker is ended then, and replaced."""
        asking = asyncio.current_task()
        loop = asyncio.get_running_loop()
        watching: list[asyncio.Task[None]] = []
        gone = False

        async def watch() -> None:
            nonlocal gone
            while (await receive())["type"] != "http.disconnect":
                pass
            gone = True
            if asking is not None:
                asking.cancel()

        timer = loop.call_later(_PATIENCE, lambda: watching.append(loop.create_task(watch())))
        try:
            return await self._pool.ask(request)
        except asyncio.CancelledError:
            if not gone or asking is None:
                raise
            asking.uncancel()
            raise ClientGone from None
        finally:
            timer.cancel()
            for task in watching:
                task.cancel()


def iris(rows: Sequence[Row]) -> list[str]:
    """Every IRI in some rows, each once, in the order of its first."""
    return list(dict.fromkeys(t["value"] for row in rows for t in row.values() if t["type"] == "uri"))
