"""The process that answers: opens a store read-only, isolates itself, and answers one query after the other."""

import contextlib
import gc
import os
import signal
import socket
import sys
import time
from typing import Any

from plangraph.asking import wire
from plangraph.asking.isolation import isolate
from plangraph.asking.limits import Limits
from plangraph.asking.source import Source
from plangraph.errors import PlanGraphError, QueryError

OUT_OF_MEMORY = 86  # exit status
_FILES = 1 << 16  # more than a process has open
_GRACE = 1.5  # seconds after the limit; by then the other side has ended us, if it is still there


def serve(end: socket.socket, not_ours: socket.socket | None, source: Source, limits: Limits) -> None:
    """Answer until the other end is closed.

    Args:
        end: our end of the pair.
        not_ours: the other end, where a copied process has it too; it is closed, else we would not see it close.
        source: what to open.
        limits: what holds for every query.
    """
    if not_ours is not None:
        not_ours.close()
    elif sys.platform != "win32":
        _close_others(end.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other side ends us
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    silence()
    try:
        _serve(end, source, limits)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except ConnectionError:
        pass  # nobody is left who could want an answer


def _serve(end: socket.socket, source: Source, limits: Limits) -> None:
    from plangraph.graph.store import Bounds, Graphs, Store  # late: a process that only asks has no engine in it

    end.setblocking(True)
    _step_back()
    holds = isolate(limits)
    try:
        store = Store.opened(source.folder, source.merged)
    except PlanGraphError as error:
        end.sendall(wire.fault(error))
        return
    gc.freeze()  # what is here now lives to the end
    end.sendall(wire.frame(["ready", holds]))
    buffer = wire.Buffer(4 * limits.body + 4096)
    while piece := end.recv(wire.CHUNK):
        asked = buffer.feed(piece)
        if asked is None:
            continue
        head, body = asked
        media, scope, default, named, seconds, rows = head
        _bound(seconds + _GRACE)
        began = time.perf_counter()
        try:
            answer = store.answer(
                body.decode("utf-8"), media, Bounds(rows, limits.size), scope, Graphs(tuple(default), tuple(named))
            )
        except PlanGraphError as error:
            sent = wire.fault(error)
        except UnicodeDecodeError:
            sent = wire.fault(QueryError("the query is no text in UTF-8"))
        else:
            told: list[Any] = ["answer", answer.kind, answer.truncated, answer.rows, time.perf_counter() - began]
            sent = wire.frame(told, answer.body)
        end.sendall(sent)
        _bound(0)


def _step_back() -> None:
    """Let a process that hands out queries finish handing out before this one, which it wakes, takes its core."""
    if hasattr(os, "SCHED_BATCH"):
        with contextlib.suppress(OSError):  # a system may keep this from its processes
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _bound(seconds: float) -> None:
    """Let the system end this process after so many seconds, whatever the engine does, and whoever is left to do it."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _close_others(kept: int) -> None:
    """Close what was handed down: no query needs it, and an end of a pipe in it would keep others alive."""
    os.closerange(3, kept)
    os.closerange(kept + 1, _FILES)


def silence() -> None:
    """Print nothing from here on: what the engine says when it dies is for no terminal; the exit status says it."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.close(nothing)
