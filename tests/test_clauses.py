"""The clause grammar: cases of one sentence or list each, and what must hold for any text."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.model import Clause, Document, Span
from plangraph.reading.layout.structure import parse
from plangraph.reading.measuring.clauses import find
from plangraph.reading.words.actions import actions
from plangraph.reading.words.tokens import tokenize

CASES = Path(__file__).parent / "cases" / "clauses"
KINDS = {"+": "commitment", "?": "recommendation", "~": "outcome", "-": "achievement", "%": "possibility"}
PARTS = ("action_at", "at", "object_at", "subject_at", "target_at", "frame_at", "purpose_at")


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


def _cases() -> list[Case]:
    found = []
    for file in sorted(CASES.glob("*.txt")):
        for number, block in enumerate(file.read_text(encoding="utf-8").strip().split("\n\n"), start=1):
            lines = block.split("\n")
            text = "\n".join(line[1:].strip() for line in lines if line.startswith(">"))
            expected = tuple(line for line in lines if not line.startswith(">"))
            found.append(Case(f"{file.stem}-{number}", text, expected))
    return found


def _read(text: str) -> tuple[Document, tuple[Clause, ...]]:
    document = parse("case", text + "\n")
    return document, find(document, [tokenize(sentence.text) for sentence in document.sentences], ())


def _words(document: Document, clause: Clause, span: Span | None) -> str:
    return document.sentences[clause.sentence].text[span.start : span.end] if span else ""


def _asked(document: Document, clauses: tuple[Clause, ...], clause: Clause, part: str) -> str:
    """The words or the value of a part that a case may ask for."""
    place = {"in": clause.parent, "shares": clause.shares, "group": clause.group}
    if part in place:
        index = place[part]
        return "" if index is None else clauses[index].action
    if part in {"role", "voice"}:
        return str(getattr(clause, part))
    return _words(document, clause, getattr(clause, f"{part}_at"))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    document, clauses = _read(case.text)
    said = []
    for clause, line in zip(clauses, (*case.expected, *[""] * len(clauses)), strict=False):
        mark = next(sign for sign, kind in KINDS.items() if kind == clause.kind)
        through = f" <{clause.through}" if clause.through else ""
        asked = [field.split("=")[0] for field in line.split(" | ")[2:]]
        parts = [f"{part}={_asked(document, clauses, clause, part)}" for part in asked]
        said.append(
            " | ".join([f"{mark} {clause.action}{through}", _words(document, clause, clause.object_at), *parts])
        )
    assert said == list(case.expected)


def test_there_are_cases() -> None:
    assert len(_cases()) > 80


def test_headings_commit_nobody() -> None:
    document = parse(
        "case", "Chapter 3 Building Strong Towns\n\nSection 1\nWidening the Canal\n\nWe will pave the road.\n"
    )
    clauses = find(document, [tokenize(sentence.text) for sentence in document.sentences], ())
    assert [clause.action for clause in clauses] == ["pave"]


VOCABULARY = sorted(
    {word for known in actions() for word in known.verb.split()}
    | {
        "we",
        "will",
        "shall",
        "to",
        "and",
        ",",
        ";",
        "or",
        "by",
        "in",
        "for",
        "of",
        "the",
        "a",
        "steps",
        "efforts",
        "is",
        "are",
        "being",
        "built",
        "widened",
        "proposed",
        "it",
        "that",
        "which",
        "under",
        "into",
        "as",
        "with",
        "on",
        "widening",
        "building",
        "roads",
        "bridges",
        "towns",
        "Government",
        "This",
        "plan",
        "not",
        "been",
        "has",
        "was",
        "priority",
        "given",
        "(",
        ")",
        ":",
        "-",
        "30",
        "%",
        "while",
        "besides",
        "including",
        "such",
        "well",
        "so",
        "if",
        "when",
        "because",
        "first",
        "very",
        "aim",
    }
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=45))
def test_spans_and_places_hold_for_any_words(words: list[str]) -> None:
    document, clauses = _read("We will " + " ".join(words) + ".")
    for index, clause in enumerate(clauses):
        length = len(document.sentences[clause.sentence].text)
        for part in PARTS:
            span = getattr(clause, part)
            assert span is None or 0 <= span.start < span.end <= length
        assert clause.at.start <= clause.action_at.start
        assert clause.action_at.end <= clause.at.end
        assert clause.rules
        for place in (clause.parent, clause.shares):
            assert place is None or (0 <= place < len(clauses) and place != index)
        assert clause.group is None or clauses[clause.group].group == clause.group


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_can_be_read(text: str) -> None:
    _read(re.sub(r"\s+", " ", text) or "-")


@pytest.mark.parametrize(
    "unit", ["build roads, ", "and ", "continue to ", "x is ", "encourage towns to build roads, ", "( ", "in the x , "]
)
def test_a_sentence_twice_as_long_has_no_more_than_twice_the_clauses(unit: str) -> None:
    counts = [len(_read("We will develop " + unit * size + "roads.")[1]) for size in (20, 40)]
    assert counts[1] <= 2 * counts[0] + 2
