"""The keeper: a process that makes a store ready to be opened, and keeps it until the server ends.

It is the only process of a server that reads files into the engine; those that answer HTTP never load it.
"""

import hashlib
import json
import signal
import sys
import tempfile
from pathlib import Path

from plangraph.errors import PlanGraphError
from plangraph.files import find_project


def main(arguments: list[str]) -> int:
    """Make ready what is named (``project DIR`` or ``data FILE``), tell where it is, and stay until nobody listens."""
    kind, name = arguments
    for number in (signal.SIGINT, signal.SIGTERM):  # sent to all of a group; we clean up when the server has ended
        signal.signal(number, signal.SIG_IGN)
    with tempfile.TemporaryDirectory(prefix="plangraph-serve-") as folder:
        try:
            told = _project(Path(name)) if kind == "project" else _data(Path(name), Path(folder) / "snapshot")
        except PlanGraphError as error:
            told = {"error": str(error)}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    return 0


def _project(root: Path) -> dict[str, str]:
    from plangraph import snapshots  # late: it loads the engine

    found = snapshots.current(find_project(root, root))
    return {"snapshot": found.id, "store": str(found.store)}


def _data(path: Path, folder: Path) -> dict[str, str]:
    from plangraph.graph.store import Store  # late: it loads the engine

    store = Store.memory()
    store.load(path)
    folder.mkdir()
    store.save(folder / "store", merged=False)
    (folder / "held").touch()
    with path.open("rb") as file:
        name = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    return {"snapshot": name, "store": str(folder / "store")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
