"""Answers to questions, for a terminal, a spreadsheet or a program."""

import shutil
import textwrap
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from rdflib import URIRef

from plangraph import vocab
from plangraph.graph import queries
from plangraph.graph.queries import Question
from plangraph.graph.store import Askable, Rows, Term
from plangraph.graph.view import passages
from plangraph.views.plain import safe, table

_BARE = ("place", "infrastructure", "initiative", "industry", "organisation", "kind")  # shown below the base
_PROOF = "sentence"  # the variable that names the graph a row rests on
_QUOTE = 240


def answer(store: Askable, question: Question, values: Mapping[str, str], form: str, views: Path) -> str:
    """The answer to a question as ``table``, ``full`` (every column), ``csv`` or ``json``.

    CSV and JSON are the SPARQL results formats. A ``table`` is for reading: labels stand for IRIs, and each row
    has the number of the sentence that it rests on, quoted below. An answer without rows says in words what that
    means, where the question knows it.

    Args:
        store: A built graph.
        question: What is asked.
        values: The question's parameters by name.
        form: The format.
        views: The folder of the view queries, which say where each sentence stands.
    """
    text = queries.bind(question, values)
    if form in ("csv", "json"):
        return store.serialize_results(text, form).replace("\r\n", "\n") + ("\n" if form == "json" else "")
    rows = store.select(text)
    lines = [question.title, ""] if question.title else []
    if not rows.rows:
        lines.append(question.empty or "no row: the graph does not say")
    elif form == "full":
        lines.append(table(rows.variables, [[shown(term) for term in row] for row in rows]))
    else:
        lines += _readable(rows, store, views)
    return "\n".join(lines) + "\n"


def gallery(questions: Mapping[str, Question]) -> str:
    """The list of questions: id, title, parameters."""
    rows = [(q.id, q.title, ", ".join(f"{p.name}={p.default}" for p in q.parameters)) for q in questions.values()]
    return table(("question", "title", "parameters"), rows)


def shown(term: Term | None) -> str:
    """A term as a person writes it: an IRI of ours below the base or with its prefix, a text without its tag."""
    if term is None:
        return ""
    text = str(term)
    if not isinstance(term, URIRef):
        return text
    for prefix, iri in vocab.PREFIXES.items():
        if prefix not in _BARE and text.startswith(iri):
            return f"{prefix}:{text[len(iri) :]}"
    return text.removeprefix(vocab.BASE)


def _readable(rows: Rows, store: Askable, views: Path) -> list[str]:
    """The rows without what repeats them, and the sentences that they rest on."""
    columns = _columns(rows.variables)
    proofs = _numbered(rows)
    body = []
    for row in rows:
        cells = dict(zip(rows.variables, row, strict=True))
        body.append(tuple(_cell(v, cells[v], proofs) for v in columns))
    shape = dict.fromkeys(body)  # rows that differ only in what is not shown are one row to a reader
    lines = [table(list(columns.values()), list(shape)), "", f"{len(shape)} rows"]
    if proofs:
        width = shutil.get_terminal_size((112, 24)).columns
        known = passages(store, views)
        lines.append("")
        for iri, number in proofs.items():
            if iri in known:
                passage = known[iri]
                quote = (
                    passage.quote if len(passage.quote) <= _QUOTE else passage.quote[:_QUOTE].rpartition(" ")[0] + " …"
                )
                lines.append(f"[{number}] {passage.where}, characters {passage.begin}–{passage.end}")
                lines.append(textwrap.fill(safe(quote), width, initial_indent="    ", subsequent_indent="    "))
    return lines


def _cell(variable: str, term: Term | None, proofs: Mapping[str, int]) -> str:
    if variable == _PROOF and term is not None:
        return f"[{proofs[str(term)]}]"
    return str(term).rpartition("/")[2] if str(term).startswith(vocab.SCHEME) else shown(term)


def _columns(variables: Sequence[str]) -> dict[str, str]:
    """The variables to show, each with its heading: an IRI gives way to its label, Chinese labels stand beside."""
    labelled = {v for v in variables if f"{v}Label" in variables}
    bare = _owner(variables, labelled)
    shown_columns = {}
    for variable in variables:
        if variable in labelled or variable == bare:
            continue
        name = bare if variable == "label" else variable.removesuffix("Label")
        if variable.endswith("LabelZh") or variable == "labelZh":
            name = ""
        shown_columns[variable] = "says" if variable == _PROOF else name
    if _PROOF in shown_columns:
        shown_columns[_PROOF] = shown_columns.pop(_PROOF)  # to the right end
    return shown_columns


def _owner(variables: Sequence[str], labelled: Container[str]) -> str:
    """The variable that a plain ``label`` belongs to: the nearest before it without a label of its own."""
    before = variables[: variables.index("label")] if "label" in variables else ()
    return next((v for v in reversed(before) if v not in labelled and not v.lower().endswith(("label", "zh"))), "")


def _numbered(rows: Rows) -> dict[str, int]:
    """The sentences of an answer, numbered in the order in which the rows name them."""
    if _PROOF not in rows.variables:
        return {}
    at = rows.variables.index(_PROOF)
    names = dict.fromkeys(str(row[at]) for row in rows if row[at] is not None)
    return {name: number for number, name in enumerate(names, start=1)}
