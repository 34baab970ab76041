"""The lexicon: knowledge about words, as tables beside this file.

A table is a TSV file: a comment block (lines that begin with ``#``) that says what it is, a header line, then one
entry a line. The first column is the key; the column ``example`` holds words that are not from the sample chapter
and in which the entry fires. Cells with several values separate them by ``|``.
"""

from functools import cache
from pathlib import Path

from plangraph.errors import DataError

_HERE = Path(__file__).resolve().parent


@cache
def table(name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The entries of the table ``name``, in file order, a mapping from column to cell each.

    Raises:
        DataError: the header is not ``columns``, a line has another number of cells, or a key is empty or doubled.
    """
    path = _HERE / f"{name}.tsv"
    rows: list[dict[str, str]] = []
    seen: set[str] = set()
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if tuple(header) != columns:
                raise DataError(f"{path.name}:{number}: header is {header}, expected {list(columns)}")
            continue
        if len(cells) != len(header):
            raise DataError(f"{path.name}:{number}: {len(cells)} cells, expected {len(header)}: {', '.join(header)}")
        key = cells[0]
        if not key or key in seen:
            raise DataError(f"{path.name}:{number}: the key {key!r} is empty or stands twice")
        seen.add(key)
        rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, separated by ``|``.

    >>> values("set|put")
    ('set', 'put')
    """
    return tuple(part for part in cell.split("|") if part)
