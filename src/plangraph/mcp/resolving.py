"""From what somebody writes to a thing: a name or an IRI; several things are listed, none is guessed."""

from dataclasses import dataclass

from plangraph.errors import QueryError
from plangraph.graph import sparql
from plangraph.mcp.answers import Candidate, Resolved
from plangraph.mcp.graph import Graph
from plangraph.mcp.names import names_of
from plangraph.mcp.things import candidates, hint, known


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text may mean: IRI to how it was found. One: known; several: ambiguous; none: unknown."""

    text: str
    found: dict[str, str]
    nearest: tuple[str, ...] = ()

    @property
    def iri(self) -> str | None:
        """The one thing meant; None where there are none or several."""
        return next(iter(self.found)) if len(self.found) == 1 else None

    def message(self) -> str:
        """What to say where it is not one thing."""
        if self.found:
            return f"{len(self.found)} things are called {self.text!r}: ask again with the IRI of one"
        return f"nothing in the graph is called {self.text!r}"


async def meant(graph: Graph, text: str) -> Meant:
    """The things that a name or an IRI may mean."""
    written = text.strip()
    names = await names_of(graph)
    found = names.find(written)
    if not found and (iri := _iri(written)) and iri in await known(graph, [iri]):
        found = {iri: "iri"}
    return Meant(written, found, () if found else tuple(names.nearest(written)))


async def resolve(graph: Graph, name: str, most: int) -> Resolved:
    """Answer of the tool ``resolve``."""
    what = await meant(graph, name)
    every = await candidates(graph, what.found) if what.found else []
    if not every:
        status, message = "unknown", what.message()
    elif len(every) == 1:
        status, message = "found", ""
        if not every[0].mentions:
            message = f"background: the text does not name it{hint(every[0].related)}"
    else:
        status, message = "ambiguous", f"{len(every)} things are called {what.text!r}; choose by class and 'within'"
    return Resolved.model_validate(
        {
            "status": status,
            "name": what.text,
            "candidates": every[:most],
            "truncated": len(every) > most,
            "nearest": list(what.nearest),
            "message": message,
            "snapshot": graph.snapshot,
        }
    )


async def choices(graph: Graph, what: Meant, most: int = 10) -> list[Candidate]:
    """The things that an ambiguous name may mean."""
    return (await candidates(graph, what.found))[:most] if what.found else []


def _iri(text: str) -> str | None:
    """The IRI that a text writes in one of our ways, if it does."""
    try:
        return sparql.resolve(text)
    except QueryError:
        return None
