"""Questions about what gets how much: themes, regions, provinces, initiatives, industries, items of boxes."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.graph.analysis.concentration import Unit, by_chance, concentration, gini, units
from plangraph.graph.analysis.nulls import null, standing
from plangraph.graph.network import Network, network, reading_order
from plangraph.graph.store import Reads
from plangraph.views.report.phrases import article, capital
from plangraph.views.report.tried import NOTHING, Both, Row, Tried, listed

DEALT: Both = (
    "what each sentence gives, dealt to other lines of the picture",
    "每句所涉内容随机分配给图中其他各行",
)
_GINI: Both = ("Gini coefficient (0 all alike, 1 one has all)", "基尼系数（0为完全均等，1为一方独占）")
_MOST, _BOOTS = 3, 500


@dataclass(frozen=True, slots=True)
class Spread:
    """What is spread over the nodes of one side of a view: what is counted, and what the nodes are."""

    id: str
    topic: str
    view: str
    side: str
    unit: Both
    things: Both


SPREADS = (
    Spread(
        "themes",
        "what",
        "region-theme",
        "target",
        ("mentions of a theme in what the macro-regions are promised", "次各大区域承诺中的主题"),
        ("themes", "个主题"),
    ),
    Spread(
        "regions",
        "what",
        "region-theme",
        "source",
        ("mentions of a theme in what the macro-regions are promised", "次各大区域承诺中的主题"),
        ("macro-regions", "个大区域"),
    ),
    Spread(
        "works",
        "where",
        "macro-region-infrastructure",
        "source",
        ("named works", "项点名的工程"),
        ("macro-regions", "个大区域"),
    ),
    Spread(
        "works-by-province",
        "where",
        "region-infrastructure",
        "source",
        ("named works", "项点名的工程"),
        ("provinces that have any", "个有此类工程的省级地区"),
    ),
    Spread(
        "initiatives",
        "what",
        "initiative-region",
        "source",
        ("links between an initiative and a region", "项战略与地区的联系"),
        ("initiatives", "项战略与机制"),
    ),
    Spread(
        "industries",
        "what",
        "industry-region",
        "source",
        ("links between an industry and a region", "项产业与地区的联系"),
        ("industries", "个产业"),
    ),
    Spread(
        "industries-by-region",
        "what",
        "industry-region",
        "target",
        ("links between an industry and a region", "项产业与地区的联系"),
        ("regions with an industry", "个有产业的地区"),
    ),
    Spread(
        "places-in-items",
        "where",
        "item-place",
        "source",
        ("places under items of boxes", "个专栏各项下的地点"),
        ("items", "项"),
    ),
)


def tried(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    """Each spread."""
    for spread in SPREADS:
        graph = network(store, spread.view, folder)
        if spread.view.endswith("infrastructure"):
            graph = named_only(graph)
        yield from _spread(spread, graph, draws, seed)


def named_only(graph: Network) -> Network:
    """Only works that have a name; regions without one stay."""
    drop = [n for n, data in graph.nodes(data=True) if data["side"] == "target" and not data["named"]]
    kept = graph.copy()
    kept.remove_nodes_from(drop)
    return kept


def _spread(spread: Spread, graph: Network, draws: int, seed: int) -> Iterator[Tried]:
    nodes = [node for node, data in graph.nodes(data=True) if data.get("side") in (spread.side, "both")]
    given = units(graph, spread.side)
    if len(nodes) < 2 or not given:
        return
    sums = {node: float(sum(unit.get(node, 0) for unit in given)) for node in sorted(nodes)}
    chances = by_chance(given, nodes, draws, seed)
    rows = _rows(graph, given, sums, chances, seed)
    stands = standing(gini(list(sums.values())), [gini(copy) for copy in chances])
    room = concentration(given, nodes, _BOOTS, seed).gini
    proofs = {p for *_, data in graph.edges(data=True) for p in data["evidence"]}
    yield Tried(
        id=spread.id,
        topic=spread.topic,
        title=(_headline(rows, spread, 0), _headline(rows, spread, 1)),
        sentence=(
            f"The Gini coefficient, 0 where all get alike and 1 where one gets all, is {room.value:.2f} (95 % interval "
            f"{room.low:.2f} to {room.high:.2f}); chance gives {stands.null.mean:.2f}.",
            f"基尼系数（0为完全均等，1为一方独占）为{room.value:.2f}（95%区间{room.low:.2f}至{room.high:.2f}），"
            f"随机情况下为{stands.null.mean:.2f}。",
        ),
        meaning=NOTHING,
        figure=_GINI,
        chance=DEALT,
        standing=stands,
        rows=rows,
        unit=(spread.unit[0], spread.unit[1].lstrip("个项次")),
        proofs=tuple(sorted(proofs, key=reading_order)),
        views=(spread.view,),
        units=len(given),
    )


def _rows(
    graph: Network, given: Sequence[Unit], sums: Mapping[str, float], drawn: Sequence[Sequence[float]], seed: int
) -> tuple[Row, ...]:
    """A line for each node, most first, beside what chance gives the node of the same rank."""
    chances = [sorted(copy, reverse=True) for copy in drawn]
    amounts = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    total, ends, rows = round(sum(sums.values())), _intervals(given, [node for node, _ in amounts], seed), []
    for rank, (node, amount) in enumerate(amounts):
        band = null([copy[rank] for copy in chances])
        data = graph.nodes[node]
        label = (str(data["label"]), str(data["label_zh"] or data["label"]))
        rows.append(Row(node, label, NOTHING, amount, total, *ends[node], band.mean, band.low, band.high))
    return tuple(rows)


def _intervals(given: Sequence[Unit], nodes: Sequence[str], seed: int) -> dict[str, tuple[float, float]]:
    """What each node gets, with other sentences of the same text: 95 % of the bootstrap (Efron 1979)."""
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    samples = [dice.choices(given, k=len(given)) for _ in range(_BOOTS)]
    found = {}
    for node in nodes:
        band = null([float(sum(unit.get(node, 0) for unit in sample)) for sample in samples])
        found[node] = (band.low, band.high)
    return found


def _headline(rows: Sequence[Row], spread: Spread, language: int) -> str:
    top = [row for row in rows if row.value][:_MOST]
    total = top[0].of
    got = sum(row.value for row in top)
    none = [article(row.label[0]) if not language else row.label[1] for row in rows if not row.value]
    if language:
        names = listed([f"{row.label[1]}（{row.value:g}）" for row in top], 1)
        more = f"，{listed(none[:4], 1)}{'等' if len(none) > 4 else ''}一项也没有" if none else ""
        part = f"{total}{spread.unit[1]}中的{got:g}{spread.unit[1][:1]}"
        return f"{len(rows)}{spread.things[1]}中，{names}占全部{part}{more}"
    names = listed([f"{article(row.label[0])} ({row.value:g})" for row in top], 0)
    some = listed(none[:4] + ([f"{len(none) - 4} others"] if len(none) > 4 else []), 0)
    less = f", while {some} {'gets' if len(none) == 1 else 'get'} none" if none else ""
    have = "has" if len(top) == 1 else "have"
    return f"{capital(names)} {have} {got:g} of all {total} {spread.unit[0]}{less}"
