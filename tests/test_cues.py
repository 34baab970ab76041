"""The word tables of the measures: each entry fires on its example, and no example is from the sample chapter."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from plangraph.reading.lexicon.tables import table, values
from plangraph.reading.phrasing.coordination import is_verbal
from plangraph.reading.phrasing.units import Unit
from plangraph.reading.words.cues import cues, found
from plangraph.reading.words.heads import head_of, without_merit
from plangraph.reading.words.tokens import tokenize

ROOT = Path(__file__).parents[1]
CHAPTER = (ROOT / "graph" / "text" / "cn-14fyp" / "32.txt").read_text(encoding="utf-8").lower()
CUES: dict[str, tuple[str, str, str]] = {
    "themes": ("phrase", "themes", "example"),
    "instruments": ("phrase", "instrument", "example"),
    "silence": ("cue", "reason", "example"),
}
WORDS: dict[str, tuple[str, ...]] = {
    "object_heads": ("head", "class", "role", "example"),
    "merit_words": ("word", "example"),
    "noun_gerunds": ("word", "example"),
}


def rows(tables: Mapping[str, tuple[str, ...]]) -> list[tuple[str, dict[str, str]]]:
    return [(name, row) for name, columns in tables.items() for row in table(name, columns)]


def lower(text: str) -> list[str]:
    return [token.lower for token in tokenize(text)]


def test_no_example_is_from_the_chapter() -> None:
    taken = [(name, row["example"]) for name, row in rows({**CUES, **WORDS}) if row["example"].lower() in CHAPTER]
    assert taken == []


@pytest.mark.parametrize("name", CUES)
def test_each_cue_fires_on_its_example(name: str) -> None:
    key, meaning, example = CUES[name]
    known = cues(name, (key, meaning, example))
    silent = []
    for row in table(name, CUES[name]):
        hits = {row[example][at.start : at.end].lower() for at, _ in found(known, row[example])}
        if not hits & {row[key].lower(), f"{row[key].lower()}s"}:
            silent.append((row[key], hits))
    assert silent == []


def test_each_head_is_found_in_its_example() -> None:
    silent = []
    for row in table("object_heads", WORDS["object_heads"]):
        words = lower(row["example"])
        if row["head"] not in {head_of(words[: end + 1]).words for end in range(len(words))}:
            silent.append(row["head"])
    assert silent == []


def test_each_word_of_praise_is_left_out() -> None:
    for row in table("merit_words", WORDS["merit_words"]):
        words = [word for word in lower(row["example"]) if word not in {"a", "an", "the"}]
        assert not " ".join(without_merit(words)).startswith(row["word"])


def test_each_noun_in_ing_is_no_verb() -> None:
    for row in table("noun_gerunds", WORDS["noun_gerunds"]):
        token = tokenize(row["example"])[0]
        assert not is_verbal(Unit(token.start, token.end, token.text, token.lower, token.tags, None)), row["word"]


def test_a_verb_in_ing_is_a_verb() -> None:
    token = tokenize("we are widening roads")[2]
    assert is_verbal(Unit(token.start, token.end, token.text, token.lower, token.tags, None))


SCHEMES = [("themes", "theme"), ("instruments", "instrument"), ("silence", "no-measure-reason")]


@pytest.mark.parametrize(("name", "scheme"), SCHEMES)
def test_meanings_are_concepts_of_their_scheme(name: str, scheme: str) -> None:
    concepts = (ROOT / "ontology" / "schemes" / f"{scheme}.ttl").read_text(encoding="utf-8")
    meaning = CUES[name][1]
    slugs = {slug for row in table(name, CUES[name]) for slug in values(row[meaning])}
    assert [slug for slug in sorted(slugs) if not re.search(rf":{slug} a skos:Concept", concepts)] == []


def test_classes_of_heads_are_in_the_ontology() -> None:
    ontology = (ROOT / "ontology" / "plan.ttl").read_text(encoding="utf-8")
    classes = {row["class"] for row in table("object_heads", WORDS["object_heads"])}
    assert [cls for cls in sorted(classes) if not re.search(rf"^plan:{cls} a owl:Class", ontology, re.MULTILINE)] == []


def test_a_longer_cue_takes_its_words_from_a_shorter_one() -> None:
    hits = found(cues("themes", ("phrase", "themes", "example")), "sewage plants for a drinking water reservoir")
    assert [meaning for _, meaning in hits] == ["ecology", "public-services"]
