"""The marks of a picture: nodes and edges as vis-network takes them, with colours, shapes, names and positions."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from plangraph.graph.network import Network, Proof, communities, projection
from plangraph.views.layout import Point, layout

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
_INFERRED = ("context", "lies in", "carries out")


def nodes(graph: Network) -> list[dict[str, Any]]:
    """The nodes of a network in sorted order, each where it stands; ``full``, ``zh``, ``cls`` are for the panel."""
    flat = projection(graph)
    sizes = {node: _size(str(graph.nodes[node].get("family")), flat.degree(node)) for node in graph}
    labels = {node: _label_height(graph.nodes[node]) for node in graph}
    boxes = {node: _box(graph.nodes[node], sizes[node], labels[node]) for node in graph}
    made = []
    for node, (x, y) in layout(flat, _groups(graph), boxes).items():
        inside = graph.nodes[node].get("family") == "Text"
        lift = 0.0 if inside else labels[node] / 2  # the label hangs below its node
        made.append(_node(node, graph.nodes[node], sizes[node], (x, round(y - lift, 1))))
    return made


def _node(node: str, data: dict[str, Any], size: float, point: Point) -> dict[str, Any]:
    family = str(data.get("family", "Thing"))
    _, color, shape = LOOKS[family]
    named = bool(data.get("named", True))
    fill = "#ffffff" if family == "Text" or not named else color
    return {
        "id": node,
        "label": _short(data),
        "full": str(data.get("label", node)),
        "zh": str(data.get("label_zh", "")),
        "cls": str(data.get("cls", "")),
        "family": family,
        "named": named,
        "title": f"{data.get('label', node)}\n{data.get('cls', '')}".strip(),
        "x": point[0],
        "y": point[1],
        "size": size,
        "shape": shape,
        "color": {
            "background": fill,
            "border": color,
            "highlight": {"background": fill, "border": "#000000"},
            "hover": {"background": fill, "border": "#000000"},
        },
        "font": {
            "size": _letters(family, named),
            "strokeWidth": 0 if family == "Text" else 4,
            "strokeColor": "#ffffff",
        },
    }


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


def edges(graph: Network, sentences: Iterable[str]) -> list[dict[str, Any]]:
    """The edges of a network in sorted order, with the proofs that lie in ``sentences``."""
    known = set(sentences)
    return [
        _edge(number, source, target, data, known)
        for number, (source, target, data) in enumerate(sorted(graph.edges(data=True), key=_edge_key))
    ]


def _edge_key(edge: tuple[str, str, dict[str, Any]]) -> tuple[str, str, str]:
    return (edge[0], edge[1], str(edge[2].get("kind", "")))


def _edge(number: int, source: str, target: str, data: dict[str, Any], known: set[str]) -> dict[str, Any]:
    kind = str(data.get("kind", ""))
    inferred = kind in _INFERRED
    quiet = kind == "stands in"
    proofs: tuple[Proof, ...] = data.get("evidence", ())
    color = "#dfe3e8" if quiet else "#b08968" if inferred else "#9aa5b1"
    return {
        "id": number,
        "from": source,
        "to": target,
        "kind": _ROLES.get(kind, kind),
        "inferred": inferred,
        "dashes": inferred,
        "width": 1 if quiet else min(1 + 0.5 * int(data.get("weight", 1)), 6),
        "color": {"color": color, "highlight": "#000000", "hover": "#000000", "inherit": False},
        "arrows": "" if quiet or kind == "theme" else {"to": {"enabled": True, "scaleFactor": 0.4}},
        "title": _ROLES.get(kind, kind),
        "proofs": [
            {"sentence": proof.sentence, "quote": proof.quote, "span": proof.span.rpartition("#char=")[2]}
            for proof in proofs
            if proof.sentence in known
        ],
    }
