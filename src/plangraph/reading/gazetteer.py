"""The gazetteer: names, and the known things that they may stand for.

Facts come from the tables of ``graph/gazetteer``; names that several governments use but that have no row there come
from the lexicon's ``world`` table, and what they stand for is then not known. Nothing is decided here: a name with
several bearers gives them all, and ``linking`` chooses by context or leaves the name alone.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

import ahocorasick

from plangraph import vocab
from plangraph.csvtable import rows
from plangraph.model import Thing
from plangraph.reading.lexicon.tables import table, values
from plangraph.reading.source import fold

EntryType = Literal["place", "infrastructure", "initiative", "organisation"]

_CLASSES: Mapping[str, str] = {
    "macro-region": "MacroRegion",
    "world-region": "WorldRegion",
    "country": "Country",
    "province-level": "Province",
    "prefecture-level": "Prefecture",
    "county-level": "County",
    "city-area": "Region",
    "new-area": "NewArea",
    "township": "Township",
    "town": "Township",
    "economic-belt": "EconomicBelt",
    "economic-zone": "EconomicZone",
    "city-cluster": "CityCluster",
    "metropolitan-area": "MetropolitanArea",
    "river": "River",
    "river-basin": "RiverBasin",
    "mountain-range": "MountainArea",
    "mountain pass": "Pass",
    "plain": "Region",
    "island": "Island",
    "old-revolutionary-base-area": "OldRevolutionaryBaseArea",
    "climatic-line": "Boundary",
    "provincial-boundary": "Boundary",
    "highway": "Highway",
    "railway": "Railway",
    "airport": "Airport",
    "border-port": "BorderPort",
    "initiative": "Initiative",
}
_ZONES = (
    ("leading area", "LeadingArea"),
    ("experimental zone", "ExperimentalZone"),
    ("pilot", "PilotZone"),
    ("demonstration", "DemonstrationZone"),
)
_INFRASTRUCTURE = frozenset({"highway", "railway", "airport", "border-port"})
_INITIATIVES = frozenset({"pilot-zone", "initiative"})
_PLACES = ("id", "label_en", "label_zh", "text_form", "other_aliases", "kind", "province", "prefecture",
           "border_country", "adcode")  # fmt: skip
_PROVINCES = ("id", "en", "zh", "gbt2260_adcode")
_COUNTRIES = ("id", "en", "zh")
_DIVISIONS = ("adcode", "level", "name_zh", "name_en", "aliases", "parent", "province")
_WORLD = ("name", "type", "class", "within", "example")
_HOME = "china"


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that names stand for."""

    thing: Thing
    type: EntryType
    kind: str  # of its row; for a division "prefecture", "county", "district"; "world" for a name without a row
    provinces: tuple[str, ...]  # labels of the provinces it lies in or spans
    above: tuple[str, ...]  # ref of the unit that it is a direct part of
    borders: tuple[str, ...]  # labels of countries
    country: str  # id of the country whose texts use the name; empty for a country itself


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at a place of a text (offsets of that text), with all that bear it."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names and their bearers; made by ``load``."""

    entries: Mapping[str, Entry]  # by ref: the rows of the tables
    names: Mapping[str, tuple[Entry, ...]]  # by name, folded and in lower case
    automaton: ahocorasick.Automaton

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All that bear exactly this name; letter case, typographic variants and a leading article do not count."""
        return self.names.get(_key(name), ())

    def hits(self, text: str) -> list[Hit]:
        """Every name in ``text`` that begins and ends with a whole word, in order of start, the longest first.

        A part of a compound with hyphens is no name ("Yunnan-Tibet" holds no Tibet), and a name with a capital is
        not found where the text has none.
        """
        lower = text.lower()
        if len(lower) != len(text):  # a letter whose small form is longer: offsets would shift
            lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        found: list[Hit] = []
        for last, (spelled, entries) in self.automaton.iter(lower):
            start, end = last - len(spelled) + 1, last + 1
            if start and (lower[start - 1].isalnum() or lower[start - 1] in "-/" and not _apart(lower, start - 1)):
                continue
            if end < len(lower) and (lower[end].isalnum() or lower[end] in "-/" and not _apart(lower, end)):
                continue
            if spelled[0].isupper() and not text[start].isupper():
                continue
            if spelled.isupper() and text[start:end] != spelled:
                continue
            found.append(Hit(start, end, entries))
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return found


Rows = list[tuple[int, dict[str, str]]]
_Bear = Callable[[Entry, Iterable[str]], None]
_Parent = tuple[str, str, str]  # adcode, level and Chinese name


def class_of(kind: str, label: str) -> str:
    """The ontology class of a row of ``places.csv``.

    >>> class_of("pilot-zone", "Pudong leading area in socialist modernization")
    'LeadingArea'
    """
    if kind == "pilot-zone":
        name = label.lower()
        return next((cls for word, cls in _ZONES if word in name), "PilotZone")
    return _CLASSES.get(kind, "Region")


def path_of(kind: str) -> EntryType:
    """Under which path the IRIs of rows of this kind stand; it is the type of their mentions too.

    >>> path_of("border-port")
    'infrastructure'
    """
    if kind in _INFRASTRUCTURE:
        return "infrastructure"
    return "initiative" if kind in _INITIATIVES else "place"


def load(folder: Path) -> Gazetteer:
    """Read the tables of ``folder``.

    Raises:
        DataError: a table is missing, lacks a column or has a broken row; the message says which line.
    """
    entries: dict[str, Entry] = {}
    names: dict[str, list[Entry]] = defaultdict(list)
    spelled: dict[str, str] = {}

    def bear(entry: Entry, forms: Iterable[str]) -> None:
        if entry.thing.known:
            entries.setdefault(entry.thing.ref, entry)
        for form in forms:
            key = _key(form)
            if key and entry.thing.ref not in {other.thing.ref for other in names[key]}:
                names[key].append(entry)
                spelled.setdefault(key, " ".join(fold(form).split()).removeprefix("the "))

    divisions = rows(folder / "divisions.csv", _DIVISIONS)
    provinces = rows(folder / "provinces.csv", _PROVINCES)
    codes = {row["gbt2260_adcode"]: f"place/{row['id']}" for _, row in provinces}
    codes |= {row["adcode"]: f"place/cn-{row['adcode']}" for _, row in divisions}
    parents = {row["adcode"]: (row["parent"], row["level"], row["name_zh"]) for _, row in divisions}
    _read_places(folder, bear, codes, parents)
    _read_units(folder, bear, provinces)
    _read_divisions(divisions, bear, codes, {row["id"]: row["en"] for _, row in provinces})
    _read_world(bear, names)
    automaton = ahocorasick.Automaton()
    for key, bearers in names.items():
        automaton.add_word(key, (spelled[key], tuple(bearers)))
    automaton.make_automaton()
    frozen = MappingProxyType({key: tuple(bearers) for key, bearers in names.items()})
    return Gazetteer(MappingProxyType(entries), frozen, automaton)


def _read_places(folder: Path, bear: _Bear, codes: dict[str, str], parents: Mapping[str, _Parent]) -> None:
    table_rows = rows(folder / "places.csv", _PLACES)
    codes |= {row["adcode"]: f"place/{row['id']}" for _, row in table_rows if row["adcode"]}
    for _, row in table_rows:
        path = path_of(row["kind"])
        label = re.sub(r" \(.*\)$", "", row["label_en"])
        thing = Thing(f"{path}/{row['id']}", class_of(row["kind"], label), label, known=True)
        country = "" if row["kind"] in {"country", "world-region"} else _HOME
        kind, above = row["kind"], ()
        if row["adcode"]:
            parent, level, zh = parents[row["adcode"]]
            kind, above = _level(level, zh), (codes[parent],)
        entry = Entry(thing, path, kind, values(row["province"]), above, values(row["border_country"]), country)
        aliases = [name for name in values(row["other_aliases"]) if "(" not in name]
        bear(entry, [label, row["text_form"], *aliases, *_turned(label)])


def _turned(label: str) -> list[str]:
    """ "Wuhan metropolitan area" is also "metropolitan area of Wuhan", and many of them "metropolitan areas of …"."""
    found = re.fullmatch(r"(.+) (metropolitan area|city cluster|economic belt)", label)
    return [f"{found[2]} of {found[1]}", f"{found[2]}s of {found[1]}"] if found else []


def _read_units(folder: Path, bear: _Bear, provinces: Rows) -> None:
    for _, row in provinces:
        thing = Thing(f"place/{row['id']}", "Province", row["en"], known=True)
        name = row["en"]
        forms = [name, f"{name} Province", f"{name} Municipality", f"{name} Autonomous Region"]
        bear(Entry(thing, "place", "province-level", (name,), (), (), _HOME), forms)
    for _, row in rows(folder / "countries.csv", _COUNTRIES):
        thing = Thing(f"place/{row['id']}", "Country", row["en"], known=True)
        bear(Entry(thing, "place", "country", (), (), (), ""), [row["en"]])


def _read_divisions(divisions: Rows, bear: _Bear, codes: Mapping[str, str], labels: Mapping[str, str]) -> None:
    for _, row in divisions:
        cls = "Prefecture" if row["level"] == "prefecture" else "County"
        thing = Thing(codes[row["adcode"]], cls, row["name_en"], known=True)
        level = _level(row["level"], row["name_zh"])
        entry = Entry(thing, "place", level, (labels[row["province"]],), (codes[row["parent"]],), (), _HOME)
        bear(entry, [row["name_en"], *values(row["aliases"]), *_with_level(row["name_en"], row["name_zh"])])


def _level(level: str, zh: str) -> str:
    return "district" if level == "county" and zh.endswith("区") else level


def _with_level(name: str, zh: str) -> list[str]:
    if zh.endswith("市"):
        return [f"{name} City"]
    if zh.endswith("县") and not name.endswith("County"):
        return [f"{name} County"]
    return [f"{name} District"] if zh.endswith("区") and not name.endswith(("District", "Area")) else []


def _read_world(bear: _Bear, names: Mapping[str, list[Entry]]) -> None:
    for row in table("world", _WORLD):
        if names.get(_key(row["name"])):
            continue
        path = cast(EntryType, row["type"])
        thing = Thing(f"{path}/{vocab.slug(row['name'])}", row["class"], row["name"], known=False)
        bear(Entry(thing, path, "world", (), (), (), row["within"]), [row["name"]])


def _key(name: str) -> str:
    key = " ".join(fold(name).lower().split())
    return key.removeprefix("the ")


def _apart(text: str, at: int) -> bool:
    """Whether the hyphen at ``at`` has a blank on a side, and so joins no compound."""
    return not (0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum())
