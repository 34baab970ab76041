"""Questions about named works: which kinds lie in which region, and what happens to those at which neighbour."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from plangraph.graph.analysis.association import Item
from plangraph.graph.analysis.contrast import wilson
from plangraph.graph.analysis.crossing import crossing
from plangraph.graph.network import Network, Proof, network, reading_order
from plangraph.graph.store import Reads
from plangraph.graph.view import find, records
from plangraph.views.report.phrases import article
from plangraph.views.report.naming import names
from plangraph.views.report.spread import named_only
from plangraph.views.report.tried import Both, Row, Tried, percent

LEAST = 10  # works, below which they are not asked about
ONTOLOGY = "https://w3id.org/plangraph/ontology#"
_DEALT: Both = ("works dealt to other columns", "工程随机分配给其他各列")
_FAR: Both = ("distance from what rows and columns alone would give (chi-square)", "与行列独立时的距离（卡方）")


def tried(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    """Kinds by macro-region, verbs by macro-region, and verbs by the neighbour that a work faces."""
    graph = named_only(network(store, "macro-region-infrastructure", folder))
    works = sorted(n for n, data in graph.nodes(data=True) if data["side"] == "target")
    if len(works) < LEAST:
        return
    proofs = {w: sorted({p for *_, d in graph.in_edges(w, data=True) for p in d["evidence"]}, key=reading_order) for w in works}
    regions = {w: {s for s, _ in graph.in_edges(w)} for w in works}
    verbs = {w: {d["kind"] for *_, d in graph.in_edges(w, data=True)} for w in works}
    kinds = {w: {str(graph.nodes[w]["cls"])} for w in works}
    neighbours: dict[str, set[str]] = defaultdict(set)
    for row in records(store, find("relations", folder)):
        if row["property"] == f"{ONTOLOGY}borders" and row["thing"] in regions:
            neighbours[row["thing"]].add(row["object"])
    labels = _labels(store, graph, folder)
    for name, columns, rows in (
        ("works-kind-region", kinds, regions),
        ("works-verb-region", verbs, regions),
        ("works-verb-neighbour", verbs, neighbours),
    ):
        own = [w for w in works if rows.get(w) and columns.get(w)]
        yield from _crossed(name, own, rows, columns, labels, proofs, draws, seed)


def _labels(store: Reads, graph: Network, folder: Path | None) -> dict[str, Both]:
    labels = names(store, folder) | {
        n: (str(d["label"]), str(d["label_zh"] or d["label"])) for n, d in graph.nodes(data=True)
    }
    classes = {str(d["cls"]) for _, d in graph.nodes(data=True)}
    return labels | {name: labels.get(ONTOLOGY + name, (name, name)) for name in classes}


def _crossed(
    name: str,
    works: Sequence[str],
    rows: Mapping[str, set[str]],
    columns: Mapping[str, set[str]],
    labels: Mapping[str, Both],
    proofs: Mapping[str, Sequence[Proof]],
    draws: int,
    seed: int,
) -> Iterator[Tried]:
    items = [Item(frozenset(rows[w]), frozenset(columns[w])) for w in works]
    if len({r for i in items for r in i.rows}) < 2 or len({c for i in items for c in i.columns}) < 2:
        return
    made = crossing(items, works, draws, seed)
    best = max(made.cells, key=lambda c: (c.apart, c.excess, c.row, c.column))
    row, column = labels.get(best.row, (best.row,) * 2), labels.get(best.column, (best.column,) * 2)
    usual = f"{best.mean:.1f}"
    low, high = (percent(end) for end in wilson(best.count, best.total))
    title = (
        f"{best.count} of {best.total} named works of {article(row[0])} are “{column[0]}”, where chance gives {usual}",
        f"{row[1]}的{best.total}项点名工程中有{best.count}项为“{column[1]}”，随机情况下约为{usual}项",
    )
    sentence = (f"95 % interval {low} to {high}.", f"95%区间{low}至{high}。")
    kept = [p for w in works if best.row in rows[w] and best.column in columns[w] for p in proofs[w]]
    yield Tried(
        name, "where", title, sentence, _FAR, _DEALT, made.far,
        tuple(
            Row(f"{c.row} {c.column}", labels.get(c.row, (c.row,) * 2), labels.get(c.column, (c.column,) * 2), c.count,
                c.total, c.count, c.count, c.mean, c.low, c.high)
            for c in made.cells
        ),
        ("named works", "点名的工程"), tuple(dict.fromkeys(kept)), ("macro-region-infrastructure", "relations"),
        len({p.sentence for w in works for p in proofs[w]}), grid=True,
    )  # fmt: skip
