"""What a server serves, where it listens and what it allows; the same in each of its processes."""

from dataclasses import dataclass, field
from pathlib import Path

from plangraph.asking.limits import MIB, Limits
from plangraph.files import Project

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Plain data, so that it can be handed to another process.

    Attributes:
        store: The folder of the on-disk store to begin with.
        snapshot: Its id.
        project: The project that it was built from; None where a file is served, which has no questions and no scopes.
        limits: What one request may cost.
        hosts: Names by which clients may call this server, beside those of the loopback.
        workers: Query workers of each process.
    """

    store: Path
    snapshot: str
    project: Project | None = None
    limits: Limits = field(default_factory=Limits)
    hosts: tuple[str, ...] = ()
    workers: int = 2

    @property
    def scoped(self) -> bool:
        """Whether a query may choose its scope: only the graphs of a project tell who says a thing."""
        return self.project is not None

    @property
    def allowed(self) -> str:
        """What a request may cost, in a few words."""
        own = self.limits
        size, body, memory = own.size // MIB, own.body / MIB, own.memory // MIB
        return f"{own.seconds:g} s, {memory:,} MiB, {own.rows:,} rows, {size:,} MiB an answer, {body:g} MiB a request"
