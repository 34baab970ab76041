"""Coverage: which pairs of two families a network links, and which it leaves empty."""

from dataclasses import dataclass

from plangraph.graph.network import Network, Proof, reading_order


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair: how many different measures link it, and which."""

    row: str
    column: str
    measures: int
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All pairs of rows and columns, in the order of their labels; a pair without a measure is there too."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    labels: dict[str, str]
    cells: dict[tuple[str, str], Cell]


def matrix(graph: Network) -> Matrix:
    """The pairs of a network of two sides: its sources as rows, its targets as columns.

    A measure that bears on several rows counts in each of them, so that columns must not be added up.
    """
    labels = {node: str(data.get("label", node)) for node, data in graph.nodes(data=True)}

    def side(name: str) -> tuple[str, ...]:
        nodes = [node for node, data in graph.nodes(data=True) if data.get("side") in (name, "both")]
        return tuple(sorted(nodes, key=lambda node: (labels[node].casefold(), node)))

    rows, columns = side("source"), side("target")
    cells = {}
    for row in rows:
        for column in columns:
            kinds = graph[row].get(column, {})
            proofs = {proof for data in kinds.values() for proof in data.get("evidence", ())}
            count = len({proof.measure or proof.sentence for proof in proofs})
            cells[row, column] = Cell(row, column, count, tuple(sorted(proofs, key=reading_order)))
    return Matrix(rows, columns, labels, cells)


def gaps(found: Matrix) -> tuple[Cell, ...]:
    """The pairs that no measure links, row by row."""
    return tuple(cell for cell in found.cells.values() if not cell.measures)
