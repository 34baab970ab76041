"""The page of questions: every file of the gallery with its titles, its parameters and how to ask it."""

from collections.abc import Iterable
from pathlib import Path

from plangraph.errors import PlanGraphError
from plangraph.graph.queries import Parameter, Question, load_all

_HEAD = """# Questions

<!-- Made from the headers of queries/ask/*.rq; change those, then make this page again. -->

Each question is one SPARQL file in [`queries/ask`](../queries/ask). A file runs as it is on any SPARQL 1.1 engine over
the built graph; its answers are tested on two engines against rows read from the text by hand (`tests/answers`).

    plangraph query                                   # the list
    plangraph query border-ports-built                # an answer
    plangraph query measures-for-a-place place=place/khunjerab
    plangraph query border-ports-built --format csv   # or json, the SPARQL results format

A row that rests on what the text says has the column `sentence`: the IRI of the sentence that says it, which is also
the name of the graph that holds what it says. To see that sentence with all that it states, ask
`plangraph query what-the-sentence-says thing=IRI`.
"""


def page(questions: Iterable[Question]) -> str:
    """The page as Markdown: the numbered questions first, in the order of their numbers, then the others by id.

    Args:
        questions: the questions of the gallery, in any order; the page is the same for each order.
    """
    every = sorted(questions, key=_order)
    numbered = [question for question in every if question.question]
    others = [question for question in every if not question.question]
    parts = [_HEAD, _contents(every)]
    if numbered:
        parts += ["## Competency questions\n", *map(_entry, numbered)]
    if others:
        parts += ["## More questions\n", *map(_entry, others)]
    return "\n".join(parts)


def write(folder: Path, out: Path) -> None:
    """Write the page of the questions in ``folder`` to ``out``.

    Raises:
        DataError: a question is broken.
        PlanGraphError: the page cannot be written.
    """
    text = page(load_all(folder).values())
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise PlanGraphError(f"{out}: cannot be written: {error.strerror}") from error


def _order(question: Question) -> tuple[int, str]:
    return (int(question.question) if question.question.isdecimal() else 10**6, question.id)


def _contents(questions: list[Question]) -> str:
    lines = ["| | question | 问题 |", "|---|---|---|"]
    for question in questions:
        title = f"[{_cell(question.title)}](#{question.id})"
        lines.append(f"| {question.question} | {title} | {_cell(question.title_zh)} |")
    return "\n".join(lines) + "\n"


def _entry(question: Question) -> str:
    number = f"{question.question}. " if question.question else ""
    lines = [
        f'<a id="{question.id}"></a>',
        f"### {number}{_plain(question.title)}",
        "",
        _plain(question.title_zh),
        "",
        _plain(question.summary),
        "",
        f"- ask: `plangraph query {question.id}{_asked_with(question.parameters)}`",
        f"- file: [`{question.id}.rq`](../queries/ask/{question.id}.rq), shown as a {question.view}",
    ]
    lines += [_parameter(parameter) for parameter in question.parameters]
    if question.empty:
        lines.append(f"- without rows: {_plain(question.empty)} {_plain(question.empty_zh)}".rstrip())
    if question.slow:
        lines.append("- too slow for rdflib's own evaluator")
    return "\n".join(lines) + "\n"


def _asked_with(parameters: Iterable[Parameter]) -> str:
    """The parameters as one types them, each with its default; in quotes where a shell needs them."""
    given = (f"{parameter.name}={parameter.default}" for parameter in parameters)
    return "".join(f' "{value}"' if " " in value else f" {value}" for value in given)


def _parameter(parameter: Parameter) -> str:
    return f"- `{parameter.name}` ({parameter.type}, `{parameter.default}`): {_plain(parameter.description)}"


def _plain(text: str) -> str:
    """Text of a header, with what Markdown or HTML would take for markup made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("`", "'").strip()


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")
