"""Entries: the rows of the gazetteer's tables, each as a thing with the names that it goes by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from plangraph import vocab
from plangraph.csvtable import rows
from plangraph.model import Thing
from plangraph.reading.lexicon.tables import table, values

EntryType = Literal["place", "infrastructure", "initiative", "organisation"]

HOME = "china"  # id of the country whose divisions the tables list

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
_PLACES = ("id", "label_en", "text_form", "other_aliases", "kind", "province", "border_country", "adcode")
_PROVINCES = ("id", "en", "gbt2260_adcode")
_COUNTRIES = ("id", "en")
_DIVISIONS = ("adcode", "level", "name_zh", "name_en", "aliases", "parent", "province")
_STRATEGIES = ("id", "label_en", "aliases")
_WORLD = ("name", "type", "class", "within", "example")

_Rows = list[tuple[int, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that names stand for."""

    thing: Thing
    type: EntryType
    kind: str  # of its row; for a division its level; "world" for a name without a row
    provinces: tuple[str, ...]  # labels of the provinces that it lies in or spans
    above: tuple[str, ...]  # ref of the unit that it is a direct part of
    borders: tuple[str, ...]  # labels of countries
    country: str  # id of the country whose texts use the name; empty for a country itself


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


def read(folder: Path) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """The entries of the tables in ``folder`` and of the lexicon, each with its names; the surest come first.

    Raises:
        DataError: a table is missing, lacks a column or has a broken row; the message says which line.
    """
    divisions = rows(folder / "divisions.csv", _DIVISIONS)
    provinces = rows(folder / "provinces.csv", _PROVINCES)
    places = rows(folder / "places.csv", _PLACES)
    codes = {row["gbt2260_adcode"]: f"place/{row['id']}" for _, row in provinces}
    codes |= {row["adcode"]: f"place/cn-{row['adcode']}" for _, row in divisions}
    codes |= {row["adcode"]: f"place/{row['id']}" for _, row in places if row["adcode"]}
    yield from _places(places, codes, {row["adcode"]: row for _, row in divisions})
    yield from _provinces(provinces)
    for _, row in rows(folder / "countries.csv", _COUNTRIES):
        thing = Thing(f"place/{row['id']}", "Country", row["en"], known=True)
        yield Entry(thing, "place", "country", (), (), (), ""), (row["en"],)
    yield from _divisions(divisions, codes, {row["id"]: row["en"] for _, row in provinces})
    yield from _world()


def strategies(folder: Path) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """The strategies of the tables: known when a whole phrase is their name, and never looked for inside a text.

    "Large-scale development in the western region" is what a measure promotes, and names the region as well.

    Raises:
        DataError: the table is missing, lacks a column or has a broken row.
    """
    for _, row in rows(folder / "strategies.csv", _STRATEGIES):
        thing = Thing(f"initiative/{row['id']}", "Strategy", row["label_en"], known=True)
        names = (row["label_en"], *values(row["aliases"]))
        yield Entry(thing, "initiative", "strategy", (), (), (), HOME), names


def _places(
    places: _Rows, codes: Mapping[str, str], divisions: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    for _, row in places:
        path = path_of(row["kind"])
        label = re.sub(r" \(.*\)$", "", row["label_en"])
        thing = Thing(f"{path}/{row['id']}", class_of(row["kind"], label), label, known=True)
        country = "" if row["kind"] in {"country", "world-region"} else HOME
        unit = divisions.get(row["adcode"])
        kind = _level(unit) if unit else row["kind"]
        above = (codes[unit["parent"]],) if unit else ()
        borders = values(row["border_country"])
        aliases = [name for name in values(row["other_aliases"]) if "(" not in name]  # "(opposite)" is another place
        names = (label, row["text_form"], *aliases, *_turned(label))
        yield Entry(thing, path, kind, values(row["province"]), above, borders, country), names


def _turned(label: str) -> list[str]:
    """Other names of "Wuhan metropolitan area": "metropolitan area of Wuhan", and so in the plural."""
    found = re.fullmatch(r"(.+) (metropolitan area|city cluster|economic belt)", label)
    return [f"{found[2]} of {found[1]}", f"{found[2]}s of {found[1]}"] if found else []


def _provinces(provinces: _Rows) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    for _, row in provinces:
        name = row["en"]
        thing = Thing(f"place/{row['id']}", "Province", name, known=True)
        names = (name, f"{name} Province", f"{name} Municipality", f"{name} Autonomous Region")
        yield Entry(thing, "place", "province-level", (name,), (), (), HOME), names


def _divisions(
    divisions: _Rows, codes: Mapping[str, str], labels: Mapping[str, str]
) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    for _, row in divisions:
        cls = "Prefecture" if row["level"] == "prefecture" else "County"
        thing = Thing(codes[row["adcode"]], cls, row["name_en"], known=True)
        above = (codes[row["parent"]],)
        entry = Entry(thing, "place", _level(row), (labels[row["province"]],), above, (), HOME)
        yield entry, (row["name_en"], *values(row["aliases"]), *_with_level(row["name_en"], row["name_zh"]))


def _level(row: Mapping[str, str]) -> str:
    """The level of a division; a city and a district at the level of counties are told from a county."""
    if row["level"] != "county":
        return row["level"]
    return {"区": "district", "市": "county-level-city"}.get(row["name_zh"][-1], "county")


def _with_level(name: str, zh: str) -> list[str]:
    if zh.endswith("市"):
        return [f"{name} City"]
    if zh.endswith("县") and not name.endswith("County"):
        return [f"{name} County"]
    return [f"{name} District"] if zh.endswith("区") and not name.endswith(("District", "Area")) else []


def _world() -> Iterator[tuple[Entry, tuple[str, ...]]]:
    for row in table("world", _WORLD):
        path = cast("EntryType", row["type"])
        thing = Thing(f"{path}/{vocab.slug(row['name'])}", row["class"], row["name"], known=False)
        yield Entry(thing, path, "world", (), (), (), row["within"]), (row["name"],)
