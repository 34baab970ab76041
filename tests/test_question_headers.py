"""The gallery of questions: its headers, and the page that is made from them."""

import re
from pathlib import Path

import pytest

from plangraph.graph import queries
from plangraph.graph.queries import Question, load_all
from plangraph.views.questions import page, write
from plangraph.web.pages import GROUPS

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = load_all(ROOT / "queries" / "ask")
ANSWERED = {path.stem.split(".")[0] for path in (ROOT / "tests" / "answers").glob("*.tsv")}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_header(question: Question) -> None:
    assert question.path is not None
    assert question.path.stem == question.id
    assert question.summary.endswith((".", ")"))
    assert re.search(r"[\u4e00-\u9fff].*？$", question.title_zh), question.title_zh
    assert question.title.endswith("?")
    assert bool(question.empty) == bool(question.empty_zh)
    assert "ORDER BY" in question.text
    assert question.id in ANSWERED


def test_numbers_are_those_of_the_28() -> None:
    numbers = sorted(int(question.question) for question in QUESTIONS.values() if question.question)
    assert numbers == list(range(1, 29))
    assert len(QUESTIONS) - len(numbers) >= 14


def test_page_of_questions_is_up_to_date() -> None:
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == page(QUESTIONS.values())


def test_page_does_not_depend_on_order() -> None:
    assert page(reversed(list(QUESTIONS.values()))) == page(QUESTIONS.values())


def test_page_takes_no_markup_from_headers() -> None:
    question = Question(id="q", title="What of <b> & `x` | y?", text="", title_zh="问？", summary="A <script>.")
    text = page([question])
    assert "<b>" not in text
    assert "<script>" not in text
    assert "\\|" in text


def test_page_is_written(tmp_path: Path) -> None:
    write(ROOT / "queries" / "ask", tmp_path / "docs" / "questions.md")
    assert (tmp_path / "docs" / "questions.md").read_text(encoding="utf-8") == page(QUESTIONS.values())


def test_each_key_and_each_group_is_described() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [line for line in text.split("## The header of a question")[1].split("\n") if line.startswith("| `")]
    keys = [key for row in rows for key in re.findall("`([^`]+)`", row.split(" | ")[0])]
    assert sorted(keys) == sorted((*queries._KEYS, "param"))
    groups = next(row for row in rows if row.startswith("| `group`")).split(" | ")[1]
    assert tuple(re.findall("`([^`]+)`", groups)) == GROUPS[:-1]
