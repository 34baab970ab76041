"""Questions: SPARQL files with a header, and how a parameter's value gets into one.

A file begins with lines ``#+ key: value``. A parameter is a ``VALUES ?name { default }`` block of the query itself,
so that the file runs as it is, on any engine; binding a value replaces the term in that block and nothing else.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plangraph.errors import DataError, QueryError
from plangraph.graph import sparql

_TERMS = {"iri": sparql.iri_term, "string": sparql.string_term, "integer": sparql.integer_term}
_VIEWS = ("table", "map", "network", "chart")
_KEYS = (
    "id",
    "question",
    "title",
    "title-zh",
    "summary",
    "summary-zh",
    "view",
    "group",
    "empty",
    "empty-zh",
    "rdflib",
    "rows",
    "problem",
    "problem-zh",
    "remedy",
    "remedy-zh",
    "severity",
    "within",
    "joined-by",
)
_LINE = re.compile(r"#\+\s*([\w-]+)\s*:\s*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about: ``type`` is iri, string or integer, ``default`` as the header writes it."""

    name: str
    type: str
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query file: ``text`` is all of it, header included; fields that the header leaves out are empty.

    ``question`` is its number where it answers one of a list, ``group`` the theme that a gallery lists it under.
    ``slow`` marks a question that rdflib's own evaluator cannot answer in a minute, ``absences`` one whose rows are
    what the text does not say. ``problem``, ``remedy`` and ``severity`` belong to checks: queries whose rows are
    findings. ``within`` belongs to rules: ``chapter`` where one looks at one chapter and the background only.
    ``joined_by`` belongs to networks that tie all members of a list with each other: ``sentence`` or ``measure``.
    """

    id: str
    title: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    question: str = ""
    title_zh: str = ""
    summary: str = ""
    summary_zh: str = ""
    view: str = "table"
    group: str = ""
    empty: str = ""
    empty_zh: str = ""
    slow: bool = False
    absences: bool = False
    problem: str = ""
    problem_zh: str = ""
    remedy: str = ""
    remedy_zh: str = ""
    severity: str = ""
    within: str = ""
    joined_by: str = ""
    path: Path | None = None


def load(path: Path) -> Question:
    """The question in a file.

    Raises:
        DataError: the file cannot be read, or its header is broken (``file:line``: title missing, unknown key,
            parameter without a VALUES block).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 at byte {error.start}") from error
    return _parse(text, str(path), path)


def load_all(folder: Path) -> dict[str, Question]:
    """The questions of all ``.rq`` files in a folder and below it, by id, in the order of ids.

    Raises:
        DataError: the folder is missing, a file is broken, or two files have one id.
    """
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder of queries")
    found: dict[str, Question] = {}
    for path in sorted(folder.rglob("*.rq")):
        question = load(path)
        if question.id in found:
            raise DataError(f"{path}:1: the id {question.id!r} is also that of {found[question.id].path}")
        found[question.id] = question
    return dict(sorted(found.items()))


