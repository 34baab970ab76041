"""Questions about words and their order: what is said twice, whether what comes first gets most, how names crowd."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from plangraph.graph.analysis.concentration import gini
from plangraph.graph.analysis.nulls import Standing, null, standing
from plangraph.graph.analysis.priority import Priority, mentioned
from plangraph.graph.analysis.priority import of_network as of_order
from plangraph.graph.analysis.repeats import Repeat, of_network, repeats
from plangraph.graph.network import Network, Proof, network, reading_order
from plangraph.graph.store import Reads
from plangraph.graph.view import find, passages, records
from plangraph.views.report.tried import NOTHING, Both, Row, Tried, listed

_MOST = 3
# Views whose sources are asked: does what is mentioned first get most?
ORDERS: tuple[tuple[str, Both], ...] = (
    ("region-theme", ("macro-regions", "大区域")),
    ("initiative-region", ("initiatives", "战略")),
    ("industry-region", ("industries", "产业")),
    ("region-infrastructure", ("provinces", "省级地区")),
)


def tried(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    """Repeats, orders of mention, and names that crowd in few sentences."""
    yield from _repeats(store, folder, draws, seed)
    yield from _orders(store, folder, draws, seed)
    yield from _crowds(store, folder, draws, seed)


def _repeats(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    statements = of_network(store, network(store, "region-theme", folder), folder=folder)
    if len(statements) < 2:
        return
    made = repeats(statements, draws, seed)
    for key, label, pairs, stands in (
        ("repeats", ("in the same words", "用词相同"), made.same, made.of_same),
        ("rewordings", ("in other words", "换一种说法"), made.reworded, made.of_reworded),
    ):
        band = stands.null
        runs = listed([f"“{run}”" for run in dict.fromkeys(p.run for p in pairs if p.run)][:_MOST], 0)
        title = (
            f"{stands.value:g} pairs of commitments to different regions say the same {label[0]}, where chance gives "
            f"about {band.mean:.0f}",
            f"面向不同地区的承诺中有{stands.value:g}对{label[1]}，随机情况下约为{band.mean:.0f}对",
        )
        few = stands.value < band.mean
        sentence = (
            f"Macro-regions are told {'other things, not the same' if few else 'the same'}; chance gives "
            f"{band.low:.0f} to {band.high:.0f} pairs (95 %)." + (f" What comes back: {runs}." if runs else ""),
            f"各大区域所得承诺{'各不相同' if few else '多有重复'}；随机情况下为{band.low:.0f}至{band.high:.0f}对"
            "（95%）。" + (f"重复的词语：{runs}。" if runs else ""),
        )
        line = Row(key, (f"pairs {label[0]}", label[1]), NOTHING, stands.value, 0, 0, 0, band.mean, band.low, band.high)
        yield Tried(
            key, "words", title, sentence, NOTHING, ("pairs of commitments", "承诺对数"),
            ("regions dealt to other commitments", "地区随机分配给其他承诺"), stands, (line,), ("pairs", "对"),
            _of_pairs(pairs), ("region-theme", "measures"), len({s.proof.sentence for s in statements}),
        )  # fmt: skip


def _of_pairs(pairs: Sequence[Repeat]) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys(proof for pair in pairs for proof in (pair.one.proof, pair.other.proof)))


def _orders(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    for view, things in ORDERS:
        graph = network(store, view, folder)
        nodes = [n for n, data in graph.nodes(data=True) if data["side"] in ("source", "both")]
        found = of_order(graph, mentioned(store, nodes, folder), draws, seed)
        if found.rho is not None:
            yield _ordered(graph, things, found, found.rho)


def _ordered(graph: Network, things: Both, found: Priority, rho: Standing) -> Tried:
    view = str(graph.graph["view"])
    labels = {n: (str(d["label"]), str(d["label_zh"] or d["label"])) for n, d in graph.nodes(data=True)}
    names = [listed([labels[n][language] for n in found.order[:_MOST]], language) for language in (0, 1)]
    proofs = {p for *_, data in graph.edges(data=True) for p in data["evidence"]}
    most = rho.value > 0
    return Tried(
        id=f"order-{view}",
        topic="words",
        title=(
            f"The {things[0]} that are named first get {'more' if most else 'less'} than later ones (rank correlation "
            f"{rho.value:.2f})",
            f"先提到的{things[1]}所得{'较多' if most else '较少'}（等级相关系数{rho.value:.2f}）",
        ),
        sentence=(f"First come {names[0]}.", f"最先提到的是{names[1]}。"),
        meaning=NOTHING,
        figure=("Spearman's rank correlation of order and amount", "次序与数量的斯皮尔曼等级相关系数"),
        chance=("the same things in other orders", "同样的事物换作其他次序"),
        standing=rho,
        rows=tuple(
            Row(n, labels[n], (f"named as number {place}", f"第{place}个提到"), amount, 0, 0, 0, 0, 0, amount)
            for place, (n, amount) in enumerate(zip(found.order, found.amounts, strict=True), start=1)
        ),
        unit=("measures", "措施"),
        proofs=tuple(sorted(proofs, key=reading_order)),
        views=(view, "mentions"),
        units=len({p.sentence for p in proofs}),
    )


def _crowds(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    """Names of places and works, sentence by sentence; chance deals them to sentences by their length."""
    known, named = passages(store, folder), _namings(store, folder)
    sentences, total = sorted(known), sum(named.values())
    if len(sentences) < 2 or not total:
        return
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    weights = [len(known[iri].quote.split()) for iri in sentences]
    chance = [Counter(dice.choices(sentences, weights, k=total)) for _ in range(draws)]
    order = sorted(named, key=lambda iri: (-named[iri], iri))
    sums = [sorted(copy.values(), reverse=True) for copy in chance]
    half = next(n for n in range(1, len(order) + 1) if 2 * sum(named[iri] for iri in order[:n]) >= total)
    got, band = sum(named[iri] for iri in order[:half]), null([float(sum(copy[:half])) for copy in sums])
    yield Tried(
        id="names-by-sentence",
        topic="where",
        title=(
            f"{got} of {total} mentions of places and works stand in {half} of {len(sentences)} sentences and headings",
            f"{total}次提到地点或工程，其中{got}次集中在{len(sentences)}个句子和标题中的{half}个",
        ),
        sentence=(
            f"If long sentences simply named more, the fullest {half} would hold {band.low:.0f} to {band.high:.0f} "
            "(95 %).",
            f"若仅因句子长而点名多，则最多的{half}个句子应含{band.low:.0f}至{band.high:.0f}次（95%）。",
        ),
        meaning=NOTHING,
        figure=("Gini coefficient over sentences", "按句计算的基尼系数"),
        chance=("mentions dealt to sentences by their length", "提及按句长随机分配"),
        standing=standing(gini([named[s] for s in sentences]), [gini([copy[s] for s in sentences]) for copy in chance]),
        rows=tuple(
            Row(iri, (_cut(known[iri].quote),) * 2, NOTHING, named[iri], total, 0, 0, *_ranked(sums, place))
            for place, iri in enumerate(order[:10])
        ),
        unit=("mentions of places and works", "提到地点或工程的次数"),
        proofs=tuple(Proof(iri, "", known[iri].quote.removeprefix("- "), iri) for iri in order[:half]),
        views=("mentions", "passages"),
        units=len(named),
    )


def _namings(store: Reads, folder: Path | None) -> Counter[str]:
    """How often each sentence mentions a place or a work."""
    rows = records(store, find("mentions", folder))
    things = ("/place/", "/infrastructure/")
    return Counter(row["sentence"] for row in rows if any(thing in row.get("thing", "") for thing in things))


def _ranked(sums: Sequence[Sequence[int]], place: int) -> tuple[float, float, float]:
    band = null([float(copy[place]) if place < len(copy) else 0.0 for copy in sums])
    return band.mean, band.low, band.high


def _cut(quote: str) -> str:
    quote = quote.removeprefix("- ")
    return quote if len(quote) <= 48 else quote[:47].rstrip() + "…"
