"""Analysis: a network out of a million triples beside rdflib, and the heavy figures of a large one beside networkx.

The network is made: Barabási and Albert's, about 100,000 edges. Ours is timed with the conversion from networkx to
igraph or rustworkx in it. What takes the peer a minute is run once. Seconds of the process are compared, so that a busy
machine does not decide; igraph has one thread, since threads of its that wait for a core burn it.
"""

import importlib.util
import os
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
import rdflib

from plangraph.files import Project
from plangraph.graph import queries
from plangraph.graph.analysis import fast
from plangraph.graph.network import Flat, Network, Proof, network, reading_order
from plangraph.graph.store import Store
from plangraph.vocab import PREFIXES
from tests.bench import made

TRIPLES = 1_000_000
NODES, EACH, SOURCES = 20_000, 5, 200  # 99,975 edges
PROJECTION, PAGERANK, BETWEENNESS, COMMUNITIES = 3, 1.5, 40, 50  # times as fast
SLACK = 0.01  # of modularity
_ENGINES: tuple[fast.Engine, ...] = ("igraph", "rustworkx")
_VIEW = """#+ id: made
#+ title: Which action is done in which province?
#+ view: network
PREFIX plan: <https://w3id.org/plangraph/ontology#>
SELECT ?source ?target ?kind ?measure ?quote ?evidence ?sentence WHERE {
  ?measure plan:action ?source ; plan:place ?place ; plan:quote ?quote ; plan:evidence ?evidence .
  ?place plan:locatedIn ?target
  BIND("in" AS ?kind) BIND(?evidence AS ?sentence)
}
ORDER BY ?source ?target ?kind ?measure
"""
_PLAN = rdflib.Namespace(PREFIXES["plan"])


class _Timed(NamedTuple):
    seconds: float
    value: Any


def report(project: Project) -> Iterator[str]:
    """The lines of the report."""
    yield from _figures()
    yield from _projection(project.queries / "view")
    yield f"load of the machine: {' '.join(f'{one:.1f}' for one in os.getloadavg())} (1, 5, 15 min)"


def _figures() -> Iterator[str]:
    os.environ["OMP_NUM_THREADS"] = "1"  # read when igraph is first imported
    missing = [name for name in ("igraph", "rustworkx", "scipy") if importlib.util.find_spec(name) is None]
    if missing:
        yield f"figures of a large network: {', '.join(missing)} not installed: left out"
        return
    flat = _large(5)
    for engine in _ENGINES:
        yield _pageranks(flat, engine)
    theirs = _timed(lambda: nx.betweenness_centrality(flat, k=SOURCES, seed=1))
    rounds = [(_timed(lambda: fast.betweenness(flat, SOURCES, seed=1)), theirs) for _ in range(3)]
    line = _line(f"betweenness, {SOURCES} sources", rounds, "networkx", BETWEENNESS)
    yield line + _apart(rounds[0][0].value, theirs.value)
    yield from _communities(_large(1), "equal weights", COMMUNITIES, 1)
    yield from _communities(flat, "weights 1 to 5", None, 3)


def _pageranks(flat: Flat, engine: fast.Engine) -> str:
    exact = nx.pagerank(flat, tol=1e-12)  # also imports what networkx imports late
    fast.pagerank(flat, engine=engine)
    rounds = [(_timed(lambda: fast.pagerank(flat, engine=engine)), _timed(lambda: nx.pagerank(flat))) for _ in range(9)]
    wanted = PAGERANK if engine == "igraph" else None
    return _line(f"PageRank, {engine}", rounds, "networkx", wanted) + _apart(rounds[0][0].value, exact)


def _communities(flat: Flat, which: str, wanted: float | None, seeds: int) -> Iterator[str]:
    """One round of Leiden and two, each from three seeds, beside Louvain from as many as there is patience for."""
    louvain = partial(nx.community.louvain_communities, flat, weight="weight")
    theirs: list[_Timed] = []
    ours: dict[int, list[_Timed]] = {1: [], 2: []}
    for seed in (1, 2, 3):
        if seed <= seeds:
            theirs.append(_timed(partial(louvain, seed=seed)))
        for rounds, timed in ours.items():
            timed.append(_timed(partial(fast.communities, flat, seed, rounds)))
    score = statistics.median(nx.community.modularity(flat, one.value, weight="weight") for one in theirs)
    for rounds, timed in ours.items():
        reached = statistics.median(one.value[1] for one in timed)
        told = f"   modularity {reached:.4f} against {score:.4f} (wanted {score - SLACK:.4f})"
        pairs = [(one, theirs[number % seeds]) for number, one in enumerate(timed)]
        name = f"communities, {which}, {rounds} round{'s' * (rounds > 1)}"
        yield _line(name, pairs, "networkx louvain_communities", wanted) + told


