"""Read a project's graph again and again, until a file ``stop`` lies in it: ``python -m tests.soak.reader FOLDER``.

Each read is a line: what was read, or what went wrong.
"""

import json
import sys
from pathlib import Path

from plangraph import snapshots
from plangraph.files import Project, find_project
from plangraph.graph.store import Store
from plangraph.snapshots import folders, generations

_TEXT = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/32')) }"


def read(here: Project) -> list[object]:
    """All that differs between two states of the project: by the store, and by the files beside it."""
    snapshot = snapshots.current(here)
    store = Store.opened(snapshot.store)
    rows = sorted([str(term) for term in row] for row in store.select(_TEXT))
    counts = sorted([str(graph), number] for graph, number in store.counts().items())
    name = generations.identity(folders.read(snapshot.built), here.ontology_files)
    return [snapshot.id, name, counts, rows]


def main(folder: Path) -> None:
    """Read until we are told to stop."""
    here = find_project(folder, folder)
    while not (folder / "stop").exists():
        try:
            line = json.dumps(read(here))
        except Exception as error:  # whatever it is, it is what is looked for
            line = json.dumps(repr(error))
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
