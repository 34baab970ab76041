"""Limits: how much of the machine one query may take. Each has a name, which errors and answers show."""

import math
from dataclasses import dataclass, fields, replace

from plangraph.errors import LimitError, QueryError
from plangraph.graph.sparql import DEPTH_LIMIT

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for every query. Whoever runs plangraph sets it; a client may ask for less, never for more.

    Attributes:
        seconds: from the moment a process takes the query up to the last byte of its answer.
        memory: what the process that answers may write to, in bytes.
        rows: rows or triples of an answer.
        size: bytes of an answer.
        body: bytes of a request over HTTP.
        depth: how deeply brackets may be nested, and how long a chain of signs may be.
        waiting: how many queries may wait while all processes are busy.
    """

    seconds: float = 10.0
    memory: int = 1024 * MIB
    rows: int = 100_000
    size: int = 32 * MIB
    body: int = 1 * MIB
    depth: int = DEPTH_LIMIT
    waiting: int = 64

    def __post_init__(self) -> None:
        """Check the values.

        Raises:
            QueryError: one is not a number above zero (``waiting`` may be zero).
        """
        for field in fields(self):
            _positive(field.name, getattr(self, field.name), zero=field.name in ("waiting", "rows"))
        if self.depth > DEPTH_LIMIT:
            raise QueryError(f"limit depth: the engine is safe up to {DEPTH_LIMIT} only")

    def lowered(self, seconds: float | None = None, rows: int | None = None) -> "Limits":
        """The limits with less time or fewer rows; more than there is stays what it is.

        Raises:
            QueryError: what is asked for is not a number above zero (no rows may be asked for).
        """
        if seconds is None and rows is None:
            return self
        if seconds is not None:
            _positive("seconds", seconds)
        if rows is not None:
            _positive("rows", rows, zero=True)
        return replace(
            self,
            seconds=self.seconds if seconds is None else min(self.seconds, seconds),
            rows=self.rows if rows is None else min(self.rows, rows),
        )

    def exceeded(self, name: str) -> LimitError:
        """The error of a query that came to a limit: seconds, memory or waiting."""
        what = {
            "seconds": f"stopped after {self.seconds:g} s",
            "memory": f"stopped: it needs more than {self.memory // MIB:,} MiB of memory",
            "waiting": "busy: every process that answers is at work, and enough queries wait",
        }[name]
        hint = "ask again in a moment" if name == "waiting" else "ask for less, or allow more"
        return LimitError(f"{what} (limit: {name}); {hint}", name)


@dataclass(frozen=True, slots=True)
class Described:
    """A limit in words, for a page of the documentation and for ``--help``."""

    name: str
    default: str
    meaning: str
    shown: str


def described() -> tuple[Described, ...]:
    """Every limit: its default, what it bounds, and how somebody who comes to it is told."""
    own = Limits()
    return (
        Described(
            "seconds",
            f"{own.seconds:g} s",
            "time from when a process takes the query up to the last byte of its answer",
            "the process is ended; `stopped after … s (limit: seconds)`; HTTP 504",
        ),
        Described(
            "memory",
            f"{own.memory // MIB:,} MiB",
            "memory that the process that answers may write to",
            "the process ends; `stopped: it needs more than … MiB of memory (limit: memory)`; HTTP 503",
        ),
        Described(
            "rows",
            f"{own.rows:,}",
            "rows or triples of an answer",
            "the answer is cut after a whole row and stays well formed; `X-Plangraph-Truncated: rows`",
        ),
        Described(
            "size",
            f"{own.size // MIB} MiB",
            "bytes of an answer",
            "the answer is cut after a whole row and stays well formed; `X-Plangraph-Truncated: size`",
        ),
        Described(
            "body",
            f"{own.body // MIB} MiB",
            "bytes of a request over HTTP; a query is never longer than 1,000,000 characters",
            "nothing of it is read further; HTTP 413",
        ),
        Described(
            "depth",
            str(own.depth),
            "how deeply brackets may be nested, and how long a chain of signs may be",
            "the query is not run; `brackets are nested deeper than …`; HTTP 400",
        ),
        Described(
            "waiting",
            str(own.waiting),
            "how many queries may wait while all processes are busy, and for no longer than `seconds`",
            "the query is not run; `busy … (limit: waiting)`; HTTP 503 with Retry-After",
        ),
    )


def _positive(name: str, value: float, *, zero: bool = False) -> None:
    if not math.isfinite(value) or value < 0 or (value == 0 and not zero):
        raise QueryError(f"limit {name}: {value} is not a number above zero")
