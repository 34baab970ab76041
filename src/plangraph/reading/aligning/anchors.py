"""What must be the same in two languages: figures by their value, and places by the gazetteer's names."""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from plangraph.errors import DataError
from plangraph.reading.names.entries import HOME, path_of
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.reading.names.gazetteer import load as load_gazetteer

_ENGLISH = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s?(thousand|million|billion|trillion)?\b", re.IGNORECASE)
_CHINESE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万亿|亿|千万|百万|万|千)?")
_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_CJK = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]{2,}")
# What a text leaves out of a full name: 新疆 for 新疆维吾尔自治区.
_TITLES = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|(?<=..)(?:[省市]|(?<!自治)县)$")
_OTHERS = {f"place/{HOME}": ("我国", "全国")}  # what a government calls its own country


@dataclass(frozen=True, slots=True)
class Name:
    """A Chinese name at a place of a text, and the things of the gazetteer that bear it."""

    start: int
    end: int
    text: str
    refs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """The gazetteer in both languages."""

    english: Gazetteer
    bearers: Mapping[str, frozenset[str]]  # of each Chinese name
    labels: Mapping[str, str]  # the Chinese name of each thing, as the gazetteer has it
    pattern: re.Pattern[str]

    def in_english(self, text: str) -> list[tuple[int, int, frozenset[str]]]:
        """The names in an English text that stand for things with a Chinese name; the longest at each place."""
        found: list[tuple[int, int, frozenset[str]]] = []
        for hit in self.english.hits(text):
            refs = frozenset(entry.thing.ref for entry in hit.entries) & self.labels.keys()
            if refs and (not found or hit.start >= found[-1][1]):
                found.append((hit.start, hit.end, refs))
        return found

    def in_chinese(self, text: str) -> list[Name]:
        """The names in a Chinese text, the longest at each place."""
        return [
            Name(match.start(), match.end(), match.group(), self.bearers[match.group()])
            for match in self.pattern.finditer(text)
        ]


def load(folder: Path) -> Names:
    """The names of the tables in ``folder``.

    Raises:
        DataError: a table is missing or broken.
    """
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for ref, label, others in _rows(folder):
        labels.setdefault(ref, label)
        for name in (label, *others):
            for form in {name, _TITLES.sub("", name), *_OTHERS.get(ref, ())}:
                if _CJK.fullmatch(form):
                    bearers[form].add(ref)
    forms = sorted(bearers, key=lambda form: (-len(form), form))
    pattern = re.compile("|".join(map(re.escape, forms)) or r"(?!)")
    return Names(load_gazetteer(folder), {form: frozenset(refs) for form, refs in bearers.items()}, labels, pattern)


def figures(text: str, *, chinese: bool) -> list[str]:
    """The figures of a text by value, so that 7.5 trillion and 7.5万亿 are one.

    >>> figures("about 1.2 billion yuan", chinese=False) == figures("约12亿元", chinese=True)
    True
    """
    found = []
    for number, scale in (_CHINESE if chinese else _ENGLISH).findall(text):
        value = Decimal(number.replace(",", "")) * _SCALES.get(scale.lower(), 1)
        found.append(f"{value.normalize():f}")
    return found


def _rows(folder: Path) -> list[tuple[str, str, list[str]]]:
    """Ref, Chinese name and aliases of each thing of the tables."""
    found = []
    codes: dict[str, str] = {}
    for table, english, chinese, aliases in (
        ("provinces.csv", "id", "zh", ""),
        ("countries.csv", "id", "zh", ""),
        ("places.csv", "id", "label_zh", "other_aliases"),
        ("divisions.csv", "adcode", "name_zh", "aliases"),
    ):
        path = folder / table
        try:
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    ref = _ref(table, row, codes)
                    if row[chinese]:
                        found.append((ref, row[chinese], row.get(aliases, "").split("|") if aliases else []))
        except (OSError, KeyError) as error:
            raise DataError(f"{path}: cannot be read as a table of names with {english} and {chinese}") from error
    return found


def _ref(table: str, row: Mapping[str, str], codes: dict[str, str]) -> str:
    """The path of a row's thing; a division that places.csv has too is that place."""
    if table == "divisions.csv":
        return codes.get(row["adcode"], f"place/cn-{row['adcode']}")
    ref = f"{path_of(row['kind']) if table == 'places.csv' else 'place'}/{row['id']}"
    if table == "places.csv" and row["adcode"]:
        codes[row["adcode"]] = ref
    return ref