def read(source: Path | str) -> Question:
    """A query of the user's own, from a file or as text; a header is welcome but not needed.

    Raises:
        QueryError: the file cannot be read.
        DataError: it has a header, and that is broken.
    """
    if isinstance(source, Path):
        try:
            text = source.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise QueryError(f"{source}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise QueryError(f"{source}: not UTF-8 at byte {error.start}") from error
        name, path = str(source), source
    else:
        text, name, path = source, "query", None
    if text.startswith("#+"):
        return _parse(text, name, path)
    return Question(id=path.stem if path else "query", title="", text=text, path=path)


def find(questions: Mapping[str, Question], name: str) -> Question:
    """The question with an id.

    Raises:
        QueryError: there is none; the message names the closest.
    """
    if name not in questions:
        raise QueryError(f"there is no question {name!r}{sparql.nearest(name, questions)}")
    return questions[name]


def bind(question: Question, values: Mapping[str, str]) -> str:
    """The text of a question with values for its parameters; a parameter without one keeps its default.

    Args:
        question: the question.
        values: parameter name to value. For an iri: a full IRI, ``place:hunchun`` or ``place/hunchun``.

    Raises:
        QueryError: the question has no such parameter, or the value is not of its type.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    text = question.text
    for name, value in values.items():
        if name not in known:
            raise QueryError(f"the question {question.id!r} has no parameter {name!r}{sparql.nearest(name, known)}")
        try:
            term = _TERMS[known[name].type](value)
        except QueryError as error:
            raise QueryError(f"parameter {name!r} of the question {question.id!r}: {error}") from error
        for start, end in reversed(_blocks(text, name)):
            text = f"{text[:start]} {term} {text[end:]}"
    return text


def _blocks(text: str, name: str) -> list[tuple[int, int]]:
    """Where the terms of a parameter's VALUES blocks stand: from after ``{`` to before ``}``."""
    bare = sparql.mask(text)
    block = re.compile(rf"\bVALUES\s+[?$]{re.escape(name)}\s*\{{([^{{}}]*)\}}", re.IGNORECASE)
    return [found.span(1) for found in block.finditer(bare)]


def _parse(text: str, name: str, path: Path | None) -> Question:
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("#+"):
            break
        where = f"{name}:{number}"
        found = _LINE.fullmatch(line)
        if not found:
            raise DataError(f"{where}: a header line is '#+ key: value'")
        key, value = found.groups()
        if key == "param":
            parameters.append(_parameter(value, text, where, [parameter.name for parameter in parameters]))
        elif key not in _KEYS:
            raise DataError(f"{where}: the key {key!r} is not known{sparql.nearest(key, (*_KEYS, 'param'))}")
        elif key in fields:
            raise DataError(f"{where}: the key {key!r} stands twice")
        else:
            fields[key] = value
            _check_value(key, value, where)
    if not fields.get("title"):
        raise DataError(f"{name}:1: the header has no title ('#+ title: …')")
    slow, absences = fields.pop("rdflib", "") == "slow", fields.pop("rows", "") == "absences"
    identifier = fields.pop("id", "") or (path.stem if path else "query")
    rest = {key.replace("-", "_"): value for key, value in fields.items()}
    own = tuple(parameters)
    return Question(id=identifier, text=text, parameters=own, slow=slow, absences=absences, path=path, **rest)


def _check_value(key: str, value: str, where: str) -> None:
    """Keys whose values are not free text."""
    if key == "view" and value not in _VIEWS:
        raise DataError(f"{where}: the view {value!r} is not one of {', '.join(_VIEWS)}")
    if key == "rdflib" and value != "slow":
        raise DataError(f"{where}: 'rdflib' can only be 'slow'")
    if key == "joined-by" and value not in ("sentence", "measure"):
        raise DataError(f"{where}: 'joined-by' can only be 'sentence' or 'measure'")
    if key == "within" and value != "chapter":
        raise DataError(f"{where}: 'within' can only be 'chapter'")
    if key == "rows" and value != "absences":
        raise DataError(f"{where}: 'rows' can only be 'absences'")
    if key == "id" and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", value):
        raise DataError(f"{where}: the id {value!r} is not lower-case words joined by hyphens")


def _parameter(value: str, text: str, where: str, taken: Iterable[str]) -> Parameter:
    cells = [cell.strip() for cell in value.split("|", 3)]
    if len(cells) != 4 or not re.fullmatch(r"[A-Za-z]\w*", cells[0]):
        raise DataError(f"{where}: a parameter is 'name | type | default | description'")
    parameter = Parameter(*cells)
    if parameter.type not in _TERMS:
        raise DataError(f"{where}: the type {parameter.type!r} is not one of {', '.join(_TERMS)}")
    if parameter.name in taken:
        raise DataError(f"{where}: the parameter {parameter.name!r} stands twice")
    blocks = _blocks(text, parameter.name)
    if not blocks:
        raise DataError(f"{where}: the query has no block 'VALUES ?{parameter.name} {{ … }}'")
    try:
        wanted = _TERMS[parameter.type](parameter.default)
    except QueryError as error:
        raise DataError(f"{where}: the default: {error}") from error
    for start, end in blocks:
        if _expanded(text[start:end].strip(), text) != wanted:
            block = text[start:end].strip()
            raise DataError(f"{where}: the default {parameter.default!r} is not the term in the VALUES block, {block}")
    return parameter


def _expanded(term: str, text: str) -> str:
    """A term of a query with its prefix written out."""
    prefix, colon, local = term.partition(":")
    declared = sparql.prefixes(text)
    return f"<{declared[prefix]}{local}>" if colon and prefix in declared else term
