"""SPARQL servers of other people, started on this machine for a test, each in a folder of its own."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Its planner loses rows of questions with a path when it weighs several plans (7.2.5); docs/servers.md says so.
_VIRTUOSO = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
[Flags]
enable_n_best_plans = 1
"""


@dataclass(frozen=True)
class Server:
    """Where a server is asked and written to, and who may write."""

    endpoint: str
    store: str
    user: str = ""
    password: str = ""


def oxigraph_program() -> Path:
    """The program of the package ``oxigraph``, which lies beside the interpreter."""
    return Path(sys.executable).with_name("oxigraph")


def virtuoso_program() -> str | None:
    """The program of Debian's package ``virtuoso-opensource-7-bin``."""
    return shutil.which("virtuoso-t")


@contextmanager
def oxigraph() -> Iterator[Server]:
    """An empty Oxigraph in memory."""
    port = free_port()
    with started([str(oxigraph_program()), "serve", "--bind", f"127.0.0.1:{port}"], port, None):
        yield Server(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """An empty Virtuoso in an empty folder."""
    sql, http = free_port(), free_port()
    (folder / "v.ini").write_text(_VIRTUOSO.format(sql=sql, http=http), encoding="utf-8")
    with started(["virtuoso-t", "+foreground", "+configfile", "v.ini"], http, folder):
        base = f"http://127.0.0.1:{http}/sparql"
        yield Server(base, f"{base}-graph-crud-auth", "dba", "dba")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(command: list[str], port: int, folder: Path | None = None) -> Iterator[None]:
    """Some server, from when it listens until it is not wanted any more."""
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            _await(process, port)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _await(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{process.args!r} does not listen")
