"""The command that writes a release."""

import argparse

from plangraph import build, releasing
from plangraph.commands import telling
from plangraph.views.plain import safe


def release_command(options: argparse.Namespace) -> int:
    """Write the graph in every form, with checksums."""
    here = telling.project(options)
    files = releasing.release(here, build.load(here), options.out, telling.progress)
    size = sum(map(len, files.values()))
    print(f"release: {safe(str(options.out))}: {len(files)} files, {size / 1e6:,.1f} MB")
    print(f"RDFC-1.0 sha256: {files[releasing.CANONICAL].decode().partition(' ')[0]}")
    return telling.OK
