"""Networks in files of other programs: read again by networkx and by a second reader, letter for letter."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest

from plangraph.cli import main
from plangraph.errors import PlanGraphError, QueryError
from plangraph.graph import export
from plangraph.graph.network import Network, Proof, network
from plangraph.graph.networkfiles import gexf, graphml, jsons, tables
from plangraph.graph.store import Store
from plangraph.graph.view import Passage, views

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "queries" / "view"
SAMPLE = ROOT / "tests" / "cases" / "network" / "sample.trig"
BASE = "https://w3id.org/plangraph/"
NETWORKS = sorted(name for name, question in views(FOLDER).items() if question.view == "network")
GEXF = "{http://gexf.net/1.3}"
PINE, ALDER = BASE + "place/pine", BASE + "infrastructure/alder-port"
BUILT = {
    "kind": "build",
    "weight": 1,
    "quotes": "build Alder Port and Birch Port",
    "sentences": BASE + "test/7#char=65,105",
    "measures": BASE + "test/7/measure/1",
    "spans": BASE + "test/7#char=73,104",
    "sections": "Chapter 7, Section 1 “Opening the North”",
}
EVIL = 'say "<&>]]>" \x07\x1b\x00\ufffe\r\nhttp://x/ \U0001f600 \u2028end'


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.memory()
    store.load(SAMPLE)
    store.load(SAMPLE.with_name("routes.trig"))
    return store


@pytest.fixture
def works(store: Store) -> Network:
    return network(store, "region-infrastructure", FOLDER)


@pytest.fixture
def evil() -> Network:
    """What a file may hold that is not ours: names and quotes that are commands to somebody."""
    graph: Network = nx.MultiDiGraph(view="v", title=EVIL, title_zh="", passages={})
    graph.graph["passages"]["s#char=0,1"] = Passage("s#char=0,1", 0, 1, EVIL, "=" + EVIL)
    for node, label in (("a&<\x01", "=1+1" + EVIL), ("b\"'", "@SUM(A1)")):
        graph.add_node(node, label=label, label_zh="+1", cls="-2", family="Thing", side="both", named=True)
    for kind in ("=cmd|' /C calc'!A0", EVIL):
        proof = Proof("s#char=0,1", "m", "-2" + EVIL, "")
        graph.add_edge("a&<\x01", "b\"'", key=kind, kind=kind, weight=3, evidence=(proof,))
    return graph


def _one(edges: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    (found,) = [edge for edge in edges if edge["kind"] == kind]
    return {name: found[name] for name in BUILT}


def test_graphml_by_networkx_and_by_igraph(works: Network, tmp_path: Path) -> None:
    path = tmp_path / "x.graphml"
    path.write_text(graphml.text(works), encoding="utf-8", newline="")
    read = nx.read_graphml(path, force_multigraph=True)
    assert set(read) == set(works)
    assert read.nodes[ALDER]["label_zh"] == "桤木口岸"
    assert read.nodes[ALDER]["named"] is True
    between = [data for a, b, data in read.edges(data=True) if (a, b) == (PINE, ALDER)]
    assert _one(between, "build") == BUILT
    second = igraph.Graph.Read_GraphML(str(path))
    assert (second.vcount(), second.ecount()) == (len(works), works.number_of_edges())
    assert second["title"] == works.graph["title"]
    found = [
        edge.attributes() for edge in second.es if edge["kind"] == "build" and second.vs[edge.target]["id"] == ALDER
    ]
    assert _one(found, "build") == BUILT


def test_gexf_by_networkx_and_by_elementtree(works: Network, tmp_path: Path) -> None:
    path = tmp_path / "x.gexf"
    path.write_text(gexf.text(works), encoding="utf-8", newline="")
    read = nx.read_gexf(path, version="1.3")
    assert set(read) == set(works)
    assert read.nodes[ALDER]["label"] == "Alder Port"
    assert read.nodes[ALDER]["class"] == "BorderPort"
    between = [data for a, b, data in read.edges(data=True) if (a, b) == (PINE, ALDER)]
    assert {data["label"] for data in between} == {"build", "upgrade"}
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    edges = [edge for edge in root.iter(GEXF + "edge") if (edge.get("source"), edge.get("target")) == (PINE, ALDER)]
    assert len({edge.get("id") for edge in root.iter(GEXF + "edge")}) == works.number_of_edges()
    found: list[dict[str, Any]] = [
        {"kind": edge.get("kind"), "weight": int(edge.get("weight", "0"))}
        | {str(value.get("for")): value.get("value") for value in edge.iter(GEXF + "attvalue")}
        for edge in edges
    ]
    assert _one(found, "build") == BUILT


def test_tables_by_the_standard_library(works: Network) -> None:
    rows = list(csv.DictReader(io.StringIO(tables.node_table(works), newline="")))
    assert [row["id"] for row in rows] == list(works)
    edges: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(tables.edge_table(works), newline="")))
    between = [row | {"weight": int(row["weight"])} for row in edges if (row["source"], row["target"]) == (PINE, ALDER)]
    assert _one(between, "build") == BUILT
    flat = nx.from_edgelist([(row["source"], row["target"]) for row in edges], nx.MultiDiGraph)
    assert sorted(flat.edges()) == sorted(works.edges())


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (jsons.node_link, lambda data: nx.node_link_graph(data, edges="edges")),
        (jsons.cytoscape, nx.cytoscape_graph),
    ],
)
def test_json_by_networkx_and_by_json(
    works: Network, write: Callable[[Network], str], read: Callable[[Any], Network]
) -> None:
    data = json.loads(write(works))
    graph = read(data)
    assert graph.is_directed()
    assert graph.is_multigraph()
    assert list(graph) == list(works)
    assert sorted(graph.edges(keys=True)) == sorted(works.edges(keys=True))
    assert graph.nodes[ALDER]["family"] == "Infrastructure"
    edge = graph[PINE][ALDER]["build"]
    assert edge["weight"] == 1
    assert edge["evidence"] == [
        {
            "sentence": BUILT["sentences"],
            "measure": BUILT["measures"],
            "span": BUILT["spans"],
            "quote": BUILT["quotes"],
            "section": BUILT["sections"],
        }
    ]


def test_columns_of_evidence_have_a_line_for_each_proof(store: Store) -> None:
    themes = network(store, "region-theme", FOLDER)
    edges = list(csv.DictReader(io.StringIO(tables.edge_table(themes), newline="")))
    (both,) = [row for row in edges if row["source"].endswith("north") and row["target"].endswith("transport")]
    assert both["weight"] == "2"
    assert both["quotes"].split("\n") == ["build Alder Port and Birch Port", "upgrade Birch Port for trade"]
    assert [len(both[name].split("\n")) for name in ("sentences", "measures", "spans", "sections")] == [2] * 4


def test_evil_words_are_words_in_xml(evil: Network, tmp_path: Path) -> None:
    words = re.sub("[\x00\x07\x1b\ufffe]", "\ufffd", "-2" + EVIL).split()
    (tmp_path / "x.graphml").write_text(graphml.text(evil), encoding="utf-8", newline="")
    (tmp_path / "x.gexf").write_text(gexf.text(evil), encoding="utf-8", newline="")
    for read in (nx.read_graphml(tmp_path / "x.graphml"), nx.read_gexf(tmp_path / "x.gexf", version="1.3")):
        assert set(read) == {"a&<\ufffd", "b\"'"}
        assert next(data["label"] for _, data in read.nodes(data=True)).startswith("=1+1say")
        assert {" ".join(words)} == {data["quotes"] for *_, data in read.edges(data=True)}
    assert igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml")).ecount() == 2


def test_evil_words_are_no_formulas(evil: Network) -> None:
    for text in (tables.node_table(evil), tables.edge_table(evil)):
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_evil_words_are_the_same_in_json(evil: Network) -> None:
    for write in (jsons.node_link, jsons.cytoscape):
        said = json.dumps(json.loads(write(evil)), ensure_ascii=False)
        assert json.dumps("-2" + EVIL, ensure_ascii=False) in said


@pytest.mark.parametrize("view", NETWORKS)
def test_every_network_in_every_format_the_same_each_time(store: Store, view: str, tmp_path: Path) -> None:
    for form in (*export.NETWORK_FORMATS, "csv"):
        first, again = tmp_path / f"1.{form}", tmp_path / f"2.{form}"
        for out in (first, again):
            export.export(store, form, out, view, FOLDER)
        if form == "csv":
            assert sorted(path.name for path in first.iterdir()) == ["edges.csv", "nodes.csv"]
            for name in ("edges.csv", "nodes.csv"):
                assert (first / name).read_bytes() == (again / name).read_bytes()
        else:
            assert first.read_bytes() == again.read_bytes()


def test_a_network_without_nodes_is_a_file_without_nodes(tmp_path: Path) -> None:
    empty = network(Store.memory(), "region-theme", FOLDER)
    (tmp_path / "x.graphml").write_text(graphml.text(empty), encoding="utf-8")
    (tmp_path / "x.gexf").write_text(gexf.text(empty), encoding="utf-8")
    assert len(nx.read_graphml(tmp_path / "x.graphml")) == 0
    assert len(nx.read_gexf(tmp_path / "x.gexf", version="1.3")) == 0
    assert json.loads(jsons.node_link(empty))["nodes"] == []
    assert len(list(csv.reader(io.StringIO(tables.edge_table(empty))))) == 1


def test_refusals_are_one_line(store: Store, tmp_path: Path) -> None:
    with pytest.raises(
        QueryError, match=r"^a network cannot be had as 'turtle'; the formats are csv, cytoscape, gexf, "
    ):
        export.export(store, "turtle", tmp_path / "x", "region-theme", FOLDER)
    with pytest.raises(QueryError, match=r"^there is no format 'gefx'; did you mean 'gexf'\?"):
        export.export(store, "gefx", tmp_path / "x", "region-theme", FOLDER)
    with pytest.raises(QueryError, match=r"^there is no view 'region-moon'"):
        export.export(store, "gexf", tmp_path / "x", "region-moon", FOLDER)
    with pytest.raises(QueryError, match=r"^the view 'passages' is a table"):
        export.export(store, "gexf", tmp_path / "x", "passages", FOLDER)
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(PlanGraphError, match=r"no folder for the tables of nodes and edges: "):
        export.export(store, "csv", tmp_path / "file", "region-theme", FOLDER)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_format_of_networks_writes_the_picture_of_the_graph(store: Store, tmp_path: Path) -> None:
    export.export(store, "gexf", tmp_path / "x.gexf", None, FOLDER)
    assert (tmp_path / "x.gexf").read_text("utf-8") == gexf.text(network(store, "chapter-picture", FOLDER))


def test_the_command_writes_a_network(tmp_path: Path) -> None:
    project = ["--project", str(ROOT)]
    assert main(["export", "gexf", "--view", "place-place", "--out", str(tmp_path / "x.gexf"), *project]) == 0
    read = nx.read_gexf(tmp_path / "x.gexf", version="1.3")
    assert read.number_of_edges() == 13
    assert main(["export", "csv", "--view", "place-place", "--out", str(tmp_path / "tables"), *project]) == 0
    edges = (tmp_path / "tables" / "edges.csv").read_text("utf-8")
    assert len(list(csv.reader(io.StringIO(edges, newline="")))) == 14
