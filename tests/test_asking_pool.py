"""A pool for an event loop: whatever some ask, others are answered, and no process is left behind."""

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plangraph.asking.limits import Limits
from plangraph.asking.pool import Pool
from plangraph.asking.request import Reply, Request
from plangraph.asking.source import Source
from plangraph.errors import DataError, LimitError, PlanGraphError, QueryError, WorkerError
from plangraph.graph.store import Store
from tests import hostile
from tests.asking import ENDLESS, LOOK_UP, saved, trap
from tests.beside import needs
from tests.test_asking_worker import query_of

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
LIMITS = Limits(seconds=2)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return saved(tmp_path_factory.mktemp("pool"))


def _files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _resident() -> int:
    """Memory of this process in KiB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


async def _outcome(pool: Pool, query: str) -> tuple[Reply | PlanGraphError, float]:
    began = time.monotonic()
    try:
        return await pool.ask(Request(query)), time.monotonic() - began
    except PlanGraphError as error:
        return error, time.monotonic() - began


@LINUX
@pytest.mark.shared
@needs("hostile")
def test_hostile_queries_do_not_keep_others_waiting(source: Source) -> None:
    """One client sends them all, one after the other; another looks something up all the time."""

    async def run(port: int) -> tuple[list[float], int, int]:
        waits: list[float] = []
        async with Pool(source, LIMITS, size=2) as pool:
            await pool.ask(Request(LOOK_UP))
            files, memory = _files(), _resident()

            async def other() -> None:
                while True:
                    began = time.monotonic()
                    reply = await pool.ask(Request(LOOK_UP))
                    waits.append(time.monotonic() - began)
                    assert reply.body.count(b'"name":') == 2
                    await asyncio.sleep(0.01)

            looking = asyncio.create_task(other())
            for entry in hostile.queries(port):
                result, seconds = await _outcome(pool, query_of(entry, port))
                assert seconds < LIMITS.seconds + 1, entry.stem
                assert isinstance(result, Reply) or entry.expect != "accept", entry.stem
                assert isinstance(result, (QueryError, LimitError)) or entry.expect != "refuse", entry.stem
            assert not looking.done()
            looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await looking
            for _ in range(1200):  # until what was ended is replaced, and no process is just being started
                if len(pool.pids) == 2 and _files() - files <= 2:
                    break
                await asyncio.sleep(0.05)
            return waits, _files() - files, _resident() - memory

    with trap() as listening:
        waits, files, memory = asyncio.run(run(listening.port))
        assert listening.calls == 0
    waits.sort()
    assert len(waits) > 100
    assert waits[len(waits) * 95 // 100] < 0.5  # far less on a quiet machine; `make soak` and the bench measure it
    assert files <= 2
    assert memory < 50 * 1024


def test_processes_that_are_killed_at_random_are_replaced(source: Source) -> None:
    async def run() -> None:
        chance = random.Random(4)  # noqa: S311 - no secret
        async with Pool(source, LIMITS, size=2) as pool:
            mine, seen = os.getpid(), set(pool.pids)
            for _ in range(60):
                if chance.random() < 0.15 and pool.pids:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(chance.choice(pool.pids), signal.SIGKILL)
                assert (await pool.ask(Request(LOOK_UP))).kind == "rows"
                seen.update(pool.pids)
            assert len(seen) > 4
            assert os.getpid() == mine

    asyncio.run(run())


def test_when_every_process_is_busy_who_comes_too_much_is_sent_away(source: Source) -> None:
    async def run() -> None:
        async with Pool(source, Limits(seconds=2, waiting=2), size=1) as pool:
            endless = asyncio.create_task(_outcome(pool, ENDLESS))
            await asyncio.sleep(0.1)
            waiting = [asyncio.create_task(_outcome(pool, LOOK_UP)) for _ in range(2)]
            await asyncio.sleep(0.1)
            began = time.monotonic()
            with pytest.raises(LimitError, match=r"busy.*\(limit: waiting\)"):
                await pool.ask(Request(LOOK_UP))
            with pytest.raises(LimitError, match=r"busy.*\(limit: waiting\)"):
                await pool.ask(Request(LOOK_UP))
            assert time.monotonic() - began < 0.5
            result, seconds = await endless
            assert isinstance(result, LimitError)
            assert seconds < 3
            for task in waiting:
                result, seconds = await task
                assert isinstance(result, (Reply, LimitError))
                assert seconds < 3
            assert isinstance((await _outcome(pool, LOOK_UP))[0], Reply)

    asyncio.run(run())


def test_who_gives_up_ends_the_query(source: Source) -> None:
    async def run() -> None:
        async with Pool(source, Limits(seconds=60), size=1) as pool:
            (first,) = pool.pids
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(pool.ask(Request(ENDLESS)), 0.3)
            assert (await pool.ask(Request(LOOK_UP))).kind == "rows"
            assert first not in pool.pids
            many = [asyncio.create_task(pool.ask(Request(LOOK_UP))) for _ in range(20)]
            for task in many[::2]:
                task.cancel()
            results = await asyncio.gather(*many, return_exceptions=True)
            assert all(isinstance(result, Reply) for result in results[1::2])
            assert (await pool.ask(Request(LOOK_UP))).kind == "rows"  # no seat was lost

    asyncio.run(run())


def test_faults_come_back_and_cost_no_process(source: Source) -> None:
    async def run() -> None:
        async with Pool(source, LIMITS, size=1) as pool:
            pids = pool.pids
            for query in (
                "SELECT",
                "SELECT * { ?s ?p }",
                "x" * 2_000_000,
                "DROP ALL",
                "ASK {} #" + "[" * 30_000 + "\n{",
            ):
                with pytest.raises(QueryError):
                    await pool.ask(Request(query))
            with pytest.raises(QueryError, match="no scope"):
                await pool.ask(Request("ASK {}", scope="x"))
            with pytest.raises(QueryError, match="names of graphs"):
                await pool.ask(Request("ASK {}", named_graphs=("urn:x",) * 10_000))
            with pytest.raises(QueryError, match="seconds"):
                await pool.ask(Request("ASK {}", seconds=-1))
            assert (await pool.ask(Request("ASK {} #" + "é" * 490_000))).kind == "boolean"
            assert pool.pids == pids

    asyncio.run(run())


def test_a_client_cannot_raise_a_limit(source: Source) -> None:
    async def run() -> None:
        async with Pool(source, Limits(seconds=1, rows=3), size=1) as pool:
            reply = await pool.ask(Request("SELECT * { ?s ?p ?o }", rows=10**6))
            assert (reply.truncated, reply.rows) == ("rows", 3)
            began = time.monotonic()
            with pytest.raises(LimitError, match="stopped after 1 s"):
                await pool.ask(Request(ENDLESS, seconds=1000))
            assert time.monotonic() - began < 2

    asyncio.run(run())


def test_a_pool_moves_to_another_store_without_a_gap(source: Source, tmp_path: Path) -> None:
    Store.memory().save(tmp_path / "store")
    empty = Source(tmp_path / "store")

    async def run() -> None:
        async with Pool(source, Limits(seconds=20), size=2) as pool:
            running = asyncio.create_task(pool.ask(Request("SELECT * { ?s ?p ?o }")))
            await asyncio.sleep(0.01)
            with pytest.raises(DataError, match="missing or damaged"):
                await pool.reopen(Source(tmp_path / "none"))
            assert b'"name":' in (await pool.ask(Request(LOOK_UP))).body  # the old one goes on
            await pool.reopen(empty)
            replies = await asyncio.gather(*(pool.ask(Request(LOOK_UP)) for _ in range(8)))
            assert all(b'"name":' not in reply.body for reply in replies)
            assert len((await running).body) > 1_000_000
            await asyncio.sleep(0)
            assert len(pool.pids) == 2

    asyncio.run(run())


@LINUX
def test_no_process_outlives_a_pool_that_is_killed(source: Source) -> None:
    code = f"""
