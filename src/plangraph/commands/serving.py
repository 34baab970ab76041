"""Commands that serve the graph to others."""

import argparse
import signal

from plangraph.commands import limiting, telling
from plangraph.errors import MissingExtraError
from plangraph.snapshots import Snapshot, copied


def mcp_command(options: argparse.Namespace) -> int:
    """Serve the graph to agents."""
    try:
        from plangraph.mcp import serving
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "plangraph":
            raise
        raise MissingExtraError("plangraph mcp needs the package mcp: pip install 'plangraph[mcp]'") from error
    limits = limiting.limits(options)
    telling.on_closed_pipe(signal.SIG_IGN)  # a client that hangs up is the end of its call, not of the server
    copy = _copied(options) if options.endpoint is not None else None
    if options.http:
        serving.serve_http(telling.project(options), limits, copy, options.bind, options.port)
    else:
        serving.serve_streams(telling.project(options), limits, copy)
    return telling.OK


def _copied(options: argparse.Namespace) -> Snapshot:
    """The graph on a server, brought here: scopes, limits and proofs are those of our own workers then."""
    from plangraph.commands import elsewhere  # late: it loads the reader, which a server of our own graph needs not

    return copied(elsewhere.remote(options))
