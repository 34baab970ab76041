"""Commands that set two texts side by side."""

import argparse

from plangraph.commands import elsewhere, telling
from plangraph.errors import CommandError
from plangraph.graph.comparing import written
from plangraph.graph.comparing.difference import Difference, difference
from plangraph.views import pages
from plangraph.views.difference import page, table

_FORMATS = {"table": table.text, "json": written.as_json, "html": page.html, "ttl": written.turtle}


def diff_command(options: argparse.Namespace) -> int:
    """Say what changed between two chapters or plans."""
    if options.earlier == options.later:
        raise CommandError(f"{options.earlier}: named twice; a comparison needs two different chapters or plans")
    here = telling.project(options)
    graph = elsewhere.graph(options, here)
    return _told(difference(graph, options.earlier, options.later, options.about), options)


def _told(found: Difference, options: argparse.Namespace) -> int:
    text = _FORMATS[options.format](found)
    if options.out is None:
        print(text, end="")
    else:
        pages.write(options.out, text)
        print(f"written: {options.out}")
    return telling.OK
