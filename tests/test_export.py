"""What is written reads back the same with second parsers, and is the same each time."""

import csv
import io
import json
import random
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import Node

from plangraph.errors import PlanGraphError, QueryError
from plangraph.escape import spreadsheet_cell, xml_text
from plangraph.graph import export, jsonld, trig
from plangraph.graph.store import Quad, Store
from plangraph.vocab import BASE, ONTOLOGY_GRAPH, PLAN, PREFIXES
from tests import second_opinion

ROOT = Path(__file__).resolve().parents[1]
BOX = ROOT / "tests" / "data" / "box12.trig"
CHAPTER = BASE + "cn-14fyp/32"
G = URIRef("http://example.org/g")
HOSTILE = 'a "b" \\ \n\r\t\x00\x07\x1f\x7f\x85\u2028\ufeff\ufffe\U0001f600 """ <x> # } .'.replace("\x00", "")


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store.memory()
    found.load(BOX)
    return found


NODES = st.sampled_from(
    [
        URIRef(CHAPTER + "#char=5,9"),
        URIRef(CHAPTER + "#char=10,11"),
        URIRef(CHAPTER + "/measure/7"),
        URIRef(CHAPTER + "/text"),
        URIRef(BASE + "place/hunchun"),
        URIRef(BASE + "place/hunchun/point"),
        URIRef(PLAN + "Measure"),
        URIRef(PREFIXES["xsd"]),
        URIRef("http://example.org/a.b"),
        URIRef("http://example.org/é"),
    ]
)
LITERALS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30).map(Literal),
    st.builds(Literal, st.text("ab\n\"'\\中", max_size=9), lang=st.sampled_from(["en", "zh"])),
    st.integers(-99, 99).map(lambda n: Literal(str(n), datatype=XSD.integer)),
    st.sampled_from(["0.5", "-1.25", "200"]).map(lambda n: Literal(n, datatype=XSD.decimal)),
    st.sampled_from(["true", "false"]).map(lambda b: Literal(b, datatype=XSD.boolean)),
    st.just(Literal("POINT(1 2)", datatype=URIRef(PREFIXES["geo"] + "wktLiteral"))),
    st.just(Literal('first\nsecond """ \\ third\n' * 60)),
)
PREDICATES = st.sampled_from([RDF.type, RDFS.label, URIRef(PLAN + "object"), URIRef("http://example.org/p-")])
QUADS = st.lists(st.tuples(NODES, PREDICATES, st.one_of(NODES, LITERALS), st.one_of(NODES, st.none())), max_size=15)


@settings(max_examples=50)
@given(QUADS)
def test_trig_reads_back_with_both_parsers(quads: list[Quad]) -> None:
    written = trig.text(quads)
    assert second_opinion.quads(written) == set(quads)
    assert _by_oxigraph(written, "a.trig") == set(quads)


@settings(max_examples=40)
@given(QUADS)
def test_nquads_and_jsonld_read_back(quads: list[Quad]) -> None:
    assert _by_oxigraph(trig.nquads(quads), "a.nq") == set(quads)
    typed = {quad for quad in quads if quad[1] != RDF.type or not isinstance(quad[2], Literal)}
    assert second_opinion.quads(jsonld.text(typed), "json-ld") == typed


@given(QUADS, st.randoms(use_true_random=False))
def test_order_of_the_quads_does_not_matter(quads: list[Quad], chance: random.Random) -> None:
    shuffled = [*quads, *quads]
    chance.shuffle(shuffled)
    for write in (trig.text, trig.nquads, jsonld.text):
        assert write(shuffled) == write(quads)


def _by_oxigraph(text: str, name: str) -> set[Quad]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8", newline="")
        store = Store.memory()
        store.load(path)
        return set(store.quads())


def test_sentence_graphs_come_in_the_order_of_the_text_under_their_words(store: Store) -> None:
    lines = trig.text(store.quads()).splitlines()
    graphs = [line.removesuffix(" {") for line in lines if line.endswith(" {")]
    assert graphs == [
        f"<{CHAPTER}/text>",
        f"<{CHAPTER}#char=8562,8596>",
        f"<{CHAPTER}#char=8918,8956>",
        f"<{CHAPTER}#char=9524,9586>",
        f"<{BASE}graph/gazetteer>",
        f"<{BASE}graph/outline/cn-14fyp>",
    ]
    at = lines.index(f"<{CHAPTER}#char=9524,9586> {{")
    section = "Section 5 Supporting the Development of Special Regions"
    assert lines[at - 3 : at] == [
        "",
        f"# {section} › Box 12 Development of Border Areas › Item 05 Border ports",
        "# - Construct Lizi, Heihe, Tongjiang, and Heixiazi Island ports;",
    ]


