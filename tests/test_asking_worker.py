"""One process that answers: the same answers as in this process, within limits, whatever it is asked."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from plangraph.asking import isolation
from plangraph.asking.asked import Asked
from plangraph.asking.limits import MIB, Limits
from plangraph.asking.process import Worker
from plangraph.asking.request import Reply, Request
from plangraph.asking.source import Source
from plangraph.errors import DataError, LimitError, PlanGraphError, QueryError, WorkerError
from plangraph.graph import queries
from plangraph.graph.store import Store
from tests import hostile, project
from tests.asking import ENDLESS, LOOK_UP, Trap, saved, trap
from tests.beside import needs
from tests.hostile import Entry

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems isolate less")
LIMITS = Limits(seconds=2)
_TRAP_PORT = 47113  # stands in the names of the tests; the port that is listened on is put in its place
_ENTRIES = hostile.queries(_TRAP_PORT)
# What ends them here: the limit of time, of memory, of depth or of length, or that nothing but reading is allowed.
_SAYS = {
    "01-groups-2500": "nested deeper than 128",
    "01-groups-50000": "nested deeper than 128",
    "02-parens-2500": "nested deeper than 128",
    "02-parens-50000": "nested deeper than 128",
    "03-collection-1000": "nested deeper than 128",
    "04-cartesian-count": "limit: seconds",
    "05-values-count": "limit: seconds",
    "06-order-memory": "limit: ",  # which comes first depends on the machine
    "07-concat-bomb": "limit: ",
    "10-service": "SERVICE is off",
    "11-service-silent": "SERVICE is off",
    "14-load": "read-only",
    "15-update": "read-only",
    "16-invalid-utf8": "no text",
    "18-10mb": "characters long",
    "19-empty": "empty",
    "20-html": "expected",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return saved(tmp_path_factory.mktemp("asking"))


@pytest.fixture(scope="module")
def worker(source: Source) -> Iterator[Worker]:
    with Worker(source, LIMITS) as made:
        yield made


@pytest.fixture(scope="module")
def listening() -> Iterator[Trap]:
    with trap() as made:
        yield made


def outcome(worker: Worker, query: str, seconds: float | None = None) -> tuple[Reply | PlanGraphError, float]:
    """What becomes of a query, and how long it took."""
    began = time.monotonic()
    try:
        result: Reply | PlanGraphError = worker.ask(Request(query, seconds=seconds))
    except PlanGraphError as error:
        result = error
    return result, time.monotonic() - began


def query_of(entry: Entry, port: int) -> str:
    return entry.data.replace(b":%d/" % _TRAP_PORT, b":%d/" % port).decode("utf-8", "surrogateescape")


# ------------------------------------------------------------------------------------------------ hostile queries


@pytest.mark.shared
@needs("hostile")
def test_the_generator_is_there() -> None:
    assert len(_ENTRIES) > 25
    assert {entry.stem for entry in _ENTRIES if entry.expect == "refuse"} == set(_SAYS)


@pytest.mark.shared
@pytest.mark.parametrize("entry", _ENTRIES, ids=lambda entry: entry.stem)
def test_a_hostile_query(worker: Worker, listening: Trap, entry: Entry) -> None:
    worker.start()
    endless = entry.expect == "either" or _SAYS.get(entry.stem, "").startswith("limit: ")  # ended soon, by its own wish
    result, seconds = outcome(worker, query_of(entry, listening.port), 0.5 if endless else None)
    assert seconds < LIMITS.seconds + 1
    if isinstance(result, Reply):
        assert entry.expect in ("accept", "either")
    else:
        assert entry.expect in ("refuse", "either")
        assert isinstance(result, (QueryError, LimitError))
        assert _SAYS.get(entry.stem, "") in str(result)
        assert "\n" not in str(result)
    assert worker.ask(Request(LOOK_UP)).body.count(b'"name":') == 2  # and the next one is answered
    assert listening.calls == 0


@LINUX
@pytest.mark.parametrize(
    "text", ["SELECT * {{ SERVICE <http://127.0.0.1:{0}/> {{ ?s ?p ?o }} }}", "LOAD <http://127.0.0.1:{0}/>"]
)
def test_the_system_refuses_the_network_even_if_the_text_were_let_by(listening: Trap, text: str) -> None:
    """The second wall alone: the engine itself is asked, in an isolated process, what the first would refuse."""
    code = f"""
