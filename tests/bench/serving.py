"""Serving: requests a second of ``plangraph serve``, each query isolated, beside servers of others on the loopback.

Rounds go from server to server, so that noise hits all; the ratios of the rounds are what is told.
"""

import contextlib
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from plangraph.files import Project
from tests import servers
from tests.bench import made
from tests.bench.client import Address, Load, load, once
from tests.served import running

TRIPLES = 100_000
_ROUNDS = 5
_SECONDS = {"aggregate": 5.0}  # of a round; an answer takes a second when sixteen ask
_SHORT = 2.0
_MEASURES = made.measures(TRIPLES)
_LOOK_UP = f"SELECT ?p ?o WHERE {{ {made.thing('measure', 0)} ?p ?o }}"
_JOIN = (
    f"SELECT ?m ?place WHERE {{ ?place {made.term('plan:locatedIn')} {made.thing('province', 0)} . "
    f"?m {made.term('plan:place')} ?place }} LIMIT 100"
)
_AGGREGATE = (
    f"SELECT ?place (COUNT(?m) AS ?n) WHERE {{ ?m {made.term('plan:place')} ?place }} "
    "GROUP BY ?place ORDER BY DESC(?n) ?place LIMIT 20"
)


def _different(query: str, kind: str, count: int) -> list[str]:
    """A query about each of some things; a comment makes those differ that are about the same."""
    again = made.thing(kind, 0)
    return [f"{query.replace(again, made.thing(kind, n % count))} # {n}" for n in range(_MEASURES)]


QUERIES: Mapping[str, list[str]] = {
    "look-up": _different(_LOOK_UP, "measure", _MEASURES),
    "look-up, the same again": [_LOOK_UP],
    "join": _different(_JOIN, "province", 34),
    "aggregate": _different(_AGGREGATE, "none", 1),
}
TARGETS = {"look-up": 0.25, "look-up, the same again": 0.25, "join": 0.25, "aggregate": 0.8}


def report(project: Project) -> Iterator[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        data = Path(folder) / "made.nt"
        made.write(data, TRIPLES)
        ours = stack.enter_context(_ours(data))
        theirs = stack.enter_context(_oxigraph(data, Path(folder)))
        yield from _beside(ours, theirs)
        yield from _beside_rdflib_endpoint(ours, data)
    yield f"load of the machine: {' '.join(f'{one:.1f}' for one in os.getloadavg())} (1, 5, 15 min)"


@contextlib.contextmanager
def _ours(data: Path) -> Iterator[Address]:
    """``plangraph serve`` as it is by default: two processes, two workers each, all protections on."""
    with running("--data", str(data)) as server:
        yield Address(int(server.url.rstrip("/").rpartition(":")[2]), "/sparql")


@contextlib.contextmanager
def _oxigraph(data: Path, folder: Path) -> Iterator[Address]:
    """``oxigraph serve-read-only`` over the same triples on disk."""
    program, store = str(servers.oxigraph_program()), str(folder / "store")
    subprocess.run([program, "load", "--location", store, "--file", str(data)], check=True, capture_output=True)
    port = servers.free_port()
    command = [program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]
    with servers.started(command, port):
        yield Address(port, "/query")


@contextlib.contextmanager
def _rdflib_endpoint(data: Path) -> Iterator[Address]:
    """rdflib-endpoint over rdflib's memory store."""
    port = servers.free_port()
    program = str(Path(sys.executable).with_name("rdflib-endpoint"))
    with servers.started([program, "serve", "--host", "127.0.0.1", "--port", str(port), str(data)], port):
        yield Address(port, "/")


def _beside(ours: Address, theirs: Address) -> Iterator[str]:
    for kind, queries in QUERIES.items():
        rows, others = _rows(once(ours, queries[0])), _rows(once(theirs, queries[0]))
        assert len(rows) == len(others), kind
        assert rows == others or kind == "join", kind  # which may give any 100
        seconds = _SECONDS.get(kind, _SHORT)
        rounds = [(load(ours, queries, seconds), load(theirs, queries, seconds)) for _ in range(_ROUNDS)]
        yield _line(kind, rounds, "oxigraph serve-read-only", TARGETS[kind])


def _beside_rdflib_endpoint(ours: Address, data: Path) -> Iterator[str]:
    if importlib.util.find_spec("rdflib_endpoint") is None:
        yield "rdflib-endpoint is not installed: left out"
        return
    for kind in ("look-up", "join", "aggregate"):
        with _rdflib_endpoint(data) as theirs:  # anew, since it goes on with queries that nobody waits for
            once(theirs, QUERIES["look-up"][0])
            seconds = _SECONDS.get(kind, _SHORT)
            rounds = [(load(ours, QUERIES[kind], seconds), load(theirs, QUERIES[kind], 2 * seconds)) for _ in range(3)]
        yield _line(kind, rounds, "rdflib-endpoint", 8)


def _line(kind: str, rounds: list[tuple[Load, Load]], peer: str, target: float) -> str:
    ours = statistics.median(one.rate for one, _ in rounds)
    theirs = statistics.median(two.rate for _, two in rounds)
    # none in the time counts as one, so that the ratio is the least it can be
    ratios = [one.rate / max(two.rate, 1 / two.seconds) for one, two in rounds]
    slow = statistics.median(one.slow for one, _ in rounds) * 1000
    busy = max(load.busy / load.seconds for pair in rounds for load in pair)
    return (
        f"serve, {kind:24} {ours:9.0f} /s   {peer:24} {theirs:9.1f} /s   ratio {statistics.median(ratios):7.2f}"
        f" ({min(ratios):.2f} to {max(ratios):.2f}; wanted {target:g})   p99 {slow:.1f} ms, client busy {busy:.0%}"
    )


def _rows(body: bytes) -> list[str]:
    """The rows of an answer, in no order."""
    return sorted(json.dumps(row, sort_keys=True) for row in json.loads(body)["results"]["bindings"])
