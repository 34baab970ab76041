"""Asking the graph a question."""

import argparse
import sys
from pathlib import Path

from plangraph import snapshots
from plangraph.asking.asked import Asked
from plangraph.asking.limits import MIB, Limits
from plangraph.asking.process import Worker
from plangraph.asking.source import Source
from plangraph.commands import elsewhere, telling
from plangraph.errors import PlanGraphError
from plangraph.graph import queries
from plangraph.views import answers

_ROWS, _SIZE = 10_000_000, 128 * MIB  # of an answer, to somebody who asks their own machine


def query_command(options: argparse.Namespace) -> int:
    """Answer a question."""
    here = telling.project(options)
    gallery = queries.load_all(here.queries / "ask")
    if options.name is None:
        print(answers.gallery(gallery))
        return telling.OK
    values = dict(_parameter(text) for text in options.parameters)
    if options.name == "-":
        question = queries.read(sys.stdin.read())
    elif Path(options.name).suffix == ".rq" or Path(options.name).is_file():
        question = queries.read(Path(options.name))
    else:
        question = queries.find(gallery, options.name)
    if options.endpoint is not None:
        remote = elsewhere.remote(options, Limits(seconds=options.timeout).seconds)
        print(answers.answer(remote, question, values, options.format, here.queries / "view"), end="")
        return telling.OK
    limits = Limits(seconds=options.timeout, rows=_ROWS, size=_SIZE)
    with Worker(Source(snapshots.current(here).store), limits, copied=True) as worker:
        store = Asked(worker)
        print(answers.answer(store, question, values, options.format, here.queries / "view"), end="")
    if store.truncated:
        print(f"plangraph: the answer is cut (limit: {store.truncated})", file=sys.stderr)
    return telling.FAULT if store.truncated else telling.OK


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise PlanGraphError(f"a parameter is written name=value, for example place=place/hunchun; found {text!r}")
    return name, value
