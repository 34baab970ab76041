"""A client of the server for the Model Context Protocol: the official one, of a real process, without ``await``."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp_types import TextResourceContents

from tests import project

TEXT = (project.ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
BASE = "https://w3id.org/plangraph/"
COMMAND = (sys.executable, "-m", "plangraph", "mcp")
WAIT = 60.0  # seconds for one answer, on a machine that does much else


class Session:
    """A client of a real server, without ``await``."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self.portal, self.client = portal, client

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The structured answer of a tool; every quote in it is compared with the text."""
        result = self.portal.call(self.client.call_tool, tool, arguments)
        assert not result.is_error, result.content
        answer = result.structured_content
        assert isinstance(answer, dict)
        for quoted in _quoted(answer):
            assert TEXT[quoted["begin"] : quoted["end"]] == quoted["quote"]
            assert quoted["iri"] == f"{BASE}cn-14fyp/32#char={quoted['begin']},{quoted['end']}"
            assert (quoted["plan"], quoted["chapter"]) == ("cn-14fyp", "32")
        return answer

    def fault(self, tool: str, **arguments: Any) -> str:
        """The one line that a tool's error says."""
        result = self.portal.call(self.client.call_tool, tool, arguments)
        assert result.is_error
        (content,) = result.content
        assert content.type == "text"
        assert "\n" not in content.text
        assert "Traceback" not in content.text
        return str(content.text)

    def read(self, uri: str) -> str:
        """The text of a resource."""
        (content,) = self.portal.call(self.client.read_resource, uri).contents
        assert isinstance(content, TextResourceContents)
        return str(content.text)


def _quoted(value: Any) -> Iterator[Mapping[str, Any]]:
    """Everything in an answer that has a quote."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for each in value.values():
            yield from _quoted(each)
    elif isinstance(value, list):
        for each in value:
            yield from _quoted(each)


def started(*arguments: str) -> StdioServerParameters:
    """How a client starts a server over the standard streams."""
    paths = {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    return StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], *arguments], cwd=project.ROOT, env=paths)


@contextmanager
def session(server: StdioServerParameters | str) -> Iterator[Session]:
    """A client of a server that it starts, or of one at an address."""
    with start_blocking_portal() as portal:
        client = Client(server, read_timeout_seconds=WAIT)
        with portal.wrap_async_context_manager(client):
            yield Session(portal, client)


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[str]:
    """The address of a server over HTTP, which must still be the same process in the end, and have said nothing more.

    Args:
        folder: a folder for what it says.
        arguments: more of its command line.
    """
    errors = folder / "stderr"
    with errors.open("wb") as sink:
        command = (*COMMAND, "--http", "--port", "0", *arguments)
        server = subprocess.Popen(command, cwd=project.ROOT, stdout=sink, stderr=sink)
    try:
        while not (found := re.search(r"http://\S+/mcp", errors.read_text())):
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(errors.read_text())
        yield found[0]
        assert server.poll() is None
    finally:
        server.terminate()
        server.wait(20)
    assert errors.read_text().count("\n") == 1, errors.read_text()
