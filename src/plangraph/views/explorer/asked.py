"""What the explorer asks: the view queries of a graph, each once."""

import json
from pathlib import Path
from typing import Any, TypedDict

from plangraph.files import sample_root
from plangraph.graph import view
from plangraph.graph.store import Reads
from plangraph.vocab import BASE, PLAN

Row = dict[str, str]
Term = TypedDict("Term", {"type": str, "value": str, "xml:lang": str, "datatype": str}, total=False)


class Asked:
    """The answers to view queries."""

    def __init__(self, store: Reads, folder: Path | None = None) -> None:
        """Over a built graph; the queries of the package are asked when ``folder`` is None."""
        self._store = store
        self._questions = view.views(folder or sample_root() / "queries" / "view")
        self._known: dict[str, list[Row]] = {}

    def rows(self, name: str) -> list[Row]:
        """The rows of a view, in its order; what is not bound is left out of a row."""
        if name not in self._known:
            self._known[name] = view.records(self._store, self._questions[name])
        return self._known[name]

    def terms(self, name: str) -> list[dict[str, Term]]:
        """The rows of a view as terms in SPARQL's JSON, where it matters whether one is a name or a text."""
        return terms(self._store, self._questions[name].text)[1]


def terms(store: Reads, query: str) -> tuple[list[str], list[dict[str, Term]]]:
    """The variables and the rows of a query."""
    answer = json.loads(store.serialize_results(query, "json"))
    variables: list[str] = answer["head"]["vars"]
    rows: list[dict[str, Term]] = answer["results"]["bindings"]
    return variables, rows


def short(iri: str) -> str:
    """The id of something of ours: its IRI below the base; the IRI itself for what is not ours."""
    return iri.removeprefix(BASE)


def local(iri: str) -> str:
    """The last part of the name of a property, class or concept."""
    return iri.removeprefix(PLAN).replace("#", "/").rpartition("/")[2]


def some(**values: Any) -> dict[str, Any]:
    """Those values that are not empty: what is left out of the book takes no room in it."""
    return {name: value for name, value in values.items() if value}
