"""Starting a process that answers, and telling from its end what happened to it."""

import contextlib
import multiprocessing
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

from plangraph.asking.limits import Limits
from plangraph.asking.source import Source
from plangraph.asking.worker import OUT_OF_MEMORY, serve
from plangraph.errors import PlanGraphError, QueryError, WorkerError

READY_SECONDS = 60.0  # for a process to begin on a busy machine
_PRELOADED = ["plangraph.graph.store", "plangraph.asking.worker"]
_THREADS = Path("/proc/self/task")


class Started:
    """A process, and our end of the pair of sockets to it."""

    def __init__(self, process: BaseProcess, end: socket.socket) -> None:
        """A process that was started, and our end."""
        self.end = end
        self.pid = process.pid
        self._process = process
        self._status: int | None = None
        self._lock = threading.Lock()  # both the event loop's threads and others wait for the end of a process

    def kill(self) -> None:
        """End it at once; nothing waits for it."""
        self.end.close()
        with contextlib.suppress(ValueError):  # it was seen to end already
            self._process.kill()

    def status(self, seconds: float = 2.0) -> int | None:
        """Its exit status, negative for a signal; None if it has not ended within so many seconds."""
        with self._lock:
            if self._status is None:
                self._process.join(seconds)
                self._status = self._process.exitcode
                if self._status is not None:
                    self._process.close()
            return self._status


def start(source: Source, limits: Limits, *, copied: bool = False) -> Started:
    """Start a process; it tells by a first frame that it is ready, or what is wrong.

    Args:
        source: what it opens.
        limits: what holds for every query.
        copied: start it as a copy of this process, where that is safe: quicker than a server of processes, of which
            a single one would be wanted only.

    Raises:
        WorkerError: the system lets no process begin.
    """
    ours, theirs = socket.socketpair()
    how = "fork" if copied and alone() else _method()
    context = multiprocessing.get_context(how)
    if how == "forkserver":
        multiprocessing.set_forkserver_preload(_PRELOADED)
    arguments = (theirs, ours if how == "fork" else None, source, limits)
    process = context.Process(target=serve, args=arguments, daemon=True, name="plangraph-answers")  # type: ignore[attr-defined]
    try:
        with _undisturbed() if how == "fork" else contextlib.nullcontext():
            process.start()
    except (OSError, EOFError) as error:
        ours.close()
        raise WorkerError(f"no process could be started that answers: {error}") from error
    finally:
        theirs.close()
    return Started(process, ours)


def ended(status: int | None, limits: Limits) -> PlanGraphError:
    """The error of a query whose process ended by itself."""
    if status == OUT_OF_MEMORY or status == -getattr(signal, "SIGABRT", 6):
        return limits.exceeded("memory")
    if status == -getattr(signal, "SIGALRM", 14):
        return limits.exceeded("seconds")
    if status is not None and -status in (getattr(signal, "SIGSEGV", 11), getattr(signal, "SIGBUS", 7)):
        return QueryError("the query has too many parts for the engine, which came to an end over it; make it shorter")
    return WorkerError(f"the process that answers ended (status {status}); ask again")


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back, for good in a copy that is made: it would tell of it before it knows to say nothing."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _method() -> str:
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def alone() -> bool:
    """Whether this process has one thread only, so that a copy of it is whole."""
    return sys.platform == "linux" and len(list(_THREADS.iterdir())) == 1
