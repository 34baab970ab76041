"""Connections: uvicorn's, with a bound on how much may be sent, and how slowly, before a request begins."""

from asyncio import Transport
from asyncio.events import TimerHandle
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 15.0  # for the line of a request and its headers


class Bounded(HttpToolsProtocol):
    """A connection whose requests may have ``head`` bytes before their body, sent in ``HEAD_SECONDS``."""

    head = 64 * 1024
    _pending = 0
    _open = True
    _deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """A client is there."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(HEAD_SECONDS, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """A client is gone."""
        self._in_time()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes came; while they end no head, they are counted."""
        super().data_received(data)
        if not self._open:
            return
        self._pending += len(data)
        if self._pending > self.head:
            self.transport.close()
        elif self._deadline is None and not self.transport.is_closing():
            self._deadline = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._open, self._pending = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> Any:
        """The head of a request is there."""
        self._open = False
        self._in_time()
        return super().on_headers_complete()

    def _in_time(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def bounded(head: int) -> type[Bounded]:
    """The protocol of connections whose requests may have so many bytes before their body."""
    return type("Bounded", (Bounded,), {"head": head})
