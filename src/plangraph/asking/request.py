"""What is asked of a process that answers, and what it replies."""

from dataclasses import dataclass
from typing import Literal as OneOf

JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Request:
    """A query of any kind, with the media type wanted and what the client asks for.

    ``seconds`` and ``rows`` lower the limits for this query alone; graphs, given as IRIs, stand in place of the
    query's own FROM clauses.
    """

    query: str
    media: str = JSON
    scope: str = "all"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float | None = None
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. ``truncated`` is empty or the limit that cut it; ``rows`` counts what is left then.

    ``seconds`` is the time that the process took for it.
    """

    kind: OneOf["rows", "boolean", "triples"]
    media: str
    body: bytes
    truncated: OneOf["", "rows", "size"] = ""
    rows: int | None = None
    seconds: float = 0.0
