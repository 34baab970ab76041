"""Tables of facts: CSV and TSV files with a header, read strictly."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from plangraph.errors import DataError


def rows(path: Path, columns: Sequence[str], *, delimiter: str = ",") -> list[tuple[int, dict[str, str]]]:
    """The rows of a table, each with the number of its line, a mapping from column to cell each.

    Args:
        path: A UTF-8 file with a header line.
        columns: The columns that it must have, in any order; more are allowed.
        delimiter: What separates cells.

    Raises:
        DataError: the file is missing or not UTF-8, a column is missing, or a row has another number of cells.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return _checked(path, _records(file, delimiter), columns)
    except FileNotFoundError as error:
        raise DataError(f"{path}: missing; it needs the columns {', '.join(columns)}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except csv.Error as error:
        raise DataError(f"{path}: broken table: {error}") from error


def _records(file: TextIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with the number of the line on which each ends; a quoted cell may hold line breaks."""
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    for cells in reader:
        yield reader.line_num, cells


def _checked(
    path: Path, records: Iterable[tuple[int, list[str]]], columns: Sequence[str]
) -> list[tuple[int, dict[str, str]]]:
    header: list[str] | None = None
    found: list[tuple[int, dict[str, str]]] = []
    for line, cells in records:
        if not cells or (cells[0].startswith("#") and header is None):
            continue
        if header is None:
            header = cells
            absent = [name for name in columns if name not in header]
            if absent:
                raise DataError(f"{path}:{line}: the header lacks {', '.join(absent)}")
            continue
        if len(cells) != len(header):
            raise DataError(f"{path}:{line}: {len(cells)} cells, but the header has {len(header)}: {','.join(header)}")
        found.append((line, dict(zip(header, cells, strict=True))))
    if header is None:
        raise DataError(f"{path}:1: empty; it needs the columns {', '.join(columns)}")
    return found
