"""Questions about what gets how much: themes, regions, provinces, initiatives, neighbours; and what is said twice."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.graph.analysis.concentration import Unit, by_chance, gini, units
from plangraph.graph.analysis.nulls import null, standing
from plangraph.graph.analysis.repeats import Repeat, of_network, repeats
from plangraph.graph.network import Network, Proof, network, reading_order
from plangraph.graph.store import Reads
from plangraph.views.report.tried import NOTHING, Both, Row, Tried, listed

DEALT: Both = (
    "what each sentence gives, dealt to other lines of the picture",
    "每句所涉内容随机分配给图中其他各行",
)
_GINI: Both = ("Gini coefficient (0 all alike, 1 one has all)", "基尼系数（0为完全均等，1为一方独占）")
_MOST, _BOOTS = 3, 500


@dataclass(frozen=True, slots=True)
class Spread:
    """What is spread over the nodes of one side of a view: a title, what is counted, and what the nodes are."""

    id: str
    view: str
    side: str
    title: Both
    unit: Both
    things: Both


SPREADS = (
    Spread(
        "themes",
        "region-theme",
        "target",
        ("Themes get unequal attention", "各主题受到的关注不均"),
        ("commitments that bear on a macro-region, region by region", "涉及各大区域的承诺（逐区计）"),
        ("themes", "个主题"),
    ),
    Spread(
        "regions",
        "region-theme",
        "source",
        ("Shares of the macro-regions", "各大区域所占份额"),
        ("commitments with their themes", "承诺（按主题计）"),
        ("macro-regions", "个大区域"),
    ),
    Spread(
        "works",
        "macro-region-infrastructure",
        "source",
        ("Where the named works are", "点名工程的分布"),
        ("works that are named", "点名的工程"),
        ("macro-regions", "个大区域"),
    ),
    Spread(
        "works-by-province",
        "region-infrastructure",
        "source",
        ("Named works by province", "各省的点名工程"),
        ("works that are named", "点名的工程"),
        ("provinces", "个省级地区"),
    ),
    Spread(
        "initiatives",
        "initiative-region",
        "source",
        ("Initiatives get unequal attention", "各项战略受到的关注不均"),
        ("measures and the regions they concern", "举措及其所涉地区"),
        ("initiatives", "项战略与机制"),
    ),
    Spread(
        "initiative-regions",
        "initiative-region",
        "target",
        ("Regions in initiatives", "战略所涉地区"),
        ("measures of initiatives", "战略的举措"),
        ("regions", "个地区"),
    ),
    Spread(
        "places-in-items",
        "item-place",
        "source",
        ("Places under items of boxes", "专栏各项下的地点"),
        ("places under it", "其下的地点"),
        ("items", "项"),
    ),
)


def tried(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    """Each spread, and the repeats."""
    for spread in SPREADS:
        graph = network(store, spread.view, folder)
        if spread.view.endswith("infrastructure"):
            graph = _named(graph)
        yield from _spread(spread, graph, draws, seed)
    yield from _repeats(store, folder, draws, seed)


def _named(graph: Network) -> Network:
    """Only works that have a name; regions without one stay."""
    drop = [n for n, data in graph.nodes(data=True) if data["side"] == "target" and not data["named"]]
    kept = graph.copy()
    kept.remove_nodes_from(drop)
    return kept


def _spread(spread: Spread, graph: Network, draws: int, seed: int) -> Iterator[Tried]:
    side, things, unit = spread.side, spread.things, spread.unit
    nodes = [node for node, data in graph.nodes(data=True) if data.get("side") in (side, "both")]
    given = units(graph, side)
    if len(nodes) < 2 or not given:
        return
    sums = {node: float(sum(unit.get(node, 0) for unit in given)) for node in sorted(nodes)}
    amounts = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    chances = [sorted(copy, reverse=True) for copy in by_chance(given, nodes, draws, seed)]
    total = round(sum(sums.values()))
    rows = []
    ends = _intervals(given, [node for node, _ in amounts], seed)
    for rank, (node, amount) in enumerate(amounts):
        band = null([copy[rank] for copy in chances])
        data = graph.nodes[node]
        label = (str(data["label"]), str(data["label_zh"] or data["label"]))
        rows.append(Row(node, label, NOTHING, amount, total, *ends[node], band.mean, band.low, band.high))
    proofs = {p for *_, data in graph.edges(data=True) for p in data["evidence"]}
    yield Tried(
        id=spread.id,
        title=spread.title,
        sentence=(_says(rows, things, total, unit, 0), _says(rows, things, total, unit, 1)),
        meaning=NOTHING,
        figure=_GINI,
        chance=DEALT,
        standing=standing(gini(list(sums.values())), [gini(copy) for copy in chances]),
        rows=tuple(rows),
        unit=unit,
        proofs=tuple(sorted(proofs, key=reading_order)),
        views=(spread.view,),
        units=len(given),
    )


def _intervals(given: Sequence[Unit], nodes: Sequence[str], seed: int) -> dict[str, tuple[float, float]]:
    """What each node gets, with other sentences of the same text: 95 % of the bootstrap (Efron 1979)."""
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    samples = [dice.choices(given, k=len(given)) for _ in range(_BOOTS)]
    found = {}
    for node in nodes:
        drawn = null([float(sum(unit.get(node, 0) for unit in sample)) for sample in samples])
        found[node] = (drawn.low, drawn.high)
    return found


def _says(rows: list[Row], things: Both, total: int, unit: Both, language: int) -> str:
    top = [row for row in rows if row.value][:_MOST]
    part = round(100 * sum(row.value for row in top) / total)
    none = [row.label[language] for row in rows if not row.value]
    names = listed([f"{row.label[language]} {row.value:g}" for row in top], language)
    if language:
        more = f"；{listed(none[:4], 1)}{'等' if len(none) > 4 else ''}没有" if none else ""
        return f"在{len(rows)}{things[1]}中，{names}，合计占{part}%（共{total}，单位：{unit[1]}）{more}。"
    verb = "has" if len(none) == 1 else "have"
    some = listed(none[:4] + ([f"{len(none) - 4} others"] if len(none) > 4 else []), 0)
    return (
        f"Of {len(rows)} {things[0]}, {names} make up {part}% of all {total} {unit[0]}"
        + (f"; {some} {verb} none" if none else "")
        + "."
    )


def _repeats(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    graph = network(store, "region-theme", folder)
    statements = of_network(store, graph, folder=folder)
    if len(statements) < 2:
        return
    made = repeats(statements, draws, seed)
    for key, label, pairs, stands in (
        ("repeats", ("in the same words", "用词相同"), made.same, made.of_same),
        ("rewordings", ("in other words", "换一种说法"), made.reworded, made.of_reworded),
    ):
        band = stands.null
        few = stands.value < band.mean
        usual, runs = band.mean, listed([f"“{pair.run}”" for pair in pairs[:_MOST] if pair.run], 0)
        english = f"{stands.value:g} pairs of measures in regions that share none say the same {label[0]}"
        english += f", where chance would give about {usual:.0f}" + (f": {runs}." if runs else ".")
        chinese = f"没有共同地区的举措之间，有{stands.value:g}对{label[1]}，随机情况下约为{usual:.0f}对"
        yield Tried(
            id=key,
            title=(
                f"Regions are {'not ' if few else ''}told the same ({label[0]})",
                f"各地区的举措{'少有' if few else '多有'}重复（{label[1]}）",
            ),
            sentence=(english, chinese + (f"：{runs}。" if runs else "。")),
            meaning=NOTHING,
            figure=("pairs of measures", "举措对数"),
            chance=("regions dealt to other measures", "地区随机分配给其他举措"),
            standing=stands,
            rows=(
                Row(key, (f"pairs {label[0]}", label[1]), NOTHING, stands.value, 0, 0, 0, usual, band.low, band.high),
            ),
            unit=("pairs", "对"),
            proofs=_of_pairs(pairs),
            views=("region-theme", "measures"),
            units=len({s.proof.sentence for s in statements}),
        )


def _of_pairs(pairs: Sequence[Repeat]) -> tuple[Proof, ...]:
    found: list[Proof] = []
    for pair in pairs:
        found += [pair.one.proof, pair.other.proof]
    return tuple(dict.fromkeys(found))
