"""A seat of a pool: one process that answers, and the query that it has at the moment."""

import asyncio
import socket
from typing import Any

from plangraph.asking import starting, wire
from plangraph.asking.limits import Limits
from plangraph.asking.source import Source
from plangraph.asking.starting import Started
from plangraph.errors import DataError, PlanGraphError, WorkerError


class _EndedError(Exception):
    """The process closed its end."""


class Seat:
    """One process, from its start to its end; a seat is never used again after an error of its own.

    The socket is read by the event loop itself, without a task or a thread for it: what is on the way costs less than
    a small query does.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        """A seat whose process is not started yet."""
        self.source = source
        self.holds: tuple[str, ...] = ()
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._started: Started | None = None
        self._buffer = wire.Buffer.of_answers(limits)
        self._wanted: asyncio.Future[tuple[Any, bytes]] | None = None
        self._gone = False

    @property
    def alive(self) -> bool:
        """Whether a query may be given to it."""
        return self._started is not None and not self._gone

    @property
    def pid(self) -> int | None:
        """The number of its process."""
        return self._started.pid if self._started else None

    async def start(self) -> None:
        """Start the process and wait until it is ready.

        Raises:
            WorkerError: it cannot begin.
            DataError: the store is not there, or damaged.
        """
        starter = self._loop.run_in_executor(None, starting.start, self.source, self._limits)
        try:
            self._started = await asyncio.shield(starter)
        except asyncio.CancelledError:
            starter.add_done_callback(_unwanted)
            raise
        self._started.end.setblocking(False)
        self._loop.add_reader(self._started.end, self._read)
        try:
            head, body = await self._answered(b"", starting.READY_SECONDS)
        except (TimeoutError, _EndedError) as error:
            raise WorkerError(f"no process could be started that answers (status {await self._status()})") from error
        finally:
            if self._wanted is not None:
                self.end()
        if head[0] != "ready":
            self.end()
            raise DataError(body.decode("utf-8", "replace"))
        self.holds = tuple(head[1])

    async def ask(self, frame: bytes, limits: Limits) -> tuple[Any, bytes]:
        """Send a frame; the head and the body of what comes back within the limit of seconds.

        Whatever goes wrong here, and if whoever asks loses interest, the process is ended.

        Raises:
            LimitError: it came to a limit and was ended.
            QueryError: the engine came to an end over it.
            WorkerError: the process ended for another reason.
        """
        try:
            return await self._answered(frame, limits.seconds)
        except TimeoutError as error:
            raise limits.exceeded("seconds") from error
        except (_EndedError, OSError) as error:
            raise starting.ended(await self._status(), limits) from error
        finally:
            if self._wanted is not None:  # no answer came
                self.end()

    def end(self) -> None:
        """End the process at once."""
        self._gone = True
        if self._started is not None and self._started.end.fileno() >= 0:
            self._loop.remove_reader(self._started.end)
            self._started.kill()
            self._loop.run_in_executor(None, self._started.status)  # so that nothing is left of it

    async def _answered(self, frame: bytes, seconds: float) -> tuple[Any, bytes]:
        if self._started is None or self._gone:
            raise _EndedError
        wanted: asyncio.Future[tuple[Any, bytes]] = self._loop.create_future()
        self._wanted = wanted
        timer = self._loop.call_later(seconds, self._expire)
        try:
            if frame:
                await self._send(self._started.end, frame)
            answered = await wanted
        finally:
            timer.cancel()
            if wanted.done() and not wanted.cancelled():
                wanted.exception()  # seen, even where sending failed first
        self._wanted = None
        return answered

    async def _send(self, end: socket.socket, frame: bytes) -> None:
        """Most frames go out at once; the rest of a long one when there is room, and only until time is over."""
        try:
            sent = end.send(frame)
        except BlockingIOError:
            sent = 0
        if sent == len(frame):
            return
        rest = asyncio.ensure_future(self._loop.sock_sendall(end, memoryview(frame)[sent:]))
        await asyncio.wait((rest, self._wanted), return_when=asyncio.FIRST_COMPLETED)  # type: ignore[type-var]
        if rest.done():
            rest.result()
        else:
            rest.cancel()

    def _read(self) -> None:
        """Something arrived."""
        started, wanted = self._started, self._wanted
        if started is None:
            return
        try:
            piece = started.end.recv(wire.CHUNK)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            piece = b""
        try:
            made = self._buffer.feed(piece) if piece else None
        except PlanGraphError as error:
            self._fail(error)
            return
        if not piece or (made is not None and (wanted is None or wanted.done())):
            self._fail(_EndedError())  # its end, or an answer that nobody asked for
        elif made is not None and wanted is not None:
            wanted.set_result(made)

    def _fail(self, error: Exception) -> None:
        self._gone = True
        if self._started is not None:
            self._loop.remove_reader(self._started.end)
        if self._wanted is not None and not self._wanted.done():
            self._wanted.set_exception(error)

    def _expire(self) -> None:
        if self._wanted is not None and not self._wanted.done():
            self._wanted.set_exception(TimeoutError())

    async def _status(self) -> int | None:
        """The exit status of a process that closed its end."""
        if self._started is None:
            return None
        return await self._loop.run_in_executor(None, self._started.status)


def _unwanted(starter: "asyncio.Future[Started]") -> None:
    """What was started for somebody who is gone."""
    if not starter.cancelled() and starter.exception() is None:
        starter.result().kill()
