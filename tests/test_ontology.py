"""The ontology keeps to OWL 2 DL and to the vocabulary; its schemes hold what tables name; its pages are up to date."""

import csv
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from plangraph import model, vocab
from plangraph.errors import DataError
from plangraph.graph import queries, turtle
from plangraph.graph.store import Store
from plangraph.reading.lexicon.tables import values
from plangraph.views import actions, terms

ROOT = Path(__file__).resolve().parents[1]
ONTOLOGY = ROOT / "ontology"
LEXICON = ROOT / "src" / "plangraph" / "reading" / "lexicon"
SCHEMES = sorted((ONTOLOGY / "schemes").glob("*.ttl"))
PLAN = vocab.PLAN
ENTITY = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
PROPERTY = ENTITY[1:]

# The names that questions written today rely on.
CLASSES = """
Plan Part Chapter Section Box Item Paragraph Span Sentence Heading Mention
Region Country WorldRegion MacroRegion AdministrativeDivision Province Prefecture County Township CityCluster
MetropolitanArea EconomicBelt EconomicZone NewArea River RiverBasin MountainArea Island Pass Boundary SpecialRegion
OldRevolutionaryBaseArea EcologicallyFragileArea ResourceDependentArea OldIndustrialRegion BorderArea EthnicMinorityArea
HighAltitudeRegion ForestryArea BorderVillage
Initiative Strategy Programme DesignatedZone PilotZone DemonstrationZone ExperimentalZone LeadingArea Mechanism
Infrastructure Highway Railway Airport GeneralPurposeAirport BorderPort Seaport Corridor EnergyBase IndustrialBase
EcologicalBarrier UtilityNetwork PublicServiceFacility OpeningUpPlatform RouteStop
Industry Organisation Group Measure Quantity Kind Fact Link Judgement
"""
PROPERTIES = """
mentions refersTo named evidence segment quote kind action object objectText becomes place along contextRegion
contextSource beneficiary actor between basis quantity approximate purpose enables theme instrument strength implements
strategyFor bearsOn noMeasureReason locatedIn spans stop routeStop at position inKind kindOf borders designates
namedAfter number precedingText sha256 adcode certainty confidence factSubject factProperty factObject from to through
reason score touches
"""


@pytest.fixture(scope="module")
def plan() -> Graph:
    return turtle.read(ONTOLOGY / "plan.ttl")


@pytest.fixture(scope="module")
def everything() -> Graph:
    return turtle.read(ONTOLOGY / "plan.ttl", *SCHEMES)


def declared(graph: Graph, *sorts: Node) -> set[Node]:
    return {term for sort in sorts for term in graph.subjects(RDF.type, sort)}


def term(name: str) -> URIRef:
    return URIRef(PLAN + name)


# --- what it says


def test_every_name_of_the_vocabulary_is_there(plan: Graph) -> None:
    assert {term(name) for name in CLASSES.split()} <= declared(plan, OWL.Class)
    assert {term(name) for name in PROPERTIES.split()} <= declared(plan, *PROPERTY)


def test_every_name_the_program_writes_is_declared(plan: Graph) -> None:
    """``plan("name")`` in the door and ``plan:name`` in queries are typed by hand."""
    written = {
        name
        for path in (ROOT / "src/plangraph/rdf").glob("*.py")
        for name in re.findall(r'\bplan\("(\w+)"', path.read_text(encoding="utf-8"))
    }
    asked = {
        name
        for path in (ROOT / "queries").rglob("*.rq")
        for line in queries.load(path).text.splitlines()
        if not line.startswith("#")
        for name in re.findall(r"\bplan:(\w+)", line)
    }
    known = declared(plan, *ENTITY)
    assert sorted(name for name in written | asked if term(name) not in known) == []


def test_hierarchy_and_disjointness(plan: Graph) -> None:
    above = {(str(s)[len(PLAN) :], str(o)[len(PLAN) :]) for s, o in plan.subject_objects(RDFS.subClassOf)}
    assert {
        ("Heading", "Sentence"),
        ("Sentence", "Span"),
        ("Mention", "Span"),
        ("Province", "AdministrativeDivision"),
    } <= above
    members = [set(Collection(plan, node)) for node in plan.objects(None, OWL.members)]
    for first, second in (
        ("Region", "Initiative"),
        ("Region", "Infrastructure"),
        ("Measure", "Region"),
        ("Kind", "Industry"),
    ):
        assert any({term(first), term(second)} <= group for group in members)


