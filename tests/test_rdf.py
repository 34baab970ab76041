"""The door: what goes in as values comes out as quads in the right graph, with the right names."""

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDFS

from plangraph import plans, vocab
from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.model import Clause, Evidence, Measure, Mention, Phrase, Reading, Span, Thing
from plangraph.rdf import document, gazetteer, outline, reading
from plangraph.rdf.terms import NIF_ANCHOR, decimal, plan, ref
from plangraph.reading.layout import source, structure
from tests import project

GAZETTEER = project.ROOT / "graph" / "gazetteer"
TEXT = "Chapter 7 Rivers\n\nWe will build the Alpha Bridge and the Beta\n\nBridge in Gamma.\n"
ALPHA = Thing("infrastructure/alpha-bridge", "Infrastructure", "Alpha Bridge", known=False)
BETA = Thing("infrastructure/beta-bridge", "Infrastructure", "Beta Bridge", known=False)
GAMMA = Thing("place/gamma", "County", "Gamma", known=True)


def _reading() -> Reading:
    doc = structure.parse("7.txt", TEXT)
    sentence = doc.sentences[1]
    assert len(sentence.pieces) == 2

    def at(words: str) -> Span:
        start = sentence.text.index(words)
        return Span(start, start + len(words))

    def evidence(words: str) -> Evidence:
        return source.evidence(TEXT, sentence, at(words))

    alpha, beta = (Phrase(at(t.label), evidence(t.label), (t,)) for t in (ALPHA, BETA))
    place = Phrase(at("Gamma"), evidence("Gamma"), (GAMMA,))
    whole = "build the Alpha Bridge and the Beta Bridge in Gamma"
    clause = Clause(
        1, "build", at("build"), at(whole), at(whole[6:]), None, None, None, None, "main", None, "commitment", "active",
        None, None, None,
    )  # fmt: skip
    measure = Measure(
        clause, evidence(whole), evidence("build"), evidence(whole[6:]), (alpha, beta), (), (place,), (), (), (),
        (), (), None, None, ((GAMMA, 0),), ("transport",), ("construction",), "deliver", 1.0,
    )  # fmt: skip
    mentions = tuple(
        Mention(1, phrase.at, phrase.evidence, "infrastructure", True, phrase.things) for phrase in (alpha, beta)
    )
    return Reading(doc, mentions, (measure,), ((0, "heading"),))


def test_stated_triples_lie_in_the_graph_of_their_sentence() -> None:
    made = list(reading.quads("x-plan", "7", _reading()))
    start, end = TEXT.index("We will"), len(TEXT) - 1
    sentence = URIRef(f"https://w3id.org/plangraph/x-plan/7#char={start},{end}")
    measure = URIRef(f"https://w3id.org/plangraph/x-plan/7/measure/{TEXT.index('build')}")
    assert {q[3] for q in made if q[0] == measure} == {sentence, URIRef(vocab.INFERRED_GRAPH)}
    assert {q[2] for q in made if q[:2] == (measure, plan("object"))} == {ref(ALPHA.ref), ref(BETA.ref)}
    assert (sentence, plan("mentions"), ref(BETA.ref), sentence) in made
    inferred = {q[1] for q in made if q[3] == URIRef(vocab.INFERRED_GRAPH)}
    assert inferred == {plan("contextRegion"), plan("contextSource")}


def test_only_texts_name_a_thing_then_the_sentence_labels_it() -> None:
    made = list(reading.quads("x-plan", "7", _reading()))
    assert any(q[:3] == (ref(ALPHA.ref), RDFS.label, Literal("Alpha Bridge", lang="en")) for q in made)
    assert not any(q[0] == ref(GAMMA.ref) for q in made)


