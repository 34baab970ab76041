"""A release: the same bytes each time, checksums that hold, mappings by the rules of SSSOM, links where verified."""

import csv
import hashlib
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery

from plangraph import build, releasing
from plangraph.cli import main
from plangraph.errors import PlanGraphError
from plangraph.files import Project, find_project
from plangraph.graph import sssom
from plangraph.graph.store import Store
from plangraph.graph.store.canonical import canonical, canonical_hash
from plangraph.snapshots import building
from plangraph.vocab import BASE, PREFIXES
from tests import project, small

VOID, DCAT = PREFIXES["void"], PREFIXES["dcat"]
WIKIDATA, GEONAMES = "http://www.wikidata.org/entity/", "https://sws.geonames.org/"
# Slots that SSSOM 1.0 requires of a mapping, and of the head of a set.
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
REQUIRED_OF_A_SET = ("mapping_set_id", "license")


def _quiet(step: str, done: int, total: int) -> None:
    """Nobody looks."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = small.copy(tmp_path_factory.mktemp("release"))
    made = find_project(folder, folder)
    with building(made) as right:
        build.write(build.assemble(made), right)
    return made


@pytest.fixture(scope="module")
def store(here: Project) -> Store:
    return build.load(here)


@pytest.fixture(scope="module")
def out(here: Project, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "release"
    releasing.release(here, store, folder, _quiet)
    return folder


def test_another_run_gives_the_same_bytes_in_the_place_of_the_first(
    here: Project, store: Store, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.snapshot(out)
    shutil.copytree(out, tmp_path / "again")
    (tmp_path / "again" / "measures.csv").write_text("spoiled", "utf-8")
    assert main(["release", "--out", str(tmp_path / "again"), "--project", str(here.root)]) == 0
    assert project.snapshot(tmp_path / "again") == before
    assert before["RDFC-1.0.sha256"].decode().partition(" ")[0] in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_checksums_are_those_of_the_files(out: Path) -> None:
    listed = dict(line.split("  ")[::-1] for line in (out / "SHA256SUMS").read_text("utf-8").splitlines())
    files = project.snapshot(out)
    del files["SHA256SUMS"]
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_hash_is_that_of_the_dataset_however_it_is_written(out: Path) -> None:
    """The form of small datasets is worked out by hand after the standard; names and order of a file do not count."""
    said = (out / "RDFC-1.0.sha256").read_text("utf-8").partition(" ")[0]
    lines = (out / "graph.nq").read_text("utf-8").split("\n")[:-1]
    other = re.sub(r"_:c14n(\d+)", r"_:other\1", "\n".join(reversed(lines)))
    assert canonical_hash(other.encode()) == said
    assert canonical_hash("\n".join(lines[1:]).encode()) != said
    two = b'<https://example.org/a> <https://example.org/p> _:zz .\n_:zz <https://example.org/q> "x"@en .\n'
    assert canonical(two) == two.replace(b"_:zz", b"_:c14n0")
    assert canonical_hash(b"") == hashlib.sha256(b"").hexdigest()


def test_forms_say_the_same(out: Path, store: Store) -> None:
    quads = sum(store.counts().values())
    assert (out / "graph.nq").read_text("utf-8").count("\n") == quads
    assert len(set(ox.parse((out / "graph.jsonld").read_bytes(), format=ox.RdfFormat.JSON_LD))) == quads
    merged = {
        (q.subject, q.predicate, q.object)
        for q in ox.parse((out / "graph.nq").read_bytes(), format=ox.RdfFormat.N_QUADS)
    }
    turtle = ox.parse((out / "graph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    assert len(set(turtle)) == len(merged)


def test_the_mapping_set_keeps_the_rules_of_sssom(out: Path) -> None:
    for name in ("gazetteer.sssom.tsv", "ontology.sssom.tsv"):
        lines = (out / name).read_text("utf-8").splitlines()
        head = [line.removeprefix("#") for line in lines if line.startswith("#")]
        slots = {line.partition(":")[0]: line.partition(": ")[2] for line in head if not line.startswith(" ")}
        prefixes = {line.split(": ")[0].strip(): line.split(": ")[1] for line in head if line.startswith(" ")}
        assert all(slots[slot] for slot in REQUIRED_OF_A_SET)
        rows = list(csv.DictReader(lines[len(head) :], delimiter="\t", quoting=csv.QUOTE_NONE))
        assert rows
        for row in rows:
            for slot in REQUIRED:
                assert re.fullmatch(r"[a-z]+:[^\s:/]+", row[slot]), row
                assert row[slot].partition(":")[0] in prefixes, row
            assert row["predicate_id"] in {
                f"skos:{how}Match" for how in ("exact", "close", "broad", "narrow", "related")
            }
            assert None not in row
            assert None not in row.values()


def test_the_mapping_set_is_what_the_graph_says(out: Path, store: Store) -> None:
    lines = [line for line in (out / "gazetteer.sssom.tsv").read_text("utf-8").splitlines() if line[0] != "#"]
    said = set()
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        ends = []
        for slot in ("subject_id", "predicate_id", "object_id"):
            prefix, _, name = row[slot].partition(":")
            ends.append(sssom.PREFIXES[prefix] + name + ("/" if prefix == "geonames" else ""))
        said.add(tuple(ends))
    mapped = (str(SKOS.exactMatch), str(SKOS.closeMatch))
    foreign = (WIKIDATA, GEONAMES)
    stated = {
        (str(s), str(p), str(o)) for s, p, o, _ in store.quads() if str(p) in mapped and str(o).startswith(foreign)
    }
    assert said == stated


def test_only_what_is_verified_is_the_same_thing(store: Store) -> None:
    """Of places: the row of the gazetteer has an identifier that was read in a source."""
    rows = store.select(
        f"""SELECT ?thing ?certainty WHERE {{ GRAPH <{BASE}graph/gazetteer> {{
          {{ ?thing skos:exactMatch ?other }} UNION {{ ?thing owl:sameAs ?other }}
          OPTIONAL {{ ?thing <{PREFIXES["plan"]}certainty> ?certainty }} }} }}"""
    ).rows
    assert len(rows) > 30
    assert {str(certainty) for _, certainty in rows} == {f"{BASE}scheme/certainty/verified"}


def test_the_record_describes_each_form_and_what_links_out(out: Path) -> None:
    graph = Graph().parse(out / "description.ttl", format="turtle")
    linksets = set(graph.subjects(RDF.type, URIRef(VOID + "Linkset")))
    assert {str(one).rpartition("/")[2] for one in linksets} == {"wikidata", "geonames"}
    lines = [line for line in (out / "gazetteer.sssom.tsv").read_text("utf-8").splitlines() if line[0] != "#"]
    objects = [row["object_id"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for one in linksets:
        name = str(one).rpartition("/")[2]
        number = int(str(graph.value(one, URIRef(VOID + "triples"))))
        assert number == sum(o.startswith(f"{name}:") for o in objects)
    forms = set(graph.subjects(RDF.type, URIRef(DCAT + "Distribution")))
    assert {str(one).rpartition("/")[2] for one in forms} == set(releasing.FORMS)
    for one in forms:
        size = graph.value(one, URIRef(DCAT + "byteSize"))
        assert int(str(size)) == (out / str(one).rpartition("/")[2]).stat().st_size


def test_what_is_no_release_is_kept(here: Project, store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(PlanGraphError, match=r"holds letter\.txt, which is no part of a release"):
        releasing.release(here, store, tmp_path / "mine", _quiet)
    with pytest.raises(PlanGraphError, match="is a file"):
        releasing.release(here, store, tmp_path / "mine" / "letter.txt", _quiet)
    assert project.snapshot(tmp_path) == {"mine/letter.txt": b"dear"}


def test_the_federated_example_is_sparql_that_names_what_links_out() -> None:
    text = (project.ROOT / "queries" / "federated" / "populations.rq").read_text("utf-8")
    algebra = str(prepareQuery(text).algebra)
    assert "ServiceGraphPattern" in algebra
    assert f'"{WIKIDATA}"' in text
