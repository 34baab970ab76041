"""Figures by igraph and rustworkx: equal to networkx's, on graphs of the literature and on made ones."""

import importlib.util
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy
import pytest

from plangraph.errors import MissingExtraError
from plangraph.graph import network as plain
from plangraph.graph.analysis import fast
from plangraph.graph.analysis.betweenness import betweenness
from plangraph.graph.network import Flat, network, projection
from plangraph.graph.store import Store
from plangraph.graph.view import views

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "queries" / "view"
SAMPLE = ROOT / "tests" / "cases" / "network" / "sample.trig"
ENGINES: tuple[fast.Engine, ...] = ("igraph", "rustworkx")


def _named(given: "nx.Graph[int]") -> Flat:
    """With names instead of numbers, in an order that is not sorted, and weights of 1 to 5."""
    dice = random.Random(5)  # noqa: S311 - made weights
    names = {node: f"n{node}" for node in given}
    flat: Flat = nx.Graph()
    flat.add_nodes_from(names.values())
    flat.add_weighted_edges_from((names[a], names[b], dice.randint(1, 5)) for a, b in given.edges())
    return flat


MADE: dict[str, Callable[[], Flat]] = {
    "karate": lambda: _named(nx.karate_club_graph()),
    "women": lambda: _named(nx.davis_southern_women_graph()),
    "parts": lambda: _named(nx.gnm_random_graph(60, 45, seed=3)),
    "large": lambda: _named(nx.barabasi_albert_graph(400, 3, seed=1)),
    "pair": lambda: _named(nx.path_graph(2)),
    "one": lambda: _named(nx.empty_graph(1)),
    "no edge": lambda: _named(nx.empty_graph(5)),
    "no weight": lambda: nx.Graph([("a", "b", {"weight": 0}), ("b", "c", {"weight": 0})]),
    "nothing": lambda: _named(nx.empty_graph(0)),
}


def _same(ours: dict[str, float], theirs: dict[str, float]) -> None:
    assert list(ours) == list(theirs)
    assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", MADE)
def test_pagerank_and_betweenness_equal_the_plain_ones(name: str, engine: fast.Engine) -> None:
    flat = MADE[name]()
    _same(fast.pagerank(flat, engine=engine), plain.pagerank(flat))
    expected = nx.betweenness_centrality(flat)
    _same(fast.betweenness(flat, engine=engine), expected)
    _same(betweenness(flat), expected)


def test_karate_by_figures_that_are_printed() -> None:
    """Betweenness of Mr Hi, 0.438 (networkx's own documentation and igraph's agree); weights do not count in it."""
    found = fast.betweenness(MADE["karate"]())
    assert found["n0"] == pytest.approx(0.437635, abs=1e-6)
    assert max(found, key=lambda node: found[node]) == "n0"


@pytest.mark.parametrize("sources", [2, 7, 30])
@pytest.mark.parametrize("name", ["karate", "women", "parts", "large"])
def test_sampled_betweenness_draws_and_counts_as_networkx_does(name: str, sources: int) -> None:
    flat = MADE[name]()
    _same(fast.betweenness(flat, sources, seed=11), nx.betweenness_centrality(flat, k=sources, seed=11))
    assert fast.betweenness(flat, sources, seed=11) != fast.betweenness(flat, sources, seed=12)
    _same(fast.betweenness(flat, len(flat)), nx.betweenness_centrality(flat))


def test_samples_that_tell_nothing_are_refused() -> None:
    flat = MADE["karate"]()
    for count in (-1, 0, 1, 35):
        with pytest.raises(ValueError, match=r"^-?\d+ sources cannot be drawn: 2 to 34 can$"):
            fast.betweenness(flat, count)
    with pytest.raises(ValueError, match="rustworkx has no sampled betweenness"):
        fast.betweenness(flat, 5, engine="rustworkx")


@pytest.mark.parametrize("name", MADE)
def test_communities_are_as_good(name: str) -> None:
    flat = MADE[name]()
    parts, score = fast.communities(flat, seed=3)
    assert sorted(node for part in parts for node in part) == sorted(flat)
    assert [len(part) for part in parts] == sorted((len(part) for part in parts), reverse=True)
    assert score >= plain.communities(flat, seed=3)[1] - 0.01
    if flat.size(weight="weight"):
        assert score == pytest.approx(nx.community.modularity(flat, [set(part) for part in parts], weight="weight"))
    assert fast.communities(flat, seed=3) == (parts, score)


def test_karate_falls_apart_as_well_as_it_can() -> None:
    """0.4198 is the best partition of the unweighted club (Brandes and others 2008)."""
    flat: Flat = nx.Graph((str(a), str(b)) for a, b in nx.karate_club_graph().edges())
    parts, score = fast.communities(flat)
    assert score == pytest.approx(0.4198, abs=1e-4)
    assert len(parts) == 4


