"""Kill a build at each of its steps on the disk, one after the other: ``python -m tests.killed FOLDER``.

A step is a call that makes, renames or removes something. Before each the build's process kills itself; then
another process reads, another builds again. What they found is printed, a line a step; ``whole`` ends the last.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plangraph.files import Project
from tests import graphs

_STEPS = ("mkdir", "rename", "replace", "unlink")


def _kill_before(step: int) -> None:
    """Let this process kill itself before its call of that number."""
    left = step

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return call(*arguments, **named)

        return counting

    for name in _STEPS:
        setattr(Path, name, counted(getattr(Path, name)))


def _in_a_copy(work: Callable[[], object]) -> tuple[int, str]:
    """How a copy of this process ended that did the work, and what it gave."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, repr(work()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    return os.waitpid(child, 0)[1], said


def _killed(where: Project, name: str, folder: Path, step: int) -> int:
    def build() -> None:
        _kill_before(step)
        graphs.build(where, name, folder)

    return _in_a_copy(build)[0]


def _left(where: Project) -> list[str]:
    graph = where.root / "graph"
    found = [path.name for path in (*graph.iterdir(), *(graph / "snapshots").iterdir())]
    return sorted(name for name in found if name.endswith((".tmp", ".new", ".old")) or name == "publishing")


def _again(where: Project, folder: Path) -> tuple[tuple[str, ...], list[str]]:
    graphs.build(where, "old", folder)
    return graphs.read(where), _left(where)


def main(folder: Path) -> None:
    """Kill before step 0, 1, 2 … until a build has fewer steps."""
    where = graphs.project(folder / "project")
    _in_a_copy(lambda: graphs.build(where, "old", folder))
    step = 0
    while _killed(where, "new", folder, step):
        read = _in_a_copy(lambda: graphs.read(where))[1]
        status, again = _in_a_copy(lambda: _again(where, folder))
        print(step, read, status, again, sep="\t", flush=True)  # noqa: T201 (the test reads it)
        step += 1
    print("whole", _in_a_copy(lambda: graphs.read(where))[1], 0, "", sep="\t")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
