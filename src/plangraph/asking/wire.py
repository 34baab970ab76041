"""The wire between a process that asks and one that answers: frames over a pair of sockets.

A frame is two lengths (4 bytes each, big-endian), a head in JSON and a body in bytes. Nothing on the wire is code.
"""

import json
import struct
from typing import Any

from plangraph.asking.limits import Limits
from plangraph.asking.request import Reply, Request
from plangraph.errors import LimitError, PlanGraphError, QueryError, WorkerError

LENGTHS = struct.Struct(">II")
CHUNK = 1 << 16  # bytes taken from a socket at once
_HEAD_LIMIT = 1 << 17
_NAMES_LIMIT = 1 << 14  # characters, none of which takes more than six bytes; a name is at least one
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def frame(head: object, body: bytes | memoryview = b"") -> bytes:
    """A head and a body as they go over the wire."""
    text = _ENCODE(head).encode("utf-8", "surrogatepass")
    return b"".join((LENGTHS.pack(len(text), len(body)), text, body))


def question(request: Request, limits: Limits) -> bytes:
    """A request, with the limits that hold for it.

    Raises:
        QueryError: it names so many graphs that no process would take it.
    """
    head = [
        request.media,
        request.scope,
        request.default_graphs,
        request.named_graphs,
        limits.seconds,
        limits.rows,
    ]
    if sum(map(len, (request.media, request.scope, *request.default_graphs, *request.named_graphs))) > _NAMES_LIMIT:
        raise QueryError(f"the names of graphs and formats take more than {_NAMES_LIMIT:,} characters")
    return frame(head, _bytes(request.query))


def reply(head: list[Any], body: bytes, media: str) -> Reply:
    """What came back; errors of the query are raised here, as if it had been asked in this process.

    Raises:
        QueryError: the query must not run, or failed.
        LimitError: it came to a limit.
    """
    tag, *rest = head
    if tag == "answer":
        kind, truncated, rows, seconds = rest
        return Reply(kind, media, body, truncated, rows, seconds)
    message = body.decode("utf-8", "surrogatepass")
    if tag == "limit":
        raise LimitError(message, rest[0])
    raise {"query": QueryError}.get(tag, WorkerError)(message)


def fault(error: PlanGraphError) -> bytes:
    """An error, for the other side to raise."""
    head = ["limit", error.limit] if isinstance(error, LimitError) else ["query"]
    return frame(head if isinstance(error, (LimitError, QueryError)) else ["fault"], _bytes(str(error)))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


class Buffer:
    """What arrived of a frame so far."""

    __slots__ = ("_data", "_limit", "_wanted")

    def __init__(self, limit: int) -> None:
        """An empty buffer for bodies of at most ``limit`` bytes."""
        self._data = bytearray()
        self._limit = limit
        self._wanted = 0

    @classmethod
    def of_answers(cls, limits: Limits) -> "Buffer":
        """A buffer for what a process that answers may send: answers, and errors in a few words."""
        return cls(max(limits.size, _HEAD_LIMIT))

    def feed(self, piece: bytes) -> tuple[Any, bytes] | None:
        """Take a piece; the head and the body when they are whole.

        Raises:
            WorkerError: what arrived is no frame, or a larger one than was agreed.
        """
        data = self._data
        data += piece
        if not self._wanted:
            if len(data) < LENGTHS.size:
                return None
            head, body = LENGTHS.unpack_from(data)
            if head > _HEAD_LIMIT or body > self._limit:
                raise WorkerError(f"a process that answers sent {head + body:,} bytes, more than was agreed")
            self._wanted = LENGTHS.size + head + body
        if len(data) < self._wanted:
            return None
        if len(data) > self._wanted:
            raise WorkerError("a process that answers sent more than one answer")
        head_end = LENGTHS.size + LENGTHS.unpack_from(data)[0]
        try:
            head = json.loads(data[LENGTHS.size : head_end])
        except ValueError as error:
            raise WorkerError("a process that answers sent what is no answer") from error
        made = head, bytes(memoryview(data)[head_end:])
        self._data, self._wanted = bytearray(), 0
        return made
