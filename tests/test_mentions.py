"""Mentions: cases of a sentence or two each, the tables behind them, and what must hold for any text."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.model import Document, Mention
from plangraph.reading.layout.structure import parse
from plangraph.reading.names import mentions
from plangraph.reading.names.gazetteer import Gazetteer, load
from plangraph.reading.words import amounts
from plangraph.reading.words.tokens import tokenize

ROOT = Path(__file__).resolve().parents[1]
CASES = Path(__file__).parent / "cases" / "mentions"


@cache
def gazetteer() -> Gazetteer:
    return load(ROOT / "graph" / "gazetteer")


def read(text: str) -> tuple[Document, tuple[Mention, ...]]:
    document = parse("case", text)
    return document, mentions.find(document, gazetteer())


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[tuple[str, ...], ...]


def _cases() -> list[Case]:
    found = []
    for file in sorted(CASES.glob("*.txt")):
        for number, block in enumerate(file.read_text(encoding="utf-8").strip().split("\n\n"), start=1):
            lines = block.split("\n")
            text = "\n".join(line[1:].strip() for line in lines if line.startswith(">"))
            expected = tuple(
                tuple(cell.strip() for cell in line.split("|")) for line in lines if not line.startswith(">")
            )
            found.append(Case(f"{file.stem}-{number}", text, expected))
    return found


def _shown(mention: Mention, cells: int) -> tuple[str, ...]:
    kind = mention.type if mention.named or mention.type == "quantity" else f"{mention.type}-"
    things = [f"{thing.ref}{'!' if thing.known else ''} {thing.cls}" for thing in mention.things]
    return (mention.evidence.quote, kind, ", ".join(things) or "-")[:cells]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    _, found = read(case.text)
    width = [len(line) for line in case.expected] + [3] * len(found)
    assert [_shown(mention, cells) for mention, cells in zip(found, width, strict=False)] == list(case.expected)


def test_there_are_cases() -> None:
    assert len(_cases()) > 40


@pytest.mark.parametrize("turning", ["less", "least", "under", "non", "poorly", "insufficiently"])
@pytest.mark.parametrize("glue", [" ", "-"])
@pytest.mark.parametrize("noun", ["areas", "regions", "counties", "provinces"])
def test_a_word_that_turns_the_sense_is_never_cut_off(turning: str, glue: str, noun: str) -> None:
    _, found = read(f"The fund helps the {turning}{glue}developed {noun}.")
    assert [mention.evidence.quote for mention in found] == [f"{turning}{glue}developed {noun}"]
    assert all(turning in thing.label for mention in found for thing in mention.things)


def test_what_one_sentence_tells_of_a_name_holds_in_the_others() -> None:
    text = "Setu Bharat\n\nThe plan, Setu Bharat, pays for bridges. Ports like Setu Bharat. Setu Bharat will grow."
    _, found = read(text)
    assert {mention.type for mention in found if mention.evidence.quote == "Setu Bharat"} == {"initiative"}


def test_a_short_form_of_no_name_is_none() -> None:
    _, found = read("We will map flood risk (FRX). The FRX will guide us. The ZRX will guide us.")
    assert [mention.evidence.quote for mention in found] == ["ZRX"]


def test_tokens_at_hand_change_nothing() -> None:
    document, found = read("We will build Kariba Bridge and 20 km of roads in Tibet.")
    tokens = [tokenize(sentence.text) for sentence in document.sentences]
    assert mentions.find(document, gazetteer(), tokens) == found


def test_every_rule_is_told() -> None:
    _, found = read("We will build Kariba Bridge, 20 km of roads and border ports in Tibet and the northeast of Jilin.")
    assert all(mention.rules for mention in found)


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate"),
    [
        ("about 200 border villages", "200", "", True),
        ("one hundred and fifty wells", "150", "", False),
        ("over two thousand five hundred beds", "2500", "", True),
        ("5.35 lakh crores", "5350000000000", "", False),
        ("`26,000 crore", "260000000000", "rupee", False),
        ("K2.1 billion", "2100000000", "kwacha", False),
        ("1,18,101 hectares", "118101", "hectare", False),
        ("60 000 seats", "60000", "", False),
        ("at least 13 million people", "13000000", "", True),
        ("5.5 metres", "5.5", "m", False),
        ("58% of them", "58", "percent", False),
        ("20 to 30 km", "20", "km", True),
    ],
)
def test_amounts_have_a_value(text: str, value: str, unit: str, approximate: bool) -> None:
    [amount] = amounts.find(f"We count {text} here.")
    assert (amount.value, amount.unit, amount.approximate) == (value, unit, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "in 2019",
        "2021-22",
        "Section 3",
        "phase 2",
        "Terminal 5",
        "on 3 May",
        "May 3",
        "for ten years",
        "over 24 hours",
        "a 2-lane bridge",
        "a three-year plan",
        "one of them",
        "PM2.5",
        "G20",
        "(3) roads",
    ],
)
def test_years_dates_times_and_numbers_of_parts_are_no_amounts(text: str) -> None:
    assert amounts.find(f"It stands {text} in the book.") == []


WORDS = st.sampled_from([
    "Tibet", "Kisumu", "the", "and", "of", "for", "in", "border", "areas", "roads", "ports", "plan", ",", ";", "(", ")",
    "'", '"', "20", "km", "less", "developed", "Bank", "Ministry", "river", "West", "Jilin-Harbin", "US$3", "billion",
    "new", "wind", "power", "zones", "coal", "regions", "to", "with", "that", "is", "will", "build", "’", "–", "é", "İ",
])  # fmt: skip


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=60), st.sampled_from([" ", "\n", "  "]))
def test_spans_hold_on_any_text(words: list[str], glue: str) -> None:
    document, found = read(glue.join(words))
    for mention in found:
        sentence = document.sentences[mention.sentence]
        assert sentence.text[mention.at.start : mention.at.end].strip()
        # a page number between two lines lies within the outer range, and in no segment
        squeezed = re.sub(r"\s+", "", "".join(document.text[s.start : s.end] for s in mention.evidence.segments))
        assert squeezed == re.sub(r"\s+", "", mention.evidence.quote)
    names = [mention for mention in found if mention.named and mention.type != "industry"]
    order = sorted(names, key=lambda mention: (mention.sentence, mention.at))
    for left, right in pairwise(order):
        inside = left.sentence == right.sentence and right.at.start < left.at.end
        assert not inside or right.type == "quantity" or left.type == "quantity" or not left.evidence.quote[0].isupper()


@pytest.mark.parametrize(
    "words", ["areas ", "A of ", "Bank of ", "plan for regional ", "coal, ", "20 ", "Tibet and ", "(\"'"]
)
def test_a_long_sentence_costs_what_its_length_is(words: str) -> None:
    def cost(size: int) -> float:
        text = words * size
        best = 9.0
        for _ in range(3):
            start = process_time()
            read(text)
            best = min(best, process_time() - start)
        return best

    cost(50)
    assert cost(2400) < 12 * max(cost(600), 0.004)  # four times the text; sixteen times if it were quadratic
