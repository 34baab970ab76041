"""Linked: the links between the measures of the chapters of a build, those of each pair made once and kept.

A chapter's entry holds its links with each chapter before it. A pair depends on its two chapters alone, so a chapter
that comes or goes leaves the links of all other pairs as they are.
"""

from collections.abc import Sequence
from pathlib import Path

from rdflib import URIRef

from plangraph import portions, vocab
from plangraph.graph.linking import packing
from plangraph.graph.linking.profiles import Profile, profiles
from plangraph.graph.linking.statements import statements
from plangraph.graph.store import Store
from plangraph.portions import Part
from plangraph.snapshots import entries


class Linked:
    """The links between measures of chapters, with what is known of them from earlier builds."""

    def __init__(self, folder: Path) -> None:
        """Entries lie in a folder."""
        self.folder = folder
        self.used: set[str] = set()  # entries that the next build wants
        self._profiles: dict[str, Profile | None] = {}

    def lines(self, chapters: Sequence[Part]) -> list[str]:
        """The links between all chapters, as sorted lines."""
        found: set[str] = set()
        for index, part in enumerate(chapters[1:], start=1):
            found.update(self._with(part, chapters[:index]))
        if found:
            self.used.update(self._profile_name(part) for part in chapters)
        return sorted(found)

    def _with(self, part: Part, others: Sequence[Part]) -> list[str]:
        """The links of a chapter with others."""
        name = entries.key("linked", portions.code(), part.key)
        known = entries.load(self.folder, name) or {}
        now = {other.key: known[other.key] if other.key in known else self._pair(part, other) for other in others}
        self.used.add(name)
        if now != known:
            entries.save(self.folder, name, now)
        return [line for lines in now.values() for line in lines.split("\n") if line]

    def _pair(self, part: Part, other: Part) -> str:
        one, two = self._profile(part), self._profile(other)
        if one is None or two is None:
            return ""
        store = Store.memory()
        store.add((*triple, URIRef(vocab.LINKS_GRAPH)) for triple in statements(one, two))
        return "\n".join(store.lines())

    def _profile(self, part: Part) -> Profile | None:
        """What is compared of a chapter; none where it has no measure."""
        if part.key not in self._profiles:
            name = self._profile_name(part)
            entry = entries.load(self.folder, name)
            if entry is None:
                lines = [*part.stated, *part.context]
                entry = {"profile": packing.packed(profiles(Store.merged(lines)))}
                entries.save(self.folder, name, entry)
            self._profiles[part.key] = next(iter(packing.unpacked(entry["profile"])), None)
        return self._profiles[part.key]

    def _profile_name(self, part: Part) -> str:
        return entries.key("profile", portions.code(), part.key)
