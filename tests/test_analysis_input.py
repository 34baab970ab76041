"""Input that is not as it should be: one clear line or an honest empty result, on the command line and in Python."""

import json
from pathlib import Path

import networkx as nx
import pytest

from plangraph import api
from plangraph.cli import main
from plangraph.errors import PlanGraphError, QueryError
from plangraph.files import find_project
from plangraph.graph.analysis import analyse
from plangraph.graph.network import Network
from plangraph.graph.store import Store
from plangraph.views import analysis, figures
from tests import project

HEAD = "#+ title: Broken\n#+ view: network\n"
FULL = "SELECT ?source ?target ?kind ?sentence WHERE { VALUES (?source ?target ?kind ?sentence) "
BROKEN = {
    "syntax": (
        HEAD + "SELECT ?source ?target WHERE {",
        "broken.rq: line 3, column 31: not SPARQL, at the end of the line",
    ),
    "ask": (HEAD + "ASK { ?source ?kind ?target }", "broken.rq: a SELECT query is expected here"),
    "column": (
        HEAD + "SELECT ?source ?kind ?sentence { ?source ?kind ?sentence }",
        "broken.rq: a network needs the columns ?source ?target ?kind ?sentence; it has no ?target",
    ),
    "title": ("#+ view: network\n" + FULL + "{} }", "broken.rq:1: the header has no title ('#+ title: …')"),
    "header": (HEAD + "#+ vieuw: x\n" + FULL + "{} }", "broken.rq:3: "),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """View queries of one's own, beside those that every network needs."""
    made = tmp_path / "queries" / "view"
    made.mkdir(parents=True)
    for name in ("classes", "passages", "plans"):
        (made / f"{name}.rq").write_bytes((project.ROOT / "queries" / "view" / f"{name}.rq").read_bytes())
    return made


def _given(rows: str) -> str:
    return HEAD + FULL + "{" + rows + "} }"


@pytest.mark.parametrize("name", BROKEN)
def test_a_view_that_somebody_broke(name: str, folder: Path) -> None:
    text, line = BROKEN[name]
    (folder / "broken.rq").write_text(text, encoding="utf-8")
    for view in ("broken", None):
        with pytest.raises(PlanGraphError) as raised:
            analysis.report(Store.memory(), view, "table", folder)
        assert str(raised.value).startswith(f"{folder}/{line}")
        assert "\n" not in str(raised.value)


def test_the_command_says_which_view_is_broken(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, line = BROKEN["syntax"]
    (folder / "broken.rq").write_text(text, encoding="utf-8")
    for part in ("graph", "ontology"):
        (tmp_path / part).symlink_to(project.ROOT / part)
    assert main(["analyse", "--project", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"plangraph: {folder}/{line}\n"


def test_a_folder_without_networks(folder: Path) -> None:
    with pytest.raises(
        QueryError, match=r"^there is no network to analyse: no query in .*view has '#\+ view: network'$"
    ):
        analysis.report(Store.memory(), None, "table", folder)
    with pytest.raises(QueryError, match=r"^there is no view 'x'; nor any network$"):
        analysis.report(Store.memory(), "x", "table", folder)


def test_a_view_without_a_name_is_not_every_view(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "", "--project", str(project.ROOT)]) == 1
    assert capsys.readouterr().err.startswith("plangraph: there is no view ''; the networks are ")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "0 nodes, no edge: nothing to analyse."),
        ('(<urn:a> <urn:b> "k" UNDEF)', "2 nodes, no edge: nothing to analyse."),
        ('(<urn:a> <urn:a> "k" <urn:s>)', "1 nodes, 1 edges"),
        ('(<urn:a> "word" "k" 3) (UNDEF <urn:c> "k" <urn:s>)', "3 nodes, 1 edges"),
    ],
)
def test_odd_rows(rows: str, said: str, folder: Path) -> None:
    """No row, no sentence, a loop, a word and a number in place of names, a source that is not bound."""
    (folder / "odd.rq").write_text(_given(rows), encoding="utf-8")
    words = analysis.report(Store.memory(), "odd", "table", folder)
    assert said in words
    assert "nan" not in words
    json.loads(analysis.report(Store.memory(), "odd", "json", folder), parse_constant=pytest.fail)


def _graph(*edges: tuple[str, str, float]) -> Network:
    graph: Network = nx.MultiDiGraph()
    for source, target, weight in edges:
        graph.add_edge(source, target, key="k", weight=weight)
    return graph


@pytest.mark.parametrize(
    "graph",
    [
        _graph(("a", "a", 1)),
        _graph(("a", "a", 2), ("a", "b", 2), ("b", "b", 1)),
        _graph(("a", "b", 0), ("b", "c", 0), ("c", "a", 0)),
        _graph(("a", "b", 3), ("b", "c", 3), ("c", "d", 3), ("d", "a", 3)),
        _graph(("a", "b", 1e-12), ("b", "c", 1e12)),
        _graph(("a", "b", 1), ("c", "d", 1), ("e", "f", 1)),
    ],
    ids=["loop", "loops", "no weight", "equal weights", "far apart", "parts"],
)
def test_odd_graphs_have_no_number_that_json_does_not_know(graph: Network) -> None:
    for draws in (0, 7):
        found = analyse(graph, draws)
        json.dumps(figures.data(graph, found), allow_nan=False)
        assert "nan" not in analysis.text(graph, found)


def test_loops_change_no_figure() -> None:
    edges = [("a", "b", 1.0), ("b", "c", 2.0), ("c", "d", 1.0)]
    assert analyse(_graph(*edges), 9).figures == analyse(_graph(*edges, ("b", "b", 5.0)), 9).figures


def test_draws_that_cannot_be_made() -> None:
    for draws in (-1, -100):
        with pytest.raises(ValueError, match=rf"^{draws} draws cannot be made: 0 or more can$"):
            api.analyse("place-place", draws, within=find_project(project.ROOT))


def test_a_seed_that_is_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["analyse", "--seed", "abc"])
    assert ended.value.code == 2
    assert "argument --seed: invalid int value: 'abc'" in capsys.readouterr().err
