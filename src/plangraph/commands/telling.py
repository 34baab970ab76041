"""Telling: what commands have in common: exit status, progress, and lines for the standard error."""

import argparse
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from plangraph.files import Project, find_project
from plangraph.model import Document, Judgement
from plangraph.views.plain import safe

OK, FAULT = 0, 1


def on_closed_pipe(action: signal.Handlers) -> None:
    """What happens when whoever reads what we print, or another server, hangs up."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, action)


def project(options: argparse.Namespace) -> Project:
    """The project that was named, or the nearest."""
    return find_project(Path.cwd(), options.project)


def progress(step: str, done: int, total: int) -> None:
    """A bar on a terminal, silence elsewhere."""
    if sys.stderr.isatty() and "NO_PROGRESS" not in os.environ:
        filled = 24 * done // max(total, 1)
        end = "\r\x1b[K" if done == total else ""
        print(f"\r\x1b[K[{'#' * filled}{'.' * (24 - filled)}] {step}{end}", end="", file=sys.stderr, flush=True)


def tell_notices(file: Path, document: Document) -> None:
    """What should be known about a text."""
    for notice in document.notices:
        print(f"{safe(str(file))}:{notice.line}: {safe(notice.message)}", file=sys.stderr)


def tell_stale(here: Project, stale: Iterable[Judgement]) -> None:
    """The verdicts that fit nothing any more."""
    for judgement in stale:
        print(
            f"{here.judgements.name}:{judgement.line}: stale: {safe(judgement.value)!r} no longer fits "
            f"{safe(judgement.quote)!r}; mend or remove the row",
            file=sys.stderr,
        )
