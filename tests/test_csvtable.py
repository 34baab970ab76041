"""Tables of facts are read strictly; a fault is named by file and line."""

from pathlib import Path

import pytest

from plangraph import csvtable
from plangraph.errors import DataError


def _table(folder: Path, data: bytes) -> Path:
    path = folder / "places.csv"
    path.write_bytes(data)
    return path


def test_quoted_cells_keep_commas_and_the_line_number_is_the_files(tmp_path: Path) -> None:
    path = _table(tmp_path, b'id,label\na,"x, y"\nb,"two\nlines"\nc,z\n')
    assert csvtable.rows(path, ["id"]) == [
        (2, {"id": "a", "label": "x, y"}),
        (4, {"id": "b", "label": "two\nlines"}),
        (5, {"id": "c", "label": "z"}),
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"id\na\n", "places.csv:1: the header lacks label"),
        (b"id,label\na\n", "places.csv:2: 1 cells, but the header has 2: id,label"),
        (b"", "places.csv:1: empty"),
        (b"id,label\n\xff,b\n", "not UTF-8 at byte 9"),
        (b'id,label\na,"b\n', "broken table"),
    ],
)
def test_faults(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(DataError) as caught:
        csvtable.rows(_table(tmp_path, data), ["id", "label"])
    assert says in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing; it needs the columns id"):
        csvtable.rows(tmp_path / "none.csv", ["id"])
