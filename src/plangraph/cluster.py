"""Cluster: texts read by the workers of a Dask scheduler.

A task carries the text, so a worker needs no disk of ours. What a scheduler and its workers send each other is Python's
pickle, which runs whatever it is told: so only a scheduler on this machine is spoken to, or one that proves by TLS who
it is. A worker that dies gives its tasks back; a text that was the death of more workers than the scheduler allows
(``distributed.scheduler.allowed-failures``, 3) is named.
"""

import contextlib
import importlib.util
import ipaddress
import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plangraph import gathering, portions, workers
from plangraph.errors import CommandError, PlanGraphError, TextError
from plangraph.files import Project
from plangraph.gathering import Gather, Outcome
from plangraph.portions import Made, Task
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.layout.characters import printable
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.reading.names.gazetteer import load as load_gazetteer

_AHEAD = 64  # tasks that are at the scheduler at a time, so that it need not hold all texts
_PATIENCE = 10.0  # seconds for the scheduler to answer, and for its first worker to be there
_Tables = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """Files for TLS: who may sign (PEM), our certificate and our key; all or none."""

    authority: str = ""
    certificate: str = ""
    key: str = ""

    @property
    def whole(self) -> bool:
        """Whether all of them are named."""
        return bool(self.authority and self.certificate and self.key)


def checked(address: str, keys: Keys) -> str:
    """The address of a scheduler that may be spoken to.

    Raises:
        CommandError: it is none, or leads beyond this machine without TLS.
    """
    shown = printable(address)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme not in ("tcp", "tls") or not host or not port or parts.path or parts.query:
        raise CommandError(
            f"--scheduler {shown}: no address of a scheduler; write tcp://127.0.0.1:8786 or tls://HOST:8786"
        )
    if parts.scheme == "tls":
        if not keys.whole:
            raise CommandError(f"--scheduler {shown}: TLS needs --tls-ca, --tls-cert and --tls-key")
        return address
    if not _here(host):
        raise CommandError(
            f"--scheduler {shown}: beyond this machine only with TLS, since whoever is on the way could run programs "
            "here; write tls://HOST:PORT with --tls-ca, --tls-cert and --tls-key"
        )
    return address


def _here(host: str) -> bool:
    """Whether a host is this machine for sure; a name other than localhost may lead anywhere."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def by_scheduler(address: str, keys: Keys) -> Gather:
    """Reading by the workers of a scheduler.

    Raises:
        CommandError: the address is none that may be spoken to.
        PlanGraphError: Dask is not installed.
    """
    checked(address, keys)
    if importlib.util.find_spec("distributed") is None:
        raise PlanGraphError("--scheduler needs Dask: pip install 'plangraph[dask]'")

    def gather(project: Project, folder: Path, missing: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
        with _quiet(), _client(address, keys) as client:
            yield from _gathered(client, address, project, folder, missing)

    return gather


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without what Dask logs in this process: what matters of it is said by us, in a line."""
    import distributed

    loggers = [logging.getLogger(name) for name in ("distributed", distributed.client.__name__)]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextlib.contextmanager
