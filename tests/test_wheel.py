"""The wheel brings the sample with it and works where nothing else of the project is."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests import project


def test_the_wheel_answers_from_its_own_sample(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        check=True,
        capture_output=True,
        cwd=project.ROOT,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    where = subprocess.run(
        [sys.executable, "-c", "import plangraph; print(plangraph.__file__)"],
        check=True, capture_output=True, text=True, cwd=empty, env=environment,
    )  # fmt: skip
    assert str(tmp_path) in where.stdout
    asked = ["query", "border-ports-built", "--format", "csv"]
    for arguments, expected in ((asked, 5), (["info"], 15), (["explore"], 1)):
        done = subprocess.run(
            [sys.executable, "-m", "plangraph", *arguments],
            check=True, capture_output=True, text=True, cwd=empty, env=environment,
        )  # fmt: skip
        assert len(done.stdout.splitlines()) >= expected
    assert (empty / "out" / "explorer.html").stat().st_size > 1_000_000
    build = subprocess.run(
        [sys.executable, "-m", "plangraph", "build"],
        check=False, capture_output=True, text=True, cwd=empty, env=environment,
    )  # fmt: skip
    assert (build.returncode, "read-only" in build.stderr) == (1, True)
