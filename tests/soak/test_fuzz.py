"""Ten minutes of fuzzing: no exception but ``TextError`` comes out of the reader."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import hostile, project

_SECONDS = int(os.environ.get("FUZZ_SECONDS", "600"))
_LARGEST = 4096  # bytes of an input


@pytest.mark.soak
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="the extra `soak` is not installed")
def test_the_reader_does_not_fail(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for entry in hostile.chapters():
        if len(entry.data) <= _LARGEST:
            (corpus / entry.stem).write_bytes(entry.data)
    chapter = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_bytes()
    for start in range(0, len(chapter), 1500):
        (corpus / f"chapter-{start}").write_bytes(chapter[start : start + 1500])
    command = [sys.executable, "-m", "tests.soak.fuzz_reader", str(corpus)]
    options = [f"-max_total_time={_SECONDS}", f"-max_len={_LARGEST}", "-timeout=20", f"-artifact_prefix={tmp_path}/"]
    done = subprocess.run([*command, *options], cwd=project.ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:].decode("utf-8", "replace")
