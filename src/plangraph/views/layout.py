"""Where the nodes of a picture stand: a force layout in plain Python, the same on every machine.

networkx's layouts need numpy or scipy, whose sums differ in the last digit from one processor to another; a force
layout magnifies that digit into another picture. Only +, -, *, / and square roots are used here, which IEEE 754 fixes.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from plangraph.graph.network import Flat

Point = tuple[float, float]
_LENGTH = 66.0  # of an edge at rest, in the units of the picture
_REACH = 3 * _LENGTH  # nodes further apart do not push each other
_WIDE = 2.0  # screens are wider than high
_GAP = 6.0
_STEPS = 60


def layout(flat: Flat, groups: Sequence[Sequence[str]], boxes: Mapping[str, Point]) -> dict[str, Point]:
    """Positions of all nodes, with no two boxes on top of each other where that can be had.

    Args:
        flat: the network; its edges pull.
        groups: nodes that are to stand together, in the order in which the groups go round; a node may be in none.
        boxes: width and height that each node takes up with its label.
    """
    nodes = sorted(flat)
    number = {node: index for index, node in enumerate(nodes)}
    numbered = [[number[node] for node in group] for group in groups if group]
    points = _start(len(nodes), numbered)
    homes = {index: _centre(points, group) for group in numbered for index in group}
    edges = [(number[a], number[b]) for a, b in flat.edges()]
    _relax(points, edges, homes, rounds=max(30, min(160, 60_000 // max(len(nodes), 1))))
    for point in points:
        point[0] *= _WIDE
    room = [boxes[node] for node in nodes]
    _gather(points, numbered, room)
    _part(points, room)
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in zip(nodes, points, strict=True)}


def _start(count: int, groups: Sequence[Sequence[int]]) -> list[list[float]]:
    """Each group on a spiral of its own, the groups on a ring with room by their size, the rest in the middle."""
    points = [[0.0, 0.0] for _ in range(count)]
    grouped = {index for group in groups for index in group}
    _spiral(points, [index for index in range(count) if index not in grouped], (0.0, 0.0))
    radii = [_LENGTH * 0.75 * math.sqrt(len(group)) for group in groups]
    ring = sum(radii) / 3 if len(groups) > 1 else 0.0
    turned = 0.0
    for group, radius in zip(groups, radii, strict=True):
        x, y = _on_circle((turned + radius / 2) / sum(radii))
        _spiral(points, group, (x * ring, y * ring))
        turned += radius
    return points


def _spiral(points: list[list[float]], members: Sequence[int], centre: Point) -> None:
    for place, index in enumerate(members):
        x, y = _on_circle(place * 0.381966)  # the golden angle leaves no gaps
        radius = _LENGTH * 0.6 * math.sqrt(place)
        points[index][0] = centre[0] + radius * x
        points[index][1] = centre[1] + radius * y


def _on_circle(turn: float) -> Point:
    """A point of the unit circle; rounded, since sines may differ in the last digit between systems."""
    angle = 2 * math.pi * (turn % 1) - math.pi / 2
    return round(math.cos(angle), 6), round(math.sin(angle), 6)


def _centre(points: Sequence[Sequence[float]], group: Sequence[int]) -> Point:
    return (
        sum(points[index][0] for index in group) / len(group),
        sum(points[index][1] for index in group) / len(group),
    )


def _relax(
    points: list[list[float]], edges: Sequence[tuple[int, int]], homes: Mapping[int, Point], rounds: int
) -> None:
    """Fruchterman and Reingold's forces (1991) with a pull to the home of each group, and short steps at the end."""
    for turn in range(rounds):
        moves = [[0.0, 0.0] for _ in points]
        _push(points, moves)
        for a, b in edges:
            _pull(points, moves, a, b)
        heat = _LENGTH * (1 - turn / rounds)
        for index, (move, point) in enumerate(zip(moves, points, strict=True)):
            home = homes.get(index, (0.0, 0.0))
            move[0] += 0.12 * (home[0] - point[0])
            move[1] += 0.12 * (home[1] - point[1])
            far = math.sqrt(move[0] * move[0] + move[1] * move[1]) or 1.0
            step = min(far, heat) / far
            point[0] += move[0] * step
            point[1] += move[1] * step


