"""Is a built graph sound? Shapes, queries whose rows are problems, and the proof of every quote.

The shapes of ``ontology/shapes.ttl`` run as SPARQL (see ``plangraph.graph.shapes``), which gives what pyshacl gives.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from plangraph.errors import DataError
from plangraph.graph import queries, quotes, shapes
from plangraph.graph.finding import SEVERITIES, Finding
from plangraph.graph.queries import Question
from plangraph.graph.shapes import Constraint
from plangraph.graph.store import Reads, Term
from plangraph.vocab import BASE, PREFIXES

__all__ = ["Finding", "Result", "queries_findings", "results", "shapes_findings", "validate"]

_SHAPE_BLANK = re.compile(r"\{[?$](\w+)\}")
_QUERY_BLANK = re.compile(r"\{(\w+)\}")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Result:
    """One violation of one constraint, with the values of its row by variable."""

    constraint: Constraint
    focus: Term
    values: Mapping[str, Term]


def validate(store: Reads, ontology: Path, checks: Path, language: str = "en") -> tuple[Finding, ...]:
    """All that shapes, check queries and quotes find wrong in a store; nothing when it is sound.

    Args:
        store: The whole graph, its ontology included.
        ontology: The folder with ``shapes.ttl`` and ``prefixes.ttl``.
        checks: The folder with the check queries, ``queries/check``.
        language: ``en`` or ``zh``, for messages that have both.

    Raises:
        DataError: shapes or a check query are broken.
        QueryError: a check query is not SPARQL.
    """
    constraints = shapes.load(ontology / "shapes.ttl", ontology / "prefixes.ttl")
    return (
        *shapes_findings(store, constraints, language),
        *queries_findings(store, queries.load_all(checks).values(), language),
        *quotes.findings(store),
    )


def results(store: Reads, constraints: Iterable[Constraint]) -> tuple[Result, ...]:
    """The violations of compiled shapes, in the order of constraints and focus nodes."""
    found: list[Result] = []
    for constraint in constraints:
        rows = store.select(constraint.query)
        for row in rows:
            values = _bound(rows.variables, row)
            found.append(Result(constraint, values["this"], values))
    return tuple(sorted(found, key=lambda r: (r.constraint.shape, r.constraint.path, str(r.focus), _row_key(r.values))))


def shapes_findings(store: Reads, constraints: Iterable[Constraint], language: str = "en") -> tuple[Finding, ...]:
    """The violations of compiled shapes, each once, with the sentence that states what is wrong."""
    found = results(store, constraints)
    sentences = _sentences(store, {result.focus for result in found})
    findings: dict[Finding, None] = {}
    for result in found:
        rule = result.constraint
        path = f"/{_short_path(rule.path)}" if rule.path else ""
        message = _filled(_SHAPE_BLANK, rule.messages.get(language, rule.messages["en"]), result.values)
        value = result.values.get("value")
        if value is not None and value != result.focus and "{" not in rule.messages["en"]:
            message += f" It is: {_shown(value)}."
        subject = str(result.focus)
        check = f"shapes/{rule.shape}{path}"
        findings[Finding(check, rule.severity, subject, sentences.get(subject, ""), message, rule.remedy)] = None
    return tuple(findings)


def queries_findings(store: Reads, checks: Iterable[Question], language: str = "en") -> tuple[Finding, ...]:
    """The rows of check queries. Each has ``?subject``; the header's ``problem`` has ``{name}`` for other values.

    Raises:
        DataError: a check's header lacks ``problem``, ``remedy`` or ``severity``, or its query ``?subject``.
        QueryError: a query is not SPARQL.
    """
    found: list[tuple[Question, Mapping[str, Term]]] = []
    for check in checks:
        if not (check.problem and check.remedy and check.severity in SEVERITIES):
            raise DataError(f"{check.path}:1: a check needs problem, remedy and severity ({', '.join(SEVERITIES)})")
        rows = store.select(check.text)
        if "subject" not in rows.variables:
            raise DataError(f"{check.path}: a check selects ?subject")
        found.extend((check, _bound(rows.variables, row)) for row in rows)
    unplaced = {values["subject"] for _, values in found if "sentence" not in values}
    sentences = _sentences(store, unplaced)
    findings: dict[Finding, None] = {}
    for check, values in found:
        subject = str(values["subject"])
        sentence = str(values["sentence"]) if "sentence" in values else sentences.get(subject, "")
        chinese = language == "zh"
        problem = check.problem_zh if chinese and check.problem_zh else check.problem
        remedy = check.remedy_zh if chinese and check.remedy_zh else check.remedy
        message = _filled(_QUERY_BLANK, problem, values)
        findings[Finding(f"check/{check.id}", check.severity, subject, sentence, message, remedy)] = None
    return tuple(findings)


def _bound(variables: tuple[str, ...], row: tuple[Term | None, ...]) -> dict[str, Term]:
    return {name: term for name, term in zip(variables, row, strict=True) if term is not None}


def _sentences(store: Reads, subjects: Iterable[Term]) -> dict[str, str]:
    """The sentence that says something of each subject; the first by name where there are several."""
    names = sorted(term.n3() for term in subjects if isinstance(term, URIRef))
    found: dict[str, str] = {}
    for start in range(0, len(names), _BATCH):
        wanted = " ".join(names[start : start + _BATCH])
        rows = store.select(
            f"SELECT ?subject (MIN(STR(?graph)) AS ?sentence) WHERE {{ VALUES ?subject {{ {wanted} }} "
            "GRAPH ?graph { ?subject ?property ?value } FILTER(CONTAINS(STR(?graph), '#char=')) } GROUP BY ?subject"
        )
        found |= {str(subject): str(sentence) for subject, sentence in rows}
    return found


def _filled(blank: re.Pattern[str], text: str, values: Mapping[str, Term]) -> str:
    return blank.sub(lambda m: _shown(values[m[1]]) if m[1] in values else "nothing", text)


def _shown(term: Term) -> str:
    """A term for people: a path below our base, a name with a prefix, or the text of a literal."""
    if not isinstance(term, URIRef):
        return str(term)
    text = str(term)
    names = [(name, namespace) for name, namespace in PREFIXES.items() if text.startswith(namespace)]
    if names:
        name, namespace = max(names, key=lambda pair: len(pair[1]))
        return f"{name}:{text.removeprefix(namespace)}"
    return text.removeprefix(BASE)


def _short_path(path: str) -> str:
    return re.sub(r"<([^>]*)>", lambda m: _shown(URIRef(m[1])), path)


def _row_key(values: Mapping[str, Term]) -> tuple[str, ...]:
    return tuple(f"{name}={values[name]}" for name in sorted(values))
