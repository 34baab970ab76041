"""The closure: equal to owlrl's for the axioms covered, complete, finite, and silent about what is said already."""

from pathlib import Path

import owlrl
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS
from rdflib.term import Node

from plangraph.errors import DataError, QueryError
from plangraph.graph import reason
from plangraph.graph.store import Store
from plangraph.vocab import BASE, INFERRED_GRAPH, ONTOLOGY_GRAPH, PLAN

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "queries" / "rule"
E = "http://example.org/"
G = URIRef(E + "g")
AXIOMS = """@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :D owl:equivalentClass :A .
:C rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :C ] .
:p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r . :i owl:inverseOf :p . :same owl:equivalentProperty :q .
:near a owl:SymmetricProperty . :in a owl:TransitiveProperty .
:reaches owl:propertyChainAxiom ( :p :in ) . :uncle owl:propertyChainAxiom ( [ owl:inverseOf :p ] :near :in ) .
"""
CLASSES = [URIRef(E + name) for name in "ABCD"]
LINKS = [URIRef(E + name) for name in ("p", "q", "r", "i", "same", "near", "in", "reaches", "uncle")]
THINGS = [URIRef(E + f"x{number}") for number in range(6)]
FACTS = st.one_of(
    st.tuples(st.sampled_from(THINGS), st.just(RDF.type), st.sampled_from(CLASSES)),
    st.tuples(st.sampled_from(THINGS), st.sampled_from(LINKS), st.sampled_from(THINGS)),
)
Fact = tuple[URIRef, URIRef, URIRef]


@pytest.fixture
def no_rules(tmp_path: Path) -> Path:
    return tmp_path


def ours(facts: list[Fact], rules: Path, axioms: str = AXIOMS) -> set[tuple[Node, Node, Node]]:
    store = Store.memory()
    graph = Graph().parse(data=axioms, format="turtle")
    store.add((s, p, o, URIRef(ONTOLOGY_GRAPH)) for s, p, o in graph)
    store.add((*fact, G) for fact in facts)
    new = [(s, p, o) for s, p, o, _ in reason.closure(store, rules)]
    assert len(new) == len(set(new))
    return set(new)


def theirs(facts: list[Fact], axioms: str = AXIOMS) -> set[tuple[Node, Node, Node]]:
    """What owlrl adds about the things, classes and properties of the example, itself and blank nodes left out."""
    graph = Graph().parse(data=axioms, format="turtle")
    for fact in facts:
        graph.add(fact)
    before = set(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    hierarchy = (RDFS.subClassOf, RDFS.subPropertyOf)
    return {
        (s, p, o)
        for s, p, o in set(graph) - before
        if not isinstance(s, BNode)
        and str(o).startswith(E)
        and (str(p).startswith(E) or p == RDF.type or (p in hierarchy and s != o))
    }


@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])  # owlrl takes a second for each
@example([])
@given(st.lists(FACTS, max_size=12))
def test_equal_to_owlrl(facts: list[Fact]) -> None:
    assert ours(facts, ROOT / "tests" / "data") == theirs(facts)


def test_each_axiom_once(no_rules: Path) -> None:
    x, y, z = THINGS[:3]
    fact = dict(zip("ABCD", CLASSES, strict=True)) | {str(link).removeprefix(E): link for link in LINKS}
    found = ours([(x, RDF.type, fact["A"]), (x, fact["p"], y), (y, fact["in"], z), (x, fact["near"], y)], no_rules)
    for expected in (
        (x, RDF.type, fact["C"]),
        (x, RDF.type, fact["D"]),
        (x, fact["r"], y),
        (y, fact["i"], x),
        (y, fact["near"], x),
        (x, fact["reaches"], z),
    ):
        assert expected in found


def test_nothing_is_typed_by_domain_or_range(no_rules: Path) -> None:
    axioms = f"<{E}p> <{RDFS.domain}> <{E}A> ; <{RDFS.range}> <{E}B> ."
    assert ours([(THINGS[0], LINKS[0], THINGS[1])], no_rules, axioms) == set()


def test_a_loop_of_regions_ends(no_rules: Path) -> None:
    inside = URIRef(E + "in")
    loop = [(THINGS[i], inside, THINGS[(i + 1) % 5]) for i in range(5)]
    assert sum(p == inside for _, p, _ in ours(loop, no_rules)) == 5 * 5 - 5


def test_literals_are_never_subjects(no_rules: Path) -> None:
    store = Store.memory()
    axioms = f"<{E}i> <{OWL.inverseOf}> <{E}p> . <{E}x> <{E}p> 'words' ."
    store.add((s, p, o, G) for s, p, o in Graph().parse(data=axioms, format="turtle"))
    assert reason.closure(store, no_rules) == []


def box() -> Store:
    store = Store.memory()
    store.load(ROOT / "tests" / "data" / "box12.trig")
    store.load(ROOT / "ontology" / "plan.ttl", to_graph=ONTOLOGY_GRAPH)
    return store


def test_nothing_is_said_twice_and_a_second_run_adds_nothing() -> None:
    store = box()
    before = list(store.quads())
    said = {quad[:3] for quad in before}
    first = reason.closure(store, RULES)
    assert first
    assert not said & {quad[:3] for quad in first}
    assert {quad[3] for quad in first} == {URIRef(INFERRED_GRAPH)}
    assert not any(isinstance(term, BNode) for quad in first for term in quad)
    assert set(store.quads()) == set(before)
    assert reason.closure(box(), RULES) == first
    store.add(first)
    assert reason.closure(store, RULES) == []


