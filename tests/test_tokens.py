"""Tokens: where words begin and end, and what they can be."""

import doctest
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.reading.layout.structure import parse
from plangraph.reading.lexicon.tables import table, values
from plangraph.reading.words import forms as words
from plangraph.reading.words import tokens
from plangraph.reading.words.forms import american
from plangraph.reading.words.tokens import Token, tokenize

CHAPTER = (Path(__file__).resolve().parents[1] / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8")
CLOSED = table("closed", ("word", "tags", "example"))
SPELLING = table("spelling", ("british", "american", "example"))
ABBREVIATIONS = table("abbreviations", ("abbreviation", "stop", "example"))


def _token(text: str, word: str) -> Token:
    return next(token for token in tokenize(text) if token.text == word)


@pytest.mark.parametrize(
    "text",  # tokens apart by |
    [
        "We| will| dredge| the| bay|,| and| (|soon|)| pave| it|.",
        "the| Lamu-Isiolo-(Moyale-Addis)| road| and| the| Tseung-Kwan/O| link",
        "A-(B)-C| and| D| -| E",
        "3,000| km| at| $|1,18,101.5| crore|,| 2 400| beds| (|58|%|)|,| 400|kV|,| 5|km| wide",
        "the| 14th| plan| of| the| 2030s|,| 50 000-seat| hall|,| 2021-22| and| 10-year| bonds|,| 5G| and| G75",
        "Xi'an|'s| port|,| farmers|'| fields| and| R&D| aren|'t",
        "We|'ll| go|;| she|'d| stay|;| it| does|n't|,| ca|n't| and| wo|n't|;| they|'ve| gone",
        "the| U.S.| and| PM2.5| cost| K490.5| million| ...| or| --| so",
        "medium-| to| long-term| and| ex-gratia| sums",
    ],
)
def test_where_tokens_end(text: str) -> None:
    expected = [part.strip() for part in text.replace("aren|'t", "are|n't").split("|")]
    assert [token.text for token in tokenize(text.replace("|", ""))] == expected


@pytest.mark.parametrize(
    ("text", "word", "tags"),
    [
        ("We upgrade roads", "upgrade", {"V", "N"}),
        ("It upgrades roads", "upgrades", {"VZ", "N"}),
        ("Upgraded roads", "Upgraded", {"VD", "VN"}),
        ("roads were sealed", "sealed", {"VD", "VN"}),
        ("the grid was built", "built", {"VD", "VN"}),
        ("We broke and broken", "broke", {"VD"}),
        ("We broke and broken", "broken", {"VN", "ADJ"}),
        ("Dredging works", "Dredging", {"VG"}),
        ("the swift ferry", "swift", {"ADJ", "N"}),
        ("they quickly act", "quickly", {"ADV"}),
        ("in Turkana and Border Forts", "Turkana", {"NAME"}),
        ("in Turkana and Border Forts", "Border", {"NAME", "N", "V"}),
        ("Turkana farms", "Turkana", {"NAME"}),
        ("Farms thrive", "Farms", {"N", "VZ"}),
        ("the MRT and PPPs", "MRT", {"NAME", "N"}),
        ("by May we see", "May", {"NAME", "MODAL"}),
        ("3,000 km", "3,000", {"NUM"}),
        ("the 14th plan", "14th", {"NUM", "ADJ"}),
        ("$ and %", "$", {"SYM"}),
        ("a, b", ",", {"PUNCT"}),
        ("Kenya's road", "'s", {"POSS"}),
        ("It's open", "'s", {"AUX", "POSS"}),
        ("farmers' roads", "'", {"POSS", "PUNCT"}),
        ("the state-owned line", "state-owned", {"ADJ"}),
        ("a 10-year bond", "10-year", {"NUM", "ADJ", "N"}),
        ("the Lusaka-Ndola road", "Lusaka-Ndola", {"NAME"}),
        ("we can't", "ca", {"MODAL", "N"}),
        ("frobnicating pumps", "frobnicating", {"VG", "N", "ADJ"}),
        ("a blorb here", "blorb", {"N"}),
    ],
)
def test_what_a_word_can_be(text: str, word: str, tags: set[str]) -> None:
    found = _token(text, word).tags
    assert tags <= found
    verbs = {"V", "VZ", "VD", "VN", "VG"}
    assert found & verbs == tags & verbs
    assert ("NAME" in found) == ("NAME" in tags)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("upgraded", ("V", "upgrade")),
        ("dredging", ("V", "dredge")),
        ("laid", ("V", "lay")),
        ("modernised", ("V", "modernise")),
        ("frobnicated", ("V", "frobnicate")),
        ("quays", ("N", "quay")),
        ("cities", ("N", "city")),
        ("re-vitalised", ("V", "revitalise")),
        ("develop-ment", ("N", "development")),
        ("land-bridges", ("N", "land-bridge")),
        ("are", ("AUX", "be")),
    ],
)
def test_lemmas(word: str, lemma: tuple[str, str]) -> None:
    assert lemma in _token(f"x {word} y", word).lemmas


