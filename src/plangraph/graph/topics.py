"""Topics: what each chapter of an outline is about, also where its text is not at hand (``topics.csv``)."""

import re
from dataclasses import dataclass
from pathlib import Path

from plangraph import vocab
from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.graph.sparql import resolve

_COLUMNS = ("plan", "chapter", "topic_en", "topic_zh", "phrases", "thing", "theme", "source", "certainty")


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a chapter is about: words, a thing, or a thing under a theme."""

    chapter: str  # IRI
    plan: str  # IRI
    label_en: str
    label_zh: str
    words: re.Pattern[str] | None
    thing: str  # IRI, or empty
    theme: str  # IRI, or empty


def load_topics(path: Path) -> tuple[Topic, ...]:
    """The topics of the chapters of outlines, in the order of the table.

    Raises:
        DataError: the table is missing or lacks a column, or a row has nothing to be recognised by.
    """
    found = []
    for line, row in rows(path, _COLUMNS):
        phrases = [phrase for phrase in row["phrases"].split("|") if phrase]
        if not phrases and not row["thing"]:
            raise DataError(f"{path}:{line}: neither phrases nor a thing; a topic is recognised by one of them")
        if row["theme"] and not row["thing"]:
            raise DataError(f"{path}:{line}: a theme narrows a thing down, but there is no thing")
        found.append(
            Topic(
                chapter=vocab.chapter_iri(row["plan"], row["chapter"]),
                plan=vocab.plan_iri(row["plan"]),
                label_en=row["topic_en"],
                label_zh=row["topic_zh"],
                words=re.compile("|".join(_phrase(phrase) for phrase in phrases), re.IGNORECASE) if phrases else None,
                thing=resolve(row["thing"]) if row["thing"] else "",
                theme=vocab.concept("theme", row["theme"]) if row["theme"] else "",
            )
        )
    return tuple(found)


def _phrase(phrase: str) -> str:
    """A pattern for whole words, plural or not. Two words also match across a shared head.

    "food security" is said by "food, energy and industrial security" too.
    """
    first, *rest = (re.escape(word) for word in phrase.split())
    if len(rest) == 1:
        between = r"(?:(?:,\s[\w-]+)*,?\s(?:and|or)\s[\w-]+)?"
        return rf"\b{first}{between}\s{rest[0]}s?\b"
    tail = "".join(rf"\s{word}" for word in rest)
    return rf"\b{first}{tail}s?\b"