import asyncio
from pathlib import Path
from plangraph.asking.limits import Limits
from plangraph.asking.pool import Pool
from plangraph.asking.request import Request
from plangraph.asking.source import Source
async def run():
    async with Pool(Source(Path({str(source.folder)!r})), Limits(seconds=600), size=2) as pool:
        print(*pool.pids, flush=True)
        await asyncio.gather(*(pool.ask(Request({ENDLESS!r})) for _ in range(3)))
asyncio.run(run())
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pids = [int(word) for word in parent.stdout.readline().split()]
        assert len(pids) == 2
        time.sleep(0.3)
        parent.kill()
        deadline = time.monotonic() + 5
        while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


@LINUX
def test_a_pool_that_is_closed_leaves_nothing(source: Source) -> None:
    async def run() -> tuple[int, ...]:
        async with Pool(source, LIMITS, size=2) as pool:
            hanging = asyncio.create_task(_outcome(pool, ENDLESS))
            await asyncio.sleep(0.1)
            pids = pool.pids
        result, _ = await hanging
        assert isinstance(result, (WorkerError, LimitError))
        return pids

    asyncio.run(run())
    files = _files()
    pids = asyncio.run(run())
    assert _files() <= files
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_http_processes_hold_no_engine() -> None:
    """Who only asks has no query code in the process: importing a pool brings no engine."""
    code = "import sys, plangraph.asking.pool; sys.exit(bool({'pyoxigraph', 'rdflib'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
