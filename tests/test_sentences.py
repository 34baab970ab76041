"""Where sentences end: cases from plans and speeches, and properties of any text.

In a case ``|`` stands where one sentence ends and the next begins.
"""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.reading.layout import sentences
from plangraph.reading.layout.sentences import ends_open, ends_short, split, starts_sentence
from plangraph.reading.lexicon.tables import table


@pytest.mark.parametrize(
    "case",
    [
        "We will dredge the bay.| Ferries will run.| Will they pay? |They will!| So be it.",
        "We will dredge the bay; buy ferries; and lay rails: all by 2030.| Then we rest.",
        "Dr. Banda and Mr. Speaker agreed with Prof. Otieno.| We thank St. Ann's Hospital.",
        "See Fig. 3 and No. 12 of Art. 31, pp. 4 to 9.| No.| Yes.",
        "Rails, roads, etc. are built by Rails Ltd. and by Banda & Co. of Nairobi.",
        "Rails, roads, etc.| We will build them in the U.S.| The U.S. Treasury pays at 9 a.m. Monday.",
        "Roads (e.g. the A109. It is long. See Annex 2.) will be paved, i.e. sealed.| Others wait.",
        "The bay is 3.5 km wide.| 31 ports lie on it.| Prices rose 4.5%.| `500 crore is set aside.",
        "J. Banda spoke for A. B. Otieno.| The works end in phase I. |Trains run on Part B.| In May they stop.",
        'He said, "We are not done yet."| They call it the "enclave economy."| "Build," he said. |(We do.)',
        "The rate rose by one point.12| The cost fell by half.[3]| We pay 2.5 more.",
        "We intensify the construction. of grids and the H.S. code",
        "We paid for the session.|196.To increase supply, we build.",
        "We love the region.|The towns too.|We www.Example.org and v2.Beta",
        "1. Build a canal.| IV. Finance",
        "Wait ... we will.| Wait ...| We will?!| Yes.",
        "疏浚港口。|扩建码头！|好吗？|好；行。",
        "An aside (that never closes.| We go on.| Another one.",
    ],
)
def test_cases(case: str) -> None:
    text = case.replace("|", "")
    assert [text[span.start : span.end] for span in split(text)] == [part.strip() for part in case.split("|")]


@pytest.mark.parametrize(
    "row", table("abbreviations", ("abbreviation", "stop", "example")), ids=lambda row: row["abbreviation"]
)
def test_an_abbreviation_ends_no_sentence_in_its_example(row: dict[str, str]) -> None:
    assert f"{row['abbreviation']}." in row["example"].lower()
    assert row["stop"] in {"never", "number", "may"}
    assert len(split(f"The {row['example']}")) == 1
    assert len(split(f"The {row['example']}".replace(".", "xx."))) > 1  # without the entry the stop would count


def test_a_short_form_may_go_on() -> None:
    assert ends_short("roads, rails, etc.")
    assert not ends_short("roads and rails.")
    assert not ends_short("etc")


def test_words_that_begin_and_words_that_cannot_end() -> None:
    assert all(starts_sentence(word) for word in ("We", "The", "However", "In", "To"))
    assert not any(starts_sentence(word) for word in ("Nairobi", "Build", "Two"))
    assert all(ends_open(word) for word in ("the", "of", "and", "will", "to"))
    assert not any(ends_open(word) for word in ("up", "The", "road"))


@given(
    st.text()
    | st.lists(
        st.sampled_from(["We.", "dig", "(a", "b)", "U.S.", "1.", "etc.", "5.", "“x.”", " ", "…", ".A", "。"])
    ).map(" ".join)
)
def test_sentences_cover_all_but_blanks(text: str) -> None:
    at = 0
    for span in split(text):
        assert text[at : span.start].strip() == ""
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        at = span.end
    assert text[at:].strip() == ""


@given(st.lists(st.sampled_from(["We dig.", "Ferries run!", "Is it paid?", "The bay is deep."]), min_size=1))
def test_plain_sentences_are_found_one_by_one(sentences_in: list[str]) -> None:
    text = " ".join(sentences_in)
    assert [text[span.start : span.end] for span in split(text)] == sentences_in


def test_examples() -> None:
    assert doctest.testmod(sentences).failed == 0
