"""Commands that serve the graph to others."""

import argparse
import signal

from plangraph.commands import limiting, telling
from plangraph.errors import MissingExtraError


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
    if options.http:
        serving.serve_http(telling.project(options), limits, options.bind, options.port)
    else:
        serving.serve_streams(telling.project(options), limits)
    return telling.OK
