"""Review: what is doubtful comes as rows that can be judged, and a verdict settles it until it no longer fits."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph import api, reviewing
from plangraph.cli import main
from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.files import Project
from plangraph.model import Reading
from plangraph.rdf.document import section_paths
from plangraph.reading.judging import curation
from plangraph.reading.judging.review import Doubt
from plangraph.reading.measuring.measures import build
from plangraph.reading.measuring.withdrawal import without
from plangraph.views.review import table
from tests import project
from tests.project import judge
from tests.readings import clause, document, sentence_with, tokens

TEXT = """Chapter 9 Towns

Section 1
Beta

We will build a hospital in Yushu and help schools to mend roofs.
We will go on and on about it.
"""


@pytest.fixture
def here(tmp_path: Path) -> Project:
    """A project with one plan of one short chapter, and no verdicts."""
    return project.short(tmp_path, "9", TEXT)


def test_a_name_with_several_bearers_gives_a_row_for_each(here: Project) -> None:
    found = [doubt for doubt in reviewing.review(here).doubts if doubt.property == "refersTo"]
    divisions = rows(project.ROOT / "graph" / "gazetteer" / "divisions.csv", ("adcode", "name_en", "aliases"))
    named = {row["adcode"] for _, row in divisions if "Yushu" in (row["name_en"], *row["aliases"].split("|"))}
    assert len(named) == 3  # a prefecture and its city in Qinghai, a city in Jilin
    assert {doubt.value for doubt in found} == {f"place/cn-{code}" for code in named}
    for doubt in found:
        assert (doubt.plan, doubt.chapter, doubt.section, doubt.quote) == ("beta", "9", "section/1", "Yushu")
        assert doubt.why.startswith("one of 3 that bear the name")


def test_a_verdict_over_a_name_settles_it_and_links_it(here: Project) -> None:
    doubt = next(doubt for doubt in reviewing.review(here).doubts if doubt.value == "place/cn-632701")
    judge(here, doubt, "add")
    after = reviewing.review(here)
    assert [doubt for doubt in after.doubts if doubt.property == "refersTo"] == []
    assert after.stale == ()


def test_only_measures_of_low_confidence_are_listed(here: Project) -> None:
    assert [doubt for doubt in reviewing.review(here, below=0).doubts if doubt.property == "action"] == []
    everything = [doubt for doubt in reviewing.review(here, below=1.01).doubts if doubt.property == "action"]
    reading = api.read(here.texts / "beta" / "9.txt")
    assert [doubt.value for doubt in everything] == [measure.clause.action for measure in reading.measures]
    for doubt, measure in zip(everything, reading.measures, strict=True):
        assert doubt.quote == measure.evidence.quote
        assert f"confidence {measure.confidence:.2f} by" in doubt.why
    some = sorted(measure.confidence for measure in reading.measures)[-1]
    below = [doubt.value for doubt in reviewing.review(here, below=some).doubts if doubt.property == "action"]
    assert below == [measure.clause.action for measure in reading.measures if measure.confidence < some]


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_verdict_over_a_measure_settles_it(here: Project, verdict: str) -> None:
    doubts = reviewing.review(here, below=1.01).doubts
    doubt = next(doubt for doubt in doubts if doubt.value == "help")
    judge(here, doubt, verdict)
    after = reviewing.review(here, below=1.01)
    gone = {"accept": {"help"}, "reject": {"help", "mend"}}[verdict]  # what it embeds goes with it
    assert {doubt.value for doubt in doubts} - {doubt.value for doubt in after.doubts} == gone
    assert after.stale == ()


def test_a_rejected_measure_is_in_no_reading(here: Project) -> None:
    reading = api.read(here.texts / "beta" / "9.txt")
    (own,) = [doubt for doubt in reviewing.review(here, below=1.01).doubts if doubt.value == "build"]
    judge(here, own, "reject")
    paths = section_paths(reading.document)
    judged, stale = curation.apply(reading, curation.load(here.judgements), paths, lambda _: None)
    assert stale == ()
    assert [measure.clause.action for measure in judged.measures] == ["help", "mend"]
    assert judged.measures[1].clause.parent == 0


def test_a_verdict_that_fits_no_more_is_reported(here: Project, capsys: pytest.CaptureFixture[str]) -> None:
    for doubt in reviewing.review(here, below=1.01).doubts:
        if doubt.value in {"build", "place/cn-632701"}:
            judge(here, doubt, "accept" if doubt.value == "build" else "add")
    assert reviewing.review(here).stale == ()
    path = here.texts / "beta" / "9.txt"
    path.write_text(TEXT.replace("build a hospital in Yushu", "open a clinic in Ode"), "utf-8")
    assert {judgement.value for judgement in reviewing.review(here).stale} == {"build", "place/cn-632701"}
    assert main(["review", "--project", str(here.root)]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all("judgements.tsv:" in line and "stale" in line for line in lines)


def test_a_verdict_over_a_chapter_that_is_gone_is_stale(here: Project) -> None:
    judge(here, replace(reviewing.review(here, below=1.01).doubts[0], chapter="10"), "accept")
    assert [judgement.chapter for judgement in reviewing.review(here).stale] == ["10"]
    assert reviewing.review(here, here.texts / "beta" / "9.txt").stale == ()


def test_an_action_cannot_be_added_without_its_parts(here: Project) -> None:
    doubt = next(doubt for doubt in reviewing.review(here, below=1.01).doubts if doubt.property == "action")
    judge(here, doubt, "add")
    with pytest.raises(DataError, match="2: an action is added with its parts"):
        reviewing.review(here)


def test_the_command_prints_the_columns_of_the_table(here: Project, capsys: pytest.CaptureFixture[str]) -> None:
    path = here.texts / "beta" / "9.txt"
    assert main(["review", str(path), "--below", "1.01", "--project", str(here.root)]) == 0
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter="\t"))
    expected = reviewing.review(here, path, 1.01).doubts
    assert [tuple(row.values()) for row in printed] == [doubt.row() for doubt in expected]
    assert {(row["plan"], row["verdict"], row["who"], row["when"]) for row in printed} == {("beta", "", "", "")}


def test_a_text_that_cannot_be_read_is_named(here: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (here.texts / "beta" / "10.txt").write_bytes(b"\xff\xfe\x00")
    assert main(["review", "--project", str(here.root)]) == 1
    printed = capsys.readouterr()
    assert "10.txt" in printed.err
    assert "Yushu" in printed.out


def test_a_cell_cannot_move_the_cursor() -> None:
    printed = table([Doubt("p", "1", "", 'a\x1b[2J "b"\tc', "action", "build", "why")])
    assert "\x1b" not in printed
    assert len(printed.splitlines()[1].split("\t")) == len(curation.COLUMNS)


def _chain(parents: list[int | None], shares: list[int | None]) -> Reading:
    """A reading whose measures embed and share as the lists say."""
    doc = document("Chapter 1 X\n\nWe will mend gates.\n")
    at = sentence_with(doc, "mend")
    clauses = [clause(doc, at, "mend", "gates") for _ in parents]
    made, silence = build(doc, tokens(doc), [], clauses)
    linked = [
        replace(measure, clause=replace(measure.clause, parent=parent, shares=share))
        for measure, parent, share in zip(made, parents, shares, strict=True)
    ]
    return Reading(doc, (), tuple(linked), silence)


@given(st.data())
def test_what_remains_refers_to_the_same_measures(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 6))
    before = [st.none() | st.integers(0, index - 1) if index else st.none() for index in range(size)]
    parents, shares = (list(data.draw(st.tuples(*before))) for _ in range(2))
    gone = data.draw(st.sets(st.integers(0, size - 1)))
    reading = _chain(parents, shares)
    named = [replace(measure, strength=str(index)) for index, measure in enumerate(reading.measures)]
    left = without(replace(reading, measures=tuple(named)), gone).measures
    kept = [int(measure.strength) for measure in left]
    assert not gone & set(kept)
    for measure in left:
        old = int(measure.strength)
        above = measure.clause.parent
        assert (None if above is None else int(left[above].strength)) == parents[old]
        shared = measure.clause.shares
        assert (None if shared is None else int(left[shared].strength)) == (
            shares[old] if shares[old] in kept else None
        )
    for index in set(range(size)) - set(kept) - gone:
        assert parents[index] not in kept  # it went with what embeds it


def test_a_sentence_without_its_only_promise_says_why() -> None:
    reading = _chain([None], [None])
    sentence = reading.measures[0].clause.sentence
    assert sentence not in dict(reading.silence)
    assert dict(without(reading, {0}).silence)[sentence] == "background"


def test_read_explains_itself(here: Project, capsys: pytest.CaptureFixture[str]) -> None:
    path = here.texts / "beta" / "9.txt"
    assert main(["read", str(path), "--project", str(here.root)]) == 0
    plain = capsys.readouterr().out
    assert "confidence" not in plain
    assert main(["read", str(path), "--explain", "--project", str(here.root)]) == 0
    lines = capsys.readouterr().out.splitlines()
    reading = api.read(path)
    because = [line.strip() for line in lines if line.strip().startswith("read by ")]
    assert len(because) == len(reading.mentions) + len(reading.measures)
    for measure in reading.measures:
        assert f"read by {', '.join(measure.clause.rules)}; confidence {measure.confidence:.2f}" in because
    assert [line for line in lines if not line.strip().startswith("read by ")] == plain.splitlines()
