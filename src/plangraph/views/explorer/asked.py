"""What the explorer asks: the view queries of a graph, each once."""

from collections.abc import Iterator
from pathlib import Path

from plangraph.files import sample_root
from plangraph.graph import view
from plangraph.graph.store import Reads, Term
from plangraph.vocab import BASE, PLAN

Row = dict[str, str]


class Asked:
    """The answers to view queries."""

    def __init__(self, store: Reads, folder: Path | None = None) -> None:
        """Over a built graph; the queries of the package are asked when ``folder`` is None."""
        self.store = store
        self.folder = folder or sample_root() / "queries" / "view"
        self._questions = view.views(self.folder)
        self._known: dict[str, list[Row]] = {}

    def rows(self, name: str) -> list[Row]:
        """The rows of a view, in its order; what is not bound is left out of a row."""
        if name not in self._known:
            self._known[name] = view.records(self.store, self._questions[name])
        return self._known[name]

    def terms(self, name: str) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a view as terms, where it matters whether one is a name or a text."""
        return iter(self.store.select(self._questions[name].text))


def short(iri: str) -> str:
    """The id of something of ours: its IRI below the base; the IRI itself for what is not ours."""
    return iri.removeprefix(BASE)


def local(iri: str) -> str:
    """The last part of the name of a property, class or concept."""
    return iri.removeprefix(PLAN).replace("#", "/").rpartition("/")[2]
