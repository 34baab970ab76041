"""The state of a scan: the verbs found so far, and the chains that are still open.

A sentence nests chains of verbs: "encourage towns **to share** ferries and **to mend** quays". Each open chain is a
level with the form that its verbs have; a new verb of that form after a comma or "and" goes on with one of them.
"""

from dataclasses import dataclass, field
from typing import Literal

from plangraph.model import Role, Voice
from plangraph.reading.grammar.content import Content
from plangraph.reading.grammar.stream import NOUN, PAST, Range, Stream
from plangraph.reading.grammar.verbs import Verb
from plangraph.reading.grammar.wordlists import mapping

LevelKind = Literal["main", "embedded", "means", "addition", "purpose", "inner", "relative", "result"]
_DEEPEST = 40
_ROLES: dict[str, Role] = {"main": "main", "embedded": "embedded", "means": "means", "addition": "addition"}


@dataclass(slots=True)
class Slot:
    """A verb that commits, with the places of its parts as token numbers."""

    verb: Verb
    role: Role
    voice: Voice
    parent: int | None
    through: str | None
    rules: list[str]
    given: Range | None = None  # the object, when it stands before the verb
    ends: int | None = None  # where the object ends
    purpose: Range | None = None
    by: Range | None = None  # the agent of a passive
    joined: int | None = None  # the slot that this one is coordinated with
    last: int = 0  # where its words end
    embeds: bool = False  # its object is to do something
    elided: int | None = None  # the slot whose verb it repeats without saying it
    starts: int | None = None  # where its object begins, when that is not behind the verb

    @property
    def begins(self) -> int:
        """Where the object begins that stands behind the verb; "take the lead" has "the lead" as object."""
        if self.starts is not None:
            return self.starts
        return self.verb.start + 1 if self.verb.lemma.partition(" ")[2].startswith("the ") else self.verb.end


@dataclass(slots=True)
class Level:
    """An open chain."""

    kind: LevelKind
    form: int  # BASE, GERUND or PAST: what the next verb of the chain must be
    intro: str  # "to", "by", "in" …: the word that opened it and may be said again
    parent: int | None = None  # the slot whose object, purpose … it is in
    members: int = 1
    finished: bool = False  # its last member was joined by "and"
    repeated: bool = False  # its opening word was said again: "to V, and to V"
    bare: bool = False  # opened without "to": "help towns share ferries"
    modal: bool = False  # a relative clause with a modal: "fields that will help"
    nouns: bool = False  # nouns of action may go on with it: "include widening A and repair of B"

    @property
    def counts(self) -> bool:
        """Whether its verbs are measures."""
        return self.kind in _ROLES


@dataclass(slots=True)
class Scan:
    """The scan of one segment."""

    s: Stream
    end: int
    slots: list[Slot] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    stopped: bool = False
    behind_verb: int = -1  # the place right behind the verb read last

    @property
    def current(self) -> Slot:
        """The verb whose object is being read."""
        return self.slots[-1]

    @property
    def innermost(self) -> Level:
        """The chain opened last."""
        return self.levels[-1]

    def close(self, i: int) -> None:
        """End the object of the current verb, unless it has ended."""
        if self.slots:
            slot = self.current
            if slot.ends is None:
                slot.ends = i
            slot.last = max(slot.last, i)

    def drop_to(self, level: Level) -> None:
        """Close all chains inside a level; a purpose ends with its chain."""
        while self.levels and self.levels[-1] is not level:
            self.levels.pop()

    def push(self, level: Level) -> None:
        """Open a chain that does not count; of very many the oldest are forgotten."""
        if len(self.levels) > _DEEPEST:
            del self.levels[1]
        self.levels.append(level)

    def open(self, level: Level, found: Content, rule: str, voice: Voice = "active") -> Slot:
        """Begin a chain with its first verb."""
        self.push(level)
        return self.add(level, found, rule, voice)

    def add(self, level: Level, found: Content, rule: str, voice: Voice = "active") -> Slot:
        """Add a verb to a chain that is open."""
        through = found.through
        if level.parent is not None and level.kind == "embedded":
            self.slots[level.parent].embeds = True
        slot = Slot(
            verb=found.verb,
            role=_ROLES[level.kind],
            voice="nominal" if found.form == NOUN else voice,
            parent=level.parent,
            through=through,
            rules=[rule, *found.rules],
        )
        self.slots.append(slot)
        return slot

    def purpose(self, start: int, end: int) -> None:
        """Give the current verb a purpose, or make its purpose longer."""
        slot = self.current
        slot.purpose = (slot.purpose[0] if slot.purpose else start, end)


def complements(slot: Slot) -> tuple[str, ...]:
    """The complements that a verb of control takes: "to", "in", "bare", "clause"."""
    table = mapping("control_verbs", "verb", "complements")
    found = table.get(slot.verb.lemma)
    return found if found is not None else table.get(slot.verb.first, ()) if " " not in slot.verb.lemma else ()


def is_passive(slot: Slot, s: Stream) -> bool:
    """Whether the object of a slot stands before its verb."""
    return slot.given is not None and bool(s.bits[slot.verb.start] & PAST)
