"""Rows with what they rest on."""

import re
from dataclasses import dataclass

from plangraph.errors import LimitError
from plangraph.graph.sparql import mask
from plangraph.graph.store import Scope
from plangraph.mcp.answers import Basis, Cell, Evidence, Relation, Row
from plangraph.mcp.graph import Graph, Table
from plangraph.mcp.passages import mentions, pieces
from plangraph.vocab import BASE

_GRAPH = re.compile(r"\bGRAPH\s+[?$](\w+)", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:COUNT|SUM|AVG|MIN|MAX|SAMPLE|GROUP_CONCAT)\s*\(", re.IGNORECASE)
_PLACED = re.compile(r"#char=|/measure/|/(?:section|item|box)/")
_ALONE = 5_000  # rows looked through in the sentences alone
_MOST = 3  # pieces of evidence shown with one row
_THINGS = ("place/", "infrastructure/", "initiative/", "industry/", "organisation/", "kind/")


@dataclass(frozen=True, slots=True)
class About:
    """What was asked: the id to give with each row, the scope, and whether its rows are what the text does not say."""

    question: str
    scope: Scope = "all"
    absences: bool = False


async def rows_of(graph: Graph, table: Table, text: str, about: About) -> list[Row]:
    """The rows of an answer, each with its evidence.

    A row's proof is the sentence whose graph it was matched in (``GRAPH ?sentence``). Without such a column the
    words of the measures or headings that the row names are shown, else the sentences that name its things; and the
    row counts as stated only where the same query gives it from the sentences alone.

    Args:
        graph: The graph.
        table: The answer.
        text: The query.
        about: Which question it answers, and how that was asked.
    """
    proof: Relation = "mentions" if about.absences else "states"
    wanted = _wanted(table, _proving(text, table.columns), proof)
    bare = [number for number, own in enumerate(wanted) if not own]
    named = await mentions(graph, {iri for number in bare for iri in _things(table, number)}) if bare else {}
    for number in bare:
        for iri in _things(table, number):
            wanted[number] |= dict.fromkeys(named.get(iri, []), "mentions")
    shown = await pieces(graph, {iri: None for own in wanted for iri in own})
    bases = await _bases(graph, table, text, about, wanted)
    return [
        _row(cells, _listed(own, shown), basis, about.question)
        for cells, own, basis in zip(table.rows, wanted, bases, strict=True)
    ]


def _wanted(table: Table, proving: list[str], proof: Relation) -> list[dict[str, Relation | None]]:
    """The IRIs that can show where each row stands: its proof, else the pieces, measures and parts that it names."""
    wanted: list[dict[str, Relation | None]] = []
    for row in table.rows:
        iris = {name: cell.value for name, cell in row.items() if cell.type == "iri" and cell.value.startswith(BASE)}
        own: dict[str, Relation | None] = {iris[name]: proof for name in proving if "#char=" in iris.get(name, "")}
        wanted.append(own or {iri: None for iri in iris.values() if _PLACED.search(iri)})
    return wanted


async def _bases(
    graph: Graph, table: Table, text: str, about: About, wanted: list[dict[str, Relation | None]]
) -> list[Basis]:
    """What each row rests on."""
    if about.absences:
        return ["absent"] * len(wanted)
    if about.scope == "stated":
        return ["stated"] * len(wanted)
    proven = ["states" in own.values() for own in wanted]
    otherwise: Basis = "counted" if _COUNT.search(mask(text)) else "background"
    if otherwise == "background" and not all(proven):
        keys = await _alone(graph, text)
        proven = [before or _key(row) in keys for before, row in zip(proven, table.rows, strict=True)]
    return ["stated" if each else otherwise for each in proven]


async def _alone(graph: Graph, text: str) -> set[frozenset[tuple[str, str]]]:
    """The rows that the sentences give by themselves; none where that takes too long, so that less is claimed."""
    try:
        return {_key(row) for row in (await graph.select(text, "stated", rows=_ALONE)).rows}
    except LimitError:
        return set()


def _key(row: dict[str, Cell]) -> frozenset[tuple[str, str]]:
    """A row without its texts: labels of places are background, whatever it says."""
    return frozenset((name, cell.value) for name, cell in row.items() if cell.type == "iri")


def _listed(own: dict[str, Relation | None], shown: dict[str, list[Evidence]]) -> list[Evidence]:
    return [
        piece.model_copy(update={"relation": relation}) if relation else piece
        for iri, relation in own.items()
        for piece in shown.get(iri, [])
    ]


def _row(cells: dict[str, Cell], evidence: list[Evidence], basis: Basis, question: str) -> Row:
    most = 1 if evidence and evidence[0].relation == "mentions" else _MOST  # a mention proves nothing, so one is enough
    return Row(
        cells=cells,
        basis=basis,
        question=question,
        evidence=evidence[:most],
        more_evidence=max(0, len(evidence) - most),
    )


def _proving(text: str, columns: tuple[str, ...]) -> list[str]:
    """The columns that name the graph in which the row is stated."""
    graphs = set(_GRAPH.findall(mask(text)))
    return [name for name in columns if name in graphs]


def _things(table: Table, number: int) -> list[str]:
    values = [cell.value for cell in table.rows[number].values() if cell.type == "iri"]
    return [iri for iri in values if iri.removeprefix(BASE).startswith(_THINGS)]
