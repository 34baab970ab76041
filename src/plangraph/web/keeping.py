"""The keeper: a process that makes a store ready to be opened, and keeps it until the server ends.

No process that answers HTTP loads the engine. A file that somebody gives is read by a process below this one, within
limits.
"""

import contextlib
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from plangraph.asking import taking
from plangraph.errors import PlanGraphError
from plangraph.files import find_project


def main(arguments: list[str]) -> int:
    """Make ready what is named (``project DIR`` or ``data FILE``), tell where it is, and stay until nobody listens."""
    kind, name = arguments
    for number in (signal.SIGINT, signal.SIGTERM):  # sent to all of a group; we clean up when the server has ended
        signal.signal(number, signal.SIG_IGN)
    with tempfile.TemporaryDirectory(prefix="plangraph-serve-") as folder:
        told: dict[str, object]
        try:
            told = _project(Path(name)) if kind == "project" else _data(Path(name), Path(folder) / "snapshot")
        except PlanGraphError as error:
            told = {"error": str(error)}
        with contextlib.suppress(BrokenPipeError):  # told to end meanwhile
            os.write(1, json.dumps(told).encode("ascii") + b"\n")
        sys.stdin.read()
    return 0


def _project(root: Path) -> dict[str, object]:
    from plangraph import snapshots  # late: it loads the engine

    found = snapshots.current(find_project(root, root))
    return {"snapshot": found.id, "store": str(found.store), "warnings": []}


def _data(path: Path, folder: Path) -> dict[str, object]:
    folder.mkdir()
    until = [sys.stdin] if os.name == "posix" else []  # it closes when the server is told to end meanwhile
    taken = taking.take(path, folder / "store", until=until)
    (folder / "held").touch()
    return {"snapshot": taken.name, "store": str(folder / "store"), "warnings": taken.warnings}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
