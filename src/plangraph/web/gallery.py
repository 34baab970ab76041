"""The gallery over HTTP: which questions there are, and the answer to one, for a browser or a program."""

import asyncio
from collections.abc import Mapping
from typing import Any

from plangraph.asking.request import Request
from plangraph.graph import queries, sparql
from plangraph.graph.queries import Question
from plangraph.web import labels, media, showing
from plangraph.web.backend import Answered, Backend
from plangraph.web.errors import Refusal

PAGE_ROWS = 1000  # on a page; CSV and JSON give all of them
FORMATS = media.ROWS


def card(question: Question) -> dict[str, Any]:
    """A question as data: what it asks, in two languages, what may be set, and where its answer is."""
    return {
        "id": question.id,
        "title": question.title,
        "title_zh": question.title_zh,
        "summary": question.summary,
        "summary_zh": question.summary_zh,
        "view": question.view,
        "group": question.group,
        "parameters": [
            {"name": p.name, "type": p.type, "default": p.default, "description": p.description}
            for p in question.parameters
        ],
        "href": f"/query/{question.id}",
        "csv": f"/query/{question.id}.csv",
        "json": f"/query/{question.id}.json",
    }


def find(questions: Mapping[str, Question], name: str) -> Question:
    """The question of that id.

    Raises:
        Refusal: there is none (404).
    """
    if name not in questions:
        raise Refusal(404, f"there is no question {name[:80]!r}; all of them are listed at /query/")
    return questions[name]


def values(question: Question, given: list[tuple[str, str]]) -> dict[str, str]:
    """The parameters of a request.

    Raises:
        Refusal: one is unknown, or stands twice.
    """
    known = [parameter.name for parameter in question.parameters]
    found: dict[str, str] = {}
    for name, value in given:
        if name not in known:
            there = f"it has: {', '.join(known)}" if known else "it has none"
            raise Refusal(400, f"the question {question.id!r} has no parameter {name[:80]!r}; {there}")
        if name in found:
            raise Refusal(400, f"the parameter {name!r} is given twice")
        found[name] = value
    return found


async def answer(backend: Backend, question: Question, given: Mapping[str, str], form: str) -> Answered:
    """The answer in one of the formats of rows, all of it.

    Raises:
        QueryError: a value is not of its parameter's type.
    """
    return await backend.ask(Request(query=queries.bind(question, given), media=form))


async def page(backend: Backend, question: Question, given: Mapping[str, str]) -> dict[str, Any]:
    """The data of a question's page: its rows as cells, and the passage behind each."""
    text = queries.bind(question, given)
    now = {p.name: given.get(p.name, p.default) for p in question.parameters}
    found, named = await asyncio.gather(
        backend.table(Request(query=text, media=media.RESULTS_JSON, rows=PAGE_ROWS)), _named(backend, question, now)
    )
    return {
        "question": card(question),
        "given": dict(given),
        "values": now,
        "named": named,
        "answer": await showing.answer(backend, found, text),
        "empty": question.empty or "no row: the graph does not say",
        "empty_zh": question.empty_zh or "无结果：图谱中没有相关陈述",
        "truncated": found.truncated,
        "query": text,
    }


async def _named(backend: Backend, question: Question, now: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The labels of the things that parameters stand for, by the name of the parameter."""
    terms = {p.name: sparql.iri_term(now[p.name])[1:-1] for p in question.parameters if p.type == "iri"}
    known = await labels.labels(backend, terms.values())
    return {name: {"en": "", "zh": ""} | known.get(iri, {}) for name, iri in terms.items()}
