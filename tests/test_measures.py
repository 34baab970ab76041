"""Measures: who is to do what, where, for whom; built from clauses made by hand."""

from collections.abc import Sequence

import pytest

from plangraph.model import Clause, Document, Measure, Mention, Phrase
from plangraph.reading.judging.precision import confidence
from plangraph.reading.lexicon.tables import table
from plangraph.reading.measuring.measures import build
from tests.readings import clause, document, mention, sentence_with, tokens


def read(doc: Document, mentions: Sequence[Mention], clauses: Sequence[Clause]) -> tuple[Measure, ...]:
    return build(doc, tokens(doc), mentions, clauses)[0]


def labels(phrases: tuple[Phrase, ...]) -> list[str]:
    return [thing.label for phrase in phrases for thing in phrase.things]


def words(phrases: tuple[Phrase, ...]) -> list[str]:
    return [phrase.evidence.quote for phrase in phrases]


def one(text: str) -> Document:
    return document(f"Chapter 4 Works\n\n{text}\n")


def test_a_list_is_one_measure_with_an_object_each() -> None:
    doc = one("We will build Aba, Ode and Epe bridges.")
    at = sentence_with(doc, "Aba")
    found = [mention(doc, at, name, "Infrastructure", "infrastructure") for name in ("Aba", "Ode", "Epe bridges")]
    (measure,) = read(doc, found, [clause(doc, at, "build", "Aba, Ode and Epe bridges")])
    assert labels(measure.objects) == ["Aba", "Ode", "Epe bridges"]
    assert measure.object is not None
    assert measure.object.quote == "Aba, Ode and Epe bridges"
    assert measure.evidence.quote == "build Aba, Ode and Epe bridges"
    assert (measure.strength, measure.places) == ("deliver", ())


def test_a_counted_thing_is_one_of_its_kind_and_has_a_quantity() -> None:
    doc = one("We will build about 40 new lake villages.")
    at = sentence_with(doc, "lake")
    found = [mention(doc, at, "about 40", kind="quantity"), mention(doc, at, "lake villages", "BorderVillage")]
    (measure,) = read(doc, found, [clause(doc, at, "build", "about 40 new lake villages")])
    (villages,) = measure.objects
    offset = doc.text.index("about 40")
    assert [(thing.ref, thing.cls) for thing in villages.things] == [
        (f"thing/{offset}", "BorderVillage"),
        ("kind/lake-villages", "BorderVillage"),
    ]
    assert measure.quantity is not None
    assert (measure.quantity.value, measure.quantity.unit, measure.quantity.approximate) == (
        "40",
        "lake villages",
        True,
    )
    assert measure.places == ()  # what the measure makes is not where it is made


def test_whose_capacity_it_is_are_places() -> None:
    doc = one("We will enhance the storage capacity of Aba and Ode.")
    at = sentence_with(doc, "Aba")
    found = [mention(doc, at, "Aba", "County"), mention(doc, at, "Ode", "County")]
    (measure,) = read(doc, found, [clause(doc, at, "enhance", "the storage capacity of Aba and Ode")])
    assert labels(measure.places) == ["Aba", "Ode"]
    assert labels(measure.objects) == ["storage capacity"]


def test_a_purpose_and_a_target_are_no_places_but_a_frame_is() -> None:
    doc = one("In Aba, we will turn Ode into the gate of Epe to serve Edo.")
    at = sentence_with(doc, "Aba")
    found = [mention(doc, at, name, "County") for name in ("Aba", "Ode", "Epe", "Edo")]
    made = clause(doc, at, "turn", "Ode", target="into the gate of Epe", purpose="to serve Edo", frame="In Aba")
    (measure,) = read(doc, found, [made])
    assert words(measure.places) == ["Aba", "Ode"]
    assert labels(measure.becomes) == ["gate"]
    assert measure.purpose is not None
    assert measure.purpose.quote == "to serve Edo"


def test_the_own_country_is_no_place() -> None:
    doc = one("We will pave roads in Kenya and Ode.")
    at = sentence_with(doc, "Kenya")
    found = [mention(doc, at, "Kenya", "Country"), mention(doc, at, "Ode", "County")]
    clauses = [clause(doc, at, "pave", "roads in Kenya and Ode")]
    measures, _ = build(doc, tokens(doc), found, clauses, home=frozenset({"place/kenya"}))
    assert words(measures[0].places) == ["Ode"]


