"""Very long files: read within their bounds of time and memory, in a process of their own."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import hostile, project

_HEAD = b"Chapter 32  Ports\nSection 1  The coast\nWe will build the port of Kilwa.\n"
_MEBIBYTES = 1500


def _line(piece: bytes) -> Callable[[], Iterator[bytes]]:
    """A hundred million bytes without a line end."""

    def made() -> Iterator[bytes]:
        yield _HEAD
        chunk = piece * (100_000 // len(piece))
        for _ in range(1000):
            yield chunk
        yield b"\n"

    return made


def _lines() -> Iterator[bytes]:
    yield _HEAD
    for number in range(1_000_000):
        yield b"We will act on point %d of the plan.\n" % number


def _sentences() -> Iterator[bytes]:
    yield _HEAD
    for number in range(500_000):
        yield b"We will build road %d in Lusaka. " % number


@pytest.mark.soak
@pytest.mark.parametrize("command", [["extract", "--format", "json"], ["read"]], ids=["extract", "read"])
@pytest.mark.parametrize(
    ("made", "seconds"),
    [
        (_line(b"word "), 120),
        (_line(b"a"), 120),
        (_line(b"("), 120),
        (_line(b" "), 120),
        (_line("港口".encode()), 120),
        (_lines, 300),
        (_sentences, 300),
    ],
    ids=["words", "letters", "brackets", "blanks", "chinese", "lines", "sentences"],
)
def test_a_very_long_file(
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    made: Callable[[], Iterator[bytes]],
    seconds: float,
    command: list[str],
) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.writelines(made())
    status, took, mebibytes, out = _run(tmp_path, *command, str(path))
    record_property("measured", f"{took:.0f} s, {mebibytes:.0f} MiB")
    assert status == 0
    assert took < seconds
    assert mebibytes < _MEBIBYTES
    if "json" in command:
        with out.open(encoding="utf-8") as printed:
            found = json.load(printed)
        assert "port of Kilwa" in found["measures"][0]["object"]
        if made is _lines:
            assert len(found["sentences"]) == 1_000_003
            assert len(found["measures"]) == 1_000_001


@pytest.mark.soak
def test_twenty_thousand_sections_are_built(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    texts = hostile.project(tmp_path, project.ROOT)
    sections = "".join(f"Section {number}  Title {number}\nText {number}.\n" for number in range(1, 20_001))
    (texts / "32.txt").write_text("Chapter 32  Ports\n" + sections, encoding="utf-8")
    status, took, mebibytes, out = _run(tmp_path, "build", "--project", str(tmp_path))
    record_property("measured", f"{took:.0f} s, {mebibytes:.0f} MiB")
    assert status == 0
    assert took < 60
    assert "sections                   20,000" in out.read_text(encoding="utf-8")


def _run(folder: Path, *arguments: str) -> tuple[int, float, float, Path]:
    """Exit status, seconds and the most memory (MiB) of one process of the command, and what it printed."""
    out = folder / "out"
    measured = (
        "import resource, subprocess, sys\n"
        "with open(sys.argv[1], 'wb') as out:\n"
        "    status = subprocess.run(sys.argv[2:], stdout=out).returncode\n"
        "print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    project_ = [] if "--project" in arguments else ["--project", str(project.ROOT)]
    command = [sys.executable, "-c", measured, str(out), sys.executable, "-m", "plangraph", *arguments, *project_]
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    took = time.monotonic() - began
    status, most = map(int, done.stdout.split())
    return status, took, most / (1024 if sys.platform == "linux" else 1 << 20), out
