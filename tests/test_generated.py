"""Generated files are committed, and making them again changes no byte, whatever the seed, zone or locale."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import project


def _generate(folder: Path, seed: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "plangraph.generate", str(folder)],
        check=True,
        capture_output=True,
        cwd=project.ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai", "LC_ALL": "C"},
    )
    return project.snapshot(folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return _generate(tmp_path_factory.mktemp("one"), "1")


def test_the_committed_files_are_what_is_generated(made: dict[str, bytes]) -> None:
    assert len(made) > 8
    changed = [name for name, data in made.items() if (project.ROOT / name).read_bytes() != data]
    assert changed == [], "run `make graph` and commit what it wrote"


def test_nothing_else_lies_where_files_are_generated(made: dict[str, bytes]) -> None:
    built = {f"graph/built/{name}" for name in project.snapshot(project.ROOT / "graph" / "built")}
    assert built == {name for name in made if name.startswith("graph/built/")}


def test_another_run_gives_the_same_bytes(made: dict[str, bytes], tmp_path: Path) -> None:
    assert _generate(tmp_path, "4711") == made
