"""Drafts: mentions in the making, as ranges of tokens."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plangraph.model import Span
from plangraph.reading.names.gazetteer import Entry


@dataclass(slots=True)
class Draft:
    """A mention that is being found; ``first`` and ``last`` are a half-open range of tokens."""

    first: int
    last: int
    type: str = ""  # empty: not known yet
    named: bool = True
    cls: str = ""
    rules: list[str] = field(default_factory=list)
    entries: tuple[Entry, ...] = ()  # that bear exactly this name
    label: str = ""  # what it is called, where that is not its own words: with the shared head, in the plural
    head: int = 0  # words of its own head at its end
    plural: bool = False  # of that head
    tail: int = 0  # where its tail begins, when it has one
    span: Span | None = None  # local, of an amount, which need not end with a token
    members: tuple[str, ...] = ()  # labels of the things that a coordination inside it stands for

    def covers(self, other: "Draft") -> bool:
        """Whether all tokens of ``other`` are among its own."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: "Draft") -> bool:
        """Whether they share a token."""
        return self.first < other.last and other.first < self.last


def taken(drafts: Iterable[Draft], size: int) -> list[bool]:
    """For each token of a sentence whether a draft holds it."""
    flags = [False] * size
    for draft in drafts:
        for index in range(draft.first, draft.last):
            flags[index] = True
    return flags
