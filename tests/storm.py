"""A real server in a storm: hostile clients on one side, an honest one on the other, and what both can see."""

import contextlib
import http.client
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.asking import Trap
from tests.project import ROOT
from tests.served import Server, cells, running

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
SECONDS = 2.0
_LOOK = "/sparql?" + urllib.parse.urlencode({"query": "ASK {}"})
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_KEPT = 20  # requests on one connection; a new one may come to another process


@dataclass(frozen=True, slots=True)
class Done:
    """What came back, and after how long."""

    status: int
    type: str
    body: bytes
    seconds: float


def send(server: Server, body: bytes, kind: str, **headers: str) -> Done:
    """Post something to the endpoint. A server may answer before it has read all, and hang up."""
    began = time.monotonic()
    connection = http.client.HTTPConnection(*_place(server), timeout=30)
    try:
        connection.putrequest("POST", "/sparql")
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        with contextlib.suppress(ConnectionError):
            connection.send(body)
        reply = connection.getresponse()
        return Done(reply.status, reply.getheader("Content-Type", ""), reply.read(), time.monotonic() - began)
    finally:
        connection.close()


def _place(server: Server) -> tuple[str, int]:
    parts = urllib.parse.urlsplit(server.url)
    return parts.hostname or "", parts.port or 0


class Storm:
    """A server whose queries may take two seconds."""

    limit = SECONDS
    slack = 2.0  # seconds that a busy machine may take for anything

    def __init__(self, server: Server, trap: Trap) -> None:
        """A server, and somebody whom it must not call."""
        self.server = server
        self.trap = trap
        self.triples_at_first = self.triples()

    def triples(self) -> list[str]:
        """How many triples there are."""
        return cells(self.server.ask(_COUNT).body, "n")

    def processes(self) -> set[int]:
        """The first process of the server, and those right below it: all that must outlive any query."""
        below = {pid for pid in self.server.children() if _status(pid, "PPid") == self.server.process.pid}
        assert len(below) >= 3  # the keeper, and two that answer HTTP
        return {self.server.process.pid, *below}

    def memory(self) -> dict[int, int]:
        """KiB that each of them has in memory."""
        return {pid: _status(pid, "VmRSS") for pid in self.processes()}

    def files(self) -> int:
        """Files that all of them have open."""
        return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in self.processes())

    @contextlib.contextmanager
    def other_client(self) -> Iterator[list[float]]:
        """Somebody who asks the smallest question all the time; how long each answer took, when it is over."""
        waits: list[float] = []
        faults: list[str] = []
        over = threading.Event()
        thread = threading.Thread(target=_look, args=(_place(self.server), over, waits, faults), daemon=True)
        thread.start()
        try:
            yield waits
        finally:
            over.set()
            thread.join(30)
        assert faults == []


def _look(place: tuple[str, int], over: threading.Event, waits: list[float], faults: list[str]) -> None:
    while not over.is_set() and not faults:
        connection = http.client.HTTPConnection(*place, timeout=30)
        try:
            for _ in range(_KEPT):
                began = time.monotonic()
                connection.request("GET", _LOOK)
                reply = connection.getresponse()
                body = reply.read()
                waits.append(time.monotonic() - began)
                if reply.status != 200 or b"true" not in body:
                    faults.append(f"{reply.status} {body[:200]!r}")
                if over.wait(0.01):
                    break
        except OSError as error:
            faults.append(repr(error))
        finally:
            connection.close()


def _status(pid: int, name: str) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1])
    return -1


@contextlib.contextmanager
def storm(trap: Trap) -> Iterator[Storm]:
    """The project itself on a real server."""
    with running("--project", str(ROOT), "--seconds", str(SECONDS)) as server:
        yield Storm(server, trap)
