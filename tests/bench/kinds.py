"""Fourteen kinds of query over 100,000 triples: our ``Store`` beside rdflib's memory store, and the bare engine.

Data and queries are those of ../shared/bench. Then what a question gains by being written well: a gap with MINUS or as
a difference of two sets, a roll-up over regions on the closure of their tree.
"""

import importlib.util
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pyoxigraph as ox
import rdflib

from plangraph.asking.request import JSON
from plangraph.files import Project
from plangraph.graph import sparql
from plangraph.graph.store import Bounds, Store
from tests.bench.timing import alternating
from tests.beside import SHARED

_TRIPLES, _MANY = 100_000, 1_000_000
_FOLDER = SHARED / "bench"
_GRAPH = "urn:bench:graph"
_BOUNDS = Bounds(10_000_000, 1 << 30)
_REPEAT = 9
_ENDLESS = "q12"  # for rdflib: more than a minute
_WITHIN = """CONSTRUCT { ?r pg:within ?x } WHERE {
  { ?r a pg:County } UNION { ?r a pg:City } UNION { ?r a pg:Province }  ?r pg:partOf* ?x }"""


class _Times(NamedTuple):
    """How many times as long others took as our rows and our bytes, and ours as the bare engine's."""

    rows_rdflib: float | None
    bytes_rdflib: float | None
    rows_bare: float
    bytes_bare: float


def report(project: Project) -> Iterator[str]:
    """The lines of the report."""
    if not _FOLDER.is_dir():
        yield f"{'fourteen kinds of query':44} ../shared/bench is not there: left out"
        return
    common, texts = _module("common"), _module("queries")
    queries = {name: texts.P + query for name, query in texts.Q.items()}
    with tempfile.TemporaryDirectory() as folder:
        vars(common)["DATA"] = folder
        yield from _kinds(Path(common.write(_TRIPLES, "nt")[0]), queries)
        yield from _rewritten(Path(common.write(_TRIPLES, "nt")[0]), queries, texts.P)
        yield from _rewritten(Path(common.write(_MANY, "nt")[0]), queries, texts.P)


def _module(name: str) -> ModuleType:
    """A module of ../shared/bench."""
    spec = importlib.util.spec_from_file_location(f"shared_bench_{name}", _FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # its folder is not ours
    try:
        spec.loader.exec_module(made)
    finally:
        sys.dont_write_bytecode = before
    return made


def _kinds(path: Path, queries: dict[str, str]) -> Iterator[str]:
    store, bare, memory = Store.memory(), ox.Store(), rdflib.Graph()
    store.load(path, _GRAPH)
    for graph in (ox.NamedNode(_GRAPH), None):  # the same quads as ours has: what a graph says, and the merge
        bare.load(path=str(path), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    memory.parse(path, format="nt")
    times = []
    for name, query in queries.items():
        times.append(_timed(store, bare, memory, name, query))
        yield _line(name, times[-1])
    yield f"of rdflib's memory store: rows {_told([t.rows_rdflib for t in times])}; wanted 25, none below 4"
    yield f"of rdflib's memory store: bytes {_told([t.bytes_rdflib for t in times])}"
    rows, written = (statistics.geometric_mean(one) for one in ([t[2] for t in times], [t[3] for t in times]))
    yield f"overhead over the bare engine, geometric mean: rows {rows:.2f}, bytes {written:.2f}; wanted 1.3 at most"


def _timed(store: Store, bare: ox.Store, memory: rdflib.Graph, name: str, query: str) -> _Times:
    triples = sparql.kind(query) == "triples"
    media = "application/n-triples" if triples else JSON

    def rows() -> int:
        return len(store.construct(query) if triples else store.select(query))

    def written() -> object:
        return store.answer(query, media, _BOUNDS)

    def theirs() -> int:
        answer = bare.query(query)
        assert not isinstance(answer, ox.QueryBoolean)
        if isinstance(answer, ox.QueryTriples):
            return len(list(answer))
        return sum(1 for row in answer if [value for value in row if value is not None])

    def their_bytes() -> object:
        answer = bare.query(query)
        if isinstance(answer, ox.QueryTriples):
            return answer.serialize(format=ox.RdfFormat.N_TRIPLES)
        return answer.serialize(format=ox.QueryResultsFormat.JSON)

    assert rows() == theirs(), name  # which warms both, too
    written()
    ours, bare_rows = alternating(rows, theirs, _REPEAT)
    ours_bytes, bare_bytes = alternating(written, their_bytes, _REPEAT)
    slow = None if name.startswith(_ENDLESS) else alternating(lambda: list(memory.query(query)), lambda: None, 1)[0]
    return _Times(slow and slow / ours, slow and slow / ours_bytes, ours / bare_rows, ours_bytes / bare_bytes)


def _line(name: str, times: _Times) -> str:
    first, second = (f"{one:8.1f}" if one else f"{'-':>8}" for one in times[:2])
    return (
        f"{name:44} times rdflib's: rows {first} bytes {second}"
        f"   over the bare engine: rows {times.rows_bare:5.2f} bytes {times.bytes_bare:5.2f}"
    )


def _told(ratios: list[float | None]) -> str:
    known = [one for one in ratios if one is not None]
    return f"{statistics.geometric_mean(known):.1f} times (geometric mean of {len(known)}), least {min(known):.1f}"


def _rewritten(path: Path, queries: dict[str, str], prefixes: str) -> Iterator[str]:
    store = Store.memory()
    store.load(path)
    gap, roll_up = (next(query for name, query in queries.items() if name[:3] == kind) for kind in ("q09", "q03"))
    size = store.counts()[None]
    store.add([(*triple, None) for triple in store.construct(prefixes + _WITHIN, "standard")])

    def rows(query: str) -> Callable[[], set[object]]:
        return lambda: {row[0] for row in store.select(query, "standard")}

    minus = rows(gap.replace("FILTER NOT EXISTS", "MINUS"))
    all_of = rows(prefixes + "SELECT ?s { ?s a pg:Section }")
    some_of = rows(prefixes + "SELECT DISTINCT ?s { ?m a pg:Measure ; pg:section ?s }")
    plain = rows(gap)
    assert minus() == all_of() - some_of() == plain()
    once, first = alternating(plain, minus, 1)
    second, third = alternating(lambda: all_of() - some_of(), rows(roll_up.replace("pg:partOf*", "pg:within")), 5)
    path_walked = alternating(rows(roll_up), lambda: None, 3)[0]
    yield (
        f"{size:,} triples: a gap by FILTER NOT EXISTS {once * 1000:.1f} ms, MINUS {once / first:.1f} times as fast, "
        f"as two sets {once / second:.1f} times"
    )
    yield (
        f"{size:,} triples: a roll-up by a path {path_walked * 1000:.1f} ms, "
        f"on the closure {path_walked / third:.1f} times as fast"
    )
