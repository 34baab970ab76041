"""The gallery of questions: finding one, and asking it."""

from collections.abc import Mapping

from plangraph.errors import QueryError
from plangraph.graph import queries, sparql
from plangraph.graph.queries import Question
from plangraph.mcp.answers import Asked, Bound, Gallery, Parameter, QuestionEntry
from plangraph.mcp.graph import Graph
from plangraph.mcp.names import fold
from plangraph.mcp.resolving import Meant, choices, meant
from plangraph.mcp.rows import About, rows_of
from plangraph.mcp.things import described


def search(gallery: Mapping[str, Question], words: str, most: int) -> Gallery:
    """Answer of the tool ``questions``: those that hold most of the words first; without words, all by id."""
    wanted = _words(words)
    scored = [(_score(question, wanted), question) for question in gallery.values()]
    fitting = [pair for pair in scored if pair[0] or not wanted]
    best = max((score for score, _ in fitting), default=0)
    kept = [question for score, question in sorted(fitting, key=lambda p: (-p[0], p[1].id)) if 2 * score >= best]
    message = "" if kept else f"no question of the gallery holds {words!r}; call without words for all, or use sparql"
    return Gallery(
        status="found" if kept else "none",
        questions=[_entry(question) for question in kept[:most]],
        total=len(kept),
        truncated=len(kept) > most,
        message=message,
    )


async def ask(graph: Graph, question: Question, given: Mapping[str, str], most: int, seconds: float | None) -> Asked:
    """Answer of the tool ``ask``.

    Raises:
        QueryError: the question has no such parameter, or a value is not of its type.
        LimitError: it took too long or too much.
    """
    _check_names(question, given)
    values: dict[str, str] = {}
    for parameter in question.parameters:
        if parameter.name in given and parameter.type == "iri":
            what = await meant(graph, given[parameter.name])
            if what.iri is None:
                return await _not_one(graph, question, given, parameter.name, what)
            values[parameter.name] = what.iri
        elif parameter.name in given:
            values[parameter.name] = given[parameter.name]
    text = queries.bind(question, values)
    table = await graph.table(text, "all", most, seconds)
    answer = _answer(graph, question)
    answer.parameters = await _bound(graph, question, values)
    answer.columns = list(table.columns)
    answer.rows = await rows_of(graph, table, text, About(question.id, absences=question.absences))
    answer.truncated = table.truncated
    return answer if table.rows else _without_rows(answer, question)


def _without_rows(answer: Asked, question: Question) -> Asked:
    asked = ", ".join(f"{bound.name} = {bound.label or bound.value}" for bound in answer.parameters)
    answer.looked_for = question.title + (f" ({asked})" if asked else "")
    answer.status = "none" if question.absences else "not-said"
    otherwise = "nothing is missing" if question.absences else "the text does not say; that is no denial"
    answer.message, answer.message_zh = question.empty or otherwise, question.empty_zh
    return answer


async def _not_one(graph: Graph, question: Question, given: Mapping[str, str], parameter: str, what: Meant) -> Asked:
    answer = _answer(graph, question)
    answer.status = "ambiguous" if what.found else "unknown"
    answer.parameters = [Bound(name=name, value=value, given=True) for name, value in given.items()]
    answer.looked_for = f"{parameter} = {what.text}"
    answer.message = f"{what.message()}; the question was not asked"
    answer.candidates = await choices(graph, what)
    answer.nearest = list(what.nearest)
    return answer


def _answer(graph: Graph, question: Question) -> Asked:
    return Asked(
        status="answered",
        question=question.id,
        title=question.title,
        title_zh=question.title_zh,
        parameters=[],
        rows=[],
        truncated=False,
        snapshot=graph.snapshot,
    )


async def _bound(graph: Graph, question: Question, values: Mapping[str, str]) -> list[Bound]:
    used = {
        p.name: sparql.resolve(values.get(p.name, p.default)) if p.type == "iri" else values.get(p.name, p.default)
        for p in question.parameters
    }
    things = await described(graph, [used[p.name] for p in question.parameters if p.type == "iri"])
    return [
        Bound(name=name, value=value, label=things[value].label if value in things else "", given=name in values)
        for name, value in used.items()
    ]


def _check_names(question: Question, given: Mapping[str, str]) -> None:
    known = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in known:
            raise QueryError(f"the question {question.id!r} has no parameter {name!r}{sparql.nearest(name, known)}")


def _entry(question: Question) -> QuestionEntry:
    return QuestionEntry(
        id=question.id,
        title=question.title,
        title_zh=question.title_zh,
        summary=question.summary,
        parameters=[Parameter(name=p.name, type=p.type, default=p.default, description=p.description)
                    for p in question.parameters],
        view=question.view,
    )  # fmt: skip


def _words(text: str) -> list[str]:
    """Latin words without a plural's s, and pairs of Chinese characters, which have no blanks between words."""
    found: list[str] = []
    for word in fold(text).replace("-", " ").split():
        if word.isascii():
            found.append(word.rstrip("s?.,") or word)
        else:
            found += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
    return list(dict.fromkeys(found))


def _score(question: Question, words: list[str]) -> int:
    about = [parameter.description for parameter in question.parameters]
    title = fold(f"{question.id} {question.title} {question.title_zh}")
    text = fold(" ".join((title, question.summary, question.summary_zh, *about)))
    return sum((word in text) + (word in title) for word in words)
