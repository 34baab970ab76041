"""A pool: some processes that answer, for an event loop that must never wait for one."""

import asyncio
import contextlib
import time
from collections import deque
from types import TracebackType
from typing import Any

from plangraph.asking import wire
from plangraph.asking.limits import Limits
from plangraph.asking.request import Reply, Request
from plangraph.asking.seat import Seat
from plangraph.asking.source import Source
from plangraph.errors import PlanGraphError, WorkerError
from plangraph.graph.sparql import LENGTH_LIMIT, guard

_CHEAP = 20_000  # characters; a longer query is looked through where it is answered, not in the event loop
_SOON = 0.5  # seconds within which a question may be put a second time
_PAUSE = 0.5  # seconds between two tries to start a process, when the first failed


class Pool:
    """Processes that answer, each one query at a time; one that had to be ended is replaced by a new one.

    An asynchronous context manager. All of it belongs to the event loop that entered it.
    """

    def __init__(self, source: Source, limits: Limits | None = None, size: int = 2) -> None:
        """A pool that is not started yet.

        Args:
            source: the store.
            limits: what holds for every query.
            size: how many processes answer at a time; one more stands by.
        """
        self.source = source
        self.limits = limits or Limits()
        self.size = size
        self._idle: list[Seat] = []
        self._busy: set[Seat] = set()
        self._spare: list[Seat] = []
        self._waiting: deque[asyncio.Future[Seat]] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._fault: PlanGraphError | None = None
        self._closed = False

    async def __aenter__(self) -> "Pool":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def holds(self) -> tuple[str, ...]:
        """What isolates the processes; see ``isolation.weaker``."""
        seats = (*self._idle, *self._busy)
        return seats[0].holds if seats else ()

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes that there are now."""
        return tuple(seat.pid for seat in (*self._idle, *self._busy) if seat.pid is not None)

    async def start(self) -> None:
        """Start all processes.

        Raises:
            WorkerError: one cannot begin.
            DataError: the store is not there, or damaged.
        """
        for seat in await self._fresh(self.source):
            self._welcome(seat)

    async def ask(self, request: Request) -> Reply:
        """The answer to a query, or its error.

        Raises:
            QueryError: the query must not run, or failed.
            LimitError: it came to a limit, or there are too many queries.
            WorkerError: the process ended for another reason.
        """
        limits = self.limits.lowered(request.seconds, request.rows)
        if not _CHEAP < len(request.query) <= LENGTH_LIMIT:
            guard(request.query, limits.depth)
        frame = wire.question(request, limits)
        began = time.monotonic()
        try:
            head, body = await self._put(frame, limits)
        except WorkerError:
            if time.monotonic() - began > _SOON:
                raise
            head, body = await self._put(frame, limits)  # somebody ended the process, and not because of this query
        return wire.reply(head, body, request.media)

    async def reopen(self, source: Source) -> None:
        """Move to another store: who asks from now on asks that one, who was answered meanwhile had the old one.

        Raises:
            WorkerError: a process cannot begin; the old store goes on.
            DataError: the store is not there, or damaged; the old store goes on.
        """
        if source == self.source:
            return
        fresh = await self._fresh(source)
        self.source = source
        old = (*self._idle, *self._spare)
        self._idle.clear()
        self._spare.clear()
        for seat in old:
            seat.end()
        for seat in fresh:
            self._welcome(seat)

    async def close(self) -> None:
        """End all processes; queries that wait or run end with an error."""
        self._closed = True
        for task in tuple(self._starting):
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(self.limits.exceeded("waiting"))
        for seat in (*self._idle, *self._busy, *self._spare):
            seat.end()
        self._idle.clear()
        self._spare.clear()

    async def _put(self, frame: bytes, limits: Limits) -> tuple[Any, bytes]:
        """Put a question to the next process that is free."""
        seat = self._take() or await self._next(limits)
        self._busy.add(seat)
        try:
            return await seat.ask(frame, limits)
        finally:
            self._busy.discard(seat)
            self._return(seat)

    async def _fresh(self, source: Source) -> list[Seat]:
        """New seats and one to spare, all of them or none."""
        seats = [Seat(source, self.limits) for _ in range(self.size + 1)]
        results = await asyncio.gather(*(seat.start() for seat in seats), return_exceptions=True)
        faults = [result for result in results if isinstance(result, BaseException)]
        if faults:
            for seat in seats:
                seat.end()
            raise faults[0]
        return seats

    def _take(self) -> Seat | None:
        """An idle seat, the one used last first: it is the warmest."""
        while self._idle:
            seat = self._idle.pop()
            if seat.alive:
                return seat
            self._replace(seat)
        return None

    async def _next(self, limits: Limits) -> Seat:
        """The next seat that gets free; who waits longer than a query may take is sent away."""
        if self._fault is not None and not self._busy:
            raise self._fault
        if len(self._waiting) >= limits.waiting or self._closed:
            raise limits.exceeded("waiting")
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Seat] = loop.create_future()
        self._waiting.append(waiter)
        timer = loop.call_later(limits.seconds, _expire, waiter)
        try:
            return await waiter
        except BaseException as error:
            with contextlib.suppress(ValueError):
                self._waiting.remove(waiter)
            if isinstance(error, TimeoutError):
                raise limits.exceeded("waiting") from error
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self._free(waiter.result())  # it came just too late
            raise
        finally:
            timer.cancel()

    def _welcome(self, seat: Seat) -> None:
        """A new seat: it answers from now on, or stands by until another is ended, so that nobody waits for a start."""
        answering = sum(one.source == self.source for one in (*self._idle, *self._busy))
        if answering < self.size:
            self._free(seat)
        else:
            self._spare.append(seat)

    def _free(self, seat: Seat) -> None:
        """Give a seat to who waits longest, or keep it."""
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(seat)
                return
        self._idle.append(seat)

    def _return(self, seat: Seat) -> None:
        """A seat whose query is over."""
        if self._closed:
            seat.end()
        elif seat.source != self.source:
            seat.end()  # its place is taken already
        elif seat.alive:
            self._free(seat)
        else:
            self._replace(seat)

    def _replace(self, seat: Seat) -> None:
        seat.end()
        if seat.source == self.source and not self._closed:
            while self._spare:
                spare = self._spare.pop()
                if spare.alive:
                    self._free(spare)
                    break
                spare.end()
            task = asyncio.get_running_loop().create_task(self._refill())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _refill(self) -> None:
        """Start one more process, however often it takes."""
        while not self._closed:
            source = self.source
            seat = Seat(source, self.limits)
            try:
                await seat.start()
            except PlanGraphError as error:
                self._fault = error
                await asyncio.sleep(_PAUSE)
                continue
            except asyncio.CancelledError:
                seat.end()
                raise
            self._fault = None
            if source == self.source:
                self._welcome(seat)
            else:
                seat.end()  # ``reopen`` brought as many as there should be
            return


def _expire(waiter: "asyncio.Future[Seat]") -> None:
    """Send away who has waited long enough."""
    if not waiter.done():
        waiter.set_exception(TimeoutError())
