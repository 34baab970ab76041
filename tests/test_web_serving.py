"""A real server: its start, its processes, its end, and a newer snapshot under it."""

import contextlib
import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from plangraph import snapshots
from plangraph.cli import main
from plangraph.files import find_project
from plangraph.graph.store import Store
from tests import project
from tests.served import cells, eventually, running

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
NUMBERS = " ".join(str(number) for number in range(300))
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"VALUES ?v{i} {{ {NUMBERS} }}" for i in range(5)) + " }"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.ttl"
    path.write_text("<urn:s:a> <urn:p:b> 1, 2 .", encoding="utf-8")
    return path


def _gone(pids: list[int]) -> bool:
    return not any(_runs(pid) for pid in pids)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, ProcessLookupError):
        return False


@linux
def test_processes_that_answer_http_hold_no_engine_and_all_end_with_the_first(data: Path) -> None:
    with running("--data", str(data)) as server:
        assert cells(server.ask(COUNT).body, "n") == ["2"]
        below = server.children()
        loaded = {pid: "pyoxigraph" in Path(f"/proc/{pid}/maps").read_text() for pid in (*below, server.process.pid)}
        listening = {pid for pid in loaded if _listens(pid, int(server.url.rpartition(":")[2].strip("/")))}
        assert len(listening) == 3  # the first, which holds the sockets for all, and two that answer
        assert not any(loaded[pid] for pid in listening)
        assert sum(loaded.values()) >= 5  # the keeper, and four workers
        os.kill(server.process.pid, signal.SIGKILL)
        eventually(lambda: _gone(list(below)))


def _listens(pid: int, port: int) -> bool:
    """Whether a process has the socket that listens on a port."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    wanted = {f"socket:[{row[9]}]" for row in rows if row[3] == "0A" and int(row[1].partition(":")[2], 16) == port}
    return any(str(path.readlink()) in wanted for path in Path(f"/proc/{pid}/fd").iterdir())


@linux
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_clean_end(data: Path, number: signal.Signals) -> None:
    with running("--data", str(data)) as server:
        server.ask(COUNT)
        below = list(server.children())
        os.killpg(server.process.pid, number)  # as a terminal, or a service manager, does
        rest, _ = server.process.communicate(timeout=20)
        assert (server.process.returncode, rest) == (0, "")
        eventually(lambda: _gone(below))


@linux
def test_a_process_that_dies_is_replaced(data: Path) -> None:
    with running("--data", str(data), "--processes", "1") as server:
        (answers,) = [pid for pid in server.children() if _listens(pid, int(server.url.rpartition(":")[2].strip("/")))]
        time.sleep(2.1)  # one that dies young is taken for one that cannot live
        os.kill(answers, signal.SIGKILL)
        assert server.ask(COUNT).status == 200
        assert server.process.poll() is None


def test_others_are_answered_while_a_query_runs_away(data: Path) -> None:
    with running("--data", str(data), "--seconds", "2", "--processes", "1") as server:
        start = time.monotonic()
        assert server.ask(RUNAWAY).status == 504
        assert time.monotonic() - start < 3 + 2  # the machine may be busy
        assert server.ask(COUNT).status == 200


def test_what_cannot_be_served(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:s:a> <urn:p:b> .\n", encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for arguments, says in (
            (["--data", "missing.ttl"], "missing.ttl"),
            (["--data", str(broken)], "broken.ttl:1"),
            (["--data", str(data), "--bind", "203.0.113.1"], "cannot listen on 203.0.113.1"),
            (["--data", str(data), "--seconds", "0"], "limit seconds"),
            (["--data", str(data), "--port", port], f"cannot listen on 127.0.0.1:{port}"),
        ):
            chosen = arguments if "--port" in arguments else [*arguments, "--port", "0"]
            assert main(["serve", *chosen]) == 1
            told = capfd.readouterr()
            assert told.err.startswith("plangraph: ")
            assert says in told.err
            assert len(told.err.splitlines()) == 1


def test_a_newer_snapshot_is_served_without_an_error_to_anybody(tmp_path: Path) -> None:
    here = find_project(tmp_path, project.copy(tmp_path))
    with running("--project", str(tmp_path)) as server:
        extra = here.built / "links.trig"
        added = "<https://w3id.org/plangraph/graph/links> { <urn:s:new> <urn:p:new> <urn:o:new> }\n"
        extra.write_text(extra.read_text(encoding="utf-8") + added, encoding="utf-8")
        newer = snapshots.current(here)  # makes a generation of it, and points to it
        assert newer.id != server.snapshot
        seen: set[str] = set()
        end = time.monotonic() + 30
        while seen != {newer.id}:
            replies = [server.ask("ASK { <urn:s:new> ?p ?o }") for _ in range(10)]
            for reply in replies:
                assert reply.status == 200
                new = b"true" in reply.body
                assert reply.headers["x-plangraph-snapshot"] == (newer.id if new else server.snapshot)
            seen = {reply.headers["x-plangraph-snapshot"] for reply in replies}
            assert time.monotonic() < end
            time.sleep(0.1)
        assert Store.opened(newer.store).ask("ASK { <urn:s:new> ?p ?o }")


def test_a_head_without_an_end_is_cut(data: Path) -> None:
    with running("--data", str(data), "--body", "0.1") as server:
        port = int(server.url.rpartition(":")[2].strip("/"))
        with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
            client.sendall(b"GET /sparql?query=")
            assert _taken(client) < 16 * 1024 * 1024  # the buffers of the system take some megabytes
        assert server.ask(COUNT).status == 200


def _taken(client: socket.socket) -> int:
    """How many bytes are taken until the other side hangs up, or sixty-four million."""
    sent = 0
    with contextlib.suppress(ConnectionError):
        while sent < 64 * 1024 * 1024:
            sent += client.send(b"x" * 10_000)
    return sent
