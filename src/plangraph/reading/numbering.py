"""Whether the numbers of chapters, sections, boxes and items go up one by one, as a reader expects."""

import re
from dataclasses import dataclass, field

from plangraph.model import Notice
from plangraph.reading.headings import value

_Series = tuple[int | None, str]


@dataclass(slots=True)
class Numbering:
    """The numbers seen so far, by the division that they stand in and by their kind."""

    seen: dict[_Series, dict[str, int]] = field(default_factory=dict)
    last: dict[_Series, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def add(self, parent: int | None, kind: str, number: str, line: int) -> None:
        """Take note of a number; a doubled, missing, falling or odd one becomes a notice."""
        series = (parent, kind)
        seen = self.seen.setdefault(series, {})
        if number in seen:
            self._note(line, f"{kind} {number} stands twice, first on line {seen[number]}; both are kept")
        seen.setdefault(number, line)
        before = self.last.get(series)
        self.last[series] = number
        current, earlier = value(number), value(before) if before is not None else None
        if current is not None and current < 1:
            self._note(line, f"{kind} {number} has an odd number")
        elif before is None:
            return
        elif _style(before) != _style(number):
            self._note(line, f"{kind} {number} is numbered in another way than {kind} {before} before it")
        elif current is None or earlier is None:
            return
        elif current < earlier:
            self._note(line, f"{kind} {number} comes after {kind} {before}: the numbers go backwards")
        elif current > earlier + 1:
            self._note(line, f"{kind} {number} comes after {kind} {before}: numbers are left out")
        elif kind == "chapter":
            self._note(line, f"chapter {number} is not the first chapter of this file")

    def _note(self, line: int, message: str) -> None:
        self.notices.append(Notice(line, message))


def _style(number: str) -> str:
    """How a number is written: the kinds of its parts, not their values."""
    if number.isalpha():
        return "word"
    return re.sub("[A-Za-z]+", "a", re.sub("[0-9]+", "1", number))