def test_a_sentence_graph_reads_from_the_sentence_to_its_things(store: Store) -> None:
    graph = URIRef(f"{CHAPTER}#char=8918,8956")
    written = trig.text(quad for quad in store.quads() if quad[3] == graph)
    subjects = [line.split()[0] for line in written.splitlines() if line.startswith(("  <", "  kind:"))]
    assert subjects == [
        f"<{CHAPTER}#char=8920,8955>",
        f"<{CHAPTER}/measure/8920>",
        f"<{CHAPTER}/quantity/8926>",
        f"<{CHAPTER}/thing/8926>",
        "kind:border-villages",
    ]
    assert f"  <{CHAPTER}/measure/8920> a plan:Measure ;\n      rdfs:label " in written
    assert "plan:confidence 0.97 ;" in written
    assert "plan:approximate true ." in written


def test_a_quote_cannot_leave_its_comment() -> None:
    graph = URIRef(CHAPTER + "#char=1,2")
    text = URIRef(CHAPTER + "/text")
    words = 'one\u2028two\r\n<urn:evil> <urn:evil> "x" .\x85\x0b ends with "'
    quads: list[Quad] = [
        (graph, URIRef(PLAN + "quote"), Literal(words), text),
        (graph, URIRef(PLAN + "mentions"), G, graph),
    ]
    written = trig.text(quads)
    assert second_opinion.quads(written) == set(quads)
    assert [line for line in written.splitlines() if line.startswith("#")] == [
        '# one two <urn:evil> <urn:evil> "x" . ends with "'
    ]


def test_numbers_in_names_are_sorted_by_value() -> None:
    assert sorted(["s/10", "s/9", "s/9/item/02"], key=trig.natural) == ["s/9", "s/9/item/02", "s/10"]


def test_nothing_to_write() -> None:
    assert second_opinion.quads(trig.text([])) == set()
    assert trig.nquads([]) == ""


@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld"])
def test_no_triple_is_lost(store: Store, form: str) -> None:
    names = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
    assert second_opinion.quads(export.render(store, form), names[form]) == set(store.quads())


def test_turtle_is_the_merge(store: Store) -> None:
    expected = {quad[:3] for quad in store.quads()}
    assert set(Graph().parse(data=export.render(store, "turtle"), format="turtle")) == expected


def test_the_ontology_with_its_lists_is_exported_and_always_alike() -> None:
    written = []
    for _ in range(2):
        store = Store.memory()
        store.load(ROOT / "ontology" / "plan.ttl", to_graph=ONTOLOGY_GRAPH)
        written.append(export.render(store, "turtle"))
    assert written[0] == written[1]
    ours, theirs = Graph().parse(data=written[0], format="turtle"), Graph().parse(ROOT / "ontology" / "plan.ttl")
    assert len(ours) == len(theirs)

    def small(graph: Graph) -> Graph:
        """What is said with blank nodes, which is what could go wrong."""
        found = Graph()
        found += (triple for triple in graph if any(isinstance(term, BNode) for term in triple))
        return found

    assert isomorphic(small(ours), small(theirs))


