"""``plangraph query`` with a query that would never end: ended by its limit or by Ctrl-C, with nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import project

COMMAND = (sys.executable, "-m", "plangraph", "query", "-")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
WAIT = 60.0  # seconds, on a machine that does much else

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the processes of a group are read from /proc")


@contextmanager
def _asking(query: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A command in a group of its own, as a shell starts it."""
    command = [*COMMAND, *arguments]
    with subprocess.Popen(
        command,
        cwd=project.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_listening,  # noqa: PLW1509 - no other thread runs here
    ) as process:
        assert process.stdin
        process.stdin.write(query)
        process.stdin.close()
        process.stdin = None
        try:
            yield process
        finally:
            process.kill()


def _listening() -> None:
    """Take Ctrl-C as a command in a terminal does: what runs in the background of a shell is told to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _others(group: int) -> set[int]:
    """The processes of a group that run, but for its first."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, its_group = (
                (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(") ")[2].split()[:3]
            )
        except OSError:
            continue  # it has ended
        if int(its_group) == group and state not in "ZX":
            found.add(int(folder.name))
    return found - {group}


def _until(process: "subprocess.Popen[str]", there: bool) -> None:
    """Wait until a process that answers is there, or none is."""
    end = time.monotonic() + (WAIT if there else 5)
    while bool(_others(process.pid)) is not there:
        assert time.monotonic() < end, _others(process.pid)
        time.sleep(0.01)


def _ready() -> None:
    """Let the snapshot be made, so that no time is taken for that."""
    with _asking("ASK {}", "--format", "json") as process:
        process.communicate(timeout=WAIT)
        assert process.returncode == 0


def test_a_runaway_query_is_ended_by_its_limit() -> None:
    _ready()
    with _asking(ENDLESS, "--timeout", "1") as process:
        _until(process, there=True)
        began = time.monotonic()
        out, errors = process.communicate(timeout=WAIT)
        took = time.monotonic() - began
        assert (process.returncode, out) == (1, "")
        assert errors == "plangraph: stopped after 1 s (limit: seconds); ask for less, or allow more\n"
        assert 0.5 < took < 2.5
        _until(process, there=False)


def test_ctrl_c_ends_a_runaway_query() -> None:
    """The signal goes to the whole group, as a terminal sends it."""
    _ready()
    with _asking(ENDLESS, "--timeout", str(WAIT)) as process:
        _until(process, there=True)
        time.sleep(0.5)
        assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        began = time.monotonic()
        out, errors = process.communicate(timeout=WAIT)
        assert (process.returncode, out, errors) == (130, "", "")
        assert time.monotonic() - began < 2.5
        _until(process, there=False)


def test_ctrl_c_while_the_process_that_answers_begins() -> None:
    """It has not yet said that it does not want the signal; only the command itself may tell of it, by its status."""
    _ready()
    code = (
        "import os, signal, sys\n"
        "os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "from plangraph.cli import main\n"
        "sys.exit(main(['query', '-', '--format', 'csv']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=project.ROOT,
        input="SELECT (1 AS ?n) {}",
        capture_output=True,
        text=True,
        timeout=WAIT,
    )
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["n", "1"], "")
