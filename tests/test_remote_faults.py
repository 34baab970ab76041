"""Servers that fail, deceive or dawdle: one line that says what is wrong, within the time, and nothing given away."""

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plangraph import cli
from plangraph.errors import PlanGraphError, ServerError
from plangraph.graph.remote import Remote
from plangraph.graph.transport import Transport
from plangraph.vocab import MERGE_GRAPH
from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[1]
JSON = "application/sparql-results+json"
SECRET = "hunter2"  # noqa: S105 - of nobody
ROW = {"g": {"type": "uri", "value": MERGE_GRAPH}}
GRAPHS = json.dumps({"head": {"vars": ["g"]}, "results": {"bindings": [ROW]}})
ROWS = "SELECT ?g WHERE { ?g ?p ?o }"
FAULTS = {
    "broken": r"500 the disk is full$",
    "page-of-error": r"503 Down for lunch & more$",
    "garbage": r"not SPARQL results in JSON: \S",
    "half": r"SPARQL results (in JSON|are broken): \S",
    "deep": r"SPARQL results (in JSON|are broken): \S",
    "page": r"answers in text/html, not with SPARQL results; is this the address of a SPARQL endpoint\?$",
    "nothing": r"answers in no format that it names",
    "away": r"points elsewhere \(302\), which is not followed: http://127.0.0.1:\d+/other$",
    "away-for-good": r"points elsewhere \(308\)",
    "short": r"the answer breaks off$",
    "hang-up": r"the server hung up without an answer$",
    "no-http": r"what answers does not speak HTTP$",
    "unknown": r"401 who are you\? \(PLANGRAPH_ENDPOINT_USER and PLANGRAPH_ENDPOINT_PASSWORD\)$",
    "odd-login": r"not support the following scheme",
    "huge": r"the answer is longer than 1 MiB; ask for less$",
    "drip": r"no whole answer within 1 s$",
    "drip-head": r"no whole answer within 1 s$",
    "silent": r"no whole answer within 1 s$",
    "cut": r"stops after 10000 rows",
}


