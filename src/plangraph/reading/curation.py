"""Human judgement over what the rules read: a table of verdicts, each with who, when and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.model import ROLES, Judgement, Measure, Mention, Phrase, Reading, Thing
from plangraph.reading.withdrawal import without

COLUMNS = ("plan", "chapter", "section", "quote", "property", "value", "verdict", "who", "when", "why")
_VERDICTS = ("accept", "reject", "add")
_LINK = "refersTo"
_ACTION = "action"  # stands for the whole measure: rejected, it is not one
_CONCEPTS: Mapping[str, str] = {"theme": "themes", "instrument": "instruments"}


def load(path: Path) -> tuple[Judgement, ...]:
    """The verdicts in ``path``; none when the file does not exist.

    Raises:
        DataError: a cell is empty, or a verdict, a property or a date is not one (``file:line``).
    """
    if not path.exists():
        return ()
    return tuple(_judgement(path, line, row) for line, row in rows(path, COLUMNS, delimiter="\t"))


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

    Raises:
        DataError: a verdict names a ref that nothing has.
    """
    measures, mentions = list(reading.measures), list(reading.mentions)
    paths = [section_paths[s.section] if s.section is not None else "" for s in reading.document.sentences]
    stale: list[Judgement] = []
    withdrawn: set[int] = set()
    for judgement in judgements:
        here = [
            index
            for index, measure in enumerate(measures)
            if paths[measure.clause.sentence] == judgement.section and judgement.quote in measure.evidence.quote
        ]
        if judgement.property == _LINK:
            changed = _link(mentions, paths, judgement, thing_of)
        elif judgement.property == _ACTION:
            acting = {index for index in here if measures[index].clause.action == judgement.value}
            withdrawn |= acting if judgement.verdict == "reject" else set()
            changed = bool(acting)
        else:
            changed = _judge(measures, here, judgement, thing_of)
        if not changed:
            stale.append(judgement)
    judged = replace(reading, measures=tuple(measures), mentions=tuple(mentions))
    return without(judged, withdrawn), tuple(stale)


def _judgement(path: Path, line: int, row: dict[str, str]) -> Judgement:
    where = f"{path}:{line}"
    for column in COLUMNS:
        if not row[column].strip() and column != "section":
            raise DataError(f"{where}: {column} is empty; a verdict says what, where, who, when and why")
    if row["verdict"] not in _VERDICTS:
        raise DataError(f"{where}: verdict is {row['verdict']!r}; it must be one of {', '.join(_VERDICTS)}")
    known = (*ROLES, *_CONCEPTS, "strength", _LINK, _ACTION)
    if row["property"] not in known:
        raise DataError(f"{where}: property is {row['property']!r}; it must be one of {', '.join(known)}")
    if (row["property"], row["verdict"]) == (_ACTION, "add"):
        raise DataError(f"{where}: an action cannot be added; accept or reject one that the rules read")
    try:
        date.fromisoformat(row["when"])
    except ValueError as error:
        raise DataError(f"{where}: when is {row['when']!r}; write a date as 2026-01-31") from error
    verdict = cast("Literal['accept', 'reject', 'add']", row["verdict"])
    cells = {column: row[column] for column in COLUMNS if column != "verdict"}
    return Judgement(verdict=verdict, line=line, **cells)


def _link(
    mentions: list[Mention], paths: Sequence[str], judgement: Judgement, thing_of: Callable[[str], Thing | None]
) -> bool:
    """Put the names right that a verdict quotes; whether it fits any."""
    fits = False
    for index, mention in enumerate(mentions):
        if (paths[mention.sentence], mention.evidence.quote) == (judgement.section, judgement.quote):
            mentions[index] = _linked(mention, judgement, thing_of)
            accepted = judgement.verdict == "accept" and judgement.value in {thing.ref for thing in mention.things}
            fits |= accepted or mentions[index] != mention
    return fits


def _judge(
    measures: list[Measure], here: Sequence[int], judgement: Judgement, thing_of: Callable[[str], Thing | None]
) -> bool:
    """Put those measures right that a verdict quotes; whether it fits any."""
    fits = False
    for index in here:
        before = measures[index]
        measures[index] = _judged(before, judgement, thing_of)
        fits |= judgement.verdict == "accept" or measures[index] != before
    return fits


def _linked(mention: Mention, judgement: Judgement, thing_of: Callable[[str], Thing | None]) -> Mention:
    """A name with the thing that a person says it means, or without the one that it does not mean."""
    if judgement.verdict == "add":
        return replace(mention, things=(_thing(judgement, thing_of),))
    if judgement.verdict == "reject":
        return replace(mention, things=tuple(thing for thing in mention.things if thing.ref != judgement.value))
    return mention


def _judged(measure: Measure, judgement: Judgement, thing_of: Callable[[str], Thing | None]) -> Measure:
    name, value = judgement.property, judgement.value
    if judgement.verdict == "accept":
        return measure
    changes: dict[str, Any] = {}
    if name == "strength":
        changes["strength"] = value if judgement.verdict == "add" else measure.strength
    elif name in _CONCEPTS:
        slugs = tuple(slug for slug in getattr(measure, _CONCEPTS[name]) if slug != value)
        changes[_CONCEPTS[name]] = (*slugs, value) if judgement.verdict == "add" else slugs
    elif judgement.verdict == "add":
        span = measure.clause.object_at or measure.clause.at
        phrase = Phrase(span, measure.evidence, (_thing(judgement, thing_of),))
        changes[ROLES[name]] = (*getattr(measure, ROLES[name]), phrase)
    else:
        phrases: tuple[Phrase, ...] = getattr(measure, ROLES[name])
        changes[ROLES[name]] = tuple(p for p in phrases if all(thing.ref != value for thing in p.things))
    return replace(measure, **changes)


def _thing(judgement: Judgement, thing_of: Callable[[str], Thing | None]) -> Thing:
    thing = thing_of(judgement.value)
    if thing is None:
        raise DataError(
            f"judgements.tsv:{judgement.line}: nothing has the ref {judgement.value!r}; "
            "a ref is written like place/tibet"
        )
    return thing
