"""Where things stand in the overview of the network: the same place in every build, related things near each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from plangraph.views.layout import Point, layout

_ROOM = 10.0  # a letter's width in the units of the layout


def positions(
    things: Sequence[Mapping[str, Any]], measures: Iterable[Mapping[str, Any]], edges: Iterable[Sequence[Any]]
) -> list[Point]:
    """A point for each thing, x to the right and y downwards, around 0."""
    flat: nx.Graph[str] = nx.Graph()
    flat.add_nodes_from(thing["id"] for thing in things)
    weights: dict[tuple[str, str], int] = defaultdict(int)
    for measure in measures:
        ends = sorted({number for role in measure.get("roles", {}).values() for number in role} | set(measure.get("theme", ())))
        for place, one in enumerate(ends):
            for two in ends[place + 1 :]:
                weights[things[one]["id"], things[two]["id"]] += 1
    for one, two, *_ in edges:
        weights[things[one]["id"], things[two]["id"]] += 1
    flat.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(weights.items()) if pair[0] != pair[1])
    boxes = {thing["id"]: (max(60.0, len(thing["en"]) * _ROOM), 40.0) for thing in things}
    placed = layout(flat, [], boxes)
    return [placed[thing["id"]] for thing in things]
