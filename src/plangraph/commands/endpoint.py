"""``plangraph serve``. It stands apart from the other commands: what they load must not be in processes that serve."""

import argparse
from pathlib import Path

from plangraph.commands import limiting
from plangraph.files import find_project
from plangraph.views.plain import safe
from plangraph.web.serving import Place, serve


def serve_command(options: argparse.Namespace) -> int:
    """Serve until told to end; 0.

    Raises:
        PlanGraphError: there is nothing to serve, the port is taken, or a limit is no limit.
    """
    hosts = tuple(options.host)
    place = Place(options.bind, options.port, options.processes, options.workers, hosts)
    what = find_project(Path.cwd(), options.project) if options.data is None else options.data
    serve(what, limiting.limits(options), place, _tell)
    return 0


def _tell(line: str) -> None:
    print(safe(line), flush=True)
