"""The gazetteer: what its tables make known, and where a text holds a name."""

import csv
import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.errors import DataError
from plangraph.reading.names.gazetteer import Gazetteer, class_of, load, path_of

TABLES = Path(__file__).resolve().parents[1] / "graph" / "gazetteer"


@cache
def gazetteer() -> Gazetteer:
    return load(TABLES)


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refs(name: str) -> list[str]:
    return [entry.thing.ref for entry in gazetteer().lookup(name)]


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in gazetteer().hits(text)]


def test_every_division_is_known_once_under_its_own_identifier() -> None:
    own = {row["adcode"]: row["id"] for row in rows("places.csv") if row["adcode"]}
    for row in rows("divisions.csv"):
        ref = f"place/{own.get(row['adcode'], 'cn-' + row['adcode'])}"
        assert ref in gazetteer().entries
        assert ref in refs(row["name_en"])
    assert not any(f"place/cn-{code}" in gazetteer().entries for code in own)


def test_every_place_is_known_by_its_label_and_by_the_words_of_the_text() -> None:
    for row in rows("places.csv"):
        ref = f"{path_of(row['kind'])}/{row['id']}"
        assert gazetteer().entries[ref].thing.cls == class_of(row["kind"], row["label_en"])
        assert ref in refs(row["text_form"]), row["id"]


def test_provinces_and_countries() -> None:
    for row in rows("provinces.csv"):
        [first] = {entry.thing.ref for entry in gazetteer().lookup(row["en"]) if entry.kind == "province-level"}
        assert first == f"place/{row['id']}"
    assert all(refs(row["en"]) == [f"place/{row['id']}"] for row in rows("countries.csv"))


@pytest.mark.parametrize(
    ("kind", "label", "cls", "path"),
    [
        ("macro-region", "western region", "MacroRegion", "place"),
        ("province-level", "Tibet", "Province", "place"),
        ("prefecture-level", "Harbin", "Prefecture", "place"),
        ("county-level", "Manzhouli", "County", "place"),
        ("town", "Saihantala", "Township", "place"),
        ("mountain pass", "Khunjerab", "Pass", "place"),
        ("border-port", "Lizi port", "BorderPort", "infrastructure"),
        ("highway", "A-B highway", "Highway", "infrastructure"),
        ("pilot-zone", "Harbour leading area in fishing", "LeadingArea", "initiative"),
        ("pilot-zone", "Harbour experimental zone", "ExperimentalZone", "initiative"),
        ("pilot-zone", "Harbour pilot demonstration area", "PilotZone", "initiative"),
        ("pilot-zone", "Harbour demonstration area", "DemonstrationZone", "initiative"),
        ("initiative", "Belt and Road Initiative", "Initiative", "initiative"),
    ],
)
def test_kinds(kind: str, label: str, cls: str, path: str) -> None:
    assert (class_of(kind, label), path_of(kind)) == (cls, path)


def test_homonyms_come_all() -> None:
    assert set(refs("Suzhou")) == {"place/cn-320500", "place/cn-341300", "place/cn-620902"}
    assert {"place/manzhouli", "infrastructure/manzhouli-port"} <= set(refs("Manzhouli"))
    assert {"place/jilin", "place/jilin-city"} == set(refs("Jilin"))


def test_names_are_compared_without_case_article_and_typography() -> None:
    assert refs("the Western Region") == refs("western region") == ["place/western-region"]
    assert refs("Ji\u2019an") == refs("Ji'an") != []
    assert refs("Nowhere at all") == []


def test_a_name_is_a_whole_word_with_its_capital() -> None:
    assert found("Trains run from Harbin to Dalian.") == ["Harbin", "Dalian"]
    assert found("The harbin, the Harbins and Harbin-Dalian trains.") == []
    assert found("Tibet-Yunnan, Yunnan/Tibet") == []
    assert found("Tibet - Yunnan") == ["Tibet", "Yunnan"]


def test_longer_names_come_first() -> None:
    assert found("city clusters along the middle reaches of the Yangtze River")[:2] == [
        "city clusters along the middle reaches of the Yangtze River",
        "middle reaches of the Yangtze River",
    ]


def test_other_countries_are_names_without_known_things() -> None:
    [kerala] = gazetteer().lookup("Kerala")
    assert (kerala.thing.known, kerala.thing.ref, kerala.country) == (False, "place/kerala", "india")


def test_the_opposite_side_of_a_border_is_no_other_name() -> None:
    """places.csv marks towns across the border with "(opposite)"."""
    assert "infrastructure/manzhouli-port" not in refs("Zabaykalsk")


@given(st.text(alphabet="aHarbinİßéTibet-/ '’,.", max_size=40))
def test_hits_lie_in_the_text(text: str) -> None:
    for hit in gazetteer().hits(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.entries


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    shutil.copytree(TABLES, tmp_path / "tables")
    file = tmp_path / "tables" / "places.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("text_form", "texform", 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"places\.csv.*text_form"):
        load(tmp_path / "tables")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    shutil.copytree(TABLES, tmp_path / "tables")
    (tmp_path / "tables" / "divisions.csv").unlink()
    with pytest.raises(DataError, match=r"divisions\.csv"):
        load(tmp_path / "tables")
