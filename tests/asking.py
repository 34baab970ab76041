"""A store for processes that answer, and a server that nobody must call."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plangraph import vocab
from plangraph.asking.source import Source
from plangraph.graph.store import Store
from tests.project import ROOT

LOOK_UP = f"SELECT ?name WHERE {{ <{vocab.PREFIXES['place']}hunchun> rdfs:label ?name }}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def saved(folder: Path) -> Source:
    """The sample's built graph as a store in a new folder."""
    store = Store.memory()
    for path in sorted((ROOT / "graph" / "built").rglob("*.trig")):
        store.load(path)
    store.save(folder / "store")
    return Source(folder / "store")


class Trap:
    """A server on this machine that counts who calls it."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.calls = 0
        self._thread = threading.Thread(target=self._count, daemon=True)
        self._thread.start()

    def _count(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()

    def close(self) -> None:
        # wakes accept, which a mere close does not
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listener.close()


@contextmanager
def trap() -> Iterator[Trap]:
    """A trap that is open meanwhile."""
    made = Trap()
    try:
        yield made
    finally:
        made.close()