def _push(points: Sequence[Sequence[float]], moves: Sequence[list[float]]) -> None:
    """Every two points within reach push each other; written out flat, as most of the time goes here."""
    for a, b in _near(points, _REACH, _REACH):
        x, y = points[a][0] - points[b][0], points[a][1] - points[b][1]
        square = x * x + y * y
        if square > _REACH * _REACH:
            continue
        if square < 1.0:  # on top of each other: any direction will do, but always the same one
            x, y, square = 1.0, (a - b) / (a + b + 1), 1.0
        force = _LENGTH * _LENGTH / square
        one, two = moves[a], moves[b]
        one[0] += x * force
        one[1] += y * force
        two[0] -= x * force
        two[1] -= y * force


def _pull(points: Sequence[Sequence[float]], moves: Sequence[list[float]], a: int, b: int) -> None:
    x, y = points[a][0] - points[b][0], points[a][1] - points[b][1]
    force = math.sqrt(x * x + y * y) / _LENGTH
    moves[a][0] -= x * force
    moves[a][1] -= y * force
    moves[b][0] += x * force
    moves[b][1] += y * force


def _near(points: Sequence[Sequence[float]], wide: float, high: float) -> list[tuple[int, int]]:
    """Pairs of points that may be no further apart than ``wide`` and ``high``, found by a grid."""
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(points):
        grid[math.floor(x / wide), math.floor(y / high)].append(index)
    pairs = []
    for (column, row), here in grid.items():
        for place, a in enumerate(here):
            pairs += [(a, b) for b in here[place + 1 :]]
        for right, down in ((1, -1), (1, 0), (1, 1), (0, 1)):
            pairs += [(a, b) for a in here for b in grid.get((column + right, row + down), ())]
    return pairs


def _gather(points: Sequence[list[float]], groups: Sequence[Sequence[int]], boxes: Sequence[Point]) -> None:
    """Draw the groups, each as it is, towards the middle while they do not run into each other.

    Groups that share little with the rest drift far out, and the whole picture would shrink for their sake.
    """
    frames = [_frame(points, group, boxes) for group in groups]
    for _ in range(_STEPS):
        for place, group in enumerate(groups):
            for axis in (0, 1):
                low, high = frames[place][axis], frames[place][axis + 2]
                step = -0.05 * (low + high) / 2
                moved = list(frames[place])
                moved[axis], moved[axis + 2] = low + step, high + step
                others = [frame for number, frame in enumerate(frames) if number != place]
                if sum(_shared(moved, o) for o in others) > sum(_shared(frames[place], o) for o in others):
                    continue
                frames[place] = moved
                for index in group:
                    points[index][axis] += step


def _frame(points: Sequence[Sequence[float]], group: Sequence[int], boxes: Sequence[Point]) -> list[float]:
    """Left, top, right and bottom of all boxes of a group."""
    return [
        min(points[index][0] - boxes[index][0] / 2 for index in group),
        min(points[index][1] - boxes[index][1] / 2 for index in group),
        max(points[index][0] + boxes[index][0] / 2 for index in group),
        max(points[index][1] + boxes[index][1] / 2 for index in group),
    ]


def _shared(one: Sequence[float], two: Sequence[float]) -> float:
    """The ground that two frames have in common."""
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    return max(width, 0.0) * max(height, 0.0)


def _part(points: list[list[float]], boxes: Sequence[Point], rounds: int = 300) -> None:
    """Move boxes that overlap apart, each pair along the shorter way."""
    wide = max((box[0] for box in boxes), default=1.0) + _GAP
    high = max((box[1] for box in boxes), default=1.0) + _GAP
    for _ in range(rounds):
        moved = False
        for a, b in _near(points, wide, high):
            x, y = points[b][0] - points[a][0], points[b][1] - points[a][1]
            over_x = (boxes[a][0] + boxes[b][0]) / 2 + _GAP - abs(x)
            over_y = (boxes[a][1] + boxes[b][1]) / 2 + _GAP - abs(y)
            if over_x <= 0 or over_y <= 0:
                continue
            moved = True
            axis, over, apart = (0, over_x, x) if over_x < over_y else (1, over_y, y)
            step = over / 2 if apart >= 0 else -over / 2
            points[a][axis] -= step
            points[b][axis] += step
        if not moved:
            return
