"""Questions: the gallery asked with its defaults, each row with the sentences that it rests on."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rdflib import Literal, URIRef

from plangraph.errors import QueryError
from plangraph.graph import queries
from plangraph.graph.queries import Question
from plangraph.graph.store import Askable, Rows, Term
from plangraph.views.explorer.asked import local, short
from plangraph.views.explorer.columns import Column, columns
from plangraph.views.explorer.names import Names
from plangraph.views.wording import both

Numbers = Mapping[str, int]


class Questions:
    """The questions of the gallery with their rows."""

    def __init__(self, store: Askable, folder: Path, names: Names) -> None:
        """Of the ``.rq`` files in a folder, over a built graph."""
        self._store = store
        self._names = names
        self._questions = sorted(queries.load_all(folder).values(), key=_order) if folder.is_dir() else []

    def listed(self, things: Numbers, measures: Numbers, sentences: Numbers) -> list[dict[str, Any]]:
        """All questions, those of the numbered list first; rows that look the same to a reader are one."""
        self._things, self._measures, self._sentences = things, measures, sentences
        return [self._asked(question) for question in self._questions]

    def _asked(self, question: Question) -> dict[str, Any]:
        answer = self._store.select(question.text)
        kept = columns(answer.variables, answer.rows)
        rows: dict[str, dict[str, Any]] = {}
        for row in answer:
            cells = dict(zip(answer.variables, row, strict=True))
            shown = [self._cell(column, cells) for column in kept]
            made = rows.setdefault(repr(shown), {"cells": shown, "sentences": []})
            made["sentences"] = sorted({*made["sentences"], *self._proofs(cells)})
        return {
            "id": question.id,
            "title": question.title,
            **_some(
                number=question.question,
                titleZh=question.title_zh,
                summary=question.summary,
                summaryZh=question.summary_zh,
                group=_group(question.group),
                empty=question.empty,
                emptyZh=question.empty_zh,
                parameters=", ".join(f"{p.name} = {p.default}" for p in question.parameters),
                absences=question.absences,
            ),
            "view": question.view,
            "columns": [column.heading for column in kept],
            "rows": list(rows.values()),
        }

    def _cell(self, column: Column, cells: Mapping[str, Term | None]) -> Any:
        term = cells[column.variable]
        if term is None:
            return ""
        iri = str(term)
        if not isinstance(term, URIRef):
            return iri
        label = cells.get(column.label) or self._names.en(iri)
        label_zh = cells.get(column.label_zh) or self._names.zh(iri)
        made: dict[str, Any] = {"text": str(label)} | _some(textZh=str(label_zh))
        for name, numbers in (("thing", self._things), ("measure", self._measures), ("sentence", self._sentences)):
            if iri in numbers:
                return made | {name: numbers[iri]}
        return made

    def _proofs(self, cells: Mapping[str, Term | None]) -> list[int]:
        return [self._sentences[str(term)] for term in cells.values() if str(term) in self._sentences]


def found_by(questions: list[dict[str, Any]], measures: Numbers, stated_in: list[int]) -> dict[str, list[int]]:
    """Measure to the questions that find it: those with it in a row, or with its sentence where no row has measures."""
    by_measure: dict[int, set[int]] = defaultdict(set)
    by_sentence: dict[int, set[int]] = defaultdict(set)
    for number, question in enumerate(questions):
        cells = [cell for row in question["rows"] for cell in row["cells"] if isinstance(cell, dict)]
        own = {cell["measure"] for cell in cells if "measure" in cell}
        for measure in own:
            by_measure[measure].add(number)
        if not own:
            for row in question["rows"]:
                for sentence in row["sentences"]:
                    by_sentence[sentence].add(number)
    return {
        iri: sorted(by_measure[number] | by_sentence[stated_in[number]]) for iri, number in measures.items()
    }


def _order(question: Question) -> tuple[int, str]:
    return (int(question.question) if question.question.isdecimal() else 10**6, question.id)


def _group(name: str) -> dict[str, str]:
    return both(f"group.{name}")


def _some(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
