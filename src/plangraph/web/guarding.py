"""The outermost layer: who may call us by which name, how much may be sent, and headers that each answer bears.

Pure ASGI, because every look-up passes through it.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, TypeAlias

from plangraph.asking.limits import Limits
from plangraph.web.errors import Refusal
from plangraph.web.settings import LOOPBACK

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", POLICY.encode("ascii")),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_PORT = re.compile(r":[0-9]*\Z")


class Guard:
    """Lets a request through to ``app`` when it names this server, and puts the headers on whatever is answered."""

    def __init__(
        self, app: App, refuse: Callable[[Scope, Receive, Send, Refusal], Awaitable[None]], hosts: Iterable[str]
    ):
        """A guard before ``app``; ``refuse`` writes a refusal, ``hosts`` are names beside those of the loopback."""
        self._app = app
        self._refuse = refuse
        self._hosts = frozenset(name.lower().strip("[]") for name in (*LOOPBACK, *hosts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_ALWAYS]
            await send(message)

        host = header(scope, b"host")
        if _PORT.sub("", host).lower().strip("[]") not in self._hosts:
            shown = host[:100] or "no name"
            told = f"this server is not called {shown!r}; start it with --host NAME for each name it has"
            await self._refuse(scope, receive, sending, Refusal(421, told))
            return
        await self._app(scope, receive, sending)


def header(scope: Scope, name: bytes) -> str:
    """The value of a request header, its repetitions joined by commas; empty where there is none."""
    values = [value for key, value in scope["headers"] if key == name]
    return (values[0] if len(values) == 1 else b", ".join(values)).decode("latin-1")


async def body(scope: Scope, receive: Receive, limits: Limits) -> bytes:
    """All that a request sends.

    Raises:
        Refusal: it is more than the limit (413), or the client went away.
    """
    declared = header(scope, b"content-length")
    if declared.isdecimal() and int(declared[:20]) > limits.body:
        raise _too_large(limits)
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(400, "the request broke off")
        piece = message.get("body", b"")
        size += len(piece)
        if size > limits.body:
            raise _too_large(limits)
        pieces.append(piece)
        if not message.get("more_body"):
            return b"".join(pieces)


def _too_large(limits: Limits) -> Refusal:
    return Refusal(413, f"the request is larger than {limits.body:,} bytes (limit: body); raise it with --body", "body")
