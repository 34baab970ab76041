"""Human judgement over what is read: a table of verdicts, each with who, when and why.

What a person accepts or adds has confidence 1: whoever wants to doubt it finds the verdict, its date and its reason.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.model import ROLES, Judgement, Measure, Mention, Phrase, Reading, Thing
from plangraph.reading.extractors.written import action_of, fact_of
from plangraph.reading.judging import accepting
from plangraph.reading.judging.accepting import NOTHING, Background, own_thing
from plangraph.reading.judging.precision import JUDGED, confidence
from plangraph.reading.measuring.silence import silence
from plangraph.reading.measuring.withdrawal import without

COLUMNS = ("plan", "chapter", "section", "quote", "property", "value", "verdict", "who", "when", "why")
_VERDICTS = ("accept", "reject", "add")
_LINK = "refersTo"
_ACTION = "action"  # stands for the whole measure: rejected, it is not one; with its parts it can make one
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
    background: Background = NOTHING,
) -> tuple[Reading, tuple[Judgement, ...]]:
    """The reading put right by verdicts, and those verdicts that fit nothing any more.

    Args:
        reading: What the rules read.
        judgements: The verdicts over this chapter.
        section_paths: The path of each section of the document, such as ``box/12/item/05``.
        thing_of: Finds the thing that a ref such as ``place/xinjiang`` stands for.
        background: What measures that only a person read are built with.

    Raises:
        DataError: a verdict names a ref that nothing has.
    """
    sections = [section_paths[s.section] if s.section is not None else "" for s in reading.document.sentences]
    stale: list[Judgement] = []
    judgements = tuple(judgements)
    linked = list(reading.mentions)
    for judgement in judgements:
        if judgement.property == _LINK and not _link(reading, linked, sections, judgement, thing_of):
            stale.append(judgement)
    linked.sort(key=lambda mention: (mention.sentence, mention.at))
    named = replace(reading, mentions=tuple(linked))
    measures, withdrawn, unfit = _acted(named, sections, judgements, background)
    for judgement in judgements:
        if judgement.property not in {_LINK, _ACTION}:
            here = _quoted(measures, sections, judgement)
            if not _judge(measures, here, judgement, thing_of):
                stale.append(judgement)
    judged = replace(named, measures=tuple(measures))
    if any(JUDGED in measure.clause.rules for measure in measures):
        judged = replace(judged, silence=silence(reading.document, measures))
    return without(judged, withdrawn), tuple(sorted([*stale, *unfit], key=lambda one: one.line))


def _acted(
    reading: Reading, sections: Sequence[str], judgements: Sequence[Judgement], background: Background
) -> tuple[list[Measure], set[int], list[Judgement]]:
    """The measures after all verdicts over actions, those withdrawn by index, and the verdicts that fit nothing."""
    measures, withdrawn, unfit = list(reading.measures), set[int](), list[Judgement]()
    actions = sorted((j for j in judgements if j.property == _ACTION), key=lambda j: j.verdict != "reject")
    spelt = [judgement for judgement in actions if judgement.value != action_of(judgement.value)]
    for judgement in (judgement for judgement in actions if judgement not in spelt):
        here = _quoted(measures, sections, judgement)
        acting = [index for index in here if measures[index].clause.action == judgement.value]
        if judgement.verdict == "reject":
            withdrawn.update(acting)
        else:
            for index in acting:
                measures[index] = _confirmed(measures[index], judgement)
        if not acting:
            unfit.append(judgement)
    made = accepting.read(reading, sections, spelt, background)
    for judgement, measure in made:
        if judgement.verdict == "reject":
            withdrawn.update(accepting.rejected(measures, measure))
        else:
            accepting.put(measures, measure, withdrawn)
    fitting = [judgement for judgement, _ in made]
    return measures, withdrawn, [*unfit, *(judgement for judgement in spelt if judgement not in fitting)]


def _quoted(measures: Sequence[Measure], sections: Sequence[str], judgement: Judgement) -> list[int]:
    """The indices of the measures that a verdict quotes."""
    return [
        index
        for index, measure in enumerate(measures)
        if sections[measure.clause.sentence] == judgement.section and judgement.quote in measure.evidence.quote
    ]


def _confirmed(measure: Measure, judgement: Judgement) -> Measure:
    rules = (*measure.clause.rules, JUDGED)
    judged = (*measure.judged, judgement)
    return replace(measure, clause=replace(measure.clause, rules=rules), confidence=confidence(rules), judged=judged)


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
    if row["property"] == _ACTION:
        _check_action(where, row)
    try:
        date.fromisoformat(row["when"])
    except ValueError as error:
        raise DataError(f"{where}: when is {row['when']!r}; write a date as 2026-01-31") from error
    verdict = cast("Literal['accept', 'reject', 'add']", row["verdict"])
    cells = {column: row[column] for column in COLUMNS if column != "verdict"}
    return Judgement(verdict=verdict, line=line, **cells)


def _check_action(where: str, row: dict[str, str]) -> None:
    try:
        fact = fact_of(row["value"])
    except ValueError as error:
        raise DataError(f"{where}: value: {error}") from error
    if fact is None and row["verdict"] == "add":
        raise DataError(f"{where}: an action is added with its parts, such as: build | object: a port | place: Dalian")


def _link(
    reading: Reading,
    mentions: list[Mention],
    sections: Sequence[str],
    judgement: Judgement,
    thing_of: Callable[[str], Thing | None],
) -> bool:
    """Put the names right that a verdict quotes, or make words a name that none of the rules read; whether it fits."""
    key = (judgement.section, judgement.quote)
    here = [index for index, one in enumerate(mentions) if (sections[one.sentence], one.evidence.quote) == key]
    if not here:
        known = thing_of(judgement.value) or own_thing(judgement)
        thing = None if judgement.verdict == "reject" else known or _thing(judgement, thing_of)
        found = accepting.mentions(reading, sections, judgement, thing)
        mentions += found if thing is not None else []
        return bool(found)
    fits = False
    for index in here:
        before = mentions[index]
        after = _linked(before, judgement, thing_of)
        accepted = judgement.verdict == "accept" and judgement.value in {thing.ref for thing in before.things}
        if accepted or after != before:
            rules = (*after.rules, JUDGED)
            mentions[index] = replace(after, rules=rules, judged=(*before.judged, judgement))
            fits = True
    return fits


def _judge(
    measures: list[Measure], here: Sequence[int], judgement: Judgement, thing_of: Callable[[str], Thing | None]
) -> bool:
    """Put those measures right that a verdict quotes; whether it fits any."""
    fits = False
    for index in here:
        before = measures[index]
        after = _judged(before, judgement, thing_of)
        if judgement.verdict == "accept" or after != before:
            measures[index] = replace(after, judged=(*before.judged, judgement))
            fits = True
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
