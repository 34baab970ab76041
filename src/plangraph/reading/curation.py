"""Human judgement over what the rules read: a table of verdicts, each with who, when and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal, cast

from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.model import Judgement, Measure, Phrase, Reading, Thing

_COLUMNS = ("plan", "chapter", "section", "quote", "property", "value", "verdict", "who", "when", "why")
_VERDICTS = ("accept", "reject", "add")
_PHRASES: Mapping[str, str] = {
    "object": "objects",
    "becomes": "becomes",
    "place": "places",
    "along": "along",
    "beneficiary": "beneficiaries",
    "actor": "actors",
    "between": "between",
    "basis": "basis",
}
_CONCEPTS: Mapping[str, str] = {"theme": "themes", "instrument": "instruments"}


def load(path: Path) -> tuple[Judgement, ...]:
    """The verdicts in ``path``; none when the file does not exist.

    Raises:
        DataError: a cell is empty, or a verdict, a property or a date is not one (``file:line``).
    """
    if not path.exists():
        return ()
    return tuple(_judgement(path, line, row) for line, row in rows(path, _COLUMNS, delimiter="\t"))


def apply(
    reading: Reading,
    judgements: Iterable[Judgement],
    section_paths: Sequence[str],
    thing_of: Callable[[str], Thing | None],
) -> tuple[Reading, tuple[Judgement, ...]]:
    """The reading put right by verdicts, and those verdicts that fit nothing any more.

    Args:
        reading: What the rules read.
        judgements: The verdicts over this chapter.
        section_paths: The path of each section of the document, such as ``box/12/item/05``.
        thing_of: Finds the thing that a ref such as ``place/xinjiang`` stands for.
    """
    measures = list(reading.measures)
    stale: list[Judgement] = []
    for judgement in judgements:
        fits = [
            index
            for index, measure in enumerate(measures)
            if judgement.quote in measure.evidence.quote
            and judgement.section == _section(reading, measure, section_paths)
        ]
        changed = [(index, _judged(measures[index], judgement, thing_of)) for index in fits]
        if not fits or all(measures[index] == measure for index, measure in changed) and judgement.verdict != "accept":
            stale.append(judgement)
        for index, measure in changed:
            measures[index] = measure
    return replace(reading, measures=tuple(measures)), tuple(stale)


def _judgement(path: Path, line: int, row: dict[str, str]) -> Judgement:
    where = f"{path}:{line}"
    for column in _COLUMNS:
        if not row[column].strip() and column != "section":
            raise DataError(f"{where}: {column} is empty; a verdict says what, where, who, when and why")
    if row["verdict"] not in _VERDICTS:
        raise DataError(f"{where}: verdict is {row['verdict']!r}; it must be one of {', '.join(_VERDICTS)}")
    known = (*_PHRASES, *_CONCEPTS, "strength")
    if row["property"] not in known:
        raise DataError(f"{where}: property is {row['property']!r}; it must be one of {', '.join(known)}")
    try:
        date.fromisoformat(row["when"])
    except ValueError as error:
        raise DataError(f"{where}: when is {row['when']!r}; write a date as 2026-01-31") from error
    verdict = cast(Literal["accept", "reject", "add"], row["verdict"])
    cells = {column: row[column] for column in _COLUMNS if column != "verdict"}
    return Judgement(verdict=verdict, line=line, **cells)


def _section(reading: Reading, measure: Measure, section_paths: Sequence[str]) -> str:
    section = reading.document.sentences[measure.clause.sentence].section
    return section_paths[section] if section is not None else ""


def _judged(measure: Measure, judgement: Judgement, thing_of: Callable[[str], Thing | None]) -> Measure:
    name, value = judgement.property, judgement.value
    if name == "strength":
        return replace(measure, strength=value) if judgement.verdict == "add" else measure
    if name in _CONCEPTS:
        slugs: tuple[str, ...] = getattr(measure, _CONCEPTS[name])
        kept = tuple(slug for slug in slugs if slug != value)
        return replace(measure, **{_CONCEPTS[name]: _verdict(judgement, slugs, kept, value)})
    phrases: tuple[Phrase, ...] = getattr(measure, _PHRASES[name])
    if judgement.verdict == "add":
        thing = thing_of(value)
        if thing is None:
            raise DataError(
                f"judgements.tsv:{judgement.line}: nothing has the ref {value!r}; a ref is like place/tibet"
            )
        span = measure.clause.object_at or measure.clause.at
        return replace(measure, **{_PHRASES[name]: (*phrases, Phrase(span, measure.evidence, (thing,)))})
    if judgement.verdict == "reject":
        left = tuple(phrase for phrase in phrases if all(thing.ref != value for thing in phrase.things))
        return replace(measure, **{_PHRASES[name]: left})
    return measure


def _verdict(judgement: Judgement, slugs: tuple[str, ...], kept: tuple[str, ...], value: str) -> tuple[str, ...]:
    if judgement.verdict == "reject":
        return kept
    return (*kept, value) if judgement.verdict == "add" else slugs