def test_only_containment_is_transitive(plan: Graph) -> None:
    assert declared(plan, OWL.TransitiveProperty) == {term("locatedIn")}


def test_every_property_says_which_graphs_may_hold_it(plan: Graph) -> None:
    graphs = {"sentence", "text", "gazetteer", "outline", "curated", "links", "inferred"}
    for prop in declared(plan, *PROPERTY):
        if str(prop).startswith(PLAN) and prop != term("heldIn"):
            held = {str(place) for place in plan.objects(prop, term("heldIn"))}
            assert held, prop
            assert held <= graphs, prop
    for stated in ("mentions", "object", "place", "beneficiary", "evidence"):
        assert set(plan.objects(term(stated), term("heldIn"))) == {Literal("sentence")}


def test_metadata(plan: Graph) -> None:
    header = URIRef(vocab.ONTOLOGY)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert str(plan.value(header, OWL.versionInfo)) == version
    assert str(plan.value(header, OWL.versionIRI)) == f"{vocab.ONTOLOGY}/{version}"
    assert plan.value(header, OWL.imports) is None


def test_prefixes_are_those_of_the_program() -> None:
    store = Store()
    store.load(ONTOLOGY / "prefixes.ttl")
    rows = store.select("SELECT ?prefix ?name WHERE { ?entry sh:prefix ?prefix ; sh:namespace ?name }")
    assert {str(prefix): str(name) for prefix, name in rows} == vocab.PREFIXES
    for path in (ONTOLOGY / "plan.ttl", ONTOLOGY / "shapes.ttl", *SCHEMES):
        for prefix, name in re.findall(r"^@prefix (\w+): <(.*)> \.", path.read_text(encoding="utf-8"), re.M):
            known = {**vocab.PREFIXES, "shape": vocab.ONTOLOGY + "/shapes#"}
            assert known[prefix] == name, path


# --- OWL 2 DL


def used_as_class(graph: Graph) -> Iterable[Node]:
    for prop in (RDFS.subClassOf, OWL.someValuesFrom, OWL.complementOf):
        yield from graph.objects(None, prop)
    yield from graph.subjects(RDFS.subClassOf, None)
    for node in (*graph.objects(None, OWL.members), *graph.objects(None, OWL.unionOf)):
        yield from Collection(graph, node)
    for prop in (RDFS.domain, RDFS.range):
        yield from graph.objects(None, prop)


def test_everything_is_declared_and_of_one_sort(everything: Graph) -> None:
    classes, datatypes = declared(everything, OWL.Class), declared(everything, RDFS.Datatype)
    for node in used_as_class(everything):
        builtin = str(node).startswith(str(XSD))
        assert isinstance(node, BNode) or builtin or node in classes | datatypes, node
    for prop in set(everything.predicates()):
        builtin = str(prop).startswith((str(RDF), str(RDFS), str(OWL)))
        assert builtin or prop in declared(everything, *PROPERTY), prop
    sorts = [declared(everything, sort) for sort in ENTITY]
    individuals = declared(everything, SKOS.Concept, SKOS.ConceptScheme)
    for number, first in enumerate([*sorts, individuals]):
        for second in [*sorts, individuals][number + 1 :]:
            assert first & second == set()


def test_values_fit_the_sort_of_their_property(everything: Graph) -> None:
    for prop in declared(everything, OWL.ObjectProperty):
        assert not any(isinstance(o, Literal) for o in everything.objects(None, prop)), prop
    for prop in declared(everything, OWL.DatatypeProperty):
        assert all(isinstance(o, Literal) for o in everything.objects(None, prop)), prop


def test_blank_nodes_are_lists_expressions_and_axioms_only(everything: Graph) -> None:
    allowed = {OWL.Class, OWL.Restriction, OWL.AllDisjointClasses, RDFS.Datatype}
    for node in {n for triple in everything for n in triple if isinstance(n, BNode)}:
        in_list = everything.value(node, RDF.first) is not None
        assert in_list or set(everything.objects(node, RDF.type)) & allowed


