"""The opening: what is promised to whom, how firmly, and what is absent, each with the sentences that say so.

These are counts of what the text says. Nobody need ask chance whether they are so; what they mean is for the findings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.graph.analysis.motifs import motifs
from plangraph.graph.network import Proof, network, reading_order
from plangraph.graph.store import Reads
from plangraph.graph.view import find, records
from plangraph.views.report.commitments import Commitments, label
from plangraph.views.report.phrases import article
from plangraph.views.report.spread import named_only
from plangraph.views.report.tried import Both, listed, percent


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its sentences and the queries that it comes from."""

    text: Both
    proofs: tuple[Proof, ...]
    views: tuple[str, ...]


def statements(store: Reads, found: Commitments, folder: Path | None) -> tuple[Statement, ...]:
    """What a reader should know first; nothing where there is no commitment."""
    if not found.all:
        return ()
    made = (
        _whom(found),
        _firmly(found),
        _works(store, folder),
        _several(store, folder),
        *_absent(store, found, folder),
    )
    return tuple(one for one in made if one)


def _proofs(found: Commitments, numbers: Sequence[int]) -> tuple[Proof, ...]:
    return tuple(found.all[n].proof for n in sorted(set(numbers)))


def _whom(found: Commitments) -> Statement | None:
    regions = sorted(found.members("region").items(), key=lambda pair: (-len(pair[1]), pair[0]))
    if not regions:
        return None
    every = [n for _, members in regions for n in members]
    total, rest = len(found.all), len(found.all) - len(set(every))
    english = [f"{len(own)} on {article(label(found, name)[0])}" for name, own in regions]
    english[0] = english[0].replace(" on ", " bear on ", 1)
    chinese = listed([f"涉及{label(found, name)[1]}{len(own)}项" for name, own in regions], 1)
    return Statement(
        (
            f"To whom: of {total} commitments {listed(english, 0)}; {rest} bear on no macro-region as such. One may "
            "bear on several.",
            f"向谁承诺：{total}项承诺中，{chinese}；{rest}项不针对任何大区域。同一承诺可涉及多个区域。",
        ),
        _proofs(found, every),
        ("commitment-groups",),
    )


def _firmly(found: Commitments) -> Statement:
    firm = [n for n, c in enumerate(found.all) if "firm" in c.marks]
    total, soft = len(found.all), sum(1 for c in found.all if "soft" in c.marks)
    counts = (len(firm), total - len(firm) - soft, soft)
    some = [f"{count} ({percent(count / total)})" for count in counts]
    same = [f"{count}项（{percent(count / total, 1)}）" for count in counts]
    return Statement(
        (
            f"How firmly: {some[0]} say that something will be done, in words such as “build” or “provide”; {some[1]} "
            f"that it will be advanced; {some[2]} that others will be supported or encouraged, or ways explored.",
            f"有多坚定：{same[0]}以“建设”“提供”等词承诺落实；{same[1]}承诺推进；{same[2]}仅为支持、鼓励或探索。",
        ),
        _proofs(found, firm),
        ("commitment-marks",),
    )


def _works(store: Reads, folder: Path | None) -> Statement | None:
    graph = named_only(network(store, "macro-region-infrastructure", folder))
    works = {n for n, data in graph.nodes(data=True) if data["side"] == "target"}
    if not works:
        return None
    labels = {n: (str(d["label"]), str(d["label_zh"] or d["label"])) for n, d in graph.nodes(data=True)}
    regions = sorted(set(graph) - works, key=lambda n: (-len(set(graph[n])), n))
    some, none = [n for n in regions if graph[n]], [n for n in regions if not graph[n]]
    english = listed([f"{len(set(graph[n]))} lie in {article(labels[n][0])}" for n in some], 0)
    chinese = listed([f"{labels[n][1]}{len(set(graph[n]))}项" for n in some], 1)
    proofs = {p for *_, data in graph.edges(data=True) for p in data["evidence"]}
    less = f"; none lies in {listed([article(labels[n][0]) for n in none], 0).replace(' and ', ' or ')}" if none else ""
    return Statement(
        (
            f"Works with a name: of {len(works)} roads, airports, ports and the like that are built or changed, "
            f"{english}{less}.",
            f"点名的工程：{len(works)}项建设或改造的公路、机场、口岸等中，{chinese}"
            + (f"；{listed([labels[n][1] for n in none], 1)}没有" if none else "") + "。",
        ),
        tuple(sorted(proofs, key=reading_order)),
        ("macro-region-infrastructure",),
    )  # fmt: skip


