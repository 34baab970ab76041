"""One process that answers HTTP: uvicorn on the socket that all of them share."""

import contextlib
import importlib.util
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection

import uvicorn

from plangraph.errors import PlanGraphError
from plangraph.web import app, connection
from plangraph.web.backend import Backend
from plangraph.web.settings import Settings

_GRACE = 3  # seconds that requests under way have at the end
_IDLE = 30  # seconds that a connection may be idle
_HEADERS = 64 * 1024  # bytes of headers, beside a query in the address
_CONNECTIONS = 1000  # more are told to come again


class _Server(uvicorn.Server):
    """uvicorn, which tells when it is ready and ends when its parent does."""

    def __init__(self, config: uvicorn.Config, life: Connection, telling: Connection, backend: Backend) -> None:
        super().__init__(config)
        self._backend = backend
        self._life = life
        self._telling = telling

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        threading.Thread(target=self._outlive, daemon=True).start()
        try:
            holds = await self._backend.start()
        except PlanGraphError as error:  # its parent tells it, unless all were told to end
            self._telling.send(str(error))
            sys.exit(1)
        await super().startup(sockets)
        self._telling.send(holds)
        self._telling.close()

    def _outlive(self) -> None:
        """End when the supervisor does, however it ends."""
        with contextlib.suppress(EOFError, OSError):
            self._life.recv_bytes()
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGTERM ends us in order; SIGINT, which a terminal sends to all of a group, is left to the supervisor."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, self.handle_exit)
        yield


def run(
    settings: Settings, listener: socket.socket, life: Connection, telling: Connection, not_ours: Sequence[Connection]
) -> None:
    """Answer until told to end.

    Args:
        settings: What is served.
        listener: The socket, listening.
        life: Its closing tells that the supervisor is gone.
        telling: Is told when this process is ready, and how its workers are isolated.
        not_ours: Ends of pipes that a copy of the supervisor has too, and that must close with it.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a copy of the supervisor has its handlers, until ours are there
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in not_ours:
        other.close()
    backend = Backend(settings)
    config = uvicorn.Config(
        app.create(settings, backend),
        loop="uvloop" if importlib.util.find_spec("uvloop") else "asyncio:SelectorEventLoop",
        http=connection.bounded(settings.limits.body + _HEADERS),
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_IDLE,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE,
    )
    _Server(config, life, telling, backend).run(sockets=[listener])
