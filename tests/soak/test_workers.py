"""Builds by several processes of which one is killed at a random time: the same graph as by one, each time."""

import hashlib
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pyoxigraph as ox
import pytest

from plangraph.files import find_project
from plangraph.snapshots import entries
from tests import project, small
from tests.bench import synthetic

BUILDS, CHAPTERS = 20, 12


def canonical(built: Path) -> str:
    """The hash of a built graph in canonical form (RDFC-1.0)."""
    found = ox.Dataset(quad for path in sorted(built.rglob("*.trig")) for quad in ox.parse(path=str(path)))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} ." for quad in found)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process reads")
def test_a_worker_killed_at_any_time_changes_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    folder = small.copy(tmp_path / "project")
    synthetic.write(folder / "graph" / "text" / "made", project.ROOT / "graph" / "gazetteer", CHAPTERS)
    here = find_project(folder, folder)
    began = time.monotonic()
    subprocess.run(_command(folder, 1), check=True, capture_output=True)
    seconds = time.monotonic() - began
    alone = canonical(here.built)
    chance, killed, same = random.Random(9), 0, 0  # noqa: S311 -- no secret
    for _ in range(BUILDS):
        shutil.rmtree(entries.place(here))
        shutil.rmtree(here.built)
        process = subprocess.Popen(_command(folder, 2), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        killed += _kill_one(process, chance.uniform(0, seconds / 2))
        assert process.wait() == 0
        same += canonical(here.built) == alone
    record_property("builds with a worker killed", f"{BUILDS}, killed while at work: {killed}, same graph: {same}")
    assert (same, killed > BUILDS // 2) == (BUILDS, True)


def _command(folder: Path, count: int) -> list[str]:
    return [sys.executable, "-m", "plangraph", "build", "--project", str(folder), "--workers", str(count)]


def _kill_one(process: "subprocess.Popen[bytes]", after: float) -> bool:
    """Kill one of a build's workers, some time after the first is there; whether there was one still."""
    top = psutil.Process(process.pid)
    while process.poll() is None and not top.children():
        time.sleep(0.002)
    time.sleep(after)
    try:
        workers = top.children()
        if workers:
            workers[-1].send_signal(signal.SIGKILL)
    except psutil.NoSuchProcess:
        return False
    return bool(workers)
