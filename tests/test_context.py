"""Regions that a measure means but does not name."""

from plangraph.model import Mention
from plangraph.reading.measuring.context import antecedents, gather, pronoun, title_regions
from tests.readings import clause, document, mention, sentence_with, span

TEXT = """Chapter 4 Regions

Section 1

Raising the Delta Region

We will dredge the canals. We will mend the sluices in the region.

Section 2

Other Areas

We will help lake villages, lift incomes there, and pave roads in these areas. We will mend their wells.
"""


def _mentions() -> tuple[Mention, ...]:
    doc = document(TEXT)
    title = sentence_with(doc, "Raising the Delta Region")
    lake = sentence_with(doc, "lake villages")
    return (
        mention(doc, title, "Delta Region", "MacroRegion"),
        mention(doc, lake, "lake villages", "BorderVillage"),
    )


def test_a_title_names_the_region_of_what_stands_below_it() -> None:
    doc = document(TEXT)
    context = gather(doc, _mentions(), frozenset())
    first = sentence_with(doc, "dredge the canals")
    found = title_regions(context, clause(doc, first, "dredge", "the canals"))
    assert [(thing.label, doc.sentences[at].text) for thing, at in found] == [
        ("Delta Region", "Raising the Delta Region")
    ]
    second = sentence_with(doc, "lake villages")
    assert title_regions(context, clause(doc, second, "help", "lake villages")) == ()


def test_the_region_points_at_the_last_region_named() -> None:
    doc = document(TEXT)
    context = gather(doc, _mentions(), frozenset())
    sluices = sentence_with(doc, "mend the sluices")
    found = antecedents(context, clause(doc, sluices, "mend", "the sluices in the region"))
    assert [thing.label for thing, _ in found] == ["Delta Region"]


def test_there_and_these_areas_point_back_within_the_sentence() -> None:
    doc = document(TEXT)
    context = gather(doc, _mentions(), frozenset())
    lake = sentence_with(doc, "lake villages")
    for words in ("incomes there", "roads in these areas"):
        found = antecedents(context, clause(doc, lake, "lift" if "incomes" in words else "pave", words))
        assert [(thing.label, at) for thing, at in found] == [("lake villages", lake)]


def test_their_reaches_no_further_than_its_sentence() -> None:
    doc = document(TEXT)
    context = gather(doc, _mentions(), frozenset())
    wells = sentence_with(doc, "their wells")
    assert antecedents(context, clause(doc, wells, "mend", "their wells")) == ()


def test_nothing_points_forward() -> None:
    doc = document("Chapter 4 Regions\n\nWe will mend the sluices there. We will help the Delta Region.\n")
    later = sentence_with(doc, "Delta Region")
    context = gather(doc, (mention(doc, later, "Delta Region", "MacroRegion"),), frozenset())
    assert antecedents(context, clause(doc, sentence_with(doc, "sluices"), "mend", "the sluices there")) == ()


def test_it_stands_for_the_name_before_it() -> None:
    doc = document("Chapter 4 Regions\n\nWe will help the Lagoon Belt, raising it as a model of thrift.\n")
    index = sentence_with(doc, "Lagoon Belt")
    context = gather(doc, (mention(doc, index, "Lagoon Belt", "EconomicBelt"),), frozenset())
    raising = clause(doc, index, "raise", "it", target="as a model of thrift", verb="raising")
    at = span(doc, index, " it ")
    assert [thing.label for thing, _ in pronoun(context, raising, at)] == ["Lagoon Belt"]


def test_the_home_country_is_never_meant() -> None:
    doc = document("Chapter 4 Regions\n\nNo country is like Kenya, and wells are dug there.\n")
    index = sentence_with(doc, "Kenya")
    kenya = mention(doc, index, "Kenya", "Country")
    dug = clause(doc, index, "dig", "wells", verb="dug", rest="there")
    assert antecedents(gather(doc, (kenya,), frozenset({"place/kenya"})), dug) == ()
    assert [thing.label for thing, _ in antecedents(gather(doc, (kenya,), frozenset()), dug)] == ["Kenya"]
