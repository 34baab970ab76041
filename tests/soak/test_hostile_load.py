"""Hostile queries for long, and what an honest client notices of them."""

import threading
import time
from collections import Counter

import pytest

from tests import hostile
from tests.asking import trap
from tests.beside import needs
from tests.hostile import Entry
from tests.storm import LINUX, Storm, send, storm

MINUTES = 10.0
CLIENTS = 8
QUIET = 0.02  # seconds that 99 of 100 answers take at most where nothing else runs
_QUERY = "application/sparql-query"
_ALLOWED = {"accept": {200, 503, 504}, "refuse": {400, 413, 503, 504}, "either": {200, 400, 503, 504}}


@LINUX
@pytest.mark.soak
@pytest.mark.shared
@needs("hostile")
def test_what_others_notice_of_each_hostile_query(capsys: pytest.CaptureFixture[str]) -> None:
    with trap() as listening, storm(listening) as made:
        with made.other_client() as alone:
            time.sleep(5)
        slowest = ("", 0.0)
        with made.other_client() as waits:
            for _ in range(3):
                for entry in hostile.queries(listening.port):
                    done = send(made.server, entry.data, _QUERY, Accept="application/json")
                    assert done.seconds < made.limit + 1, entry.stem
                    slowest = max(slowest, (entry.stem, done.seconds), key=lambda one: one[1])
        with capsys.disabled():
            print(f"\nalone: {told(alone)}\nbeside hostile queries: {told(waits)}")  # noqa: T201 - the figures
            print(f"slowest: {slowest[0]}, {slowest[1]:.2f} s of a limit of {made.limit:g} s")  # noqa: T201
        assert listening.calls == 0
        if part(alone, 0.99) > QUIET:
            pytest.skip(f"not a quiet machine: {told(alone)} without, {told(waits)} beside hostile queries")
        assert part(waits, 0.99) <= 0.1, told(waits)
        assert max(waits) <= 1, told(waits)


@LINUX
@pytest.mark.soak
@pytest.mark.shared
@needs("hostile")
def test_minutes_of_hostile_queries_by_many(capsys: pytest.CaptureFixture[str]) -> None:
    with trap() as listening, storm(listening) as made:
        entries = hostile.queries(listening.port)
        for entry in entries:  # what is made once is there
            send(made.server, entry.data, _QUERY)
        processes, memory, files = made.processes(), made.memory(), made.files()
        end = time.monotonic() + 60 * MINUTES
        sent: list[int] = []
        faults: list[str] = []
        clients = [
            threading.Thread(target=_attack, args=(made, entries[turn:] + entries[:turn], end, sent, faults))
            for turn in range(0, 3 * CLIENTS, 3)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        assert faults == []
        time.sleep(3)  # connections end, and what was killed is replaced
        grown = max(made.memory()[pid] - memory[pid] for pid in memory)
        by_status = ", ".join(f"{count} x {status}" for status, count in sorted(Counter(sent).items()))
        with capsys.disabled():
            print(f"\n{by_status}; memory {grown:+} KiB, files {made.files() - files:+}")  # noqa: T201
        assert made.processes() == processes
        assert grown < 50 * 1024
        assert made.files() <= files + 2
        assert listening.calls == 0
        assert made.triples() == made.triples_at_first


def _attack(made: Storm, entries: list[Entry], end: float, sent: list[int], faults: list[str]) -> None:
    while time.monotonic() < end and not faults:
        for entry in entries:
            done = send(made.server, entry.data, _QUERY, Accept="application/json")
            sent.append(done.status)
            if done.status not in _ALLOWED[entry.expect]:
                faults.append(f"{entry.stem}: {done.status} {done.body[:200]!r}")


def part(waits: list[float], share: float) -> float:
    """The time within which this share of answers came."""
    return sorted(waits)[int(len(waits) * share)]


def told(waits: list[float]) -> str:
    return (
        f"{len(waits)} answers, p50 {part(waits, 0.5) * 1000:.1f} ms, p99 {part(waits, 0.99) * 1000:.1f} ms,"
        f" max {max(waits) * 1000:.0f} ms"
    )
