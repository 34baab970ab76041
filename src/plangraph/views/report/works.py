"""Questions about named works: which kinds lie in which region, and what happens to those at which neighbour."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.graph.analysis.association import Item
from plangraph.graph.analysis.contrast import wilson
from plangraph.graph.analysis.crossing import Crossed, Crossing, crossing
from plangraph.graph.network import Network, Proof, network, reading_order
from plangraph.graph.store import Reads
from plangraph.graph.view import find, records
from plangraph.views.report.naming import names
from plangraph.views.report.phrases import article
from plangraph.views.report.spread import named_only
from plangraph.views.report.tried import NOTHING, Both, Row, Tried, percent

LEAST = 10  # works, below which they are not asked about
ONTOLOGY = "https://w3id.org/plangraph/ontology#"
_DEALT: Both = ("works dealt to other columns", "工程随机分配给其他各列")
_FAR: Both = ("distance from what rows and columns alone would give (chi-square)", "与行列独立时的距离（卡方）")


@dataclass(frozen=True, slots=True)
class Works:
    """Named works: their macro-regions, verbs, classes and neighbours, the names of all that, and the proofs."""

    regions: Mapping[str, set[str]]
    verbs: Mapping[str, set[str]]
    kinds: Mapping[str, set[str]]
    neighbours: Mapping[str, set[str]]
    labels: Mapping[str, Both]
    proofs: Mapping[str, Sequence[Proof]]


def tried(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    """Kinds by macro-region, verbs by macro-region, and verbs by the neighbour that a work faces."""
    works = _read(store, folder)
    if len(works.regions) < LEAST:
        return
    for name, columns, rows in (
        ("works-kind-region", works.kinds, works.regions),
        ("works-verb-region", works.verbs, works.regions),
        ("works-verb-neighbour", works.verbs, works.neighbours),
    ):
        own = sorted(w for w in works.regions if rows.get(w) and columns.get(w))
        items = [Item(frozenset(rows[w]), frozenset(columns[w])) for w in own]
        if all(len(set().union(*side)) > 1 for side in zip(*((i.rows, i.columns) for i in items), strict=True)):
            yield _crossed(name, works, dict(zip(own, items, strict=True)), crossing(items, own, draws, seed))


def _read(store: Reads, folder: Path | None) -> Works:
    graph = named_only(network(store, "macro-region-infrastructure", folder))
    works = sorted(n for n, data in graph.nodes(data=True) if data["side"] == "target")
    neighbours: dict[str, set[str]] = defaultdict(set)
    for row in records(store, find("relations", folder)):
        if row["property"] == f"{ONTOLOGY}borders" and row["thing"] in works:
            neighbours[row["thing"]].add(row["object"])
    ties = {w: list(graph.in_edges(w, data=True)) for w in works}
    return Works(
        {w: {source for source, *_ in own} for w, own in ties.items()},
        {w: {data["kind"] for *_, data in own} for w, own in ties.items()},
        {w: {str(graph.nodes[w]["cls"])} for w in works},
        neighbours,
        _labels(store, graph, folder),
        {w: sorted({p for *_, data in own for p in data["evidence"]}, key=reading_order) for w, own in ties.items()},
    )


def _labels(store: Reads, graph: Network, folder: Path | None) -> dict[str, Both]:
    labels = names(store, folder) | {
        n: (str(d["label"]), str(d["label_zh"] or d["label"])) for n, d in graph.nodes(data=True)
    }
    verbs = {own[0]: own for thing, own in labels.items() if "/scheme/action/" in thing}
    classes = {str(d["cls"]) for _, d in graph.nodes(data=True)}
    return labels | verbs | {name: labels.get(ONTOLOGY + name, (name, name)) for name in classes}


def _crossed(name: str, works: Works, items: Mapping[str, Item], made: Crossing) -> Tried:
    def label(what: str) -> Both:
        return works.labels.get(what, (what, what))

    best = max(made.cells, key=lambda c: (c.apart, c.excess, c.row, c.column))
    row, column, usual = label(best.row), label(best.column), f"{best.mean:.1f}"
    low, high = wilson(best.count, best.total)
    own = [w for w, item in items.items() if best.row in item.rows and best.column in item.columns]
    return Tried(
        id=name,
        topic="where",
        title=(
            f"{best.count} of {best.total} named works of {article(row[0])} fall under “{column[0]}”, where chance "
            f"gives about {usual}",
            f"{row[1]}的{best.total}项点名工程中有{best.count}项为“{column[1]}”，随机情况下约为{usual}项",
        ),
        sentence=(
            f"95 % interval {percent(low)} to {percent(high)}.",
            f"95%区间{percent(low, 1)}至{percent(high, 1)}。",
        ),
        meaning=NOTHING,
        figure=_FAR,
        chance=_DEALT,
        standing=made.far,
        rows=tuple(_row(cell, label(cell.row), label(cell.column)) for cell in made.cells),
        unit=("named works", "点名的工程"),
        proofs=tuple(dict.fromkeys(proof for w in own for proof in works.proofs[w])),
        views=("macro-region-infrastructure", "relations"),
        units=len({proof.sentence for w in items for proof in works.proofs[w]}),
        grid=True,
    )


def _row(cell: Crossed, row: Both, column: Both) -> Row:
    name, count = f"{cell.row} {cell.column}", cell.count
    return Row(name, row, column, count, cell.total, count, count, cell.mean, cell.low, cell.high)
