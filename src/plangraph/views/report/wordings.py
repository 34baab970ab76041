"""Questions about words and their order: what is said twice, whether what comes first gets most, how names crowd."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from plangraph.graph.analysis.concentration import gini
from plangraph.graph.analysis.nulls import null, standing
from plangraph.graph.analysis.priority import mentioned, of_network as ordered
from plangraph.graph.analysis.repeats import Repeat, of_network, repeats
from plangraph.graph.network import Proof, network, reading_order
from plangraph.graph.store import Reads
from plangraph.graph.view import passages, records, find
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
            f"各大区域所得承诺{'各不相同' if few else '多有重复'}；随机情况下为{band.low:.0f}至{band.high:.0f}对（95%）。"
            + (f"重复的词语：{runs}。" if runs else ""),
        )
        line = Row(key, (f"pairs {label[0]}", label[1]), NOTHING, stands.value, 0, 0, 0, band.mean, band.low, band.high)
        yield Tried(
            key, "words", title, sentence, ("pairs of commitments", "承诺对数"),
            ("regions dealt to other commitments", "地区随机分配给其他承诺"), stands, (line,), ("pairs", "对"),
            _of_pairs(pairs), ("region-theme", "measures"), len({s.proof.sentence for s in statements}),
        )  # fmt: skip


def _of_pairs(pairs: Sequence[Repeat]) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys(proof for pair in pairs for proof in (pair.one.proof, pair.other.proof)))


def _orders(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    for view, things in ORDERS:
        graph = network(store, view, folder)
        nodes = [n for n, data in graph.nodes(data=True) if data["side"] in ("source", "both")]
        found = ordered(graph, mentioned(store, nodes, folder), draws, seed)
        if found.rho is None:
            continue
        rho, first = found.rho, found.order[:_MOST]
        labels = {n: (str(d["label"]), str(d["label_zh"] or d["label"])) for n, d in graph.nodes(data=True)}
        less = "more" if rho.value > 0 else "less"
        title = (
            f"The {things[0]} that are named first get {less} than later ones (rank correlation {rho.value:.2f})",
            f"先提到的{things[1]}所得{'较多' if rho.value > 0 else '较少'}（等级相关系数{rho.value:.2f}）",
        )
        names = [listed([labels[n][language] for n in first], language) for language in (0, 1)]
        rows = [
            Row(n, labels[n], (f"named as number {place}", f"第{place}个提到"), amount, 0, 0, 0, 0, 0, amount)
            for place, (n, amount) in enumerate(zip(found.order, found.amounts, strict=True), start=1)
        ]
        proofs = {p for *_, data in graph.edges(data=True) for p in data["evidence"]}
        yield Tried(
            f"order-{view}", "words", title, (f"First come {names[0]}.", f"最先提到的是{names[1]}。"),
            ("Spearman's rank correlation of order and amount", "次序与数量的斯皮尔曼等级相关系数"),
            ("the same things in other orders", "同样的事物换作其他次序"), rho, tuple(rows), ("measures", "举措"),
            tuple(sorted(proofs, key=reading_order)), (view, "mentions"), len({p.sentence for p in proofs}),
        )  # fmt: skip


def _crowds(store: Reads, folder: Path | None, draws: int, seed: int) -> Iterator[Tried]:
    """Names of places and works, sentence by sentence."""
    known = passages(store, folder)
    words = {iri: len(p.quote.split()) for iri, p in known.items()}
    named = Counter(
        row["sentence"] for row in records(store, find("mentions", folder))
        if "/place/" in row.get("thing", "") or "/infrastructure/" in row.get("thing", "")
    )  # fmt: skip
    sentences = sorted(words)
    total = sum(named.values())
    if len(sentences) < 2 or not total:
        return
    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    weights = [words[s] for s in sentences]
    chance = [Counter(dice.choices(sentences, weights, k=total)) for _ in range(draws)]
    stands = standing(gini([named[s] for s in sentences]), [gini([copy[s] for s in sentences]) for copy in chance])
    order = sorted(named, key=lambda s: (-named[s], s))
    half, got = [], 0
    for sentence in order:
        half.append(sentence)
        got += named[sentence]
        if 2 * got >= total:
            break
    title = (
        f"{got} of {total} mentions of places and works stand in {len(half)} of {len(sentences)} sentences, headings and lines of boxes",
        f"{total}次提到地点或工程，其中{got}次集中在{len(sentences)}个句子中的{len(half)}个",
    )
    sums = [sorted(copy.values(), reverse=True) for copy in chance]
    band = null([float(sum(copy[: len(half)])) for copy in sums])
    sentence = (
        f"If long sentences simply named more, the fullest {len(half)} would hold {band.low:.0f} to {band.high:.0f} (95 %).",
        f"若仅因句子长而点名多，则最多的{len(half)}个句子应含{band.low:.0f}至{band.high:.0f}次（95%）。",
    )
    rows = [
        Row(s, (_cut(known[s].quote), _cut(known[s].quote)), NOTHING, named[s], total, 0, 0, *_ranked(sums, place))
        for place, s in enumerate(order[:10])
    ]
    yield Tried(
        "names-by-sentence", "where", title, sentence, ("Gini coefficient over sentences", "按句计算的基尼系数"),
        ("mentions dealt to sentences by their length", "提及按句长随机分配"), stands, tuple(rows),
        ("mentions of places and works", "提到地点或工程的次数"), tuple(Proof(s, "", known[s].quote, s) for s in half),
        ("mentions", "passages"), len(named),
    )  # fmt: skip


def _ranked(sums: Sequence[Sequence[int]], place: int) -> tuple[float, float, float]:
    band = null([float(copy[place]) if place < len(copy) else 0.0 for copy in sums])
    return band.mean, band.low, band.high


def _cut(quote: str) -> str:
    return quote if len(quote) <= 48 else quote[:47].rstrip() + "…"