def test_measures_as_csv(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(export.render(store, "csv"), newline="")))
    assert [row["iri"] for row in rows] == [f"{CHAPTER}/measure/8920", f"{CHAPTER}/measure/9526"]
    villages, ports = rows
    assert (villages["quantity"], villages["action"], villages["strength"]) == (
        "about 200 border villages",
        "build",
        "deliver",
    )
    assert ports["object"] == "Heihe port; Heixiazi Island port; Lizi port; Tongjiang port"
    assert ports["section"].endswith("Box 12 Development of Border Areas › Item 05 Border ports")
    text = (ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
    for row in rows:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_measures_as_json(store: Store) -> None:
    rows = json.loads(export.render(store, "json"))
    assert rows[1]["object"][2] == {"iri": BASE + "infrastructure/lizi-port", "label": "Lizi port"}
    assert rows[1]["theme"][1]["label"] == "transport"
    assert rows[0]["start"] == 8920


def test_graphml_is_read_by_networkx(store: Store, tmp_path: Path) -> None:
    export.export(store, "graphml", tmp_path / "x.graphml")
    graph = networkx.read_graphml(tmp_path / "x.graphml", force_multigraph=True)
    measure, port = f"{CHAPTER}/measure/9526", BASE + "infrastructure/lizi-port"
    assert graph.nodes[port] == {"label": "Lizi port", "class": "BorderPort"}
    assert graph.nodes[measure]["quote"] == "Construct Lizi, Heihe, Tongjiang, and Heixiazi Island ports"
    edges = [data for source, target, data in graph.edges(data=True) if (source, target) == (measure, port)]
    assert edges == [{"role": "object", "sentence": f"{CHAPTER}#char=9524,9586"}]


def hostile() -> Store:
    """A measure whose words are whatever a file may hold."""
    store = Store.memory()
    sentence, measure = URIRef(CHAPTER + "#char=0,9"), URIRef(CHAPTER + "/measure/0")
    words = {"quote": "=1+1" + HOSTILE, "objectText": "@SUM(A1)", "purpose": "-2"}
    facts: list[tuple[Node, Node, Node]] = [(measure, URIRef(PLAN + key), Literal(text)) for key, text in words.items()]
    facts += [(measure, RDF.type, URIRef(PLAN + "Measure")), (measure, URIRef(PLAN + "evidence"), sentence)]
    facts.append((measure, URIRef(PLAN + "action"), URIRef(PREFIXES["action"] + "build")))
    facts += [(sentence, URIRef(PREFIXES["nif"] + "beginIndex"), Literal(0))]
    facts += [(sentence, URIRef(PREFIXES["nif"] + "endIndex"), Literal(9))]
    facts += [(sentence, URIRef(PREFIXES["nif"] + "referenceContext"), URIRef(CHAPTER))]
    store.add((*fact, sentence) for fact in facts)
    return store


@pytest.mark.parametrize("form", sorted(export.FORMATS))
def test_hostile_text_survives_every_format(form: str) -> None:
    store = hostile()
    written = export.render(store, form)
    if form == "graphml":
        found = "".join(ElementTree.fromstring(written).itertext())  # noqa: S314
        assert "\ufffd\ufffd\x7f\x85" in found
        assert "urn:evil" not in found
    elif form == "csv":
        (row,) = csv.DictReader(io.StringIO(written, newline=""))
        assert row["quote"] == "'=1+1" + HOSTILE
        assert (row["object_text"], row["purpose"], row["start"]) == ("'@SUM(A1)", "'-2", "0")
    elif form == "json":
        assert json.loads(written)[0]["quote"] == "=1+1" + HOSTILE
    elif form == "turtle":
        assert len(Graph().parse(data=written, format="turtle")) == len(list(store.quads()))
    else:
        names = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
        assert second_opinion.quads(written, names[form]) == set(store.quads())


def test_unknown_format_names_the_known(store: Store, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no format 'turtel'; did you mean 'turtle'"):
        export.export(store, "turtel", tmp_path / "x")
    with pytest.raises(QueryError, match="csv, graphml, json, jsonld, nquads, trig, turtle"):
        export.render(store, "x")
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_is_kept_when_writing_fails(store: Store, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").write_text("x", encoding="utf-8")
    for out in (tmp_path / "folder", tmp_path / "none" / "x.csv"):
        with pytest.raises(PlanGraphError, match="cannot be written"):
            export.export(store, "csv", out)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    export.export(store, "csv", tmp_path / "x.csv")
    export.export(store, "json", tmp_path / "x.csv")
    assert json.loads((tmp_path / "x.csv").read_text(encoding="utf-8"))


@given(st.text(max_size=20))
def test_xml_text_is_always_xml(text: str) -> None:
    safe = xml_text(text).encode("utf-8").decode("utf-8")
    found = ElementTree.fromstring(f"<x>{safe.replace('&', '&amp;').replace('<', '&lt;')}</x>".encode())  # noqa: S314
    assert (found.text or "") == safe.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_formulas_are_text(cell: str) -> None:
    assert spreadsheet_cell(cell) == "'" + cell
    assert spreadsheet_cell("a" + cell) == "a" + cell