def test_what_is_known_in_the_inferred_graph_is_used_and_not_repeated() -> None:
    store = box()
    measure, region = URIRef(BASE + "cn-14fyp/32/measure/8920"), URIRef(BASE + "place/tibet")
    store.add([(measure, URIRef(PLAN + "contextRegion"), region, URIRef(INFERRED_GRAPH))])
    found = {quad[:3] for quad in reason.closure(store, RULES)}
    assert (measure, URIRef(PLAN + "contextRegion"), region) not in found
    assert (measure, URIRef(PLAN + "bearsOn"), URIRef(BASE + "place/western-region")) in found


def bears(store: Store, measure: str) -> set[str]:
    wanted = URIRef(BASE + measure)
    return {
        str(o).removeprefix(BASE)
        for s, p, o, _ in reason.closure(store, RULES)
        if s == wanted and p == URIRef(PLAN + "bearsOn")
    }


def test_ports_bear_on_where_they_lie_and_on_what_contains_it() -> None:
    """By the map: Lizi in Tibet, Heihe in Aihui of Heihe, Tongjiang and Heixiazi Island in Heilongjiang."""
    assert bears(box(), "cn-14fyp/32/measure/9526") == {
        "place/tibet",
        "place/western-region",
        "place/cn-231102",
        "place/cn-231100",
        "place/heilongjiang",
        "place/northeastern-china",
    }


RULE_GRAPH = """
@prefix : <https://w3id.org/plangraph/cn-x/1/> . @prefix plan: <https://w3id.org/plangraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix place: <https://w3id.org/plangraph/place/> .
@prefix e: <http://example.org/> .
e:text {
  :s1 a plan:Section ; dcterms:isPartOf :c . :b1 a plan:Box ; dcterms:isPartOf :s1 . :c a plan:Chapter .
  :h1 a plan:Sentence , plan:Heading ; dcterms:isPartOf :s1 . :hc a plan:Sentence , plan:Heading ; dcterms:isPartOf :c .
  :t1 a plan:Sentence ; dcterms:isPartOf :b1 . :t0 a plan:Sentence ; dcterms:isPartOf :c .
}
:h1 { :h1 plan:mentions place:south . }
:hc { :hc plan:mentions e:everything . }
:t1 { :m1 a plan:Measure ; plan:beneficiary place:island ; plan:enables :m2 ; plan:along e:river .
      :m2 a plan:Measure ; plan:object e:road , e:zone . }
:t0 { :m0 a plan:Measure ; plan:place e:kind . }
e:background {
  place:south a plan:MacroRegion . place:island a plan:Province ; plan:locatedIn place:south .
  place:hills a plan:Province . place:plains a plan:Province . place:town a plan:County ; plan:locatedIn place:plains .
  e:road a plan:Highway ; plan:spans place:hills ; plan:stop place:town . e:river a plan:River ; plan:spans place:far .
  e:zone a plan:PilotZone ; plan:designates place:shore . place:shore a plan:Region . place:far a plan:Province .
  e:everything a plan:Strategy . e:rise a plan:Strategy ; plan:strategyFor place:south . e:kind a plan:Kind .
}
"""


def test_rules_on_a_made_up_country(tmp_path: Path) -> None:
    path = tmp_path / "x.trig"
    path.write_text(RULE_GRAPH, encoding="utf-8")
    store = Store.memory()
    store.load(path)
    store.load(ROOT / "ontology" / "plan.ttl", to_graph=ONTOLOGY_GRAPH)
    south, island = "place/south", "place/island"
    own = {"place/hills", "place/plains", "place/town", "place/shore"}
    assert bears(store, "cn-x/1/m1") == {south, island}
    assert bears(store, "cn-x/1/m2") == {south, island} | own
    assert bears(store, "cn-x/1/m0") == set()
    implemented = {quad[:3] for quad in reason.closure(store, RULES) if quad[1] == URIRef(PLAN + "implements")}
    rise, implements = URIRef(E + "rise"), URIRef(PLAN + "implements")
    assert implemented == {(URIRef(BASE + f"cn-x/1/{m}"), implements, rise) for m in ("m1", "m2")}


def test_evidence_is_provenance() -> None:
    evidence = {quad[:3] for quad in reason.closure(box(), RULES) if quad[1] == PROV.wasDerivedFrom}
    spans = {("cn-14fyp/32/measure/8920", "8920,8955"), ("cn-14fyp/32/measure/9526", "9526,9585")}
    assert evidence == {
        (URIRef(BASE + m), PROV.wasDerivedFrom, URIRef(f"{BASE}cn-14fyp/32#char={s}")) for m, s in spans
    }


@pytest.mark.parametrize("text", ["SELECT * {}", "CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT { ?s ?p } WHERE {}"])
def test_broken_rules(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.rq").write_text(f"#+ title: t\n{text}", encoding="utf-8")
    with pytest.raises(QueryError):
        reason.closure(Store.memory(), tmp_path)


def test_broken_chain(tmp_path: Path) -> None:
    store = Store.memory()
    store.add([(LINKS[0], OWL.propertyChainAxiom, URIRef(E + "nowhere"), G)])
    with pytest.raises(DataError, match="not a closed list"):
        reason.closure(store, tmp_path)
