"""``plangraph mcp --endpoint``: the graph on a server of other people, with the answers that we give at home."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plangraph import build
from plangraph.files import find_project
from plangraph.graph.publish import publish
from plangraph.graph.remote import Remote
from plangraph.graph.transport import Transport
from tests import mcp_client, project, servers
from tests.mcp_client import COMMAND, WAIT, Session

CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("resolve", {"name": "红其拉甫"}),
    ("ask", {"question": "highways-at-upgraded-ports"}),
    ("ask", {"question": "responsible-organisations"}),
    ("sparql", {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "scope": "stated"}),
    ("sparql", {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}),
    ("evidence", {"subject": "Khunjerab port", "predicate": "borders"}),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with few divisions, built."""
    folder = project.copy(tmp_path_factory.mktemp("home"), built=False)
    project.few_divisions(folder / "graph" / "gazetteer")
    here = find_project(folder, folder)
    build.write(build.assemble(here), here.built)
    return folder


@pytest.fixture(scope="module")
def endpoint(home: Path) -> Iterator[str]:
    with servers.oxigraph() as server:
        graph = build.load(find_project(home, home))
        publish(graph, Remote(server.endpoint), server.store, Transport(), lambda *_: None)
        yield server.endpoint


def _answers(session: Session) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in session.call(tool, **arguments).items() if name not in ("snapshot", "seconds")}
        for tool, arguments in CALLS
    ]


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder with a short path, as the sockets in it need."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        yield Path(folder)


def test_answers_are_those_of_home_and_nothing_stays(
    endpoint: str, home: Path, tmp_path: Path, temporary: Path
) -> None:
    folder = project.copy(tmp_path, built=False)
    with mcp_client.session(mcp_client.started("--project", str(home))) as session:
        expected = _answers(session)
    there = mcp_client.started("--project", str(folder), "--endpoint", endpoint)
    there.env = {**(there.env or {}), "TMPDIR": str(temporary)}
    with mcp_client.session(there) as session:
        assert _answers(session) == expected
        assert list(temporary.glob("plangraph-*"))
    assert not list(temporary.glob("plangraph-*"))


def test_over_http(endpoint: str, tmp_path: Path) -> None:
    with (
        mcp_client.served(tmp_path, "--endpoint", endpoint) as address,
        mcp_client.session(address) as session,
    ):
        assert session.call("resolve", name="红其拉甫")["status"] == "found"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_signal_leaves_no_copy(endpoint: str, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(temporary))
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "0"}}
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client}
    with subprocess.Popen(
        (*COMMAND, "--endpoint", endpoint), cwd=project.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(hello).encode() + b"\n")
        server.stdin.flush()
        assert server.stdout.readline()
        assert list(temporary.glob("plangraph-*"))
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 128 + signal.SIGTERM
    assert not list(temporary.glob("plangraph-*"))


def test_a_server_without_the_graph_is_told_in_a_line() -> None:
    with servers.oxigraph() as server:
        done = subprocess.run(
            (*COMMAND, "--endpoint", server.endpoint),
            check=False,
            cwd=project.ROOT,
            capture_output=True,
            text=True,
            input="",
            timeout=WAIT,
        )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert "no whole graph of plangraph here" in done.stderr
