"""The server for the Model Context Protocol as a process: what it answers, what it writes, and how it ends."""

import http.client
import json
import logging
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio
import pytest
from mcp import Client

from plangraph.cli import main
from tests import mcp_client, project
from tests.mcp_client import BASE, COMMAND, WAIT


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with mcp_client.served(tmp_path_factory.mktemp("mcp")) as found:
        yield found


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 200),
    ],
)
def test_only_this_machine_is_answered(address: str, headers: dict[str, str], status: int) -> None:
    url = urlsplit(address)
    connection = http.client.HTTPConnection(url.netloc, timeout=20)
    body = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": _hello()}
    sent = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **headers}
    connection.request("POST", url.path, json.dumps(body), sent)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == status


def test_a_request_has_a_size(address: str) -> None:
    assert _status_of(address, 2**21) == 413


def test_the_size_of_a_request_is_set(tmp_path: Path) -> None:
    with mcp_client.served(tmp_path, "--body", "0.25") as address:
        assert _status_of(address, 2**18 + 1) == 413
        with mcp_client.session(address) as session:
            assert session.call("resolve", name="Hunchun")["status"] == "found"


def test_limits_are_set() -> None:
    """A client cannot have more than it is given; what the server asks for itself is not cut short by that."""
    with mcp_client.session(mcp_client.started("--seconds", "2", "--rows", "2", "--depth", "9")) as session:
        answer = session.call("sparql", query="SELECT * { ?port a plan:BorderPort }", limit=100)
        assert (len(answer["rows"]), answer["truncated"]) == (2, True)
        answer = session.call("sparql", query="CONSTRUCT WHERE { ?port a plan:BorderPort }", limit=100)
        assert (len(answer["triples"].splitlines()), answer["truncated"]) == (2, True)
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        assert "stopped after 2 s (limit: seconds)" in session.fault("sparql", query=endless, seconds=60)
        assert "deeper than 9" in session.fault("sparql", query=f"ASK {'{' * 10}{'}' * 10}")
        found = session.call("resolve", name="Khunjerab port")
        assert found["status"] == "found"
        assert len(session.call("schema", kinds=["class"])["terms"]) > 2


def test_a_limit_that_is_none_is_told_in_a_line(told: Callable[..., str]) -> None:
    assert "limit depth" in told("--depth", "1000")


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The one line that is all that a command says that does not get as far as to serve."""
    monkeypatch.setattr(logging, "basicConfig", lambda **_: None)  # what it sets would outlive the test

    def line(*arguments: str) -> str:
        status = main(["mcp", *arguments])
        printed = capsys.readouterr()
        assert (status, printed.out, printed.err.count("\n")) == (1, "", 1), printed.err
        return printed.err

    return line


def _status_of(address: str, size: int) -> int:
    """The status of the answer to a request that says that so many bytes follow."""
    url = urlsplit(address)
    connection = http.client.HTTPConnection(url.netloc, timeout=20)
    connection.putrequest("POST", url.path)
    for name, value in (("Content-Type", "application/json"), ("Content-Length", str(size))):
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_standard_output_is_the_protocol_alone() -> None:
    """Broken lines, a refused query and the end of the input: each line written is a message, and the server ends."""
    lines = [
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": _hello()}),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json.dumps(_tool(2, "sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"})),
        "this is no message",
        json.dumps(_tool(3, "resolve", {"name": "珲春"})),
    ]
    server = subprocess.Popen(
        COMMAND, cwd=project.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert server.stdin
    assert server.stdout
    server.stdin.write("\n".join(lines) + "\n")
    server.stdin.flush()
    messages: dict[Any, dict[str, Any]] = {}
    while 3 not in messages:
        message = json.loads(server.stdout.readline())
        assert message["jsonrpc"] == "2.0"
        messages[message.get("id")] = message
    rest, errors = server.communicate(timeout=20)
    assert (rest, server.returncode, errors) == ("", 0, "")
    assert messages[2]["result"]["isError"]
    assert messages[3]["result"]["structuredContent"]["status"] == "found"


def test_a_runaway_query_holds_nobody_up(address: str) -> None:
    async def both() -> tuple[bool, float]:
        async with (
            Client(address, read_timeout_seconds=WAIT) as one,
            Client(address, read_timeout_seconds=WAIT) as other,
        ):
            async with anyio.create_task_group() as tasks:
                query = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "seconds": 3}
                tasks.start_soon(one.call_tool, "sparql", query)
                await anyio.sleep(0.5)
                began = anyio.current_time()
                answer = await other.call_tool("sparql", {"query": "ASK {}"})
                took = anyio.current_time() - began
                tasks.cancel_scope.cancel()
            return answer.is_error, took

    fault, took = anyio.run(both)
    assert not fault
    assert took < 2


def test_a_new_build_is_seen(small_built: Path, tmp_path: Path) -> None:
    """A graph that changes under a running server: the next answers are of the new one, and say so."""
    folder = shutil.copytree(small_built, tmp_path / "project")

    async def resolved(client: Client) -> dict[str, Any]:
        return dict((await client.call_tool("resolve", {"name": "Xanadu"})).structured_content or {})

    async def before_and_after() -> tuple[dict[str, Any], dict[str, Any]]:
        parameters = mcp_client.started("--project", str(folder))
        async with Client(parameters, read_timeout_seconds=WAIT) as client:
            before = await resolved(client)
            built = folder / "graph" / "built" / "gazetteer.trig"
            text = built.read_text(encoding="utf-8")
            assert '"Hunchun"@en' in text
            built.write_text(text.replace('"Hunchun"@en', '"Xanadu"@en'), encoding="utf-8")
            await anyio.sleep(2.1)
            return before, await resolved(client)

    before, after = anyio.run(before_and_after)
    assert (before["status"], after["status"]) == ("unknown", "found")
    assert after["candidates"][0]["iri"] == f"{BASE}place/hunchun"
    assert before["snapshot"] != after["snapshot"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_signal_ends_it_though_input_is_open() -> None:
    server = subprocess.Popen(COMMAND, cwd=project.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin
    assert server.stdout
    message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": _hello()}
    server.stdin.write(json.dumps(message) + "\n")
    server.stdin.flush()
    assert json.loads(server.stdout.readline())["id"] == 1
    server.send_signal(signal.SIGINT)
    assert server.wait(20) == 130
    server.stdin.close()
    server.stdout.close()


def test_a_project_that_cannot_be_served_is_told_in_a_line(
    small_built: Path, tmp_path: Path, told: Callable[..., str]
) -> None:
    folder = shutil.copytree(small_built, tmp_path / "project")
    broken = folder / "queries" / "ask" / "airports.rq"
    broken.write_text("#+ titel: x\nASK {}", encoding="utf-8")
    assert "airports.rq:1" in told("--project", str(folder))
    shutil.rmtree(folder / "graph" / "built")
    shutil.rmtree(folder / "graph" / "snapshots", ignore_errors=True)
    assert "plangraph build" in told("--project", str(folder), "--http", "--port", "0")


def test_without_the_package(tmp_path: Path) -> None:
    code = "import sys; sys.modules['mcp'] = None; from plangraph.cli import main; sys.exit(main(['mcp']))"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "plangraph[mcp]" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_that_is_taken(address: str) -> None:
    port = str(urlsplit(address).port)
    done = subprocess.run(
        (*COMMAND, "--http", "--port", port), check=False, capture_output=True, text=True, cwd=project.ROOT, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert port in done.stderr


def _hello() -> dict[str, Any]:
    return {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "0"}}


def _tool(number: int, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": {"name": name, "arguments": arguments}}
