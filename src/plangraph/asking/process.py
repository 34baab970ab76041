"""A worker: one process that answers, for whoever waits for the answer."""

import socket
import time
from types import TracebackType
from typing import Any

from plangraph.asking import starting, wire
from plangraph.asking.limits import Limits
from plangraph.asking.request import Reply, Request
from plangraph.asking.source import Source
from plangraph.asking.starting import Started
from plangraph.errors import DataError, WorkerError
from plangraph.graph.sparql import guard

_GLANCE = 0.25  # seconds; a Ctrl-C that comes just before a wait begins is seen when the wait ends
_NO_SIGNAL = getattr(socket, "MSG_NOSIGNAL", 0)  # a process that ended is an error to tell, and no end of this one


class Worker:
    """One process, started when it is first needed and replaced whenever it had to be ended. For one thread.

    A context manager; what interrupts a question (Ctrl-C too) ends the process.
    """

    def __init__(self, source: Source, limits: Limits | None = None, *, copied: bool = False) -> None:
        """A worker over a store.

        Args:
            source: the store.
            limits: what holds for every query.
            copied: see ``starting.start``; for programs that ask one question and end.
        """
        self.source = source
        self.limits = limits or Limits()
        self.holds: tuple[str, ...] = ()
        self._copied = copied
        self._started: Started | None = None

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The number of the process, if there is one now."""
        return self._started.pid if self._started else None

    def ask(self, request: Request) -> Reply:
        """The answer to a query, or its error, within the limit of seconds.

        Raises:
            QueryError: the query must not run, or failed.
            LimitError: it came to a limit and was ended.
            WorkerError: the process ended for another reason, or could not begin.
            DataError: the store is not there, or damaged.
        """
        limits = self.limits.lowered(request.seconds, request.rows)
        guard(request.query, limits.depth)
        started = self._running()
        try:
            started.end.settimeout(limits.seconds)
            deadline = time.monotonic() + limits.seconds
            started.end.sendall(wire.question(request, limits), _NO_SIGNAL)
            head, body = self._frame(started, deadline)
        except TimeoutError as error:
            self.close()
            raise limits.exceeded("seconds") from error
        except ConnectionError as error:
            raise starting.ended(self._ended(), limits) from error
        except BaseException:
            self.close()
            raise
        return wire.reply(head, body, request.media)

    def start(self) -> None:
        """Start the process now, so that the first question need not wait for it.

        Raises:
            WorkerError: it cannot begin.
            DataError: the store is not there, or damaged.
        """
        self._running()

    def close(self) -> None:
        """End the process."""
        if self._started is not None:
            self._started.kill()
            self._started.status()
            self._started = None

    def _running(self) -> Started:
        if self._started is not None and not _readable(self._started.end):
            return self._started
        self.close()  # it ended while nobody asked
        self._started = started = starting.start(self.source, self.limits, copied=self._copied)
        try:
            head, body = self._frame(started, time.monotonic() + starting.READY_SECONDS)
            if head[0] != "ready":
                raise DataError(body.decode("utf-8", "replace"))
        except (TimeoutError, ConnectionError) as error:
            raise WorkerError(f"no process could be started that answers (status {self._ended()})") from error
        except BaseException:
            self.close()
            raise
        self.holds = tuple(head[1])
        return started

    def _frame(self, started: Started, deadline: float) -> tuple[list[Any], bytes]:
        buffer = wire.Buffer.of_answers(self.limits)
        while True:
            left = deadline - time.monotonic()
            started.end.settimeout(min(max(left, 0.001), _GLANCE))
            try:
                piece = started.end.recv(wire.CHUNK)
            except TimeoutError:
                if left > _GLANCE:
                    continue
                raise
            if not piece:
                raise ConnectionError("the process ended")
            made = buffer.feed(piece)
            if made is not None:
                return made

    def _ended(self) -> int | None:
        """The exit status of a process that has closed its end, which is then forgotten."""
        if self._started is None:
            return None
        status = self._started.status()
        self.close()
        return status


def _readable(end: socket.socket) -> bool:
    """Whether something arrived though nothing was asked: that the process ended."""
    end.setblocking(False)
    try:
        end.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True