def _large(heaviest: int) -> Flat:
    """About 100,000 edges between names, of weights from 1 to the heaviest, the same each time."""
    dice = random.Random(2)  # noqa: S311 - no secret
    flat: Flat = nx.Graph()
    plain = nx.barabasi_albert_graph(NODES, EACH, seed=2)
    flat.add_nodes_from(f"n{node:05}" for node in plain)
    flat.add_weighted_edges_from((f"n{a:05}", f"n{b:05}", dice.randint(1, heaviest)) for a, b in plain.edges())
    return flat


def _projection(folder: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as here:
        data, view = Path(here) / "made.nt", Path(here) / "made.rq"
        made.write(data, TRIPLES)
        view.write_text(_VIEW, encoding="utf-8")
        question = queries.load(view)
        store, memory = Store.memory(), rdflib.Graph()
        store.load(data)
        memory.parse(data, format="nt")
    store.select("SELECT ?s { ?s ?p ?o } LIMIT 1")  # the merge of the graphs, which a saved store has already

    def ours() -> Network:
        return network(store, question, folder)

    for name, theirs, wanted in (("iterated", _iterated, PROJECTION), ("by its indices", _indexed, None)):
        assert _edges(ours()) == _edges(theirs(memory)), name
        rounds = [(_timed(ours), _timed(lambda t=theirs: t(memory))) for _ in range(3)]  # type: ignore[misc]
        yield _line(f"network out of {TRIPLES:,} triples", rounds, f"rdflib's memory store, {name}", wanted)


def _edges(graph: Network) -> list[tuple[str, str, int, tuple[Proof, ...]]]:
    return [(a, b, data["weight"], data["evidence"]) for a, b, data in graph.edges(data=True)]


def _iterated(memory: rdflib.Graph) -> Network:
    """The same network from one walk over all triples."""
    actions, quotes, spans = {}, {}, {}
    places, provinces = defaultdict(list), defaultdict(list)
    for subject, predicate, value in memory:
        if predicate == _PLAN.action:
            actions[subject] = value
        elif predicate == _PLAN.place:
            places[subject].append(value)
        elif predicate == _PLAN.locatedIn:
            provinces[subject].append(value)
        elif predicate == _PLAN.quote:
            quotes[subject] = value
        elif predicate == _PLAN.evidence:
            spans[subject] = value
    proofs: dict[tuple[str, str], set[Proof]] = defaultdict(set)
    for measure, action in actions.items():
        span = str(spans[measure])
        for place in places[measure]:
            for province in provinces[place]:
                proofs[str(action), str(province)].add(Proof(span, str(measure), str(quotes[measure]), span))
    return _network(proofs)


def _indexed(memory: rdflib.Graph) -> Network:
    """The same network from the triples that it needs, each looked up."""
    proofs: dict[tuple[str, str], set[Proof]] = defaultdict(set)
    for measure, action in memory.subject_objects(_PLAN.action):
        span, quote = str(memory.value(measure, _PLAN.evidence)), str(memory.value(measure, _PLAN.quote))
        for place in memory.objects(measure, _PLAN.place):
            for province in memory.objects(place, _PLAN.locatedIn):
                proofs[str(action), str(province)].add(Proof(span, str(measure), quote, span))
    return _network(proofs)


def _network(proofs: dict[tuple[str, str], set[Proof]]) -> Network:
    graph: Network = nx.MultiDiGraph()
    graph.add_nodes_from(sorted({end for pair in proofs for end in pair}))
    for one, two in sorted(proofs):
        evidence = tuple(sorted(proofs[one, two], key=reading_order))
        weight = len({proof.measure for proof in evidence})
        graph.add_edge(one, two, key="in", kind="in", weight=weight, evidence=evidence)
    return graph


def _timed(work: Callable[[], object]) -> _Timed:
    began = time.process_time()
    value = work()
    return _Timed(time.process_time() - began, value)


def _line(name: str, rounds: list[tuple[_Timed, _Timed]], peer: str, wanted: float | None) -> str:
    ours = statistics.median(one.seconds for one, _ in rounds)
    theirs = statistics.median(two.seconds for _, two in rounds)
    ratios = [two.seconds / one.seconds for one, two in rounds]
    told = "" if wanted is None else f"; wanted {wanted:g}"
    return (
        f"{name:44} {ours * 1000:9.1f} ms   {peer:36} {theirs * 1000:9.1f} ms   "
        f"{statistics.median(ratios):.1f} times as fast ({min(ratios):.1f} to {max(ratios):.1f}{told})"
    )


def _apart(one: Mapping[str, float], two: Mapping[str, float]) -> str:
    """How far the figures of the two are apart at the most."""
    return f"   figures apart by {max(abs(one[node] - two[node]) for node in one):.1e} at the most"
