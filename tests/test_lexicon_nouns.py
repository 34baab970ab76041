"""The noun side of the lexicon: every table is well formed, and every entry fires on its own example."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from plangraph.model import Mention
from plangraph.reading.layout.structure import parse
from plangraph.reading.lexicon.tables import table, values
from plangraph.reading.names import mentions
from plangraph.reading.names.gazetteer import Gazetteer, load
from plangraph.reading.words.nouns import plural, singular

ROOT = Path(__file__).resolve().parents[1]
Row = dict[str, str]


@cache
def gazetteer() -> Gazetteer:
    return load(ROOT / "graph" / "gazetteer")


def read(text: str) -> tuple[Mention, ...]:
    return mentions.find(parse("example", text), gazetteer())


def words(mention: Mention) -> str:
    return mention.evidence.quote


def ends_with(mention: Mention, head: str) -> bool:
    return words(mention).lower().endswith((head.lower(), plural(head.lower())))


def kind_head(row: Row) -> bool:
    head = row["head"].removesuffix(" to") if row["use"] == "purpose" else row["head"]
    forms = (head.lower(), plural(head.lower()), f"{head.lower()}s")
    return any(
        mention.type == row["type"] and any(form in words(mention).lower() for form in forms)
        for mention in read(row["example"])
    )


def name_head(row: Row) -> bool:
    found = [mention for mention in read(row["example"]) if mention.named and ends_with(mention, row["head"])]
    if row["type"] == "none":
        return not found
    return [(mention.type, " " in words(mention)) for mention in found] == [(row["type"], True)]


def modifier(row: Row) -> bool:
    group = values(row["groups"])[0]
    found = read(row["example"])
    shown = any(row["word"].lower() in words(mention).lower().replace("-", " ").split() for mention in found)
    shown = shown or any(row["word"].lower() in words(mention).lower().split() for mention in found)
    if group == "merit":
        return bool(found) and not shown
    return not found if group == "fuzzy" else shown


def industry(row: Row) -> bool:
    named = row["naming"] == "named"
    return ("industry", row["industry"], named) in [
        (mention.type, words(mention), mention.named) for mention in read(row["example"])
    ]


def world(row: Row) -> bool:
    return (row["type"], row["name"]) in [(mention.type, words(mention)) for mention in read(row["example"])]


def amount(key: str) -> Callable[[Row], bool]:
    def holds(row: Row) -> bool:
        found = [words(mention) for mention in read(row["example"]) if mention.type == "quantity"]
        if row.get("kind") in {"time", "shape"}:
            return not found
        [said] = found
        return said.endswith(row[key]) if key == "word" else said.startswith(row[key])

    return holds


def kind_class(row: Row) -> bool:
    return row["class"] in {thing.cls for mention in read(row["example"]) for thing in mention.things}


def nothing(row: Row) -> bool:
    return [mention for mention in read(row["example"]) if mention.type != "industry"] == []


def scheme(row: Row) -> bool:
    return "initiative" in [mention.type for mention in read(row["example"])]


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Row], bool]]] = {
    "kind_heads": (("head", "type", "class", "use", "tail", "example"), kind_head),
    "name_heads": (("head", "type", "class", "small", "example"), name_head),
    "modifiers": (("word", "groups", "example"), modifier),
    "industries": (("industry", "naming", "use", "example"), industry),
    "world": (("name", "type", "class", "within", "example"), world),
    "stop_names": (("word", "kind", "example"), nothing),
    "units": (("word", "unit", "kind", "example"), amount("word")),
    "currencies": (("sign", "unit", "example"), amount("sign")),
    "approximators": (("phrase", "example"), amount("phrase")),
    "kind_classes": (("kind", "class", "example"), kind_class),
    "not_kinds": (("phrase", "why", "example"), nothing),
    "scheme_words": (("word", "example"), scheme),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_entry_fires_on_its_example(name: str) -> None:
    columns, holds = TABLES[name]
    rows = table(name, columns)
    assert [next(iter(row.values())) for row in rows if not holds(row)] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_example_is_from_the_sample_chapter(name: str) -> None:
    chapter = " ".join((ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8").split()).lower()
    columns, _ = TABLES[name]
    assert [row["example"] for row in table(name, columns) if row["example"].lower() in chapter] == []


def test_types_uses_and_groups_are_known() -> None:
    groups = {group for row in table("modifiers", TABLES["modifiers"][0]) for group in values(row["groups"])}
    uses = {"alone", "modified", "tail", "scheme", "purpose", "base", "plural", "industry"}
    types = {"place", "initiative", "infrastructure", "industry", "organisation"}
    for row in table("kind_heads", TABLES["kind_heads"][0]):
        assert row["use"] in uses | groups, row["head"]
        assert row["type"] in types, row["head"]
    for row in table("name_heads", TABLES["name_heads"][0]):
        assert row["type"] in types | {"none"}, row["head"]
        assert row["small"] in {"yes", "no", "proper"}, row["head"]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("area", "areas"),
        ("county", "counties"),
        ("bus", "buses"),
        ("bypass", "bypasses"),
        ("bench", "benches"),
        ("box", "boxes"),
        ("valley", "valleys"),
        ("waterworks", "waterworks"),
        ("infrastructure", "infrastructure"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) == one
