"""Linked: the links between the measures of the chapters of a build, those of each pair made once and kept.

A chapter's entry holds its links with chapters before it. A pair depends on its two chapters alone, so a chapter that
comes or goes leaves the links of all other pairs as they are. Where there are many chapters, each is compared with the
nearest to it alone: which these are depends on all that are there, in no order, so a graph grown step by step is the
one made at once.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rdflib import URIRef

from plangraph import portions, vocab
from plangraph.graph.linking import packing
from plangraph.graph.linking.nearness import nearness, signature
from plangraph.graph.linking.profiles import Profile, profiles
from plangraph.graph.linking.statements import statements
from plangraph.graph.store import Store
from plangraph.portions import Part
from plangraph.snapshots import entries

NEAREST = 12  # chapters that each is compared with: all of them up to thirteen chapters
_HELD = 48  # profiles in memory at once


class Linked:
    """The links between measures of chapters, with what is known of them from earlier builds."""

    def __init__(self, folder: Path) -> None:
        """Entries lie in a folder."""
        self.folder = folder
        self.used: set[str] = set()  # entries that the next build wants
        self._profiles: dict[str, Profile | None] = {}
        self._signatures: dict[str, int] = {}

    def lines(self, chapters: Sequence[Part]) -> list[str]:
        """The links between all chapters, as sorted lines."""
        found: set[str] = set()
        for part, others in self._compared(chapters):
            found.update(self._with(part, others))
        if found:
            self.used.update(self._profile_name(part) for part in chapters)
        return sorted(found)

    def _compared(self, chapters: Sequence[Part]) -> Iterator[tuple[Part, list[Part]]]:
        """Each chapter with those before it that it is compared with; either may have chosen the other."""
        wanted: list[set[int]] = [set() for _ in chapters]
        for index, part in enumerate(chapters):
            for other in self._nearest(index, part, chapters):
                wanted[max(index, other)].add(min(index, other))
        for index, others in enumerate(wanted):
            if others:
                yield chapters[index], [chapters[other] for other in sorted(others)]

    def _nearest(self, index: int, part: Part, chapters: Sequence[Part]) -> Iterable[int]:
        others = (other for other in range(len(chapters)) if other != index)
        if len(chapters) <= NEAREST + 1:
            return others
        own = self._signature(part)
        ranked = ((nearness(own, self._signature(chapters[o])), chapters[o].key, o) for o in others)
        return [other for _, _, other in heapq.nlargest(NEAREST, ranked)]

    def _signature(self, part: Part) -> int:
        """What tells how near chapters are; nothing for one without a measure."""
        if part.key not in self._signatures:
            name = entries.key("signature", portions.code(), part.key)
            entry = entries.load(self.folder, name)
            if entry is None:
                profile = self._profile(part)
                entry = {"signature": f"{signature(profile) if profile else 0:x}"}
                entries.save(self.folder, name, entry)
            self.used.add(name)
            self._signatures[part.key] = int(entry["signature"], 16)
        return self._signatures[part.key]

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
            while len(self._profiles) >= _HELD:
                del self._profiles[next(iter(self._profiles))]
            self._profiles[part.key] = next(iter(packing.unpacked(entry["profile"])), None)
        return self._profiles[part.key]

    def _profile_name(self, part: Part) -> str:
        return entries.key("profile", portions.code(), part.key)
