"""Views: the queries that pictures, maps and analyses are drawn from, and where the sentences behind them stand."""

from dataclasses import dataclass
from pathlib import Path

from plangraph.errors import QueryError
from plangraph.files import sample_root
from plangraph.graph import queries
from plangraph.graph.store import Askable


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: its offsets (code points of the stored text, end exclusive), its words, and where it stands."""

    iri: str
    begin: int
    end: int
    quote: str
    where: str


def views(folder: Path | None = None) -> dict[str, queries.Question]:
    """The view queries in ``folder`` (those of the package when it is None), by name."""
    return queries.load_all(folder or sample_root() / "queries" / "view")


def find(view: str, folder: Path | None = None) -> queries.Question:
    """The view query of that name.

    Raises:
        QueryError: there is none.
    """
    known = views(folder)
    if view not in known:
        names = ", ".join(name for name, question in known.items() if question.view == "network")
        raise QueryError(f"there is no view {view!r}; " + (f"the networks are {names}" if names else "nor any network"))
    return known[view]


def records(store: Askable, question: queries.Question) -> list[dict[str, str]]:
    """The rows of a query, a mapping from variable to lexical form each; unbound variables are left out.

    Raises:
        QueryError: its text is no SELECT query; the message begins with the file that it was read from.
    """
    try:
        return store.records(question.text)
    except QueryError as error:
        raise QueryError(f"{question.path or question.id}: {error}") from error


def passages(store: Askable, folder: Path | None = None) -> dict[str, Passage]:
    """Every sentence, heading and list item by IRI."""
    found: dict[str, Passage] = {}
    for row in records(store, find("passages", folder)):
        steps = [f"Chapter {row['number']}", row.get("wholeLabel", ""), row.get("partLabel", "")]
        where = ", ".join(filter(None, steps)) + (f" “{row['partTitle']}”" if "partTitle" in row else "")
        found[row["sentence"]] = Passage(row["sentence"], int(row["begin"]), int(row["end"]), row["quote"], where)
    return found
