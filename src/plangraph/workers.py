"""Workers: processes that share long work, one a core, where the system can split a process in two."""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext
from multiprocessing.process import BaseProcess
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


@dataclass(frozen=True, slots=True)
class Lost:
    """What becomes of a task whose process ended, and ended again when it was tried once more."""

    how: str  # "signal 9", "status 3"


@dataclass(slots=True)
class _Worker:
    """A process that does one task after another, and the one that it is at."""

    process: BaseProcess
    end: Connection
    task: int = -1


def each(work: Callable[[Task], Result], tasks: Sequence[Task], count: int) -> Iterator[tuple[Task, Result | Lost]]:
    """``work`` of each task by ``count`` processes, as they come; what a process that ended was at is done once more.

    Args:
        work: may be anything, as for ``mapped``; its results must be plain data. An error that it raises ends all.
        tasks: what is to be done.
        count: one, or a system where a process cannot be split, does all in this process.
    """
    if count < 2 or not tasks or sys.platform != "linux":  # a single task too may be the end of who does it
        for task in tasks:
            yield task, work(task)
        return
    context = multiprocessing.get_context("fork")
    waiting, tried = list(range(len(tasks)))[::-1], [0] * len(tasks)
    running: list[_Worker] = []
    try:
        while waiting or any(worker.task >= 0 for worker in running):
            while len(running) < count and (len(running) < len(waiting) or not running):
                running.append(_started(context, work, tasks, running))
            for worker in (worker for worker in running if worker.task < 0):
                _give(worker, waiting)
            for end in wait([worker.end for worker in running if worker.task >= 0]):
                worker = next(worker for worker in running if worker.end is end)
                index, result = worker.task, _heard(worker)
                if isinstance(result, Lost):
                    running.remove(worker)
                    tried[index] += 1
                    if tried[index] < 2:
                        waiting.append(index)
                        continue
                yield tasks[index], result
    finally:
        for worker in running:
            worker.process.kill()
            _ended(worker)


def _started(
    context: ForkContext, work: Callable[[Task], Result], tasks: Sequence[Task], others: Sequence[_Worker]
) -> _Worker:
    ours, theirs = context.Pipe()
    not_ours = (ours, *(other.end for other in others))
    process = context.Process(target=_answer, args=(work, tasks, theirs, not_ours), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, waiting: list[int]) -> None:
    """Let a worker do the next task, if there is one."""
    if waiting:
        worker.task = waiting.pop()
        with contextlib.suppress(OSError):  # it ended: that is heard when its answer is waited for
            worker.end.send(worker.task)


def _heard(worker: _Worker) -> Any:
    """What came of a worker's task."""
    try:
        result = worker.end.recv()
    except (EOFError, OSError):
        return Lost(_ended(worker))
    worker.task = -1
    if isinstance(result, PlanGraphError):
        raise result
    return result


def _ended(worker: _Worker) -> str:
    worker.process.join()
    worker.end.close()
    code = worker.process.exitcode or 0
    return f"signal {-code}" if code < 0 else f"status {code}"


def _answer(
    work: Callable[[Task], Result], tasks: Sequence[Task], end: Connection, not_ours: Sequence[Connection]
) -> None:
    """What a worker of ``each`` does: it is told the number of a task and sends back what comes of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends us
    for other in not_ours:
        other.close()
    with contextlib.suppress(EOFError, OSError):
        while True:
            index = end.recv()
            try:
                result: object = work(tasks[index])
            except PlanGraphError as error:
                result = error
            end.send(result)
