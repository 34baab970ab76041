"""Gold as offsets: nothing is lost, no text is in it, and what is broken is named."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plangraph.errors import DataError, TextError
from plangraph.files import find_project
from plangraph.reading.evaluation import gold, offsets
from plangraph.reading.evaluation.annotation import TYPES, from_json
from tests.beside import GOLD, needs
from tests.evaluated import OWN, SETS
from tests.project import ROOT

TEXT = "We will build fish-\nways in Aba and mend   old\nroads of Ode, two of them.\nNothing else.\n"
MARKED: dict[str, Any] = {
    "mentions": [{"start": 28, "end": 31, "text": "Aba", "type": "place", "named": True}],
    "measures": [
        {
            "start": 0,
            "end": 74,
            "action": "build",
            "action_alt": ["mend"],
            "object": "fish-ways",
            "object_alt": ["fish-ways old roads"],
            "places": ["Aba", "Ode"],
            "quantity": "two",
            "embedded": [{"action": "mend", "object": "old roads"}],
        }
    ],
}


def test_an_annotation_is_whole_again_from_offsets() -> None:
    made = offsets.packed(MARKED, "a.txt", 7, TEXT)
    assert (made["start"], made["end"]) == (7, 7 + len(TEXT))
    assert made["measures"][0]["object"] == [[14, 24]]
    assert made["measures"][0]["object_alt"] == [[[14, 24], [43, 52]]]
    written = offsets.written(made)
    assert "fish" not in written
    assert "Aba" not in written
    assert offsets.unpacked(json.loads(written), TEXT, "x") == MARKED


def test_words_that_are_not_in_the_sentence_are_refused() -> None:
    broken = json.loads(json.dumps(MARKED))
    broken["measures"][0]["places"] = ["Nothing"]  # stands in the text, though in another sentence
    with pytest.raises(DataError, match="'Nothing' of 'Nothing' does not stand in the sentence at 0-74"):
        offsets.packed(broken, "a.txt", 0, TEXT)


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _strings(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, key)


@pytest.mark.parametrize("path", sorted(OWN.rglob("*.json")), ids=lambda path: path.stem)
def test_the_gold_of_the_project_holds_no_text(path: Path) -> None:
    allowed = {"source", "sha256", "type", "type_alt", "action", "action_alt"}
    for key, words in _strings(json.loads(path.read_text("utf-8"))):
        assert key in allowed
        if key.startswith("type"):
            assert words in TYPES
        if key.startswith("action"):
            assert len(words.split()) <= 4, "a verb with its particles"


@pytest.mark.shared
@needs("gold")
def test_offsets_keep_all_that_is_marked() -> None:
    for file in sorted((GOLD / "gold").glob("*.json")):
        data = json.loads(file.read_text("utf-8"))
        text = (GOLD / "passages" / f"{file.stem}.txt").read_bytes().decode("utf-8")
        packed = json.loads(offsets.written(offsets.packed(data, file.name, 0, text)))
        assert from_json(offsets.unpacked(packed, text, file.name), "") == from_json(data, ""), file.name


@pytest.mark.shared
@needs("gold")
def test_the_chapter_is_marked_as_in_the_gold_beside_the_project() -> None:
    (own,) = gold.load(SETS["chapter-32"], [ROOT / "graph" / "text"])
    (other,) = gold.load(GOLD / "gold" / "00-chapter-32.json", [])
    assert own.gold == other.gold
    assert (own.text, own.line) == (other.text, 1)


@pytest.mark.shared
@needs("corpus")
@pytest.mark.parametrize(
    ("name", "mentions", "measures"),
    [("round-1", 119, 94), ("round-2", 103, 87), ("round-3", 165, 83), ("round-4", 139, 91)],
)
def test_a_round_is_eight_passages(name: str, mentions: int, measures: int) -> None:
    passages = gold.load(OWN / name, gold.texts(find_project(ROOT)))
    assert len(passages) == 8
    assert len({one.file for one in passages}) == 8
    assert sum(len(one.gold.mentions) for one in passages) == mentions
    assert sum(len(one.gold.measures) for one in passages) == measures
    for one in passages:
        lines = one.file.read_text("utf-8").splitlines()
        for mention in one.gold.mentions:
            first = mention.text.split("\n")[0]
            assert first in lines[one.line_of(mention.start) - 1]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"source": "a.txt", "sha256": "0"}, "its sha256 differs"),
        ({"source": "b.txt"}, "its text b.txt is not at hand; looked for it in"),
        ({"source": "../a.txt"}, "must be a path inside the folder of texts"),
        ([], "not an annotation: an object"),
        ({"source": "a.txt", "mentions": []}, "not an annotation by offsets: KeyError('measures')"),
    ],
)
def test_broken_gold_is_named(tmp_path: Path, data: Any, says: str) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes(TEXT.encode())
    if isinstance(data, dict) and data.get("source") == "a.txt":
        data.setdefault("sha256", offsets.digest(TEXT))
    path = tmp_path / "one.json"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(DataError) as caught:
        gold.load(path, [tmp_path / "texts"])
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)


def test_gold_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no gold here"):
        gold.load(tmp_path, [])
    (tmp_path / "a.json").write_text("{", "utf-8")
    with pytest.raises(DataError, match=r"a\.json: not readable as JSON"):
        gold.load(tmp_path, [])
    (tmp_path / "a.json").write_text('{"mentions": [], "measures": []}', "utf-8")
    with pytest.raises(TextError, match="not found"):
        gold.load(tmp_path, [])


def test_a_field_that_is_missing_is_named() -> None:
    with pytest.raises(DataError, match="x: a mention or measure lacks 'end'"):
        from_json({"mentions": [{"start": 1}], "measures": []}, "x")