def test_properties_that_must_be_simple_are(plan: Graph) -> None:
    """OWL 2, structural specification, section 11.2: composite properties take no cardinality and no mark."""
    chained = set(plan.subjects(OWL.propertyChainAxiom, None))
    composite = declared(plan, OWL.TransitiveProperty) | chained
    while above := {o for s in composite for o in plan.objects(s, RDFS.subPropertyOf)} - composite:
        composite |= above
    counted = {
        prop
        for node in plan.subjects(RDF.type, OWL.Restriction)
        if any(plan.value(node, how) is not None for how in (OWL.cardinality, OWL.minCardinality, OWL.maxCardinality))
        for prop in plan.objects(node, OWL.onProperty)
    }
    marked = declared(
        plan, OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty
    )
    assert composite & (counted | marked) == set()
    assert composite == {term(name) for name in ("locatedIn", "spans", "stop", "bearsOn")}


def test_chains_are_regular(plan: Graph) -> None:
    """Each chain is P then Q for P, or of properties that no chain leads to; so an order of properties exists."""
    heads = set(plan.subjects(OWL.propertyChainAxiom, None))
    for prop, chain in plan.subject_objects(OWL.propertyChainAxiom):
        steps = list(Collection(plan, chain))
        assert steps[0] == prop or not set(steps) & heads
        assert prop not in steps[1:]


# --- the schemes


def scheme(name: str) -> set[str]:
    graph = turtle.read(ONTOLOGY / "schemes" / f"{name}.ttl")
    prefix = vocab.concept(name, "")
    return {str(concept).removeprefix(prefix) for concept in graph.subjects(RDF.type, SKOS.Concept)}


def column(table: str, name: str) -> set[str]:
    lines = (LEXICON / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader([line for line in lines if line and not line.startswith("#")], delimiter="\t", quoting=3)
    return {value for row in rows for value in values(row[name])}


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_concepts_are_named_by_their_slug(path: Path) -> None:
    graph = turtle.read(path)
    prefix = vocab.concept(path.stem, "")
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        notation = str(graph.value(concept, SKOS.notation))
        assert str(concept) == prefix + vocab.slug(notation)
        assert graph.value(concept, SKOS.inScheme) == URIRef(vocab.SCHEME + path.stem)


@pytest.mark.parametrize(
    ("name", "table", "head"),
    [
        ("theme", "themes", "themes"),
        ("instrument", "instruments", "instrument"),
        ("no-measure-reason", "silence", "reason"),
        ("strength", "verbs", "strength"),
    ],
)
def test_the_tables_name_concepts_that_exist(name: str, table: str, head: str) -> None:
    assert column(table, head) - scheme(name) == set()


def test_kinds_of_statement_are_those_of_the_model() -> None:
    assert scheme("measure-kind") == set(get_args(model.Kind))


def test_heads_name_classes_that_exist(plan: Graph) -> None:
    named = {term(name) for table in ("object_heads", "name_heads", "kind_heads") for name in column(table, "class")}
    assert named - {term("-")} - declared(plan, OWL.Class) == set()  # "-": a head that makes no kind


def test_actions_are_up_to_date() -> None:
    """Made again from the table of verbs, the file is the same; ``python -m plangraph.generate`` mends it."""
    assert (ONTOLOGY / "schemes" / "action.ttl").read_text(encoding="utf-8") == actions.turtle()


def test_questions_about_building_find_what_is_constructed() -> None:
    store = Store()
    store.load(ONTOLOGY / "schemes" / "action.ttl")
    below = store.select("SELECT ?action WHERE { ?action skos:broader* action:build }")
    assert URIRef(vocab.concept("action", "construct")) in {row[0] for row in below}


VERB = {"verb": "build", "broader": "", "zh": "建设", "gloss": "make", "example": "We will build."}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([VERB, {**VERB, "verb": "Build"}], "one IRI"),
        ([{**VERB, "broader": "make"}], "no verb of the table"),
        ([{**VERB, "broader": "make"}, {**VERB, "verb": "make", "broader": "build"}], "ring"),
    ],
)
def test_a_broken_table_of_verbs_is_refused(rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(DataError, match=message):
        actions.scheme(rows)


def test_odd_characters_in_verbs_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "action.ttl"
    gloss = 'say "yes" \\ no'
    path.write_text(actions.scheme([{**VERB, "gloss": gloss}]), encoding="utf-8")
    definitions = turtle.read(path).objects(URIRef(vocab.concept("action", "build")), SKOS.definition)
    assert f"To {gloss}." in {str(d) for d in definitions}


# --- mappings


SLOTS = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification"),
    *("confidence", "comment"),
)
PREDICATES = {f"skos:{name}Match" for name in ("exact", "close", "broad", "narrow", "related")} | {
    "owl:equivalentClass"
}


