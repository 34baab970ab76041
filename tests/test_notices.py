"""Notices: each kind is explained on the page of warnings, tells the kind it is of, and is only counted in the end."""

import re

import pytest

from plangraph.model import Notice
from plangraph.reading.layout.notices import KINDS, Notices, kind_of, notice
from tests import project

PAGE = (project.ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
BLANKS: dict[str, str | int] = {
    "which": "U+200B ZERO WIDTH SPACE",
    "length": 30_000,
    "name": "section 5",
    "before": "section 3",
    "first": 7,
    "place": "cn-14fyp/32.txt:1",
}


def test_the_page_explains_each_kind_and_no_other() -> None:
    headings = re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
    assert sorted(headings) == sorted(title for title, _ in KINDS.values())
    for part in re.split(r"^### .+$", PAGE, flags=re.MULTILINE)[1:]:
        assert len(part.split("\n## ")[0].split()) > 8, "a heading without an explanation"


@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_tells_its_kind(kind: str) -> None:
    said = notice(kind, 12, **BLANKS)
    assert said.line == 12
    assert "{" not in said.message
    assert kind_of(said) == kind
    assert [other for other in KINDS if kind_of(notice(other, 1, **BLANKS)) == kind] == [kind]


def test_other_words_are_of_no_kind() -> None:
    assert kind_of(Notice(1, "something else")) is None


@pytest.mark.parametrize("kind", KINDS)
def test_of_one_kind_twenty_are_told_and_all_are_counted(kind: str) -> None:
    notices = Notices()
    for line in range(500, 0, -1):
        notices.add(kind, line, **BLANKS)
    notices.add("odd" if kind != "odd" else "twice", 3, **BLANKS)
    told = [found for found in notices.all() if kind_of(found) == kind]
    assert len(told) == 21
    assert any(found.message.endswith("on 500 lines in all, this is the last") for found in told)
    assert [found.line for found in notices.all()] == sorted(found.line for found in notices.all())
    assert len(notices.all()) == 22


def test_a_number_of_thousands_of_figures_is_cut_short() -> None:
    assert notice("odd", 1, name="section -" + "9" * 5000).message == "section -" + "9" * 30 + "… has an odd number"
