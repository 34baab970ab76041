"""What a sentence states, for readers: its measures one by one, made of the rows that its page has as triples."""

from typing import Any

from plangraph.vocab import PLAN
from plangraph.web.backend import Row
from plangraph.web.terms import Labels, cell

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# As a reader asks: what, where, for whom, by whom, and only then in which field.
_PARTS = (
    "object", "becomes", "place", "along", "between", "beneficiary", "actor", "basis", "quantity", "enables", "theme",
    "instrument",
)  # fmt: skip

PROPERTIES = tuple(PLAN + name for name in _PARTS)


def measures(rows: list[Row], named: Labels) -> list[dict[str, Any]]:
    """The measures of a sentence in the order of its rows.

    Args:
        rows: the triples of the sentence's graph, with ``s``, ``p`` and ``o``.
        named: the labels of what they name.

    Returns:
        For each measure its cells ``measure``, ``action`` and ``strength`` (of type "none" where it has none), its
        ``quote``, and ``parts``: pairs of a property's cell and the cells of its values.
    """
    said: dict[str, dict[str, list[Any]]] = {}
    subjects: dict[str, Any] = {}
    for row in rows:
        subject, property_ = row["s"]["value"], row["p"]["value"]
        said.setdefault(subject, {}).setdefault(property_, []).append(row["o"])
        if property_ == _TYPE and row["o"]["value"] == PLAN + "Measure":
            subjects[subject] = row["s"]
    return [_measure(term, said[subject], named) for subject, term in subjects.items()]


def _measure(term: Any, said: dict[str, list[Any]], named: Labels) -> dict[str, Any]:
    def first(name: str) -> Any:
        return cell(next(iter(said.get(PLAN + name, ())), None), named)

    return {
        "measure": cell(term, named),
        "action": first("action"),
        "strength": first("strength"),
        "quote": first("quote")["value"],
        "parts": [
            (cell({"type": "uri", "value": PLAN + name}, named), [cell(value, named) for value in said[PLAN + name]])
            for name in _PARTS
            if PLAN + name in said
        ],
    }
