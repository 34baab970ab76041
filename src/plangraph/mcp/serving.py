"""Serving: over the standard streams for one client, or over HTTP on this machine."""

import atexit
import logging
import os
import signal
import socket
import sys

import anyio
import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

from plangraph.asking.limits import Limits
from plangraph.errors import PlanGraphError
from plangraph.files import Project
from plangraph.mcp.graph import Graph
from plangraph.mcp.server import Server, create
from plangraph.snapshots import Snapshot

PATH = "/mcp"
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def serve_streams(project: Project, limits: Limits, copy: Snapshot | None) -> None:
    """Serve one client over standard input and output, until it closes them. Nothing else is written there."""

    async def serve() -> None:
        async with Graph(project, limits, copy) as graph:
            server = create(graph)
            _tell(graph.weaker)
            async with anyio.create_task_group() as tasks:
                if sys.platform != "win32":
                    tasks.start_soon(_leave_when_told, graph)
                await server.run_stdio_async()
                tasks.cancel_scope.cancel()

    _logging()
    anyio.run(serve)


def serve_http(project: Project, limits: Limits, copy: Snapshot | None, bind: str, port: int) -> None:
    """Serve over HTTP (streamable, without sessions) until interrupted. The address is told on the standard error.

    Only requests to a loopback name or to ``bind`` are answered, and from pages of those only, so that no page
    of a browser can reach the server by a name of its own.

    Raises:
        PlanGraphError: the address cannot be bound.
    """
    _logging()
    listener = _listener(bind, port)
    real = listener.getsockname()[1]
    name = f"[{bind}]" if ":" in bind else bind

    async def serve() -> None:
        async with Graph(project, limits, copy) as graph:
            app = _app(create(graph), name, limits.body)
            config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
            _tell(f"http://{name}:{real}{PATH} (Ctrl-C ends it)")
            if name not in _LOOPBACK:
                _tell("reachable from other machines, and asks nobody for a password")
            _tell(graph.weaker)
            await uvicorn.Server(config).serve(sockets=[listener])

    with listener:  # which is closed too where the graph cannot be opened
        anyio.run(serve)


async def _leave_when_told(graph: Graph) -> None:
    """End at once by Ctrl-C or a signal to end: a thread that waits for input would otherwise hold the process."""
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async for number in signals:
            await graph.close()
            atexit._run_exitfuncs()  # temporary files go, which the next line would leave
            os._exit(128 + number)


def _app(server: Server, name: str, body: int) -> Starlette:
    names = dict.fromkeys((*_LOOPBACK, name))
    hosts = [host for each in names for host in (each, f"{each}:*")]
    return server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=body,
        transport_security=TransportSecuritySettings(
            allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
        ),
    )


def _listener(bind: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    try:
        return socket.create_server((bind, port), family=family)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no such port"
        raise PlanGraphError(f"{bind}:{port}: cannot be bound: {reason}") from error


def _tell(line: str) -> None:
    """One line on the standard error, if there is something to say."""
    if line:
        sys.stderr.write(f"plangraph mcp: {line}\n")
        sys.stderr.flush()


def _logging() -> None:
    """What libraries tell goes to the standard error, and only what matters."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="plangraph mcp: %(message)s", force=True)