import pyoxigraph, socket, subprocess, sys
from plangraph.asking.isolation import isolate
from plangraph.asking.limits import Limits
store = pyoxigraph.Store()
assert len(isolate(Limits())) == 4
text = {text.format(listening.port)!r}
for attempt in (
    lambda: list(store.query(text)) if text.startswith("SELECT") else store.update(text),
    lambda: socket.create_connection(("127.0.0.1", {listening.port})),
    lambda: subprocess.run(["true"]),
):
    try:
        attempt()
    except (OSError, RuntimeError):
        continue
    sys.exit("it could")
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
    assert listening.calls == 0


def test_the_trap_is_none_that_never_snaps() -> None:
    with trap() as made:
        socket.create_connection(("127.0.0.1", made.port)).close()
        deadline = time.monotonic() + 5
        while made.calls == 0 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert made.calls == 1


@LINUX
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c",
        'SELECT (STRLEN(?x40) AS ?n) { BIND("aaaaaaaaaaaaaaaa" AS ?x0) '
        + " ".join(f"BIND(CONCAT(?x{i},?x{i}) AS ?x{i + 1})" for i in range(40))
        + " }",
    ],
    ids=["order", "concat"],
)
def test_a_memory_bomb_is_ended_by_the_limit_of_memory(source: Source, query: str) -> None:
    with Worker(source, Limits(seconds=60, memory=256 * MIB)) as worker:
        result, _ = outcome(worker, query)
        assert isinstance(result, LimitError)
        assert (result.limit, "256 MiB" in str(result)) == ("memory", True)
        assert worker.ask(Request("ASK {}")).kind == "boolean"


def test_a_query_with_too_many_parts_ends_its_process_alone(worker: Worker) -> None:
    """The engine goes down once for each part of a chain, and over the end of its stack."""
    result, _ = outcome(worker, "SELECT * {" + "{}UNION" * 100_000 + "{}}")
    assert isinstance(result, (QueryError, LimitError))
    assert worker.ask(Request("ASK {}")).kind == "boolean"


# ------------------------------------------------------------------------------------------------------ its limits


def test_a_client_cannot_raise_a_limit(source: Source) -> None:
    with Worker(source, Limits(seconds=1, rows=5)) as worker:
        worker.start()
        began = time.monotonic()
        with pytest.raises(LimitError, match="stopped after 1 s"):
            worker.ask(Request(ENDLESS, seconds=100))
        assert time.monotonic() - began < 2
        reply = worker.ask(Request("SELECT * { ?s ?p ?o }", "text/csv", rows=10**9))
        assert (reply.truncated, reply.rows, reply.body.count(b"\r\n")) == ("rows", 5, 6)
        assert worker.ask(Request("SELECT * { ?s ?p ?o }", rows=2)).rows == 2


def test_a_client_may_ask_for_less_time(worker: Worker) -> None:
    worker.start()
    began = time.monotonic()
    with pytest.raises(LimitError, match=r"stopped after 0\.3 s"):
        worker.ask(Request(ENDLESS, seconds=0.3))
    assert time.monotonic() - began < 1.3


def test_a_long_query_and_a_long_answer_go_over_the_wire(source: Source) -> None:
    with Worker(source, Limits(seconds=60)) as worker:
        assert worker.ask(Request("ASK {} #" + "é" * 490_000)).kind == "boolean"
        reply = worker.ask(Request("SELECT * { ?s ?p ?o }"))
    assert len(reply.body) > 10 * MIB
    assert not reply.truncated


# ------------------------------------------------------------------------------------------------------ its answers


@pytest.mark.parametrize("question", queries.load_all(project.ROOT / "queries" / "ask").values(), ids=lambda q: q.id)
def test_the_gallery_is_answered_as_in_this_process(worker: Worker, source: Source, question: queries.Question) -> None:
    store, asked = Store.opened(source.folder), Asked(worker)
    rows = store.select(question.text)
    assert asked.select(question.text) == rows
    for form in ("json", "csv", "tsv"):
        assert asked.serialize_results(question.text, form) == store.serialize_results(question.text, form)
    assert asked.truncated == ""


