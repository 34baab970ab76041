"""What SELECT and ASK queries can be put to."""

from typing import Protocol

from plangraph.graph.store.scopes import Scope
from plangraph.graph.store.store import Rows


class Askable(Protocol):
    """A store here, in a process that answers, or on a server."""

    def select(self, text: str, scope: Scope = "all") -> Rows:
        """The rows of a SELECT query."""
        ...

    def records(self, text: str, scope: Scope = "all") -> list[dict[str, str]]:
        """The rows of a SELECT query as words: from variable to lexical form or IRI, unbound variables left out."""
        ...

    def serialize_results(self, text: str, form: str, scope: Scope = "all") -> str:
        """The answer to a SELECT or ASK query in a SPARQL results format: json, csv, tsv or xml."""
        ...
