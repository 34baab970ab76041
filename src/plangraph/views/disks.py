"""Where the nodes of a large network stand: each community a disk, its hub in the middle, linked disks side by side.

A force layout takes minutes on thousands of nodes and ends in a ball. This one takes time in proportion to the edges
and has no steps that could drift apart: only +, -, *, / and square roots of rounded numbers, the same everywhere.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from plangraph.views.clusters import clusters

Point = tuple[float, float]
_GAP = 44.0  # between neighbours in a disk, in the units of the picture
_BETWEEN = 70.0  # between two disks
_WIDE = 1.5  # screens are wider than high
_PACKED = 60  # disks that are laid beside those they are linked with; smaller ones follow in rows below
_DIRECTIONS = 12


def disks(nodes: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Positions of all nodes, in their order; the same for any order of the pairs."""
    number = {node: index for index, node in enumerate(nodes)}
    edges = sorted((min(number[a], number[b]), max(number[a], number[b])) for a, b in pairs)
    return dict(zip(nodes, place(len(nodes), edges), strict=True))


def place(count: int, edges: Sequence[tuple[int, int]]) -> list[Point]:
    """Positions of the nodes 0 … ``count`` - 1, no two closer than about ``_GAP``, from their sorted edges."""
    links: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges:
        if a != b:
            links[a].append(b)
            links[b].append(a)
    groups = clusters(count, edges)
    home = [0] * count
    for index, group in enumerate(groups):
        for node in group:
            home[node] = index
    inner: list[Point] = [(0.0, 0.0)] * count
    for index, group in enumerate(groups):
        for node, point in _disk(group, links, home, index).items():
            inner[node] = point
    radii = [_GAP * (_rings(len(group)) + 0.5) for group in groups]
    centres = _pack(radii, _between(links, home, len(groups)))
    turns = _turns(links, home, inner, centres)
    points = []
    for (x, y), index in zip(inner, home, strict=True):
        (cos, sin), (left, top) = turns[index], centres[index]
        points.append((round(left + cos * x - sin * y, 1), round(top + sin * x + cos * y, 1)))
    return points


def _rings(size: int) -> int:
    """How many rings round its hub a disk of so many nodes needs; ring r holds 6 r of them."""
    rings = 0
    while 1 + 3 * rings * (rings + 1) < size:
        rings += 1
    return rings


def _disk(group: Sequence[int], links: Sequence[Sequence[int]], home: Sequence[int], index: int) -> dict[int, Point]:
    """The members of a community round their hub: those with fewer links in between stand further in.

    Each stands in the direction of those further in that it is linked with.
    """
    order = _outwards(group, links, home, index)
    points = {order[0]: (0.0, 0.0)}
    begin, ring = 1, 1
    while begin < len(order):
        part = order[begin : begin + 6 * ring]
        aims = {node: _aim(node, links, points) for node in part}
        part.sort(key=lambda node: (aims[node], node))
        start = aims[part[0]]
        for step, node in enumerate(part):
            x, y = _on_circle(start + step / len(part))
            points[node] = (ring * _GAP * x, ring * _GAP * y)
        begin += 6 * ring
        ring += 1
    return points


def _outwards(group: Sequence[int], links: Sequence[Sequence[int]], home: Sequence[int], index: int) -> list[int]:
    """The members from the hub outwards, by the number of links on the way; what no link reaches comes last."""
    ranked = sorted(group, key=lambda node: (-len(links[node]), node))
    order: list[int] = []
    seen: set[int] = set()
    for first in ranked:
        if first in seen:
            continue
        seen.add(first)
        order.append(first)
        reached = len(order) - 1
        while reached < len(order):
            fresh = [other for other in links[order[reached]] if home[other] == index and other not in seen]
            fresh = sorted(dict.fromkeys(fresh), key=lambda node: (-len(links[node]), node))
            seen.update(fresh)
            order += fresh
            reached += 1
    return order


def _aim(node: int, links: Sequence[Sequence[int]], points: Mapping[int, Point]) -> float:
    """The direction of the placed neighbours of a node, as a part of a whole turn (of a square: no arc tangents)."""
    x = y = 0.0
    for other in links[node]:
        if other in points:
            x += points[other][0]
            y += points[other][1]
    far = abs(x) + abs(y)
    if not far:
        return (node * 0.381966) % 1  # none, or the hub alone: round and round
    part = x / far if y >= 0 else 2 - x / far
    return round(((1 - part) / 4 if y >= 0 else (1 + part) / 4) % 1, 6)


def _on_circle(turn: float) -> Point:
    """A point of the unit circle; rounded, since sines may differ in the last digit between systems."""
    angle = 2 * math.pi * (turn % 1)
    return round(math.cos(angle), 6), round(math.sin(angle), 6)


