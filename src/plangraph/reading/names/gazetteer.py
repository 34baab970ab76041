"""The gazetteer: names, and the known things that they may stand for.

Facts come from the tables of ``graph/gazetteer``; names that several governments use but that have no row there come
from the lexicon's ``world`` table, and what they stand for is then not known. Nothing is decided here: a name with
several bearers gives them all, and ``naming.linking`` chooses by context or leaves the name alone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import ahocorasick

from plangraph.reading.layout.source import fold
from plangraph.reading.names.entries import HOME, Entry, EntryType, class_of, path_of, read, strategies

__all__ = ["HOME", "Entry", "EntryType", "Gazetteer", "Hit", "class_of", "load", "path_of"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at a place of a text (offsets of that text), with all that bear it."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names and their bearers; made by ``load``."""

    entries: Mapping[str, Entry]  # by ref: the rows of the tables
    names: Mapping[str, tuple[Entry, ...]]  # by name, folded and in lower case
    # Looks for names between blanks, with blanks for their signs. Gives of all names that look so then: the name (in
    # lower case), whether it begins big, its form if all of it is big, and who bears it.
    automaton: ahocorasick.Automaton

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All that bear exactly this name; letter case, typographic variants and a leading article do not count."""
        return self.names.get(_plain(name).lower(), ())

    def hits(self, text: str) -> list[Hit]:
        """Every name in ``text`` that begins and ends with a whole word, in order of start, the longest first.

        A part of a compound with hyphens is no name ("Yunnan-Tibet" holds no Tibet), a name with a capital is not
        found where the text has none, and initials only as they are.
        """
        found: list[Hit] = []
        for last, alike in self.automaton.iter(f" {_blanked(text)} "):
            end = last - 1  # the blank before the text and the one behind the name are none of the text
            for name, capital, initials, entries in alike:
                start = end - len(name)
                if text[start:end].lower() != name or _joins(text, start - 1) or _joins(text, end):
                    continue
                if capital and not text[start].isupper():
                    continue
                if initials and text[start:end] != initials:
                    continue
                found.append(Hit(start, end, entries))
        if len(found) > 1:
            found.sort(key=lambda hit: (hit.start, -hit.end))
        return found


def load(folder: Path) -> Gazetteer:
    """Read the tables of ``folder``.

    Raises:
        DataError: a table is missing, lacks a column or has a broken row; the message says which line.
    """
    entries: dict[str, Entry] = {}
    names: dict[str, list[Entry]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for entry, forms in read(folder):
        if entry.thing.known:
            entries.setdefault(entry.thing.ref, entry)
        for form in forms:
            name = _plain(form)
            bearers = names[name.lower()]
            if not name or any(other.thing.ref == entry.thing.ref for other in bearers):
                continue
            if bearers and not entry.thing.known:
                continue  # a row of the tables is better than a bare name
            bearers.append(entry)
            spelled.setdefault(name.lower(), name)
    automaton = _automaton(spelled, names)
    for entry, forms in strategies(folder):
        entries[entry.thing.ref] = entry
        for form in dict.fromkeys(_plain(form).lower() for form in forms):
            names[form].append(entry)
    frozen = {key: tuple(bearers) for key, bearers in names.items() if bearers}
    return Gazetteer(MappingProxyType(entries), MappingProxyType(frozen), automaton)


def _automaton(spelled: Mapping[str, str], names: Mapping[str, Sequence[Entry]]) -> ahocorasick.Automaton:
    """The automaton of a gazetteer: few words begin like a name, so that it passes over most of a text quickly."""
    alike: defaultdict[str, list[tuple[str, bool, str, tuple[Entry, ...]]]] = defaultdict(list)
    for key, name in spelled.items():
        initials = name if name.isupper() else ""
        alike[_blanked(key)].append((key, name[0].isupper(), initials, tuple(names[key])))
    automaton = ahocorasick.Automaton()
    for blanked, forms in alike.items():
        automaton.add_word(f" {blanked} ", tuple(forms))
    automaton.make_automaton()
    return automaton


_BLANKED = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))


def _blanked(text: str) -> str:
    """A text in small letters, with a blank for each sign in it; a letter whose small form is longer stays."""
    if text.isascii():
        return text.encode("ascii").translate(_BLANKED).decode("ascii")
    small = text.lower()
    if len(small) != len(text):
        small = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return "".join(char if char.isalnum() else " " for char in small)


def _plain(name: str) -> str:
    return " ".join(fold(name).split()).removeprefix("the ")


def _joins(text: str, at: int) -> bool:
    """Whether the character at ``at`` is the hyphen or stroke of a compound."""
    return 0 < at < len(text) - 1 and text[at] in "-/" and text[at - 1].isalnum() and text[at + 1].isalnum()
