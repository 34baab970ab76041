"""The judged data of tests/links: which names are one thing, which measures belong together, which promises were kept.

``identity()``, ``related()`` and ``fulfils()`` give the rows as they stand; ``tests/links/README.md`` says how they
were judged. ``source`` gives the text that a row names, or nothing where it lies beside the project and is absent.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from tests.beside import CORPUS, GOLD
from tests.project import ROOT

FOLDER = ROOT / "tests" / "links"
TYPES = ("same", "continues", "extends", "narrows", "strengthens", "weakens", "quantifies", "related")
OWN_WORDS = "made up for the test"
GAZETTEER = "gazetteer"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, and whether they name one thing; ``context`` holds the words around a name that settle it."""

    id: str
    a_name: str
    a_class: str
    a_where: str
    a_context: str
    b_name: str
    b_class: str
    b_where: str
    b_context: str
    verdict: str
    kind: str
    difficulty: str
    split: str
    why: str
    date: str
    judge: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A measure (a) and one counterpart (b) in another text; ``type`` none and empty cells where b has none.

    ``drawn`` says how the measure was come by: at random, or picked for its theme.

    ``begin`` and ``end`` delimit the clause, ``at`` is where the quote begins; all are code points of the file.
    """

    query: str
    theme: str
    a_text: str
    a_begin: str
    a_end: str
    a_action: str
    a_at: str
    a_quote: str
    b_text: str
    b_begin: str
    b_end: str
    b_action: str
    b_at: str
    b_quote: str
    type: str
    drawn: str
    split: str
    why: str
    date: str
    judge: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised measure (a, a clause) and a sentence of a later report (b), and whether b says that a was done."""

    id: str
    a_text: str
    a_begin: str
    a_end: str
    a_action: str
    a_at: str
    a_quote: str
    b_text: str
    b_begin: str
    b_end: str
    b_at: str
    b_quote: str
    verdict: str
    kind: str
    split: str
    why: str
    date: str
    judge: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A link that a program made, what it said, and what a reader says; no later measure where it says drops."""

    id: str
    said: str
    later: str
    later_begin: str
    later_end: str
    later_action: str
    later_at: str
    later_quote: str
    earlier: str
    earlier_begin: str
    earlier_end: str
    earlier_action: str
    earlier_at: str
    earlier_quote: str
    verdict: str
    why: str
    date: str
    judge: str


Row = TypeVar("Row", Pair, Counterpart, Promise, Typed)


def identity() -> list[Pair]:
    """The judged pairs of mentions."""
    return list(_rows("identity.tsv", Pair))


def related() -> list[Counterpart]:
    """The judged counterparts; the rows of one query stand together."""
    return list(_rows("related.tsv", Counterpart))


def fulfils() -> list[Promise]:
    """The judged pairs of promise and report."""
    return list(_rows("fulfils.tsv", Promise))


def types() -> list[Typed]:
    """The judged sample of links."""
    return list(_rows("types.tsv", Typed))


def path(name: str) -> Path:
    """The file that a row names: ``cn-14fyp/32``, ``gwr-2008``, ``gwr-2008.zh`` or ``gold/<passage>``."""
    if name.startswith("gwr-"):
        return CORPUS / f"{name}.txt"
    if name.startswith("gold/"):
        return GOLD / "passages" / f"{name.removeprefix('gold/')}.txt"
    return ROOT / "graph" / "text" / f"{name}.txt"


def source(name: str) -> str | None:
    """The text of that file, untouched, or nothing where it is absent."""
    file = path(name)
    return file.read_bytes().decode("utf-8") if file.is_file() else None


def _rows(name: str, kind: type[Row]) -> Iterator[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        table = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = [field.name for field in fields(kind)]
        if next(table) != columns:
            raise ValueError(f"{name}: the columns are not {', '.join(columns)}")
        for cells in table:
            if len(cells) != len(columns):
                raise ValueError(f"{name}:{table.line_num}: {len(cells)} cells, not {len(columns)}")
            yield kind(*cells)
