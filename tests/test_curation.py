"""Verdicts: read strictly, applied where they fit, reported where they no longer do."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from plangraph import api
from plangraph.errors import DataError
from plangraph.model import Judgement, Reading, Thing
from plangraph.rdf.document import section_paths
from plangraph.reading.judging import curation

HEADER = "plan\tchapter\tsection\tquote\tproperty\tvalue\tverdict\twho\twhen\twhy\n"
ROW = "cn-14fyp\t32\tsection/1\tboost investment\ttheme\tfinance\tadd\tA. Reader\t2026-11-24\tinvestment is finance\n"


def _write(folder: Path, text: str) -> Path:
    path = folder / "judgements.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_read(tmp_path: Path) -> None:
    (judgement,) = curation.load(_write(tmp_path, HEADER + ROW))
    assert (judgement.section, judgement.quote, judgement.verdict) == ("section/1", "boost investment", "add")
    assert judgement.line == 2


def test_no_table_is_no_verdict(tmp_path: Path) -> None:
    assert curation.load(tmp_path / "judgements.tsv") == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\tadd\t", "\tmaybe\t", "judgements.tsv:2: verdict is 'maybe'; it must be one of accept, reject, add"),
        ("2026-11-24", "24.11.2026", "judgements.tsv:2: when is '24.11.2026'; write a date as 2026-01-31"),
        ("A. Reader", "", "judgements.tsv:2: who is empty"),
        ("\ttheme\t", "\tcolour\t", "judgements.tsv:2: property is 'colour'; it must be one of"),
        ("\tinvestment is finance", "", "judgements.tsv:2: 9 cells, but the header has 10"),
        ("\twhy", "", "judgements.tsv:1: the header lacks why"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (HEADER + ROW).replace(old, new, 1)
    with pytest.raises(DataError) as caught:
        curation.load(_write(tmp_path, text))
    assert says in str(caught.value)


TEXT = """Chapter 9 Alpha

Section 1
Beta

We will boost investment in Tongjiang and improve the business environment.
"""


def _read(tmp_path: Path) -> Reading:
    path = tmp_path / "9.txt"
    path.write_text(TEXT, encoding="utf-8")
    return api.read(path)


def _verdict(property_: str, value: str, verdict: Literal["accept", "reject", "add"], quote: str) -> Judgement:
    return Judgement("x", "9", "section/1", quote, property_, value, verdict, "A. Reader", "2026-11-24", "test", 2)


def _apply(reading: Reading, *judgements: Judgement) -> tuple[Reading, tuple[Judgement, ...]]:
    tibet = Thing("place/tibet", "Province", "Tibet", known=True)
    return curation.apply(reading, judgements, section_paths(reading.document), {tibet.ref: tibet}.get)


def test_verdicts_change_only_the_measure_that_they_quote(tmp_path: Path) -> None:
    reading = _read(tmp_path)
    assert [measure.clause.action for measure in reading.measures] == ["boost", "improve"]
    judged, stale = _apply(
        reading,
        _verdict("theme", "talent", "add", "boost investment"),
        _verdict("place", "place/tibet", "add", "boost investment"),
        _verdict("strength", "deliver", "add", "boost investment"),
    )
    first, second = judged.measures
    assert ("talent" in first.themes, first.places[-1].things[0].ref, first.strength) == (
        True,
        "place/tibet",
        "deliver",
    )
    assert second == reading.measures[1]
    assert stale == ()


def test_a_verdict_can_take_away(tmp_path: Path) -> None:
    reading = _read(tmp_path)
    judged, _ = _apply(reading, _verdict("theme", "talent", "add", "boost"))
    back, stale = _apply(judged, _verdict("theme", "talent", "reject", "boost"))
    assert [replace(measure, judged=()) for measure in back.measures] == list(reading.measures)
    assert stale == ()


def test_a_name_gets_the_thing_that_a_person_says(tmp_path: Path) -> None:
    judged, stale = _apply(_read(tmp_path), _verdict("refersTo", "place/tibet", "add", "Tongjiang"))
    assert [m.things[0].ref for m in judged.mentions if m.evidence.quote == "Tongjiang"] == ["place/tibet"]
    assert stale == ()


def test_what_no_longer_fits_is_stale_and_not_dropped(tmp_path: Path) -> None:
    reading = _read(tmp_path)
    gone = _verdict("theme", "talent", "add", "words that are not there")
    moved = replace(_verdict("theme", "talent", "add", "boost"), section="section/2")
    assert _apply(reading, gone, moved) == (reading, (gone, moved))


def test_an_unknown_ref_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"judgements\.tsv:2: nothing has the ref 'place/nowhere'"):
        _apply(_read(tmp_path), _verdict("place", "place/nowhere", "add", "boost"))
