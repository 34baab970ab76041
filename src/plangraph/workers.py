"""Workers: processes that share long work, one a core, where the system can split a process in two."""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from plangraph.errors import PlanGraphError

Task = TypeVar("Task")
Result = TypeVar("Result")


def mapped(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """``work`` of each task, in the order of the tasks.

    A worker starts as a copy of this process, so ``work`` and the tasks may be anything; results are sent back and must
    be plain data. A worker waits until its result is taken, so only a few are in memory at a time.

    Raises:
        PlanGraphError: a worker ended before its work was done, for example for want of memory.
    """
    count = min(len(tasks), os.cpu_count() or 1)
    if count < 2 or sys.platform != "linux":  # elsewhere a copy of a process is not safe, and a fresh one is slow
        yield from map(work, tasks)
        return
    context = multiprocessing.get_context("fork")
    ends: list[Connection] = []
    workers = []
    try:
        for first in range(count):
            ours, theirs = context.Pipe(duplex=False)
            ends.append(ours)
            worker = context.Process(target=_serve, args=(work, tasks[first::count], theirs, tuple(ends)), daemon=True)
            worker.start()
            workers.append(worker)
            theirs.close()
        for index in range(len(tasks)):
            yield _taken(ends[index % count])
    finally:
        for worker in workers:
            worker.kill()
            worker.join()
        for end in ends:
            end.close()


def _taken(end: Connection) -> Any:
    try:
        return end.recv()
    except EOFError as error:
        raise PlanGraphError("a worker process ended before its work was done; is there enough memory?") from error


def _serve(
    work: Callable[[Task], Result], tasks: Sequence[Task], end: Connection, not_ours: Sequence[Connection]
) -> None:
    """What a worker does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends us
    for other in not_ours:
        other.close()  # else we would not notice that the first process is gone
    with contextlib.suppress(BrokenPipeError):  # nobody is left who could want the rest
        for task in tasks:
            end.send(work(task))
    end.close()