@pytest.mark.parametrize("scope", ["all", "stated", "background"])
def test_a_scope_is_the_same_over_the_wire(source: Source, scope: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with Worker(source, Limits(seconds=60)) as worker:  # a view is made first, on a machine that does much else
        reply = worker.ask(Request(query, "text/csv", scope))
    assert reply.body == Store.opened(source.folder).serialize_results(query, "csv", scope).encode()  # type: ignore[arg-type]


def test_an_unknown_scope_is_refused(worker: Worker) -> None:
    with pytest.raises(QueryError, match="'everything' is no scope"):
        worker.ask(Request("ASK {}", scope="everything"))


def test_graphs_of_the_protocol_go_over_the_wire(worker: Worker) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert worker.ask(Request(query, "text/csv", default_graphs=("urn:none",))).body == b"n\r\n0\r\n"
    assert worker.ask(Request(query, "text/csv", named_graphs=("urn:none",))).body == b"n\r\n0\r\n"


# ------------------------------------------------------------------------------------------------------ its ends


@pytest.mark.parametrize("copied", [False, True])
def test_a_process_that_is_killed_is_replaced(source: Source, copied: bool) -> None:
    with Worker(source, LIMITS, copied=copied) as worker:
        pids = set()
        for _ in range(3):
            worker.ask(Request("ASK {}"))
            assert worker.pid is not None
            pids.add(worker.pid)
            os.kill(worker.pid, signal.SIGTERM)
            _gone(worker.pid)
        assert len(pids) == 3
        worker.ask(Request("ASK {}"))


def test_a_process_that_is_killed_at_work_says_so(source: Source) -> None:
    code = f"""
import os, signal, threading
from pathlib import Path
from plangraph.asking.process import Worker
from plangraph.asking.request import Request
from plangraph.asking.source import Source
from plangraph.errors import WorkerError
with Worker(Source(Path({str(source.folder)!r}))) as worker:
    worker.start()
    threading.Timer(0.3, os.kill, (worker.pid, signal.SIGKILL)).start()
    try:
        worker.ask(Request({ENDLESS!r}))
    except WorkerError as error:
        print(error)
    print(worker.ask(Request("ASK {{}}")).kind)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, timeout=30, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["the process that answers ended (status -9); ask again", "boolean"]


@LINUX
@pytest.mark.parametrize("copied", [False, True])
def test_no_process_outlives_who_started_it(source: Source, copied: bool) -> None:
    """Not even in the midst of a query that never ends, when nobody is left to end it."""
    code = f"""
import sys
from pathlib import Path
from plangraph.asking.limits import Limits
from plangraph.asking.process import Worker
from plangraph.asking.request import Request
from plangraph.asking.source import Source
worker = Worker(Source(Path({str(source.folder)!r})), Limits(seconds=600), copied={copied})
worker.start()
print(worker.pid, flush=True)
worker.ask(Request({ENDLESS!r}))
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        time.sleep(0.3)
        assert Path(f"/proc/{pid}").exists()
        parent.kill()
        _gone(pid)


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    with (
        Worker(Source(tmp_path / "none"), LIMITS) as worker,
        pytest.raises(DataError, match="none: missing or damaged"),
    ):
        worker.start()


def test_a_worker_that_cannot_begin_is_said(source: Source) -> None:
    with Worker(source, Limits(memory=MIB)) as worker, pytest.raises(WorkerError, match="could be started"):
        worker.start()


@LINUX
def test_all_of_the_isolation_holds_here(worker: Worker) -> None:
    worker.start()
    assert worker.holds == isolation.ALL
    assert isolation.weaker(worker.holds) == ""


def test_what_is_weaker_is_said_in_a_line() -> None:
    line = isolation.weaker((isolation.NO_DUMP,))
    assert "\n" not in line
    assert all(name in line for name in (isolation.MEMORY, isolation.ENDS, isolation.NO_NETWORK))


def _gone(pid: int) -> None:
    """Wait until a process is no more."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail(f"process {pid} lives")
