"""Linked: the links between the measures and things of the chapters of a build, made once for each pair and kept.

A pair depends on its two chapters alone, so a chapter that comes or goes leaves the links of all other pairs as they
are. Where there are many chapters, each is compared with those nearest to it alone (``graph.linking.nearness``).
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from rdflib import URIRef

from plangraph import portions, vocab
from plangraph.graph.linking import packing
from plangraph.graph.linking.identity import Register
from plangraph.graph.linking.nearness import near, signature
from plangraph.graph.linking.profiles import Profile, profiles
from plangraph.graph.linking.proposals import joined, keyed
from plangraph.graph.linking.statements import statements
from plangraph.graph.store import Quad, Store
from plangraph.portions import Part
from plangraph.snapshots import entries

_HELD = 48  # profiles in memory at once


class Linked:
    """The links between chapters, with what is known of them from earlier builds."""

    def __init__(self, folder: Path, aliases: Path) -> None:
        """Entries lie in ``folder``; ``aliases`` is the table of names that the gazetteer lacks."""
        self.folder = folder
        self.aliases = aliases
        self.used: set[str] = set()  # entries that the next build wants
        self._profiles: dict[str, Profile | None] = {}

    def lines(self, chapters: Sequence[Part], background: Sequence[str]) -> list[str]:
        """The links between chapters, as sorted lines; none where there is one alone.

        Args:
            chapters: all chapters of the build.
            background: lines of what is known beforehand, the gazetteer among it.

        Raises:
            BrokenError: a shard is not as it was written.
            DataError: the table of names is broken.
        """
        if len(chapters) < 2:
            return []
        parts = {part.iri: part for part in chapters}
        self.used.update(_profile_name(part) for part in chapters)  # the next text may be near any of them
        marks = {iri: self._signature(part) for iri, part in parts.items()}
        others: defaultdict[str, list[Part]] = defaultdict(list)
        for one, other in near({iri: own for iri, own in marks.items() if own}):
            others[other].append(parts[one])
        found = set(self._same(chapters, background))
        for iri in sorted(others):
            found.update(self._with(parts[iri], others[iri]))
        return sorted(found)

    def _kept(self, name: str, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
        self.used.add(name)
        return entries.kept(self.folder, name, make)

    def _same(self, chapters: Sequence[Part], background: Sequence[str]) -> list[str]:
        """Which things are one, as lines."""
        known = _Known(background, self.aliases)
        ground = entries.key(portions.code(), known.names, portions.files_sum([self.aliases] * self.aliases.is_file()))

        def make(part: Part) -> Mapping[str, str]:
            store = Store.merged(portions.stated(self.folder, part))
            return {"keys": json.dumps(keyed(store, known.register), ensure_ascii=False)}

        found: list[tuple[str, str, str]] = []
        for part in chapters:
            entry = self._kept(entries.key("keys", ground, part.key), partial(make, part))
            found += [(str(sort), str(value), str(iri)) for sort, value, iri in json.loads(entry["keys"])]
        return _lines(joined(found))

    def _signature(self, part: Part) -> int:
        """What tells how near chapters are; 0 for one without a measure."""

        def make() -> Mapping[str, str]:
            profile = self._profile(part)
            return {"signature": f"{signature(profile) if profile else 0:x}"}

        return int(self._kept(entries.key("signature", portions.code(), part.key), make)["signature"], 16)

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
        graph = URIRef(vocab.LINKS_GRAPH)
        return "\n".join(_lines([(*triple, graph) for triple in statements(one, two)]))

    def _profile(self, part: Part) -> Profile | None:
        """What is compared of a chapter; none where it has no measure."""
        if part.key not in self._profiles:

            def make() -> Mapping[str, str]:
                lines = [*portions.stated(self.folder, part), *part.context]
                return {"profile": packing.packed(profiles(Store.merged(lines)))}

            entry = self._kept(_profile_name(part), make)
            while len(self._profiles) >= _HELD:
                del self._profiles[next(iter(self._profiles))]
            self._profiles[part.key] = next(iter(packing.unpacked(entry["profile"])), None)
        return self._profiles[part.key]


def _profile_name(part: Part) -> str:
    return entries.key("profile", portions.code(), part.key)


class _Known:
    """The names of the gazetteer; they are put in order only where a text has to be looked at."""

    def __init__(self, background: Sequence[str], aliases: Path) -> None:
        self.aliases = aliases
        self.names = entries.key("names", background)
        self._background = background

    @cached_property
    def register(self) -> Register:
        return Register(Store.merged(self._background), self.aliases)


def _lines(quads: Sequence[Quad]) -> list[str]:
    store = Store.memory()
    store.add(quads)
    return store.lines()
