"""Answers to questions, for a terminal, a spreadsheet or a program."""

from collections.abc import Mapping

from rdflib import Literal, URIRef

from plangraph import vocab
from plangraph.graph import queries
from plangraph.graph.queries import Question
from plangraph.graph.store import Store
from plangraph.views.plain import table


def answer(store: Store, question: Question, values: Mapping[str, str], form: str) -> str:
    """The answer to a question as ``table``, ``csv`` or ``json`` (the SPARQL results formats).

    A table of no rows says in words what that means, where the question knows it.
    """
    text = queries.bind(question, values)
    if form in ("csv", "json"):
        return store.serialize_results(text, form).replace("\r\n", "\n") + ("\n" if form == "json" else "")
    rows = store.select(text)
    lines = [question.title, ""] if question.title else []
    if rows.rows:
        lines.append(table(rows.variables, [[shown(term) for term in row] for row in rows]))
        lines.append(f"\n{len(rows)} rows")
    else:
        lines.append(question.empty or "no row: the graph does not say")
    return "\n".join(lines) + "\n"


def gallery(questions: Mapping[str, Question]) -> str:
    """The list of questions: id, title, parameters."""
    rows = [(q.id, q.title, ", ".join(f"{p.name}={p.default}" for p in q.parameters)) for q in questions.values()]
    return table(("question", "title", "parameters"), rows)


def shown(term: URIRef | Literal | object | None) -> str:
    """A term as a person writes it: an IRI of ours below the base or with its prefix, a text without its tag."""
    if term is None:
        return ""
    text = str(term)
    if not isinstance(term, URIRef):
        return text
    for prefix, iri in vocab.PREFIXES.items():
        if prefix not in (
            "place",
            "infrastructure",
            "initiative",
            "industry",
            "organisation",
            "kind",
        ) and text.startswith(iri):
            return f"{prefix}:{text[len(iri) :]}"
    return text.removeprefix(vocab.BASE)
