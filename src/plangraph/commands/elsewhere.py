"""Elsewhere: the graph that a command asks, which may lie on another server."""

import argparse
import signal

from plangraph import build
from plangraph.commands import telling
from plangraph.files import Project
from plangraph.graph.remote import Remote
from plangraph.graph.store import Reads
from plangraph.graph.transport import SECONDS, Transport


def graph(options: argparse.Namespace, here: Project) -> Reads:
    """The graph that a command reads: the built one, or the one on the server that was named."""
    return remote(options) if options.endpoint is not None else build.load(here)


def remote(options: argparse.Namespace, seconds: float = SECONDS) -> Remote:
    """The graph on the server that was named."""
    telling.on_closed_pipe(
        signal.SIG_IGN
    )  # a server that hangs up is an error to tell, not a reader that has seen enough
    return Remote(options.endpoint, Transport.of_environment(seconds))