def test_along_a_river_and_railways() -> None:
    doc = one("We will plant trees along the Ogun River and the Aba-Ode and Epe railways.")
    at = sentence_with(doc, "Ogun")
    found = [
        mention(doc, at, "Ogun River", "River"),
        mention(doc, at, "Aba-Ode", "Railway", "infrastructure"),
        mention(doc, at, "Epe railways", "Railway", "infrastructure"),
    ]
    obj = "trees along the Ogun River and the Aba-Ode and Epe railways"
    (measure,) = read(doc, found, [clause(doc, at, "plant", obj)])
    assert words(measure.along) == ["Ogun River", "Aba-Ode", "Epe railways"]
    assert (labels(measure.objects), measure.places) == (["trees"], ())


def test_pairs_of_partners_are_a_measure_each() -> None:
    doc = one("We will support trade between Aba and Ode, between hill and lake farms, and between Epe and Edo.")
    at = sentence_with(doc, "Aba")
    found = [mention(doc, at, name, "County") for name in ("Aba", "Ode", "Epe", "Edo")]
    obj = "trade between Aba and Ode, between hill and lake farms, and between Epe and Edo"
    measures = read(doc, found, [clause(doc, at, "support", obj)])
    assert [labels(measure.between) for measure in measures] == [
        ["Aba", "Ode"],
        ["hill", "lake farms"],
        ["Epe", "Edo"],
    ]
    assert [words(measure.places) for measure in measures] == [["Aba", "Ode"], [], ["Epe", "Edo"]]
    assert [measure.object.quote for measure in measures if measure.object] == [
        "trade between Aba and Ode",
        "trade between hill and lake farms",
        "trade between Epe and Edo",
    ]
    assert len({measure.clause.group for measure in measures}) == 1
    assert measures[0].clause.group is not None


def test_indices_follow_when_a_measure_is_split() -> None:
    doc = one("We will support trade between Aba and Ode and between Epe and Edo, and help Ife in mending roads.")
    at = sentence_with(doc, "Aba")
    found = [mention(doc, at, name, "County") for name in ("Aba", "Ode", "Epe", "Edo", "Ife")]
    clauses = [
        clause(doc, at, "support", "trade between Aba and Ode and between Epe and Edo"),
        clause(doc, at, "help", "Ife"),
        clause(doc, at, "mend", "roads", role="embedded", parent=1, verb="mending"),
    ]
    measures = read(doc, found, clauses)
    assert [labels(measure.between) for measure in measures] == [["Aba", "Ode"], ["Epe", "Edo"], [], []]
    assert [measure.clause.parent for measure in measures] == [None, None, None, 2]
    assert labels(measures[3].actors) == ["Ife"]


def test_an_embedded_clause_is_done_by_whoever_is_supported() -> None:
    doc = one("We will help Aba in mending roads.")
    at = sentence_with(doc, "Aba")
    clauses = [
        clause(doc, at, "help", "Aba", rest="in mending roads"),
        clause(doc, at, "mend", "roads", role="embedded", parent=0, verb="mending"),
    ]
    above, below = read(doc, [mention(doc, at, "Aba", "County")], clauses)
    assert labels(above.beneficiaries) == ["Aba"]
    assert labels(below.actors) == ["Aba"]
    assert (above.strength, labels(below.objects)) == ("support", ["roads"])


def test_a_verb_shares_the_object_of_another() -> None:
    doc = one("We will clean and deepen the canals.")
    at = sentence_with(doc, "canals")
    clauses = [clause(doc, at, "clean", shares=1), clause(doc, at, "deepen", "the canals")]
    first, second = read(doc, [], clauses)
    assert labels(first.objects) == labels(second.objects) == ["canals"]
    assert first.object == second.object


def test_who_is_provided_with_what() -> None:
    doc = one("We will provide lake villages with good access to clinics and tap water.")
    at = sentence_with(doc, "lake")
    obj = "lake villages with good access to clinics and tap water"
    (measure,) = read(doc, [mention(doc, at, "lake villages", "BorderVillage")], [clause(doc, at, "provide", obj)])
    assert labels(measure.beneficiaries) == ["lake villages"]
    assert labels(measure.objects) == ["clinics", "tap water"]


