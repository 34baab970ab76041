"""A made corpus of any number of chapters, the same for a seed: the lexicon's verbs over the places of the tables.

No two chapters are alike: each has a prefecture to speak of, with the counties in it, sectors and kinds drawn for it,
and other figures. A programme is named by eight chapters, whatever their number, as a real one is by a few.
"""

import random
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from plangraph.csvtable import rows
from plangraph.reading.lexicon.tables import table

SENTENCES = 27  # about 2,500 triples a chapter, what follows included
SHARING = 8  # chapters that name the same programme
_VERBS = ("verb", "tier", "strength", "broader", "zh", "gloss", "example")
_FIRST = [
    "Amber",
    "Birch",
    "Cedar",
    "Copper",
    "Coral",
    "Crane",
    "Dawn",
    "Delta",
    "Falcon",
    "Granite",
    "Harbour",
    "Heron",
    "Iron",
    "Ivory",
    "Jade",
    "Juniper",
]
_SECOND = [
    "Basin",
    "Bridge",
    "Canal",
    "Coast",
    "Field",
    "Gate",
    "Grove",
    "Horizon",
    "Island",
    "Lake",
    "Meadow",
    "Ridge",
    "River",
    "Spring",
    "Valley",
    "Well",
]
_THINGS = (
    "logistics park", "freight terminal", "trade port", "ring road", "industrial park", "training centre", "hospital",
    "cold chain warehouse", "reservoir", "wind farm", "data centre", "research institute", "vocational school",
    "sewage plant", "bus station", "border market", "expressway", "railway", "airport", "irrigation network",
)  # fmt: skip
_PARTIES = ("small farms", "rural households", "private enterprises", "elderly people", "young workers", "border areas")
_SECTORS = ("agriculture", "tourism", "manufacturing", "aquaculture", "fisheries", "forestry", "biotechnology")
_UNITS = ("km of road", "km of railway", "hectares of forest", "hectares of farmland", "km of canal")
_ENDS = (
    "to serve the towns of {county}",
    "to open {prefecture} to trade",
    "so as to create more jobs",
    "in order to improve rural services",
    "by 2025",
    "over the next five years",
)


@dataclass(frozen=True, slots=True)
class _Words:
    """What sentences are made of."""

    verbs: tuple[str, ...]
    areas: tuple[tuple[str, str, tuple[str, ...]], ...]  # province, prefecture, counties


def write(folder: Path, gazetteer: Path, count: int, seed: int = 14) -> None:
    """A plan of ``count`` chapters in a folder, the first ones the same for any count."""
    words = _words(gazetteer)
    folder.mkdir(parents=True)
    toml = 'id = "made"\nlanguage = "en"\n[title]\nen = "A made plan"\n'
    (folder / "plan.toml").write_text(toml, encoding="utf-8")
    for number in range(1, count + 1):
        (folder / f"{number}.txt").write_text(chapter(words, number, seed), encoding="utf-8", newline="\n")


def chapter(words: _Words, number: int, seed: int) -> str:
    """One chapter: sections of some sentences each."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311 -- no secret
    area = words.areas[(number * 7919) % len(words.areas)]
    programmes = list(product(_FIRST, _SECOND))
    first, second = programmes[(number // SHARING) % len(programmes)]
    programme = f"{first} {second} {'ABCDEFGHJ'[number // SHARING // len(programmes)]} Programme"
    found = [f"Chapter {number} The Development of {area[1]}"]
    for section, size in enumerate(_sizes(chance), 1):
        found.append(f"Section {section}  {chance.choice(_SECTORS).capitalize()} of {chance.choice(area[2])}")
        found += [_sentence(words, area, chance) for _ in range(size)]
    found.append(f"We will carry out the {programme} in {area[1]}.")
    return "\n".join(found) + "\n"


def _sizes(chance: random.Random) -> list[int]:
    cuts = sorted(chance.sample(range(3, SENTENCES - 3), 2))
    return [end - start for start, end in zip([0, *cuts], [*cuts, SENTENCES], strict=True)]


def _sentence(words: _Words, area: tuple[str, str, tuple[str, ...]], chance: random.Random) -> str:
    province, prefecture, counties = area
    first, second = chance.choice(counties), chance.choice(counties)
    verb, thing, other = chance.choice(words.verbs), chance.choice(_THINGS), chance.choice(_THINGS)
    one = f"an {thing}" if thing[0] in "aeiou" else f"a {thing}"
    amount = f"{chance.randint(3, 4000):,} {chance.choice(_UNITS)}"
    end = chance.choice(_ENDS).format(county=second, prefecture=prefecture)
    return chance.choice(
        (
            f"We will {verb} {one} in {first}, {province} {end}.",
            f"We will build {amount} between {first} and {second}.",
            f"We will {verb} the {thing}s and {other}s of {first} {end}.",
            f"Support will be given to {chance.choice(_PARTIES)} in {first} and {second} {end}.",
            f"We will support {prefecture} in building {one} and upgrading {amount}.",
            f"{prefecture} will develop {chance.choice(_SECTORS)} and {chance.choice(_SECTORS)} {end}.",
            f"The {thing} in {first} will be expanded, and {amount} will be restored.",
        )
    )


def _words(gazetteer: Path) -> _Words:
    verbs = tuple(row["verb"] for row in table("verbs", _VERBS) if row["tier"] == "1" and " " not in row["verb"])
    divisions = [
        row for _, row in rows(gazetteer / "divisions.csv", ("adcode", "level", "name_en", "parent", "province"))
    ]
    counties: dict[str, list[str]] = {}
    for row in divisions:
        if row["level"] == "county":
            counties.setdefault(row["parent"], []).append(row["name_en"])
    areas = [
        (row["province"].replace("-", " ").title(), row["name_en"], tuple(counties[row["adcode"]]))
        for row in divisions
        if row["level"] == "prefecture" and len(counties.get(row["adcode"], ())) > 2
    ]
    return _Words(verbs, tuple(areas))
