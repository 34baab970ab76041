"""Where things stand in the overview of the network: the same place in every build, related things near each other.

Themes stand in the middle. Round them stand blocks: each macro-region on the side where it lies, with its strategies
and zones, and by family what belongs to no single one. All other things get a free cell near what they belong to, so
that they have a place of their own when they are opened. No force is at work, so a new chapter moves little.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from plangraph.views.explorer.blocks import Block, Point, beside

CORE = ("MacroRegion", "SpecialRegion", "Initiative", "Concept")  # the families of the overview
_SIDES = {"MacroRegion": (-0.9, -1.0), "SpecialRegion": (0.0, 1.0), "Initiative": (0.0, -1.0)}
_WIDER = 3.0  # a screen is wider than high
_CELL = (200.0, 64.0)  # the room of a thing that is not in the overview

Thing = Mapping[str, Any]


def positions(things: Sequence[Thing], measures: Sequence[Thing], edges: Sequence[Sequence[Any]]) -> list[Point]:
    """A point for each thing, x to the right and y downwards; things, measures and edges as in the book."""
    near = _weights(len(things), measures, edges)
    points = _core(things, near)
    _fill(points, things, near)
    return [points[number] for number in range(len(things))]


def _weights(size: int, measures: Iterable[Thing], edges: Iterable[Sequence[Any]]) -> list[dict[int, int]]:
    """How often things stand together in a measure or in a fact."""
    near: list[dict[int, int]] = [defaultdict(int) for _ in range(size)]
    pairs = [pair for measure in measures for pair in _pairs(measure)]
    pairs += [(edge[0], edge[1]) for edge in edges]
    for one, two in pairs:
        if one != two:
            near[one][two] += 1
            near[two][one] += 1
    return near


def _pairs(measure: Thing) -> Iterator[tuple[int, int]]:
    ends = {number for role in measure.get("roles", {}).values() for number in role}
    ends.update(*(measure.get(name, ()) for name in ("theme", "implements", "context")))
    listed = sorted(ends)
    return ((one, two) for place, one in enumerate(listed) for two in listed[place + 1 :])


def _core(things: Sequence[Thing], near: Sequence[Mapping[int, int]]) -> dict[int, Point]:
    """The points of what the overview shows."""
    sides = _sides(things)
    members: dict[Any, list[int]] = {head: [head] for head in sides}
    themes = []
    for number, thing in enumerate(things):
        if thing["family"] == "Concept":
            themes.append(number)
        elif thing["family"] in CORE and number not in sides:
            home = _home(thing, near[number], sides)
            members.setdefault(thing["family"] if home is None else home, []).append(number)
    middle = Block([(number, things[number]["en"]) for number in themes], 3, headed=False)
    points = middle.at((0.0, 0.0))
    taken = [middle.frame((0.0, 0.0))]
    for key, inside in members.items():
        block = Block(
            [(number, things[number]["en"]) for number in inside], 2 if key in sides else 7, headed=key in sides
        )
        centre = beside(block, sides[key] if key in sides else _SIDES[key], taken)
        taken.append(block.frame(centre))
        points |= block.at(centre)
    return points


def _sides(things: Sequence[Thing]) -> dict[int, Point]:
    """The macro-regions that hold provinces, each with the direction in which it lies from the middle of all."""
    provinces: dict[int, list[Thing]] = defaultdict(list)
    for thing in things:
        if thing["cls"] == "Province" and thing.get("points"):
            for outer in thing.get("within", ()):
                if things[outer]["family"] == "MacroRegion":
                    provinces[outer].append(thing["points"][0])
    middles = {head: _mean([(point["lon"], -point["lat"]) for point in inside]) for head, inside in provinces.items()}
    x, y = _mean(list(middles.values()))
    return {head: (_WIDER * (middle[0] - x), middle[1] - y) for head, middle in sorted(middles.items())}


def _mean(points: Sequence[Point]) -> Point:
    number = max(len(points), 1)
    return sum(x for x, _ in points) / number, sum(y for _, y in points) / number


def _home(thing: Thing, near: Mapping[int, int], heads: Iterable[int]) -> int | None:
    """The macro-region that a thing belongs to, if there is one that it lies in alone, or is named with most often."""
    if thing["family"] == "SpecialRegion":
        return None  # they stand side by side, as the text treats them
    holding = [head for head in heads if head in thing.get("within", ())]
    weights = {head: near[head] for head in holding or heads if near.get(head) or holding == [head]}
    best = [head for head, weight in weights.items() if weight == max(weights.values())]
    return best[0] if len(best) == 1 else None


def _fill(points: dict[int, Point], things: Sequence[Thing], near: Sequence[Mapping[int, int]]) -> None:
    """Give each thing without a point a free cell near that which it belongs to most, those with most to hold first."""
    wide, high = _CELL
    taken = set()
    for x, y in points.values():
        taken |= {(round(x / wide) + a, round(y / high) + b) for a in (-1, 0, 1) for b in (0, 1)}
    waiting = [number for number in range(len(things)) if number not in points]
    held = {number: sum(weight for other, weight in near[number].items() if other in points) for number in waiting}
    while waiting:
        first = max(waiting, key=lambda number: (held[number], -number))
        waiting.remove(first)
        known = [other for other in near[first] if other in points]
        # a theme says little of where a thing belongs
        anchor = max(known, key=lambda n: (things[n]["family"] != "Concept", near[first][n], -n), default=None)
        x, y = points[anchor] if anchor is not None else (0.0, 0.0)
        cell = next(cell for cell in _rings(round(x / wide), round(y / high)) if cell not in taken)
        taken.add(cell)
        points[first] = (cell[0] * wide, cell[1] * high)
        for other, weight in near[first].items():
            if other in held:
                held[other] += weight


def _rings(x: int, y: int) -> Iterator[tuple[int, int]]:
    """Cells in rings round a cell, the nearest ring first; a cell is three times as wide as high."""
    for ring in count(1):
        cells = [(a, b) for a in range(-ring, ring + 1) for b in range(-3 * ring, 3 * ring + 1)]
        rim = [(a, b) for a, b in cells if max(abs(a), -(-abs(b) // 3)) == ring]
        yield from ((x + a, y + b) for a, b in sorted(rim, key=lambda cell: (9 * cell[0] ** 2 + cell[1] ** 2, cell)))