def test_an_object_takes_what_its_last_noun_cannot_do_without() -> None:
    doc = one("We will grant free access to clinics and wells.")
    at = sentence_with(doc, "clinics")
    (measure,) = read(doc, [], [clause(doc, at, "grant", "free access", rest="to clinics and wells")])
    assert labels(measure.objects) == ["clinics", "wells"]
    (short,) = read(doc, [], [clause(doc, at, "grant", "free access", purpose="to clinics and wells")])
    assert labels(short.objects) == ["free access"]


def test_the_grounds_of_a_sentence_are_its_basis() -> None:
    doc = one("Based on the goals of guarding fuel stocks and ensuring coastal safety, we will mend the quay.")
    at = sentence_with(doc, "quay")
    frame = "Based on the goals of guarding fuel stocks and ensuring coastal safety"
    (measure,) = read(doc, [], [clause(doc, at, "mend", "the quay", frame=frame)])
    assert labels(measure.basis) == ["fuel stocks", "coastal safety"]


def test_a_named_subject_acts_and_we_is_nobody() -> None:
    doc = one("Aba will pave roads. We will pave lanes.")
    aba, we = sentence_with(doc, "Aba"), sentence_with(doc, "lanes")
    clauses = [clause(doc, aba, "pave", "roads", subject="Aba"), clause(doc, we, "pave", "lanes")]
    first, second = read(doc, [mention(doc, aba, "Aba", "County")], clauses)
    assert (labels(first.actors), second.actors) == (["Aba"], ())


def test_the_title_region_is_context_only_where_no_place_is_said() -> None:
    doc = document(
        "Chapter 4 Works\n\nSection 1\n\nThe Hill Region\n\nWe will pave roads. We will pave lanes in Aba.\n"
    )
    title, roads, lanes = (sentence_with(doc, text) for text in ("Hill", "roads", "lanes"))
    found = [mention(doc, title, "Hill Region", "MacroRegion"), mention(doc, lanes, "Aba", "County")]
    clauses = [clause(doc, roads, "pave", "roads"), clause(doc, lanes, "pave", "lanes in Aba")]
    first, second = read(doc, found, clauses)
    assert [(thing.label, source) for thing, source in first.context] == [("Hill Region", title)]
    assert second.context == ()


def test_sentences_without_a_promise_say_why() -> None:
    doc = document(
        "Chapter 4 Works\n\nAll this will cut costs. Yields have been doubled. Canals matter to all. We will dig.\n"
    )
    dig = sentence_with(doc, "dig")
    outcome = sentence_with(doc, "cut")
    clauses = [
        clause(doc, outcome, "cut", "costs", kind="outcome"),
        clause(doc, dig, "dig"),
    ]
    _, silence = build(doc, tokens(doc), [], clauses)
    said = {doc.sentences[index].text: reason for index, reason in silence}
    assert said == {
        "Chapter 4 Works": "heading",
        "All this will cut costs.": "outcome",
        "Yields have been doubled.": "achievement",
        "Canals matter to all.": "background",
    }


def test_themes_come_from_the_words_and_failing_that_from_the_title() -> None:
    doc = document(
        "Chapter 4 Works\n\nSection 1\n\nBetter Hospitals\n\nWe will plant forests. We will raise the bar.\n"
    )
    forests, bar = sentence_with(doc, "forests"), sentence_with(doc, "bar")
    clauses = [clause(doc, forests, "plant", "forests"), clause(doc, bar, "raise", "the bar")]
    first, second = read(doc, [], clauses)
    assert second.themes == ("public-services",)
    assert first.themes != second.themes


def test_confidence_is_the_product_of_the_precisions_of_rules() -> None:
    counts = {row["rule"]: row for row in table("precisions", ("rule", "right", "count"))}
    chain = (int(counts["chain"]["right"]) + 1) / (int(counts["chain"]["count"]) + 2)
    modal = (int(counts["modal"]["right"]) + 1) / (int(counts["modal"]["count"]) + 2)
    assert confidence(("chain", "modal")) == pytest.approx(chain * modal)
    assert confidence(("no such rule",)) == confidence(()) == 1
    for row in counts.values():
        assert 0 <= int(row["right"]) <= int(row["count"]) > 0, row["rule"]
