"""The command that writes the graph as a folder of files."""

import argparse
import sys

from plangraph.commands import telling
from plangraph.errors import MissingExtraError
from plangraph.views.plain import safe


def site_command(options: argparse.Namespace) -> int:
    """Write a site."""
    try:
        from plangraph.site import folder, making
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "plangraph":
            raise
        raise MissingExtraError(
            f"a site needs {error.name}, which is not installed; install it with: pip install 'plangraph[web]'"
        ) from error
    for left in folder.leftovers(options.out):
        print(f"{safe(str(left))}: left by a run that was ended, or is still running; remove it", file=sys.stderr)
    made = making.write(telling.project(options), options.out, options.url, telling.progress)
    print(f"site: {safe(str(options.out))}/index.html; {made.files:,} files, {made.size / 1e6:,.1f} MB, of them")
    print(
        f"pages of {made.things:,} things in two languages; {made.left_out} IRIs have none, as no file can be named so"
    )
    return telling.OK
