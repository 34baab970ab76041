"""Columns: which variables of an answer a reader needs to see, and what each is called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plangraph.views.explorer.asked import Term
from plangraph.views.wording import LANGUAGES, column

_PROOF = re.compile(r"(?:.*S|s)entence\Z")  # what a row rests on; it is opened, not read
_LABEL = re.compile(r"(?:Label|label)(?:Zh)?\Z|Zh\Z")


@dataclass(frozen=True, slots=True)
class Column:
    """A variable, the variables that bring its labels (which may not be there), and its heading by language."""

    variable: str
    label: str
    label_zh: str
    heading: dict[str, str]


def columns(variables: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> list[Column]:
    """The columns to show: a label stands in the cell of its thing, and a sentence is what a row opens."""
    owner = _owner(variables, rows)
    shown = [v for v in variables if not _repeats(v, variables, owner) and not _PROOF.match(v)]
    return [_column(variable, bare=variable == owner) for variable in shown]


def _column(variable: str, *, bare: bool) -> Column:
    label, label_zh = ("label", "labelZh") if bare else (f"{variable}Label", f"{variable}LabelZh")
    return Column(variable, label, label_zh, {language: column(variable, language) for language in LANGUAGES})


def _repeats(variable: str, variables: Sequence[str], owner: str) -> bool:
    base = _LABEL.sub("", variable)
    return base != variable and (base in variables if base else bool(owner))


def _owner(variables: Sequence[str], rows: Sequence[Mapping[str, Term]]) -> str:
    """The variable that a plain ``label`` belongs to: the nearest name before it without a label of its own."""
    if "label" not in variables:
        return ""
    before = variables[: variables.index("label")]
    named = [v for v in before if f"{v}Label" not in variables and not _LABEL.search(v) and not _PROOF.match(v)]
    return next((v for v in reversed(named) if all(row[v]["type"] == "uri" for row in rows if v in row)), "")