class Stub(ThreadingHTTPServer):
    """What it does is named in the path; what came is kept."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[str, str | None]] = []
        self.over = threading.Event()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """A client that has gone is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.seen.append((self.path, self.headers.get("Authorization")))
        getattr(self, "do_" + self.path.partition("?")[0].strip("/").replace("-", "_"))()

    def do_PUT(self) -> None:
        self.do_POST()

    def do_GET(self) -> None:
        self.do_POST()

    def tell(self, status: int, media: str, body: str, **headers: str) -> None:
        self.send_response(status)
        if media:
            self.send_header("Content-Type", media)
        length = headers.pop("length", str(len(body.encode())))
        for name, value in {**headers, "Content-Length": length}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body.encode())

    def do_broken(self) -> None:
        self.tell(500, "text/plain", "\nthe disk is full\nand more that nobody wants to read\n")

    def do_page_of_error(self) -> None:
        self.tell(503, "text/html", "<html><title>x</title><style>a{}</style><h1>Down for lunch &amp; more</h1>at noon")

    def do_garbage(self) -> None:
        self.tell(200, JSON, "\0\1 garbage")

    def do_half(self) -> None:
        self.tell(200, JSON, GRAPHS[:-20])

    def do_deep(self) -> None:
        self.tell(200, JSON, '{"head":{"vars":["g"]},"results":{"bindings":[{"g":{"type":"uri","value":' + "[" * 10_000)

    def do_page(self) -> None:
        self.tell(200, "text/html; charset=utf-8", "<html>welcome")

    def do_nothing(self) -> None:
        self.tell(200, "", "")

    def do_away(self) -> None:
        self.tell(302, "text/plain", "", Location=f"http://127.0.0.1:{self.server.server_port}/other")

    def do_away_for_good(self) -> None:
        self.tell(308, "text/plain", "", Location="https://example.org/")

    def do_other(self) -> None:
        self.tell(200, JSON, GRAPHS)

    def do_empty(self) -> None:
        self.tell(200, JSON, '{"head":{"vars":["g"]},"results":{"bindings":[]}}')

    def do_short(self) -> None:
        self.tell(200, JSON, GRAPHS, length="100000")
        self.close_connection = True

    def do_hang_up(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def do_no_http(self) -> None:
        self.wfile.write(b"220 mail.example.org ESMTP\r\n")

    def do_unknown(self) -> None:
        self.tell(401, "text/plain", "who are you?", WWW_Authenticate='Basic realm="x"')

    def do_odd_login(self) -> None:
        self.tell(401, "text/plain", "no", WWW_Authenticate="Oddest x")

    def do_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        while not self.server.over.is_set():
            self.wfile.write(b" " * 65536)

    def do_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        while not self.server.over.wait(0.1):
            self.wfile.write(b" ")

    def do_drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.over.wait(0.1):
            self.wfile.write(b"X: y\r\n")

    def do_silent(self) -> None:
        self.server.over.wait(30)

    def do_cut(self) -> None:
        self.tell(200, JSON, GRAPHS, X_SPARQL_MaxRows="10000")


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as server:
        yield server


@contextmanager
def serving() -> Iterator[Stub]:
    with Stub() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def message(url: str, transport: Transport | None = None) -> str:
    with pytest.raises(ServerError) as caught:
        Remote(url, transport or Transport(seconds=1, size=2**20)).select(ROWS)
    return str(caught.value)


@pytest.mark.parametrize("fault", FAULTS)
def test_one_line_says_what_is_wrong(fault: str, stub: Stub) -> None:
    transport = Transport(1, 2**20, "u", "p") if fault == "odd-login" else None
    started = time.monotonic()
    said = message(f"{stub.base}/{fault}", transport)
    assert time.monotonic() - started < 3
    assert said.startswith(f"{stub.base}/{fault}: ")
    assert re.search(FAULTS[fault], said), said
    assert "\n" not in said
    assert len(said) < 500
    assert all(path == f"/{fault}" for path, _ in stub.seen), "nothing is followed"


def test_nobody_listens() -> None:
    assert message(f"http://127.0.0.1:{free_port()}/sparql").endswith("nobody listens there")


def test_no_such_host() -> None:
    assert message("http://no-such-host.invalid/sparql").startswith("http://no-such-host.invalid/sparql: ")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "127.0.0.1:7878",
        "http://",
        "http:///query",
        "http://a b/",
        "http://a/\r\nX: y",
        "http://[::1",
        "http://a:99999/",
        "http://a/#part",
        "http://例.example/",
        "",
    ],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(ServerError, match="address"):
        Remote(url)


def test_a_password_is_in_no_address_and_no_message(stub: Stub) -> None:
    with pytest.raises(ServerError, match="holds no name and password") as caught:
        Remote("http://me:hunter2@127.0.0.1/")
    assert SECRET not in str(caught.value)
    transport = Transport(1, user="me", password=SECRET)
    assert SECRET not in repr(transport)
    assert SECRET not in message(f"{stub.base}/unknown", transport)
    assert [proof is not None for _, proof in stub.seen] == [False, True], "first asked, then told"
    assert "by https only" in message("http://192.0.2.1/sparql", transport)


def test_the_query_of_an_address_is_not_shown(stub: Stub) -> None:
    with pytest.raises(ServerError) as caught:
        Transport(1).send("GET", f"{stub.base}/broken?token=secret")
    assert "secret" not in str(caught.value)


def test_a_long_body_is_not_sent_in_vain(stub: Stub) -> None:
    with pytest.raises(ServerError, match="401") as caught:
        Transport(5, user="me", password=SECRET).send("PUT", f"{stub.base}/unknown", b"x" * 2**20)
    assert caught.value.status == 401


@pytest.mark.parametrize(
    "command",
    [
        ["info"],
        ["query", "airports"],
        ["check"],
        ["export", "turtle", "--out", "x.ttl"],
        ["network", "--out", "x.html"],
        ["explore", "--out", "x.html"],
        ["analyse"],
        ["publish", "--store", "http://127.0.0.1:9/"],
    ],
    ids=lambda command: command[0],
)
def test_every_command_says_it(
    command: list[str], stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main([*command, "--project", str(ROOT), "--endpoint", f"{stub.base}/broken"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"plangraph: {stub.base}/broken: 500 the disk is full\n"
    assert not list(tmp_path.iterdir())


def test_an_empty_server_is_no_empty_graph(stub: Stub) -> None:
    with pytest.raises(PlanGraphError, match="no whole graph of plangraph here"):
        Remote(f"{stub.base}/empty").select(ROWS)
