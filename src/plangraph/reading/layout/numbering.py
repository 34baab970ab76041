"""Whether the numbers of chapters, sections, boxes and items go up one by one, as a reader expects."""

import re
from dataclasses import dataclass, field

from plangraph.reading.layout.headings import value
from plangraph.reading.layout.notices import Notices

_Series = tuple[int | None, str]


@dataclass(slots=True)
class Numbering:
    """The numbers seen so far, by the division that they stand in and by their kind."""

    notices: Notices
    seen: dict[_Series, dict[str, int]] = field(default_factory=dict)
    last: dict[_Series, str] = field(default_factory=dict)

    def add(self, parent: int | None, kind: str, number: str, line: int) -> None:
        """Take note of a number; a doubled, missing, falling or odd one becomes a notice."""
        series = (parent, kind)
        seen = self.seen.setdefault(series, {})
        name = f"{kind} {number}"
        if number in seen:
            self.notices.add("twice", line, name=name, first=seen[number])
        seen.setdefault(number, line)
        before = self.last.get(series)
        self.last[series] = number
        current = value(number)
        if current is not None and current < 1:
            self.notices.add("odd", line, name=name)
        elif before is not None:
            step = _step(kind, before, number)
            if step:
                self.notices.add(step, line, name=name, before=f"{kind} {before}")


def _step(kind: str, before: str, number: str) -> str:
    """What is to be noticed about a number after another; nothing when it goes up by one."""
    if _style(before) != _style(number):
        return "style"
    earlier, current = value(before), value(number)
    if current is None or earlier is None:
        return ""
    if current < earlier:
        return "backwards"
    if current > earlier + 1:
        return "left-out"
    return "several" if kind == "chapter" else ""


def _style(number: str) -> str:
    """How a number is written: the kinds of its parts, not their values."""
    if number.isalpha():
        return "word"
    return re.sub("[A-Za-z]+", "a", re.sub("[0-9]+", "1", number))