def _between(links: Sequence[Sequence[int]], home: Sequence[int], count: int) -> list[dict[int, int]]:
    """How many edges lead from each community to each other one."""
    found: list[dict[int, int]] = [{} for _ in range(count)]
    for node, others in enumerate(links):
        own = home[node]
        for other in others:
            if home[other] != own:
                found[own][home[other]] = found[own].get(home[other], 0) + 1
    return found


def _pack(radii: Sequence[float], links: Sequence[Mapping[int, int]]) -> list[Point]:
    """A centre for each disk: the largest in the middle, then always the one that is linked most with those that lie.

    Each goes to the free place beside another disk that is nearest to the middle of those it is linked with.
    """
    centres: list[Point] = [(0.0, 0.0)] * len(radii)
    if not radii:
        return centres
    open_ = list(range(1, min(len(radii), _PACKED)))
    pulls = {index: links[index].get(0, 0) for index in open_}
    placed = [0]
    while open_:
        index = max(open_, key=lambda index: (pulls[index], radii[index], -index))
        open_.remove(index)
        centres[index] = _beside(index, radii, centres, placed, _middle(links[index], centres, placed))
        placed.append(index)
        for other, weight in links[index].items():
            if other in pulls:
                pulls[other] += weight
    _rows(radii, centres, placed)
    return centres


def _middle(links: Mapping[int, int], centres: Sequence[Point], placed: Sequence[int]) -> Point:
    """Where the disks that one is linked with have their middle, drawn a little towards the middle of the picture."""
    known = [(links[other], centres[other]) for other in placed if other in links]
    weight = sum(pull for pull, _ in known)
    if not weight:
        return (0.0, 0.0)
    x = sum(pull * centre[0] for pull, centre in known) / weight
    y = sum(pull * centre[1] for pull, centre in known) / weight
    return (0.7 * x, 0.7 * y)


def _beside(index: int, radii: Sequence[float], centres: Sequence[Point], placed: Sequence[int], aim: Point) -> Point:
    """The free place that touches a disk and is nearest to ``aim``."""
    found = []
    for other in placed:
        away = radii[index] + radii[other] + _BETWEEN
        for step in range(_DIRECTIONS):
            x, y = _on_circle(step / _DIRECTIONS)
            x, y = centres[other][0] + away * x, centres[other][1] + away * y
            left, top = (x - aim[0]) / _WIDE, y - aim[1]
            found.append((round(left * left + top * top, 3), x, y))
    found.sort()
    for _, x, y in found:
        if all(_apart(x, y, centres[other], radii[index] + radii[other] + _BETWEEN) for other in placed):
            return (x, y)
    return (0.0, max(centres[other][1] + radii[other] for other in placed) + radii[index] + _BETWEEN)


def _apart(x: float, y: float, other: Point, least: float) -> bool:
    left, top = x - other[0], y - other[1]
    return left * left + top * top >= (least - 1) * (least - 1)


def _rows(radii: Sequence[float], centres: list[Point], placed: Sequence[int]) -> None:
    """The many small communities, down to single nodes, in rows below the disks."""
    rest = range(len(placed), len(radii))
    left = min(centres[index][0] - radii[index] for index in placed)
    right = max(centres[index][0] + radii[index] for index in placed)
    area = sum((2 * radii[index] + _GAP) * (2 * radii[index] + _GAP) for index in rest)
    width = max(right - left, math.sqrt(_WIDE * area))
    top = max(centres[index][1] + radii[index] for index in placed) + _BETWEEN
    begin = (left + right - width) / 2
    x, high = begin, 0.0
    for index in rest:  # largest first, so each row is as high as its first disk
        if x > begin and x + 2 * radii[index] > begin + width:
            x, top, high = begin, top + high, 0.0
        high = max(high, 2 * radii[index] + _GAP)
        centres[index] = (x + radii[index], top + radii[index])
        x += 2 * radii[index] + _GAP


def _turns(
    links: Sequence[Sequence[int]], home: Sequence[int], inner: Sequence[Point], centres: Sequence[Point]
) -> list[Point]:
    """For each disk the turn (cosine, sine) that brings its members nearest to what they are linked with outside."""
    along, across = [0.0] * len(centres), [0.0] * len(centres)
    for node, others in enumerate(links):
        own, (x, y) = home[node], inner[node]
        for other in others:
            if home[other] != own:
                left = centres[home[other]][0] - centres[own][0]
                top = centres[home[other]][1] - centres[own][1]
                along[own] += x * left + y * top
                across[own] += x * top - y * left
    turns = []
    for cos, sin in zip(along, across, strict=True):
        far = math.sqrt(cos * cos + sin * sin)
        turns.append((round(cos / far, 6), round(sin / far, 6)) if far else (1.0, 0.0))
    return turns
