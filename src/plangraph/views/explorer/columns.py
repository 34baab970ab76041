"""Columns: which variables of an answer a reader needs to see, and what each is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import URIRef

from plangraph.graph.store import Term
from plangraph.views.wording import LANGUAGES, column

_SENTENCE = "sentence"  # what a row rests on; it is opened, not read
_REPEATS = re.compile(r"(?:Label|label)(?:Zh)?\Z|Zh\Z")


@dataclass(frozen=True, slots=True)
class Column:
    """A variable, the variables that bring its labels (which may not be there), and its heading by language."""

    variable: str
    label: str
    label_zh: str
    heading: dict[str, str]


def columns(variables: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> list[Column]:
    """The columns to show: a label stands in the cell of its thing, and a sentence is what a row opens."""
    bare = _owner(variables, rows)
    made = []
    for variable in variables:
        base = _REPEATS.sub("", variable)
        repeats = base != variable and (base in variables or (not base and bare))
        if repeats or variable.removesuffix("Sentence") == "" or variable == _SENTENCE or variable.endswith("Sentence"):
            continue
        label, label_zh = ("label", "labelZh") if variable == bare else (f"{variable}Label", f"{variable}LabelZh")
        made.append(Column(variable, label, label_zh, {language: column(variable, language) for language in LANGUAGES}))
    return made


def _owner(variables: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> str:
    """The variable that a plain ``label`` belongs to: the nearest name before it without a label of its own."""
    if "label" not in variables:
        return ""
    before = variables[: variables.index("label")]
    named = [v for v in before if f"{v}Label" not in variables and not _REPEATS.search(v) and v != _SENTENCE]
    return next((v for v in reversed(named) if _names(variables.index(v), rows)), "")


def _names(place: int, rows: Sequence[Sequence[Term | None]]) -> bool:
    """Whether a column holds names of things rather than texts."""
    return all(row[place] is None or isinstance(row[place], URIRef) for row in rows)
