"""Running a server: one listening socket, a few processes that answer on it, and their clean end.

The first process only supervises. It starts the keeper, which makes the store ready, and processes that answer HTTP;
one of them that dies is replaced. All of them end with it, also when it is killed: they read from a pipe whose other
end it alone holds.
"""

import contextlib
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from plangraph.asking import isolation
from plangraph.asking.limits import Limits
from plangraph.errors import MissingExtraError, PlanGraphError
from plangraph.files import Project
from plangraph.web.settings import Settings

_GRACE = 5.0  # seconds that requests under way have when the server ends
_YOUNG = 2.0  # a process that lives less than this dies of a fault that a new one has too
_BACKLOG = 1024
_SPREADS = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen, and with how many processes."""

    bind: str = "127.0.0.1"
    port: int = 8000
    processes: int = 2
    workers: int = 2  # of each process
    hosts: tuple[str, ...] = ()  # names of the server, beside those of the loopback


class _Stopped(Exception):  # noqa: N818 - the ordinary end
    """Somebody asked the server to end."""


def serve(what: Project | Path, limits: Limits, place: Place, tell: Callable[[str], None]) -> None:
    """Serve a project, or a file of RDF, until SIGTERM or SIGINT.

    Args:
        what: The project or the file.
        limits: What one request may cost.
        place: Where to listen.
        tell: Is given the line that says that the server is ready, one for each thing in a file that was left alone,
            and one for the protection that is lacking here.

    Raises:
        PlanGraphError: nothing can be served, or the port is taken.
        MissingExtraError: the extra ``web`` is not installed.
    """
    with contextlib.ExitStack() as stack:
        listeners = stack.enter_context(_listening(place))
        stack.enter_context(_stoppable())
        try:
            keeper = stack.enter_context(_kept(what))
            _load()  # while the keeper works
            store, snapshot, warnings = _told(keeper)
            project = what if isinstance(what, Project) else None
            settings = Settings(store, snapshot, project, limits, place.hosts, place.workers)
            url = f"http://{_shown(place.bind)}:{listeners[0].getsockname()[1]}/"

            def ready(holds: tuple[str, ...]) -> None:
                tell(f"serving {url} · snapshot {settings.snapshot} · limits {settings.allowed}")
                for line in (*warnings, isolation.weaker(holds)):
                    if line:
                        tell(line)

            _supervise(settings, listeners, ready)
        except _Stopped:
            return


def _load() -> None:
    """What answers HTTP, before processes are split off, so that it is loaded once."""
    try:
        import httptools
        import jinja2
        import starlette
        import uvicorn
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"a server needs {error.name}, which is not installed; install it with: pip install 'plangraph[web]'"
        ) from error
    del httptools, jinja2, starlette, uvicorn
    from plangraph.web import process

    del process


def _shown(bind: str) -> str:
    return f"[{bind}]" if ":" in bind else bind


@contextlib.contextmanager
def _listening(place: Place) -> Iterator[list[socket.socket]]:
    """A socket for each process, between which the system spreads connections, or one that all of them share.

    Of one that is shared the process that wakes first takes every connection that waits, so that others idle.
    """
    count = place.processes if os.name == "posix" else 1  # elsewhere a socket cannot be waited on by several
    with contextlib.ExitStack() as stack:
        try:
            first = stack.enter_context(_bound(place.bind, place.port, spread=False))  # fails where the port is taken
            each = [first] * count
            if _SPREADS and count > 1:
                port = first.getsockname()[1]
                first.close()
                each = [stack.enter_context(_bound(place.bind, port, spread=True)) for _ in range(count)]
            for one in each:
                one.listen(_BACKLOG)
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else "a port is a number from 0 to 65535"
            raise PlanGraphError(f"cannot listen on {_shown(place.bind)}:{place.port}: {reason}") from error
        yield each


def _bound(bind: str, port: int, *, spread: bool) -> socket.socket:
    bound = socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share a port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if spread:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind((bind, port))
    except (OSError, OverflowError):
        bound.close()
        raise
    return bound


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGTERM and SIGINT end what is inside, in order."""

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise _Stopped

    before = [(number, signal.signal(number, stop)) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


@contextlib.contextmanager
def _kept(what: Project | Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The keeper, which ends when its standard input does."""
    named = ["project", str(what.root)] if isinstance(what, Project) else ["data", str(what)]
    keeper = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "plangraph.web.keeping", *named], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield keeper
    finally:
        for pipe in (keeper.stdin, keeper.stdout):
            if pipe is not None:
                pipe.close()
        try:
            keeper.wait(_GRACE)
        except subprocess.TimeoutExpired:
            keeper.kill()
            keeper.wait()


def _told(keeper: "subprocess.Popen[bytes]") -> tuple[Path, str, list[str]]:
    """Where the store is, the id of its snapshot, and what is to be said of it."""
    line = keeper.stdout.readline() if keeper.stdout is not None else b""
    if not line:
        raise PlanGraphError("the process that opens the graph ended before it was done; is there enough memory?")
    told = json.loads(line)
    if "error" in told:
        raise PlanGraphError(told["error"])
    return Path(told["store"]), told["snapshot"], told["warnings"]


def _supervise(settings: Settings, listeners: list[socket.socket], ready: Callable[[tuple[str, ...]], None]) -> None:
    """Keep a process answering on each listener."""
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    life = context.Pipe(duplex=False)  # nothing is ever sent; that it closes tells them to end
    started: dict[BaseProcess, tuple[socket.socket, float, Connection]] = {}

    def start(listener: socket.socket) -> Connection:
        made, told = _start(context, settings, listener, life)
        started[made] = (listener, time.monotonic(), told)
        return told

    try:
        told = [start(listener) for listener in listeners]
        holds = [_heard(one) for one in told]
        ready(holds[0])
        while True:
            wait([process.sentinel for process in started])
            for process in [one for one in started if one.exitcode is not None]:
                listener, since, _ = started.pop(process)
                if time.monotonic() - since < _YOUNG:
                    raise PlanGraphError("processes of the server end as soon as they are started")
                start(listener)
    finally:
        for end in life:
            end.close()
        _end(list(started))


def _heard(told: Connection) -> tuple[str, ...]:
    """How a process that is ready says that its queries are isolated."""
    try:
        heard: tuple[str, ...] | str = told.recv()
    except EOFError as error:
        raise PlanGraphError("a process of the server ended before it was ready") from error
    if isinstance(heard, str):
        raise PlanGraphError(heard)
    return heard


def _start(
    context: "multiprocessing.context.BaseContext",
    settings: Settings,
    listener: socket.socket,
    life: tuple[Connection, Connection],
) -> tuple[BaseProcess, Connection]:
    from plangraph.web import process

    told, telling = context.Pipe(duplex=False)
    forked = sys.platform == "linux"
    made = context.Process(  # type: ignore[attr-defined]
        target=process.run, args=(settings, listener, life[0], telling, (life[1], told) if forked else ())
    )
    made.start()
    telling.close()
    return made, told


def _end(processes: list[BaseProcess]) -> None:
    for process in processes:
        if process.is_alive():
            process.terminate()
    end = time.monotonic() + _GRACE + 1
    for process in processes:
        process.join(max(end - time.monotonic(), 0))
        if process.is_alive():
            process.kill()
            process.join()
