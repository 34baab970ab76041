"""Texts read by the workers of a scheduler: who may be spoken to, and that the graph is that of one process."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plangraph import build
from plangraph.cluster import Keys, checked
from plangraph.errors import CommandError
from plangraph.files import find_project
from plangraph.snapshots import entries
from tests import project, small
from tests.scheduled import Scheduled, needs_dask, running

TEXTS = {
    str(number): f"Chapter {number} Ports\nWe will build {number} km of road in Kashgar.\n" for number in (1, 2, 3)
}
ALL = Keys("ca.pem", "cert.pem", "key.pem")


@pytest.mark.parametrize(
    ("address", "keys", "message"),
    [
        ("tcp://192.0.2.7:8786", Keys(), "beyond this machine only with TLS"),
        ("tcp://0.0.0.0:8786", ALL, "beyond this machine only with TLS"),
        ("tcp://scheduler.example:8786", ALL, "beyond this machine only with TLS"),
        ("tcp://127.0.0.1.example:8786", Keys(), "beyond this machine only with TLS"),
        ("tls://192.0.2.7:8786", Keys("ca.pem"), "TLS needs --tls-ca, --tls-cert and --tls-key"),
        ("127.0.0.1:8786", Keys(), "no address of a scheduler"),
        ("inproc://127.0.0.1:1/2", Keys(), "no address of a scheduler"),
        ("tcp://127.0.0.1", Keys(), "no address of a scheduler"),
        ("tcp://[::1", Keys(), "no address of a scheduler"),
        ("ws://127.0.0.1:8786", Keys(), "no address of a scheduler"),
    ],
)
def test_nobody_beyond_this_machine_is_spoken_to_without_tls(address: str, keys: Keys, message: str) -> None:
    with pytest.raises(CommandError) as error:
        checked(address, keys)
    assert message in str(error.value)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("tcp://127.0.0.1:8786", Keys()),
        ("tcp://localhost:8786", Keys()),
        ("tcp://[::1]:8786", Keys()),
        ("tls://192.0.2.7:8786", ALL),
    ],
)
def test_this_machine_and_tls_are(address: str, keys: Keys) -> None:
    assert checked(address, keys) == address


def test_what_is_refused_is_one_line_of_the_command(tmp_path: Path) -> None:
    done = _build(small.copy(tmp_path / "p"), "--scheduler", "tcp://192.0.2.7:8786")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_the_two_addresses_of_a_server_go_together(tmp_path: Path) -> None:
    done = _build(small.copy(tmp_path / "p"), "--endpoint", "http://127.0.0.1:9/query")
    assert done.returncode == 2
    assert "--endpoint and --store go together" in done.stderr


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small.copy(tmp_path_factory.mktemp("cluster") / "project")
    plan = folder / "graph" / "text" / "beta"
    plan.mkdir()
    (plan / "plan.toml").write_text('id = "beta"\nlanguage = "en"\n[title]\nen = "Beta"\n', "utf-8")
    for name, text in TEXTS.items():
        (plan / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduled]:
    folder = tmp_path_factory.mktemp("dask")
    with running(folder) as found:
        yield found


def _build(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "plangraph", "build", "--project", str(folder), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120, cwd=project.ROOT)


def _fresh(where: Path) -> None:
    shutil.rmtree(entries.place(find_project(where, where)), ignore_errors=True)


def _scratch(where: Path, folder: Path) -> dict[str, bytes]:
    build.write(build.assemble(find_project(where, where)), folder)
    return project.snapshot(folder)


@needs_dask
def test_a_scheduler_gives_the_graph_of_one_process(where: Path, cluster: Scheduled, tmp_path: Path) -> None:
    (cluster.folder / "always").write_text("2.txt")
    (cluster.folder / "once").write_text("3.txt")
    _fresh(where)
    done = _build(where, "--scheduler", cluster.address)
    assert done.returncode == 1  # a poison costs only itself, and is named
    assert done.stderr.count("\n") == 1, done.stderr
    assert "beta/2.txt: cannot be read" in done.stderr
    assert (cluster.folder / "once-3.txt").exists()  # its worker died of it, another did it again
    assert sorted(path.name for path in (where / "graph/built/beta").iterdir()) == ["1.trig", "3.trig"]
    (cluster.folder / "always").write_text("")
    done = _build(where, "--scheduler", cluster.address)
    assert (done.returncode, done.stderr) == (0, "")
    assert project.snapshot(where / "graph" / "built") == _scratch(where, tmp_path / "again")


@needs_dask
def test_nobody_beyond_this_machine_can_connect(cluster: Scheduled) -> None:
    assert cluster.scheduler.poll() is None
    assert listening(cluster.scheduler.pid, *(nanny.pid for nanny in cluster.nannies)) == []


def listening(*processes: int) -> list[str]:
    """The addresses beyond the loopback that processes, and those below them, listen on."""
    import psutil

    found = []
    for pid in processes:
        top = psutil.Process(pid)
        for process in (top, *top.children(recursive=True)):
            for one in process.net_connections("inet"):
                if one.status == psutil.CONN_LISTEN and one.laddr.ip not in ("127.0.0.1", "::1"):
                    found.append(f"{one.laddr.ip}:{one.laddr.port} {' '.join(process.cmdline())}")
    return found


@needs_dask
def test_a_scheduler_that_goes_costs_nothing_that_was_read(where: Path, tmp_path: Path) -> None:
    _fresh(where)
    before = project.snapshot(where / "graph" / "built")
    with running(tmp_path) as cluster:
        kept = entries.place(find_project(where, where))
        (cluster.folder / "end").write_text(f"3.txt {cluster.scheduler.pid} {kept}")
        done = _build(where, "--scheduler", cluster.address)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "the scheduler is gone; what was read is kept" in done.stderr
    assert project.snapshot(where / "graph" / "built") == before
    assert list(entries.place(find_project(where, where)).glob("*.nq"))


@needs_dask
def test_a_scheduler_that_was_never_there_is_said(where: Path) -> None:
    _fresh(where)
    done = _build(where, "--scheduler", "tcp://127.0.0.1:9")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert "no scheduler answers" in done.stderr
