"""A client that puts a load on a server: one thread, many connections kept alive, each with one request at a time.

It is made of sockets and little else, so that it is not itself what is measured; how busy it was is told.
"""

import gc
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

_PIECE = 1 << 18
_HEAD_END = b"\r\n\r\n"
_LAST_CHUNK = b"0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server takes queries."""

    port: int
    path: str

    def request(self, query: str) -> bytes:
        """The bytes that ask a query."""
        return (
            f"GET {self.path}?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            "Accept: application/sparql-results+json\r\n\r\n"
        ).encode("ascii")


@dataclass(slots=True)
class Load:
    """What came of a load: seconds of each answer, of the whole, and of the client's own work."""

    seconds: float = 0.0
    busy: float = 0.0
    answers: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.answers) / self.seconds

    @property
    def slow(self) -> float:
        """Seconds within which 99 of 100 answers came; none came in less than the whole time, if none came."""
        return sorted(self.answers)[len(self.answers) * 99 // 100] if self.answers else self.seconds


class _Line:
    """A connection: what of an answer is there, and since when it is waited for."""

    __slots__ = ("_began", "_body", "_data", "_requests", "_wanted", "socket")

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = requests
        self._data = b""
        self._wanted = self._body = 0
        self._began = 0.0

    def ask(self) -> None:
        """Send the next request."""
        self._data, self._wanted = b"", 0
        self._began = time.perf_counter()
        self.socket.sendall(next(self._requests))

    def take(self) -> float | None:
        """Take what came; the seconds that the answer took, once it is whole."""
        piece = self.socket.recv(_PIECE)
        if not piece:
            raise ConnectionError("a server closed a connection that was to be kept")
        self._data = self._data + piece if self._data else piece
        if not self._wanted and not self._head():
            return None
        whole = self._data.endswith(_LAST_CHUNK) if self._wanted < 0 else len(self._data) >= self._wanted
        return time.perf_counter() - self._began if whole else None

    def body(self) -> bytes:
        """The body of an answer that is whole."""
        content = self._data[self._body :]
        if self._wanted > 0:
            return content
        pieces = []
        while size := int(content.partition(b"\r\n")[0], 16):
            content = content.partition(b"\r\n")[2]
            pieces.append(content[:size])
            content = content[size + 2 :]
        return b"".join(pieces)

    def _head(self) -> bool:
        """Read how long the answer is; less than nothing where it comes in chunks."""
        end = self._data.find(_HEAD_END)
        if end < 0:
            return False
        head = self._data[:end].lower()
        if not head.startswith(b"http/1.1 200"):
            raise ConnectionError(self._data[:500].decode("latin-1"))
        self._body = end + len(_HEAD_END)
        length = head.find(b"content-length:")
        self._wanted = -1 if length < 0 else self._body + int(head[length + 15 :].split(b"\r\n", 1)[0])
        return True


def once(address: Address, query: str) -> bytes:
    """The answer to one query."""
    line = _Line(address.port, iter([address.request(query)]))
    with line.socket:
        line.socket.settimeout(120)
        line.ask()
        while line.take() is None:
            pass
        return line.body()


def load(address: Address, queries: Sequence[str], seconds: float, connections: int = 16) -> Load:
    """Ask as fast as a server answers, for so many seconds, each query in turn and then again."""
    ready = [address.request(query) for query in queries]
    turns = iter(lambda: None, 0)  # endless
    requests = (request for _ in turns for request in ready)
    made = Load()
    lines = [_Line(address.port, requests) for _ in range(connections)]
    gc.disable()
    try:
        with selectors.DefaultSelector() as waiting:
            for line in lines:
                waiting.register(line.socket, selectors.EVENT_READ, line)
                line.ask()
            _measure(waiting, made, seconds)
    finally:
        gc.enable()
        for line in lines:
            line.socket.close()
    return made


def _measure(waiting: selectors.BaseSelector, made: Load, seconds: float) -> None:
    began, worked = time.perf_counter(), time.thread_time()
    end = began + seconds
    while (now := time.perf_counter()) < end:
        for key, _ in waiting.select(end - now):
            took = key.data.take()
            if took is not None:
                made.answers.append(took)
                key.data.ask()
    made.seconds, made.busy = time.perf_counter() - began, time.thread_time() - worked
