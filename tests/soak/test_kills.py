"""A build that is killed at any time leaves a whole graph: the old one or the new one."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plangraph import build
from plangraph.files import find_project
from tests import project


@pytest.mark.soak
def test_a_killed_build_leaves_a_whole_graph(tmp_path: Path) -> None:
    folder = project.copy(tmp_path)
    whole = project.snapshot(folder / "graph" / "built")
    chance = random.Random(32)  # noqa: S311 (no secret)
    for _ in range(12):
        command = [sys.executable, "-m", "plangraph", "build", "--project", str(folder)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 5.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if not (folder / "graph" / "built").exists():  # killed between the two renames: the next build puts it back
            subprocess.run(command, check=True, capture_output=True)
        assert project.snapshot(folder / "graph" / "built") == whole
    assert build.load(find_project(folder, folder)).ask("ASK { ?x a plan:Measure }")
