"""Servers for tests: in this process over no socket at all, or a real one in processes of its own."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from starlette.testclient import TestClient

from plangraph import snapshots
from plangraph.asking.limits import Limits
from plangraph.files import find_project
from plangraph.graph.store import Store
from plangraph.web import app
from plangraph.web.settings import Settings
from tests import project

ADDRESS = "http://127.0.0.1:8000"


@contextlib.contextmanager
def of_data(folder: Path, text: str, limits: Limits | None = None) -> Iterator[TestClient]:
    """A client of a server of N-Quads."""
    (folder / "data.nq").write_text(text, encoding="utf-8")
    store = Store.memory()
    store.load(folder / "data.nq")
    store.save(folder / "store", merged=False)
    settings = Settings(folder / "store", "0" * 16, None, limits or Limits(), workers=1)
    with TestClient(app.create(settings), ADDRESS, raise_server_exceptions=False) as client:
        yield client


@contextlib.contextmanager
def of_project() -> Iterator[TestClient]:
    """A client of a server of the project itself."""
    here = find_project(project.ROOT)
    found = snapshots.current(here)
    settings = Settings(found.store, found.id, here, workers=1)
    with TestClient(app.create(settings), ADDRESS, raise_server_exceptions=False) as client:
        yield client


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server:
    """A real server, and the lines it has printed."""

    def __init__(self, process: "subprocess.Popen[str]", first: str) -> None:
        """A server that said that it is ready."""
        self.process = process
        self.first = first
        found = re.match(r"serving (http://[^ ]+/) · snapshot ([0-9a-f]{16}) · ", first)
        assert found, first
        self.url, self.snapshot = found.groups()

    def get(self, path: str, timeout: float = 20.0, **headers: str) -> Reply:
        """Ask for a path."""
        request = urllib.request.Request(self.url + path, headers=headers)  # noqa: S310 - our own address
        try:
            with urllib.request.urlopen(request, timeout=timeout) as reply:  # noqa: S310
                return Reply(reply.status, dict(reply.headers), reply.read())
        except urllib.error.HTTPError as error:
            return Reply(error.code, dict(error.headers), error.read())

    def ask(self, query: str, timeout: float = 20.0) -> Reply:
        """Ask a query."""
        return self.get("sparql?" + urllib.parse.urlencode({"query": query}), timeout, Accept="application/json")

    def children(self) -> dict[int, str]:
        """The processes below the first: number to command line (Linux)."""
        found: dict[int, str] = {}
        parents = {self.process.pid}
        while True:
            more = {
                int(path.name): (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                for path in Path("/proc").iterdir()
                if path.name.isdecimal() and _parent(path) in parents and int(path.name) not in found
            }
            if not more:
                return found
            found |= more
            parents |= set(more)


def _parent(path: Path) -> int:
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ProcessLookupError):
        return -1


@contextlib.contextmanager
def running(*arguments: str, cwd: Path | None = None) -> Iterator[Server]:
    """``plangraph serve`` on a free port, ended at the end whatever happens."""
    command = [sys.executable, "-m", "plangraph", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=cwd, start_new_session=True
    )
    try:
        assert process.stdout is not None
        yield Server(process, process.stdout.readline())
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def eventually(check: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something becomes true."""
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end
        time.sleep(0.05)


def cells(body: bytes | str, variable: str) -> list[str]:
    """The values of a variable in an answer in JSON."""
    return [row[variable]["value"] for row in json.loads(body)["results"]["bindings"]]