def test_a_mention_over_a_page_break_has_two_segments_and_its_raw_characters() -> None:
    made = list(reading.quads("x-plan", "7", _reading()))
    start, end = TEXT.index("Beta"), TEXT.index(" in Gamma")
    node = URIRef(f"https://w3id.org/plangraph/x-plan/7#char={start},{end}")
    assert (node, NIF_ANCHOR, Literal("Beta\n\nBridge")) in [q[:3] for q in made]
    segments = {str(q[2]).partition("#char=")[2] for q in made if q[0] == node and q[1] == plan("segment")}
    assert segments == {f"{start},{start + 4}", f"{end - 6},{end}"}


def test_the_file_is_put_together_again_from_the_graph() -> None:
    about = replace(plans.load(project.ROOT / "graph" / "text" / "cn-14fyp"), sha256={})
    made = list(document.quads(about, "7", structure.parse("7.txt", TEXT)))
    by = {(q[0], q[1]): q[2] for q in made}
    nodes = sorted((int(str(v)), s) for (s, p), v in by.items() if p == plan("position") and "#char=" in str(s))
    text = "".join(f"{by[node, plan('precedingText')]}{by[node, NIF_ANCHOR]}" for _, node in nodes)
    top = URIRef("https://w3id.org/plangraph/cn-14fyp/7")
    assert text + str(by[top, plan("followingText")]) == TEXT


def test_measures_that_share_a_verb_have_iris_of_their_own() -> None:
    one = _reading()
    first = one.measures[0]
    second = replace(first, object=first.places[0].evidence)
    iris = reading.measure_iris("x-plan", "7", replace(one, measures=(first, second)))
    assert [str(i).rpartition("/")[2] for i in iris] == [str(TEXT.index("build")), str(TEXT.index("Gamma"))]


@pytest.mark.parametrize(("given", "written"), [("2.50", "2.5"), ("200", "200"), ("0.970", "0.97"), ("3.0", "3")])
def test_decimals_are_written_as_the_store_gives_them_back(given: str, written: str) -> None:
    assert str(decimal(given)) == written


def test_every_division_of_the_tables_lies_in_something() -> None:
    made = list(gazetteer.quads(GAZETTEER))
    located = {q[0] for q in made if q[1] == plan("locatedIn")}
    codes = {str(q[2]): q[0] for q in made if q[1] == plan("adcode")}
    table = rows(GAZETTEER / "divisions.csv", ["adcode"])
    assert len(table) == 3178
    assert [row["adcode"] for _, row in table if codes[row["adcode"]] not in located] == []


def test_a_place_with_a_code_is_the_division_of_that_code() -> None:
    made = list(gazetteer.quads(GAZETTEER))
    assert not any("cn-150781" in str(term) for quad in made for term in quad)
    assert (ref("place/manzhouli"), plan("adcode"), Literal("150781")) in [q[:3] for q in made]


def test_stops_are_numbered_in_the_order_of_the_table() -> None:
    made = {q[:3] for q in gazetteer.quads(GAZETTEER)}
    highway = "infrastructure/qinghe-fuyun-altay-highway"
    for number, name in enumerate(("qinghe", "fuyun", "altay"), start=1):
        assert (ref(f"{highway}/stop/{number}"), plan("at"), ref(f"place/{name}")) in made


def test_an_unknown_member_is_named_with_its_line(tmp_path: Path) -> None:
    folder = project.copy(tmp_path) / "graph" / "gazetteer"
    path = folder / "members.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("eastern-region,beijing,", "eastern-region,peking,"), "utf-8"
    )
    with pytest.raises(DataError, match=r"members\.csv:2: no table has the id 'peking'"):
        list(gazetteer.quads(folder))


def test_the_outline_has_every_part_and_chapter() -> None:
    made = list(outline.quads(GAZETTEER / "chapters.csv", "cn-14fyp"))
    typed = [str(q[2]).rpartition("#")[2] for q in made if str(q[1]).endswith("#type")]
    assert (len({q[0] for q in made if q[2] == plan("Part")}), typed.count("Chapter")) == (19, 65)


def test_slugs_are_ascii_and_bounded() -> None:
    assert vocab.slug("Ji'an–Huanren highway") == "jian-huanren-highway"
    assert len(vocab.slug("x" * 500)) == 120