def _client(address: str, keys: Keys) -> Iterator[Any]:
    """A connection to a scheduler whose workers run what we run.

    Raises:
        PlanGraphError: it cannot be reached, has no worker, or its workers run another version.
    """
    import distributed

    security = None
    if address.startswith("tls:"):
        security = distributed.Security(
            tls_ca_file=keys.authority,
            tls_client_cert=keys.certificate,
            tls_client_key=keys.key,
            require_encryption=True,
        )
    shown = printable(address)
    try:
        client = distributed.Client(address, security=security, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise PlanGraphError(f"{shown}: no scheduler answers; start one: dask scheduler --host 127.0.0.1") from error
    try:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
            versions = set(client.run(portions.code).values())
        except TimeoutError as error:
            raise PlanGraphError(
                f"{shown}: no worker there; start one: dask worker ADDRESS --host 127.0.0.1"
            ) from error
        except (ImportError, AttributeError, OSError) as error:
            raise PlanGraphError(f"{shown}: its workers lack plangraph; install the same version there") from error
        if versions != {portions.code()}:
            raise PlanGraphError(f"{shown}: its workers have another version of plangraph, or of what it uses")
        yield client
    finally:
        with contextlib.suppress(OSError, TimeoutError, RuntimeError):
            client.close(timeout=2)


def _gathered(
    client: Any, address: str, project: Project, folder: Path, missing: Sequence[Task]
) -> Iterator[tuple[Task, Outcome]]:
    """The parts of texts as they come; what a text gives is kept at once, so a build that is cut off can go on."""
    import distributed

    tables = tuple((path.name, path.read_bytes()) for path in sorted(project.gazetteer.glob("*.csv")))
    waiting = list(reversed(missing))
    try:
        known = client.submit(_same, tables)  # not scattered: what a worker held that dies can be had again
        coming = distributed.as_completed([], loop=client.loop)
        tasks: dict[str, Task] = {}
        running = 0
        blamed: list[Task] = []
        ahead = _AHEAD
        while waiting or running or blamed:
            if not waiting and not running:
                waiting, blamed, ahead = blamed, [], 1  # each alone now, so that it is clear which one it is
            while waiting and running < ahead:
                task = waiting.pop()
                future = client.submit(
                    read, task, _data(task), known, key=f"read-{ahead}-{task.key}", pure=False, retries=0
                )
                tasks[future.key] = task
                coming.add(future)
                running += 1
            future = next(coming)
            running -= 1
            task = tasks.pop(future.key)
            outcome = _outcome(future, folder)
            if isinstance(outcome, workers.Lost) and ahead > 1:
                blamed.append(task)  # for all that its worker was to do
            else:
                yield task, outcome
    except (OSError, TimeoutError, distributed.client.FutureCancelledError) as error:
        raise PlanGraphError(
            f"{printable(address)}: the scheduler is gone; what was read is kept, and the next build goes on from there"
        ) from error


def _data(task: Task) -> bytes | None:
    """The bytes of a text; None where they cannot be had, which the reader on this machine says in its own words."""
    try:
        return task.path.read_bytes() if not task.path.is_symlink() else None
    except OSError:
        return None


def _outcome(future: Any, folder: Path) -> Outcome:
    """What came of a text.

    Raises:
        PlanGraphError: it is wrong with more than the text.
    """
    import distributed

    try:
        made: Made | PlanGraphError | workers.Lost = future.result()
    except distributed.KilledWorker:
        return workers.Lost("its worker died")
    finally:
        future.release()
    if isinstance(made, TextError | workers.Lost):
        return made
    if isinstance(made, PlanGraphError):
        raise made
    portions.keep(folder, made)
    return made.part


def read(task: Task, data: bytes | None, tables: _Tables) -> Made | PlanGraphError | workers.Lost:
    """Read a text on a worker.

    Args:
        task: the text; its path is that of the machine that asks.
        data: what stands in it; None where only that path tells.
        tables: the files of the gazetteer.
    """
    gazetteer, extractor = _reader(tables)
    if data is None:
        return gathering.attempt(task, gazetteer, extractor)
    with tempfile.TemporaryDirectory(prefix="plangraph-") as name:
        path = Path(name) / task.path.name
        path.write_bytes(data)
        found = gathering.attempt(replace(task, path=path), gazetteer, extractor)
    if isinstance(found, PlanGraphError):
        return type(found)(str(found).replace(printable(str(path)), printable(str(task.path))))
    return found


def _same(tables: _Tables) -> _Tables:
    return tables


@lru_cache(maxsize=1)
def _reader(tables: _Tables) -> tuple[Gazetteer, RuleExtractor]:
    """What reads, made once on each worker."""
    with tempfile.TemporaryDirectory(prefix="plangraph-") as name:
        for table, data in tables:
            (Path(name) / table).write_bytes(data)
        gazetteer = load_gazetteer(Path(name))
    return gazetteer, RuleExtractor(gazetteer)
