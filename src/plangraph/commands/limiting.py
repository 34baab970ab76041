"""The limits that were typed, for the commands that serve."""

import argparse

from plangraph.asking.limits import MIB, Limits


def limits(options: argparse.Namespace) -> Limits:
    """What holds for every query.

    Raises:
        QueryError: a limit is no limit.
    """
    return Limits(
        seconds=options.seconds,
        memory=options.memory * MIB,
        rows=options.rows,
        size=int(options.size * MIB),
        body=int(options.body * MIB),
        depth=options.depth,
        waiting=options.waiting,
    )
