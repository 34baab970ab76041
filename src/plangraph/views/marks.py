"""The marks of a picture: nodes and edges as vis-network takes them, with colours, shapes, names and positions."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, TypeAlias

from plangraph.graph.network import Network, Proof, communities, projection
from plangraph.views.disks import disks
from plangraph.views.layout import Point, layout

Lines: TypeAlias = Sequence[tuple[str, str, dict[str, Any]]]  # source, target, what is said of the edge

# Okabe and Ito's colours, which people with any colour vision can tell apart; shapes say the same a second time.
LOOKS: dict[str, tuple[str, str, str]] = {
    "Measure": ("Measures", "#7b8794", "dot"),
    "MacroRegion": ("Macro-regions", "#d55e00", "dot"),
    "SpecialRegion": ("Special regions", "#56b4e9", "hexagon"),
    "Region": ("Places", "#0072b2", "dot"),
    "Infrastructure": ("Infrastructure", "#009e73", "triangle"),
    "Initiative": ("Initiatives", "#cc79a7", "star"),
    "Industry": ("Industries", "#e69f00", "square"),
    "Organisation": ("Organisations", "#5b4a8a", "triangleDown"),
    "Group": ("Groups", "#a6761d", "triangleDown"),
    "Concept": ("Themes", "#f0e442", "square"),
    "Text": ("Text parts", "#1f2933", "box"),
    "Thing": ("Other subjects", "#9aa5b1", "diamond"),
}
CHINESE: dict[str, str] = {
    "Measure": "措施",
    "MacroRegion": "大区",
    "SpecialRegion": "特殊类型地区",
    "Region": "地方",
    "Infrastructure": "基础设施",
    "Initiative": "战略与倡议",
    "Industry": "产业",
    "Organisation": "机构",
    "Group": "群体",
    "Concept": "主题",
    "Text": "文本",
    "Thing": "其他",
}
_ROLES = {
    "object": "acts on",
    "becomes": "is to become",
    "place": "in",
    "along": "along",
    "beneficiary": "benefits",
    "actor": "acted by",
    "between": "between",
    "basis": "based on",
    "enables": "by means of",
    "context": "meant by the context",
}
KINDS: dict[str, str] = {
    "acts on": "作用于",
    "is to become": "拟成为",
    "in": "位于",
    "along": "沿",
    "benefits": "惠及",
    "acted by": "实施者",
    "between": "之间",
    "based on": "依托",
    "by means of": "通过",
    "meant by the context": "由上下文可知",
    "stands in": "载于",
    "lies in": "地处",
    "carries out": "落实",
    "theme": "主题",
}
_STYLES = {
    **dict.fromkeys(("context", "lies in", "carries out"), "inferred"),
    "stands in": "quiet",
    "theme": "plain",
}
MANY = 450  # nodes; above, each has no room for its name, and a force layout takes too long


def nodes(graph: Network, lines: Lines, points: Mapping[str, Point] | None = None) -> list[dict[str, Any]]:
    """The nodes of a network in sorted order, each where it stands, with its names and the size of its mark.

    Up to ``MANY`` nodes have a ``label`` for which there is room; in larger networks the page names those that
    stand out at the scale it is looked at.

    Args:
        graph: as ``plangraph.graph.network.network`` gives it.
        lines: its edges, as ``links`` gives them.
        points: where each node stands, in the units of the picture; without it, a layout is made.
    """
    order = sorted(graph)
    pairs = {(a, b) if a < b else (b, a) for a, b, _ in lines if a != b}
    degree = Counter(chain.from_iterable(pairs))
    if len(order) > MANY:
        points = disks(order, pairs) if points is None else points
        return [_node(node, graph.nodes[node], _dot(degree[node]), points[node]) for node in order]
    sizes = {node: _size(str(graph.nodes[node].get("family")), degree[node]) for node in order}
    labels = {node: _label_height(graph.nodes[node]) for node in order}
    if points is None:
        boxes = {node: _box(graph.nodes[node], sizes[node], labels[node]) for node in order}
        points = layout(projection(graph), _groups(graph), boxes)
    return [
        _node(node, data := graph.nodes[node], sizes[node], _above(points[node], data, labels[node]))
        | {"label": _short(data), "letters": _letters(str(data.get("family")), bool(data.get("named", True)))}
        for node in order
    ]


def _node(node: str, data: dict[str, Any], size: float, point: Point) -> dict[str, Any]:
    """What the page needs of a node; colours and shapes go by families."""
    made: dict[str, Any] = {
        "id": node,
        "full": data.get("label", node),
        "family": data.get("family", "Thing"),
        "x": point[0],
        "y": point[1],
        "size": size,
    }
    if zh := data.get("label_zh"):
        made["zh"] = zh
    if cls := data.get("cls"):
        made["cls"] = cls
    if not data.get("named", True):
        made["kind"] = True
    return made


def _above(point: Point, data: dict[str, Any], label: float) -> Point:
    """The mark of a node whose box has its middle at a point: the label hangs below it, or stands in it."""
    return point if data.get("family") == "Text" else (point[0], round(point[1] - label / 2, 1))


def _dot(degree: int) -> float:
    return round(min(5 + 1.4 * math.sqrt(degree), 26), 1)


def _short(data: dict[str, Any]) -> str:
    """A measure shows its verb, everything else its name, cut where it would run over its neighbours."""
    label = str(data.get("label", ""))
    if data.get("family") == "Measure":
        return label.partition(":")[0]
    lines: list[str] = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= 24:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines if len(lines) <= 3 else [*lines[:2], lines[2] + " …"])


def _letters(family: str, named: bool) -> int:
    return {"Text": 26, "MacroRegion": 26, "Measure": 14}.get(family, 21 if named else 17)


def _size(family: str, degree: int) -> float:
    base = {"Measure": 7.0, "MacroRegion": 18.0, "Text": 20.0}.get(family, 10.0)
    return base if family in ("Measure", "Text") else min(base + 1.5 * degree, 34.0)


def _label_height(data: dict[str, Any]) -> float:
    letters = _letters(str(data.get("family")), bool(data.get("named", True)))
    return 1.2 * letters * (_short(data).count("\n") + 1)


def _box(data: dict[str, Any], size: float, label: float) -> Point:
    """About the room that a node takes up together with its label."""
    letters = _letters(str(data.get("family")), bool(data.get("named", True)))
    width = max(sum(1.0 if ord(c) > 0x2E7F else 0.58 for c in line) for line in _short(data).split("\n")) * letters
    inside = data.get("family") == "Text"
    return (max(width + 10 * inside, 2 * size), label + (12 if inside else 2 * size))


def _groups(graph: Network) -> list[list[str]]:
    """What stands together: a part of the text and all that only it speaks of; without parts, communities."""
    hubs = [node for node, data in graph.nodes(data=True) if data.get("family") == "Text"]
    flat = projection(graph)
    if not hubs:
        return communities(flat)[0] if flat else []
    home: dict[str, set[str]] = defaultdict(set)
    for hub in hubs:
        home[hub].add(hub)
        for measure in flat[hub]:
            home[measure].add(hub)
            for thing in flat[measure]:
                if thing not in hubs:
                    home[thing].add(hub)
    groups: dict[str, list[str]] = {hub: [] for hub in sorted(hubs, key=lambda hub: _first(graph, hub))}
    for node in sorted(home):
        if len(home[node]) == 1:
            groups[min(home[node])].append(node)
    return list(groups.values())


def _first(graph: Network, hub: str) -> tuple[int, str]:
    """Where in its text a part begins to say something, so that parts go round in reading order."""
    passages = graph.graph.get("passages", {})
    begins = [
        passages[proof.sentence].begin
        for _, _, data in graph.in_edges(hub, data=True)
        for proof in data["evidence"]
        if proof.sentence in passages
    ]
    return (min(begins, default=0), hub)


def links(graph: Network) -> Lines:
    """The edges of a network with their data, in sorted order.

    networkx's own way to walk them takes six times as long, which shows where there are thousands.
    """
    found = [
        (source, target, data)
        for source, targets in graph.adjacency()
        for target, keyed in targets.items()
        for data in keyed.values()
    ]
    return sorted(found, key=lambda line: (line[0], line[1], str(line[2].get("kind", ""))))


def edges(lines: Lines, sentences: Mapping[str, int]) -> list[dict[str, Any]]:
    """The edges as the page takes them, with their proofs: number of the sentence, quote, span.

    ``style`` says how one is drawn: an ``arrow``, a ``plain`` line where there is no direction, ``inferred`` (not
    said in these words), or ``quiet`` (only the place in the text).
    """
    return [_edge(number, *line, sentences) for number, line in enumerate(lines)]


def _edge(number: int, source: str, target: str, data: dict[str, Any], sentences: Mapping[str, int]) -> dict[str, Any]:
    kind = str(data.get("kind", ""))
    proofs: tuple[Proof, ...] = data.get("evidence", ())
    return {
        "id": number,
        "from": source,
        "to": target,
        "kind": _ROLES.get(kind, kind),
        "style": _STYLES.get(kind, "arrow"),
        "width": 1 if kind == "stands in" else min(1 + 0.5 * int(data.get("weight", 1)), 6),
        "proofs": tuple(  # no lists: the collector need not look into tuples of texts, which saves a third of the time
            (sentences[proof.sentence], proof.quote, proof.span.rpartition("#char=")[2]) for proof in proofs
        ),
    }