def test_dice_of_others_are_left_alone() -> None:
    random.seed(9)
    expected = random.getrandbits(64)
    random.seed(9)
    fast.communities(MADE["karate"](), seed=1)
    assert random.getrandbits(64) == expected


def test_networks_of_the_graph_give_the_same_figures() -> None:
    store = Store.memory()
    store.load(SAMPLE)
    store.load(SAMPLE.with_name("routes.trig"))
    for name in (name for name, question in views(FOLDER).items() if question.view == "network"):
        flat = projection(network(store, name, FOLDER))
        for engine in ENGINES:
            _same(fast.pagerank(flat, engine=engine), plain.pagerank(flat))
            _same(fast.betweenness(flat, engine=engine), betweenness(flat))


@pytest.mark.parametrize("view", ["region-theme", "region-region", "chapter-picture"])
def test_pagerank_is_the_first_eigenvector_of_networkx_google_matrix(view: str) -> None:
    """networkx's own functions take our networks as they are, and ``nx.pagerank`` too where scipy is installed."""
    store = Store.memory()
    store.load(SAMPLE)
    store.load(SAMPLE.with_name("routes.trig"))
    flat = projection(network(store, view, FOLDER))
    values, vectors = numpy.linalg.eig(nx.google_matrix(flat, alpha=0.85).T)
    first = numpy.abs(numpy.real(vectors[:, numpy.argmax(numpy.real(values))]))
    expected = dict(zip(flat, (float(part) for part in first / first.sum()), strict=True))
    for engine in ENGINES:
        _same(fast.pagerank(flat, engine=engine), expected)
    _same(plain.pagerank(flat), expected)
    if importlib.util.find_spec("scipy"):
        theirs = nx.pagerank(flat, tol=1e-13, max_iter=1000, backend="networkx")
        _same(dict(zip(flat, theirs.values(), strict=True)), expected)


def test_rounds() -> None:
    flat = MADE["large"]()
    scores = [fast.communities(flat, 3, rounds)[1] for rounds in (1, 2, 6)]
    assert scores == sorted(scores)
    assert scores[0] >= plain.communities(flat, seed=3)[1] - 0.01
    with pytest.raises(ValueError, match=r"^0 rounds find nothing: 1 or more do$"):
        fast.communities(flat, rounds=0)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for engine in ENGINES:
        monkeypatch.setitem(sys.modules, engine, None)
        with pytest.raises(MissingExtraError, match=rf"^{engine} is not installed: pip install 'plangraph\[fast\]'$"):
            fast.pagerank(MADE["karate"](), engine=engine)


BACKEND = '''
import networkx as nx

called = []


class Recorder:
    """A backend that computes as networkx does, and says that it was asked."""

    def betweenness_centrality(self, graph, *values, **options):
        called.append("betweenness")
        return nx.betweenness_centrality.orig_func(graph.given, *values, **options)

    def convert_from_nx(self, graph, **options):
        return Held(graph)

    def convert_to_nx(self, value, **options):
        return value


class Held:
    __networkx_backend__ = "recorder"

    def __init__(self, given):
        self.given = given

    def is_directed(self):
        return self.given.is_directed()

    def is_multigraph(self):
        return self.given.is_multigraph()


backend = Recorder()
'''
ASKED = """
import sys
from pathlib import Path
import networkx as nx
import recorder
from plangraph.graph.network import network, projection
from plangraph.graph.store import Store

store = Store.memory()
store.load(Path(sys.argv[1]))
flat = projection(network(store, "region-theme", Path(sys.argv[2])))
expected = nx.betweenness_centrality.orig_func(flat)
assert nx.betweenness_centrality(flat) == expected and recorder.called == []
assert nx.betweenness_centrality(flat, backend="recorder") == expected and recorder.called == ["betweenness"]
with nx.config(backend_priority=["recorder"]):
    assert nx.betweenness_centrality(flat.copy()) == expected  # a copy, since what was converted once is kept with it
assert recorder.called == ["betweenness"] * 2, recorder.called
"""


def test_backends_of_networkx_get_our_networks(tmp_path: Path) -> None:
    """``nx.config.backend_priority`` and ``backend=`` reach a backend that is installed, with our graph in it."""
    (tmp_path / "recorder.py").write_text(BACKEND, encoding="utf-8")
    about = tmp_path / "recorder-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: recorder\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[networkx.backends]\nrecorder = recorder:backend\n", encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    command = [sys.executable, "-W", "error", "-c", ASKED, str(SAMPLE), str(FOLDER)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths})
    assert done.returncode == 0, done.stderr