@pytest.mark.parametrize("row", CLOSED, ids=lambda row: row["word"])
def test_a_closed_word_has_its_tags_in_its_example(row: dict[str, str]) -> None:
    found = [token for token in tokenize(row["example"]) if token.lower == row["word"]]
    assert found
    assert {frozenset(values(row["tags"]))} == {token.tags - {"NAME"} for token in found}


@pytest.mark.parametrize("row", SPELLING, ids=lambda row: row["british"])
def test_a_spelling_is_that_of_its_entry(row: dict[str, str]) -> None:
    assert american(row["british"]) == row["american"]
    lemmas = {lemma for token in tokenize(row["example"]) for _, lemma in token.lemmas} | set(row["example"].split())
    assert row["british"] in lemmas


@pytest.mark.parametrize("rows", [CLOSED, SPELLING, ABBREVIATIONS], ids=["closed", "spelling", "abbreviations"])
def test_no_example_is_from_the_sample_chapter(rows: tuple[dict[str, str], ...]) -> None:
    assert [row["example"] for row in rows if row["example"].lower() in CHAPTER.lower()] == []


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz"))
def test_american_spelling_is_reached_in_one_step(lemma: str) -> None:
    assert american(american(lemma)) == american(lemma)


@given(
    st.text()
    | st.lists(
        st.sampled_from(["We", "'s", "can't", "a-(b)", "-(", "2 400", "3km", "U.S.", "$", "'", "—", " ", "-\n", "港"])
    ).map("".join)
)
def test_tokens_cover_all_but_blanks(text: str) -> None:
    at = 0
    for token in tokenize(text):
        assert text[at : token.start].strip() == ""
        assert text[token.start : token.end] == token.text != ""
        assert token.tags
        at = token.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "a-" * 100_000,
        "a-(b" * 50_000,
        "1," * 100_000,
        "'" * 100_000,
        "(" * 100_000,
        "1 " * 100_000,
        "x.1" * 50_000,
        "a\u0315" * 50_000,
    ],
)
def test_time_is_linear(text: str) -> None:
    """Ten seconds are a bound for slow machines; a quadratic step would take minutes."""
    start = time.process_time()
    assert tokenize(text)
    assert time.process_time() - start < 10


def test_structure_and_tokens_are_fast_enough() -> None:
    """At least 4,000 sentences a second of processor time, warm, best of five."""
    document = parse("32", CHAPTER)
    for sentence in document.sentences:
        tokenize(sentence.text)

    def seconds() -> float:
        start = time.process_time()
        for sentence in parse("32", CHAPTER).sentences:
            tokenize(sentence.text)
        return time.process_time() - start

    assert len(document.sentences) / min(seconds() for _ in range(5)) > 4000


def test_examples() -> None:
    for module in (tokens, words):
        assert doctest.testmod(module).failed == 0
