"""A Dask scheduler with two workers, all of them on the loopback, for as long as a test needs them."""

import contextlib
import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import project
from tests.deadly import MARK

# Without the extra nothing can be scheduled; in CI the extra is there, and if it is not, the tests must fail.
needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None and "CI" not in os.environ,
    reason="dask is not installed: pip install 'plangraph[dask]'",
)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """Where the scheduler is, its process, and those of what watches over its workers."""

    address: str
    folder: Path  # with the files that make texts deadly
    scheduler: "subprocess.Popen[bytes]"
    nannies: tuple["subprocess.Popen[bytes]", ...]


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Scheduled]:
    """A scheduler and two workers whose texts may be deadly; see ``deadly``."""
    address = f"tcp://127.0.0.1:{_free()}"
    own = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", MARK: str(folder)}
    quiet = ("--dashboard-address", "127.0.0.1:0", "--host", "127.0.0.1")  # else its pages are shown to everybody
    started: list[subprocess.Popen[bytes]] = []

    def start(module: str, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, *quiet]
        with (folder / f"log{len(started)}").open("wb") as log:
            started.append(subprocess.Popen(command, env=own, stdout=log, stderr=log, cwd=project.ROOT))
        return started[-1]

    try:
        scheduler = start("dask_scheduler", "--port", address.rpartition(":")[2])
        where = ("--local-directory", str(folder), "--nthreads", "1")
        deadly = ("--preload", str(project.ROOT / "tests" / "deadly.py"))
        nannies = tuple(start("dask_worker", address, *where, *deadly) for _ in range(2))
        _until_open(address, scheduler)
        yield Scheduled(address, folder, scheduler, nannies)
    finally:
        for process in reversed(started):
            process.terminate()
        for process in reversed(started):
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _until_open(address: str, process: "subprocess.Popen[bytes]") -> None:
    port = int(address.rpartition(":")[2])
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    pytest.fail("the scheduler did not start")