def _several(store: Reads, folder: Path | None) -> Statement | None:
    graph = network(store, "item-place", folder)
    several = motifs(graph).several
    if not several:
        return None
    names = [[str(graph.nodes[s.node][key] or s.label) for s in several] for key in ("label", "label_zh")]
    return Statement(
        (
            f"Places that come back: {listed(names[0], 0)} stand under more than one item of a box.",
            f"重复出现的地点：{listed(names[1], 1)}列于专栏多项之下。",
        ),
        tuple(sorted({p for s in several for p in s.evidence}, key=reading_order)),
        ("item-place",),
    )


def _absent(store: Reads, found: Commitments, folder: Path | None) -> Iterator[Statement]:
    numbers = [n for n, c in enumerate(found.all) if "number" in c.marks]
    total = len(found.all)
    some = f"only {len(numbers)} carry" if len(numbers) * 4 < total else f"{len(numbers)} carry"
    yield Statement(
        (
            f"What can be counted: {some if numbers else 'none carries'} a number.",
            f"可以计量的：{f'带有数字的承诺有{len(numbers)}项' if numbers else '没有一项承诺带有数字'}。",
        ),
        _proofs(found, numbers),
        ("commitment-marks",),
    )
    bodies = {row["measure"] for row in records(store, find("commitments", folder)) if "organisation" in row}
    acting = [n for n, c in enumerate(found.all) if "acts" in c.marks]
    held = [n for n, c in enumerate(found.all) if c.proof.measure in bodies]
    organised = f"{len(held)} name an organisation" if held else "none names an organisation"
    yield Statement(
        (
            f"Who is responsible: {organised}; {len(acting)} say which region is to act itself; the others say "
            "“we will”, or nothing.",
            f"由谁负责：{f'{len(held)}项点名某个机构' if held else '没有一项点名任何机构'}；{len(acting)}项指明由哪个"
            "地区自己行动；其余均为“我们将”或未作说明。",
        ),
        _proofs(found, held or acting),
        ("commitments", "commitment-marks"),
    )
    if gaps := _gaps(store, folder):
        yield gaps


def _gaps(store: Reads, folder: Path | None) -> Statement | None:
    graph = network(store, "region-theme", folder)
    labels = {n: (str(d["label"]), str(d["label_zh"] or d["label"])) for n, d in graph.nodes(data=True)}
    regions = sorted(n for n, d in graph.nodes(data=True) if d["side"] == "source")
    themes = sorted((n for n, d in graph.nodes(data=True) if d["side"] == "target"), key=lambda n: labels[n])
    empty = [(r, c) for r in regions for c in themes if not graph.has_edge(r, c)]
    if not empty:
        return None
    english = [
        f"{len(empty)} of the {len(regions) * len(themes)} cells of the table of macro-regions and themes are empty"
    ]
    chinese = [f"大区域与主题对照表的{len(regions) * len(themes)}格中有{len(empty)}格为空"]
    if nowhere := [c for c in themes if all((r, c) in empty for r in regions)]:
        either = listed([labels[c][0] for c in nowhere], 0).replace(" and ", " or ")
        english.append(f"no macro-region as such gets anything on {either}")
        chinese.append(f"没有任何大区域得到{listed([labels[c][1] for c in nowhere], 1)}方面的承诺")
    for region in regions:
        others = [r for r in regions if r != region]
        if own := [c for c in themes if (region, c) in empty and not any((r, c) in empty for r in others)]:
            english.append(
                f"{article(labels[region][0])} alone gets nothing on {listed([labels[c][0] for c in own], 0)}"
            )
            chinese.append(f"唯独{labels[region][1]}没有{listed([labels[c][1] for c in own], 1)}方面的承诺")
    return Statement(
        (f"What is absent: {'; '.join(english)}.", f"缺少什么：{'；'.join(chinese)}。"), (), ("region-theme",)
    )
