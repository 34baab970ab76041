"""The small tables of the verb side of the lexicon, read once and put into the form that the rules look them up in."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from plangraph.reading.lexicon.tables import table, values
from plangraph.reading.words.forms import american

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A verb that is looked through: its words behind the first, and what the verb after it looks like."""

    rest: Phrase
    infinitive: bool
    gerund: bool
    far: bool  # other words may stand between


@cache
def words(name: str, column: str) -> frozenset[str]:
    """The keys of a table of two columns, in American spelling."""
    return frozenset(american(row[column]) for row in table(name, (column, "example")))


@cache
def mapping(name: str, key: str, value: str) -> dict[str, tuple[str, ...]]:
    """A table of three columns as a mapping from its key, in American spelling, to the values of its second column."""
    return {american(row[key]): values(row[value]) for row in table(name, (key, value, "example"))}


@cache
def wrappers() -> dict[str, tuple[Wrapper, ...]]:
    """The verbs that are looked through, by the lemma of their first word, the longest first."""
    found: dict[str, list[Wrapper]] = {}
    for row in table("wrappers", ("wrapper", "forms", "reach", "example")):
        first, *rest = row["wrapper"].split()
        forms = values(row["forms"])
        wrapper = Wrapper(tuple(rest), "to" in forms, "ing" in forms, row["reach"] == "far")
        found.setdefault(american(first), []).append(wrapper)
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry.rest))) for first, entries in found.items()}


@cache
def phrases(name: str, columns: tuple[str, ...]) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """A table of phrases by their first word: the other words and the value of the second column, the longest first.

    The second column is empty where the table has none but ``example``.
    """
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for row in table(name, columns):
        first, *rest = row[columns[0]].split()
        value = row[columns[1]] if columns[1] != "example" else ""
        found.setdefault(first, []).append((tuple(rest), value))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


def match(entries: Iterable[tuple[Phrase, str]], low: list[str], i: int) -> tuple[int, str] | None:
    """The first phrase whose words stand at ``i``: the place behind it, and its value."""
    for rest, value in entries:
        end = i + len(rest)
        if tuple(low[i:end]) == rest:
            return end, value
    return None
