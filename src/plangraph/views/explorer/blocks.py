"""Blocks of labels: what belongs together in rows, each label with room of its own."""

from collections.abc import Sequence

Point = tuple[float, float]
Frame = tuple[float, float, float, float]  # left, top, right, bottom
_WIDE, _LINE, _DOT, _LETTERS = 200.0, 18.0, 40.0, 24  # a column; a line of a label; a mark; letters in a line
_GAP = 60.0
_STEP = 20.0


class Block:
    """Things in rows of equal columns, in the order given; the first of a headed block stands above the others."""

    def __init__(self, members: Sequence[tuple[int, str]], columns: int, *, headed: bool) -> None:
        """Of pairs of a thing's number and its label."""
        rows = [list(members[:1])] if headed else []
        rest = list(members[1 if headed else 0 :])
        rows += [rest[at : at + columns] for at in range(0, len(rest), columns)]
        self._rows = [row for row in rows if row]
        self._heights = [max(_height(label) for _, label in row) for row in self._rows]
        self.width = _WIDE * max((len(row) for row in self._rows), default=0)
        self.height = sum(self._heights)

    def frame(self, centre: Point) -> Frame:
        """The room of the block around its centre."""
        return (
            centre[0] - self.width / 2,
            centre[1] - self.height / 2,
            centre[0] + self.width / 2,
            centre[1] + self.height / 2,
        )

    def at(self, centre: Point) -> dict[int, Point]:
        """The point of each member: of its mark, below which its label hangs."""
        points = {}
        top = centre[1] - self.height / 2
        for row, height in zip(self._rows, self._heights, strict=True):
            left = centre[0] - _WIDE * (len(row) - 1) / 2
            for place, (number, _) in enumerate(row):
                points[number] = (round(left + place * _WIDE, 1), round(top + _DOT / 2, 1))
            top += height
        return points


def beside(block: Block, side: Point, taken: Sequence[Frame]) -> Point:
    """The nearest centre in a direction from the middle where a block meets none that stands already."""
    x, y = side if side != (0.0, 0.0) else (1.0, 0.0)
    far = (x * x + y * y) ** 0.5
    steps = 0
    while True:
        centre = (steps * _STEP * x / far, steps * _STEP * y / far)
        if not any(_meet(block.frame(centre), other) for other in taken):
            return (round(centre[0], 1), round(centre[1], 1))
        steps += 1


def _meet(one: Frame, two: Frame) -> bool:
    return one[0] < two[2] + _GAP and two[0] < one[2] + _GAP and one[1] < two[3] + _GAP and two[1] < one[3] + _GAP


def _height(label: str) -> float:
    """A mark and its label, broken into lines as words fit."""
    lines, room = 1, _LETTERS
    for word in label.split():
        if len(word) + 1 > room and room < _LETTERS:
            lines, room = lines + 1, _LETTERS
        room -= len(word) + 1
    return _DOT + lines * _LINE + 10