def mappings() -> tuple[dict[str, str], dict[str, str], list[dict[str, str]]]:
    """The metadata, the prefixes and the rows of the table of mappings (https://mapping-commons.github.io/sssom/)."""
    lines = (ONTOLOGY / "mappings.sssom.tsv").read_text(encoding="utf-8").splitlines()
    head = [line[1:] for line in lines if line.startswith("#")]
    meta = dict(re.findall(r"^(\w+): ?(.*)$", "\n".join(head), re.M))
    prefixes = dict(re.findall(r"^  (\w+): (\S+)$", "\n".join(head), re.M))
    body = lines[len(head) :]
    return meta, prefixes, list(csv.DictReader(body, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_mappings_have_the_metadata_and_columns_of_sssom() -> None:
    meta, prefixes, rows = mappings()
    assert {"mapping_set_id", "license", "mapping_set_version", "curie_map"} <= set(meta)
    assert all(tuple(row) == SLOTS and None not in row.values() for row in rows)
    for row in rows:
        assert row["predicate_id"] in PREDICATES
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert 0 < float(row["confidence"]) <= 1
        for slot in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
            prefix, colon, name = row[slot].partition(":")
            assert colon, row
            assert name, row
            assert prefix in prefixes, row
    keys = [(row["subject_id"], row["object_id"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys) or rows == sorted(rows, key=lambda row: tuple(row.values()))


def test_mappings_speak_of_our_terms_by_their_labels(everything: Graph) -> None:
    _, prefixes, rows = mappings()
    for row in rows:
        prefix, _, name = row["subject_id"].partition(":")
        subject = URIRef(prefixes[prefix] + name)
        labels = [*everything.objects(subject, RDFS.label), *everything.objects(subject, SKOS.prefLabel)]
        assert Literal(row["subject_label"], lang="en") in labels, row


def test_every_theme_leads_to_a_sustainable_development_goal() -> None:
    _, prefixes, rows = mappings()
    assert prefixes["sdg"] == "http://metadata.un.org/sdg/"
    goals = {row["subject_id"]: row["object_id"] for row in rows if row["object_id"].startswith("sdg:")}
    assert {f"theme:{slug}" for slug in scheme("theme")} == set(goals)
    assert all(
        re.fullmatch(r"sdg:(1[0-7]|[1-9])(\.(\d{1,2}|[a-d]))?", row["object_id"])
        for row in rows
        if "sdg:" in row["object_id"]
    )


def test_each_vocabulary_asked_for_is_mapped_to() -> None:
    objects = {row["object_id"].partition(":")[0] for row in mappings()[2]}
    assert {"geo", "schema", "eli", "doco", "prov", "skos", "sdg"} <= objects


def test_broad_mappings_agree_with_the_axioms(plan: Graph) -> None:
    """Where the ontology says that a class lies below a foreign one, the table does not say the reverse."""
    _, prefixes, rows = mappings()
    for row in rows:
        subject, target = (
            URIRef(prefixes[c.partition(":")[0]] + c.partition(":")[2]) for c in (row["subject_id"], row["object_id"])
        )
        if (subject, RDFS.subClassOf, target) in plan:
            assert row["predicate_id"] in {"skos:broadMatch", "skos:exactMatch", "skos:closeMatch"}, row


# --- the page of terms


def test_the_page_of_terms_is_up_to_date() -> None:
    assert (ROOT / "docs" / "terms.md").read_text(encoding="utf-8") == terms.page(ONTOLOGY)


def test_the_page_names_everything_and_its_links_lead_somewhere(everything: Graph) -> None:
    page = terms.page(ONTOLOGY)
    for entity in declared(everything, *ENTITY):
        if str(entity).startswith(PLAN):
            assert f"### {str(entity).removeprefix(PLAN)}\n" in page
    anchors = re.findall(r'<a id="([\w-]+)">', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#((?:class|property)-[\w-]+)\)", page)) <= set(anchors)
    for name in ("theme", "strength", "instrument"):
        assert all(f"`{slug}`" in page for slug in scheme(name))
