"""plan.toml: what it must have, and that a published text does not change under us."""

import shutil
from pathlib import Path

import pytest

from plangraph import plans
from plangraph.errors import DataError

TEXTS = Path(__file__).resolve().parents[1] / "graph" / "text"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEXTS / "cn-14fyp", tmp_path / "cn-14fyp"))


def test_the_sample(plan: Path) -> None:
    loaded = plans.load(plan)
    assert loaded.titles["zh"].startswith("中华人民共和国")
    assert [path.name for path in loaded.chapters] == ["32.txt"]
    assert loaded.issued == "2021-03"


def test_chapters_come_in_the_order_of_their_numbers(plan: Path) -> None:
    for name in ("4.txt", "100.txt", "notes.md"):
        (plan / name).write_text("x", encoding="utf-8")
    assert [path.stem for path in plans.load(plan).chapters] == ["4", "32", "100"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "cn-14fyp"', "", "id is missing"),
        ('id = "cn-14fyp"', 'id = "cn-15fyp"', "make them the same"),
        ("[title]", "[title", "not valid TOML"),
        ("47552667", "00000000", "its sha256 is not the one in plan.toml"),
    ],
)
def test_faults(plan: Path, old: str, new: str, says: str) -> None:
    toml = plan / "plan.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        plans.load(plan)
    assert says in str(caught.value)


def test_a_folder_without_a_plan(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"plan\.toml: missing"):
        plans.load(tmp_path)
