"""Generated files are committed, and making them again with another seed, zone and locale changes no byte."""

import os
import subprocess
import sys

import pytest

from tests import project


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("made")
    subprocess.run(
        [sys.executable, "-m", "plangraph.generate", str(folder)],
        check=True,
        capture_output=True,
        cwd=project.ROOT,
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
    )
    return project.snapshot(folder)


def test_the_committed_files_are_what_is_generated(made: dict[str, bytes]) -> None:
    assert len(made) > 8
    changed = [name for name, data in made.items() if (project.ROOT / name).read_bytes() != data]
    assert changed == [], "run `make graph` and commit what it wrote"


def test_nothing_else_lies_where_files_are_generated(made: dict[str, bytes]) -> None:
    built = {f"graph/built/{name}" for name in project.snapshot(project.ROOT / "graph" / "built")}
    assert built == {name for name in made if name.startswith("graph/built/")}
