"""Questions: the gallery asked with its defaults, each row with the sentences that it rests on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plangraph.graph import queries
from plangraph.graph.queries import Question
from plangraph.graph.store import Reads
from plangraph.views.explorer.asked import Term, some, terms
from plangraph.views.explorer.columns import Column, columns
from plangraph.views.explorer.names import Names
from plangraph.views.wording import both, text

Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What a cell may stand for, each by IRI with its number, and what everything is called."""

    names: Names
    things: Numbers
    measures: Numbers
    sentences: Numbers


def questions(store: Reads, folder: Path, known: Known) -> list[dict[str, Any]]:
    """The questions of a folder with their rows, those of the numbered list first."""
    found = queries.load_all(folder).values() if folder.is_dir() else ()
    return [_asked(store, question, known) for question in sorted(found, key=_order)]


def found_by(listed: Sequence[dict[str, Any]], measures: Numbers, stated_in: Sequence[int]) -> dict[str, list[int]]:
    """Measure to the questions that find it: those with it in a row, or with its sentence where no row has measures."""
    by_measure: dict[int, set[int]] = defaultdict(set)
    by_sentence: dict[int, set[int]] = defaultdict(set)
    for number, question in enumerate(listed):
        cells = [cell for row in question["rows"] for cell in row["cells"] if isinstance(cell, dict)]
        own = {cell["measure"] for cell in cells if "measure" in cell}
        for measure in own:
            by_measure[measure].add(number)
        for sentence in () if own else {sentence for row in question["rows"] for sentence in row["sentences"]}:
            by_sentence[sentence].add(number)
    return {iri: sorted(by_measure[number] | by_sentence[stated_in[number]]) for iri, number in measures.items()}


def _asked(store: Reads, question: Question, known: Known) -> dict[str, Any]:
    variables, answer = terms(store, question.text)
    kept = columns(variables, answer)
    rows: dict[str, dict[str, Any]] = {}  # rows that look the same to a reader are one
    for row in answer:
        shown = [_cell(column, row, known) for column in kept]
        made = rows.setdefault(repr(shown), {"cells": shown, "sentences": []})
        made["sentences"] = sorted({*made["sentences"], *_proofs(row, known)})
    return {
        "id": question.id,
        "title": question.title,
        "view": question.view,
        **some(
            number=question.question,
            titleZh=question.title_zh,
            summary=question.summary,
            summaryZh=question.summary_zh,
            group=both(f"group.{question.group}"),
            empty=question.empty,
            emptyZh=question.empty_zh,
            parameters=", ".join(f"{p.name} = {p.default}" for p in question.parameters),
            absences=question.absences,
        ),
        "columns": [column.heading for column in kept],
        "rows": list(rows.values()),
    }


def _cell(column: Column, row: Mapping[str, Term], known: Known) -> str | dict[str, Any]:
    term = row.get(column.variable)
    if term is None or term["type"] != "uri":
        value = term["value"] if term else ""
        said = text(value, "zh")
        return {"text": value, "textZh": said} if said and said != value else value
    iri = term["value"]
    label = row[column.label]["value"] if column.label in row else known.names.en(iri)
    label_zh = row[column.label_zh]["value"] if column.label_zh in row else known.names.zh(iri)
    made: dict[str, Any] = {"text": label} | some(textZh=label_zh)
    for name, numbers in (("thing", known.things), ("measure", known.measures), ("sentence", known.sentences)):
        if iri in numbers:
            made[name] = numbers[iri]
    return made


def _proofs(row: Mapping[str, Term], known: Known) -> list[int]:
    return [known.sentences[term["value"]] for term in row.values() if term["value"] in known.sentences]


def _order(question: Question) -> tuple[int, str]:
    return (int(question.question) if question.question.isdecimal() else 10**6, question.id)
