"""Noun phrases: what a coordination speaks of, and the words that its parts share."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.model import Evidence, Mention, MentionType, Span, Thing
from plangraph.reading.phrasing.conjunct import Conjunct
from plangraph.reading.phrasing.phrases import conjuncts
from plangraph.reading.phrasing.things import nothing_known, things_of
from plangraph.reading.words.tokens import tokenize

CASES = Path(__file__).parent / "cases" / "measures" / "phrases.tsv"
MARK = re.compile(r"\[([^|\]]+)(?:\|(\w+))?\]")


def marked(source: str) -> tuple[str, list[Mention]]:
    """The text of a case without its brackets, and the mentions that they mark."""
    text, mentions, end = "", [], 0
    for match in MARK.finditer(source):
        text += source[end : match.start()]
        at = Span(len(text), len(text) + len(match[1]))
        kind: MentionType = match[2] or "place"  # type: ignore[assignment]
        text += match[1]
        end = match.end()
        thing = Thing(f"place/{match[1].lower()}", "Region", match[1], known=False)
        things = () if kind == "quantity" else (thing,)
        mentions.append(Mention(0, at, Evidence((at,), match[1]), kind, match[1][0].isupper(), things))
    return text + source[end:], mentions


def read(source: str) -> tuple[Conjunct, ...]:
    text, mentions = marked(source)
    return conjuncts(text, tokenize(text), mentions, Span(0, len(text)))


def cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(phrase, things) for phrase, things in (line.split("\t") for line in lines[1:])]


@pytest.mark.parametrize(("phrase", "things"), cases())
def test_each_conjunct_is_called_by_its_whole_name(phrase: str, things: str) -> None:
    assert [conjunct.label for conjunct in read(phrase)] == things.split("|")


def test_the_table_of_cases_is_not_empty() -> None:
    assert len(cases()) > 25


def test_a_conjunct_covers_its_own_words_only() -> None:
    source = "fuel, agricultural, and coastal insurance"
    assert [source[one.at.start : one.at.end] for one in read(source)] == ["fuel", "agricultural", "coastal insurance"]


def test_a_count_is_kept_with_what_it_counts() -> None:
    (villages,) = read("[about 40|quantity] new [lake villages]")
    assert villages.count is not None
    assert villages.mention is not None
    assert (villages.count.evidence.quote, villages.mention.evidence.quote) == ("about 40", "lake villages")


def test_a_verb_made_a_noun_is_looked_through_and_remembered() -> None:
    (port,) = read("the joint development of [Lagos Port|infrastructure]")
    assert (port.label, port.through, port.manner) == ("Lagos Port", "development", "joint development")


def test_examples_are_told_from_what_they_are_examples_of() -> None:
    assert [one.example for one in read("crops such as rice and millet")] == [False, True, True]


def test_mechanisms_are_initiatives_of_their_own_and_other_kinds_are_kinds() -> None:
    refs = [
        thing.ref
        for one in read("mechanisms for wage bargaining and clinics")
        for thing in things_of(one, nothing_known)
    ]
    assert refs == ["initiative/mechanisms-for-wage-bargaining-and-clinics"]
    kinds = [(thing.ref, thing.cls) for one in read("county hospitals") for thing in things_of(one, nothing_known)]
    assert kinds == [("kind/county-hospitals", "PublicServiceFacility")]


def test_what_a_gazetteer_knows_under_the_whole_name_wins() -> None:
    belt = Thing("place/accra-metropolitan-area", "MetropolitanArea", "Accra metropolitan area", known=True)
    names = {"metropolitan areas of Accra": (belt,)}
    first, second = read("the metropolitan areas of [Accra] and [Kumasi]")
    assert things_of(first, lambda name: names.get(name, ())) == (belt,)
    assert [thing.ref for thing in things_of(second, lambda name: names.get(name, ()))] == ["kind/metropolitan-areas"]


WORDS = st.sampled_from(
    ("the", "and", "or", ",", "of", "for", "such as", "including", "those", "that", "upper", "new", "roads", "building")
)


@given(st.lists(WORDS, min_size=1, max_size=14))
def test_any_words_give_conjuncts_inside_them(words: list[str]) -> None:
    text, _ = marked(" ".join(words))
    for one in read(" ".join(words)):
        assert 0 <= one.at.start < one.at.end <= len(text)
