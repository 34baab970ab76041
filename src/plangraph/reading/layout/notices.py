"""Notices: what a reader should know about a text, in the words that every command prints.

All kinds stand here, and ``docs/warnings.md`` explains each.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from plangraph.model import Notice

_LIMIT = 20  # notices of one kind before they are only counted
_LONGEST = 40  # characters of a printed number that a message repeats
_PRINTED = frozenset({"name", "before"})
_COUNTED = "{title}: on {count} lines in all, this is the last"

# By kind: what it is called, and what is said of one.
KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bidi": ("characters that turn the direction of writing", "{title}: {which}"),
        "zero": ("invisible characters of no width", "{title}: {which}"),
        "tag": ("hidden tag characters", "{title}: {which}"),
        "control": ("control characters", "{title}: {which}"),
        "damaged": ("replacement characters (the text was damaged before)", "{title}: {which}"),
        "marks": ("a run of over 30 combining marks", "{title}: {which}"),
        "scripts": ("letters of two scripts in one word", "{title}: {which}"),
        "long": ("a very long sentence", "{length} characters without a full stop: kept, but not read as a sentence"),
        "empty": ("no body", "{title}: there is no text below {name}"),
        "twice": ("a number that stands twice", "{name} stands twice, first on line {first}; both are kept"),
        "odd": ("an odd number", "{name} has an odd number"),
        "style": ("another way of numbering", "{name} is numbered in another way than {before} before it"),
        "backwards": ("numbers that go backwards", "{name} comes after {before}: the numbers go backwards"),
        "left-out": ("numbers that are left out", "{name} comes after {before}: numbers are left out"),
        "several": ("several chapters in one file", "{name} is not the first chapter of this file"),
        "no-chapter": ("no chapter heading", "{title}: read as a text without chapters"),
        "same-text": ("the same text twice", "the same text as {place}: read once, under that name"),
        "same-number": ("the same chapter in two files", "{name} stands in {place} too: the two are kept apart"),
    }
)


@dataclass(slots=True)
class Notices:
    """The notices about one text; of one kind the first twenty, then their number."""

    found: list[Notice] = field(default_factory=list)
    lines: dict[str, set[int]] = field(default_factory=dict)  # by kind

    def add(self, kind: str, line: int, **values: str | int) -> None:
        """Take up a notice; ``values`` fill the blanks of the kind's message."""
        lines = self.lines.setdefault(kind, set())
        lines.add(line)
        if len(lines) <= _LIMIT:
            self.found.append(notice(kind, line, **values))

    def all(self) -> tuple[Notice, ...]:
        """All of them, by line."""
        counted = [
            Notice(max(lines), _COUNTED.format(title=KINDS[kind][0], count=len(lines)))
            for kind, lines in self.lines.items()
            if len(lines) > _LIMIT
        ]
        return tuple(sorted((*self.found, *counted), key=lambda found: found.line))


def notice(kind: str, line: int, **values: str | int) -> Notice:
    """One notice of a kind; ``values`` fill the blanks of its message, printed numbers cut short if very long."""
    title, message = KINDS[kind]
    printed = {blank: _short(str(value)) if blank in _PRINTED else value for blank, value in values.items()}
    return Notice(line, message.format(title=title, **printed))


def kind_of(found: Notice) -> str | None:
    """The kind of a notice; None for words that none of ours has."""
    for kind, (title, message) in KINDS.items():
        for pattern in (message, _COUNTED):
            said = re.escape(pattern.replace("{title}", title))
            if re.fullmatch(re.sub(r"\\{[a-z]+\\}", ".+", said), found.message):
                return kind
    return None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
