"""How answers and refusals are written to a client."""

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from starlette.datastructures import QueryParams

from plangraph.asking.request import Request
from plangraph.errors import LimitError, QueryError, WorkerError
from plangraph.web import media, pages
from plangraph.web.accept import choose
from plangraph.web.backend import Answered
from plangraph.web.errors import Refusal
from plangraph.web.guarding import Receive, Scope, Send, header

Describe: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
Show: TypeAlias = Callable[[Scope, Receive, Send, Request], Awaitable[None]]
Fault: TypeAlias = Callable[[Scope, Receive, Send, str, Exception], Awaitable[None]]

_ERRORS = (media.TEXT, media.JSON, media.HTML)
_STATUS = {"seconds": 504, "memory": 503, "waiting": 503, "body": 413, "depth": 400}
_AGAIN = {"Retry-After": "1"}


def refusal(error: Exception) -> Refusal:
    """What a client is told of an error."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, LimitError):
        status = _STATUS.get(error.limit, 503)
        return Refusal(status, str(error), error.limit, _AGAIN if status == 503 else None)
    if isinstance(error, WorkerError):
        return Refusal(503, str(error), headers=_AGAIN)
    if isinstance(error, QueryError):
        return Refusal(400, str(error))
    return Refusal(500, "an error of the server; it is in its log")


def error_body(accept: str, told: Refusal, address: bytes = b"") -> tuple[str, bytes]:
    """The media type and the body of a refusal: a line of text, JSON for programs, a page for browsers.

    The query part of the ``address`` tells the language of the page; programs are told in English.
    """
    chosen = choose(accept, _ERRORS) or (media.JSON if "json" in accept else media.TEXT)
    if chosen == media.JSON:
        return chosen, json.dumps({"error": told.message, "limit": told.limit or None}).encode("utf-8")
    if chosen == media.HTML:
        lang = pages.language(QueryParams(address).multi_items())["lang"]
        return chosen, pages.error(told.status, told.message, told.limit, lang).encode("utf-8")
    return chosen, (" ".join(told.message.split()) + "\n").encode("utf-8", "replace")


async def refuse(scope: Scope, receive: Receive, send: Send, error: Exception) -> None:
    """Answer a request that cannot be answered."""
    told = refusal(error)
    kind, content = error_body(header(scope, b"accept"), told, scope.get("query_string", b""))
    made = [(b"content-type", media.content_type(kind).encode("ascii"))]
    made += [(name.lower().encode("ascii"), value.encode("latin-1")) for name, value in told.headers.items()]
    await send_all(scope, send, told.status, made, content)


def headers(done: Answered) -> list[tuple[bytes, bytes]]:
    """The headers of what the workers wrote."""
    kind = done.reply.media
    made = [
        (b"content-type", media.content_type(kind).encode("ascii")),
        (b"vary", b"accept"),
        (b"x-plangraph-snapshot", done.snapshot.encode("ascii")),
    ]
    if done.reply.truncated:
        made.append((b"x-plangraph-truncated", str(done.reply.truncated).encode("ascii")))
    if kind in (media.CSV, media.TSV):  # a browser would hand it to a spreadsheet
        name = f'attachment; filename="answer.{media.SHORT_OF[kind]}"'
        made.append((b"content-disposition", name.encode("ascii")))
    return made


async def send_all(scope: Scope, send: Send, status: int, made: Sequence[tuple[bytes, bytes]], content: bytes) -> None:
    """One whole response; of one to HEAD only the headers."""
    length = [] if status == 204 else [(b"content-length", str(len(content)).encode("ascii"))]
    await send({"type": "http.response.start", "status": status, "headers": [*made, *length]})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})
