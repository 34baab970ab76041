"""Identity: which two mentions name one thing.

A mention's key is its sort with the thing that bears its name in the gazetteer or the table of aliases, else with the
canonical form of the name. Where several things of the sort bear it, the words around it choose by what the things lie
in. Two mentions with one key name one thing; nothing else makes them one. Names that merely look alike
are proposed to a person (``alike``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from plangraph import vocab
from plangraph.csvtable import rows
from plangraph.errors import DataError
from plangraph.graph.linking.canonical import canonical, forms, sort_of
from plangraph.graph.store import Askable

ALIKE = 0.9  # of two canonical forms, to be proposed
_COLUMNS = ("class", "names", "source", "certainty")
_NAMES = f"""PREFIX plan: <{vocab.PLAN}> PREFIX rdfs: <{vocab.PREFIXES["rdfs"]}> PREFIX skos: <{vocab.PREFIXES["skos"]}>
SELECT DISTINCT ?thing ?class ?name WHERE {{
  GRAPH <{vocab.GAZETTEER_GRAPH}> {{ ?thing a ?class ; rdfs:label|skos:altLabel ?name }}
}}"""
_WITHIN = f"""PREFIX plan: <{vocab.PLAN}> PREFIX rdfs: <{vocab.PREFIXES["rdfs"]}>
SELECT DISTINCT ?thing ?name WHERE {{
  GRAPH <{vocab.GAZETTEER_GRAPH}> {{ ?thing plan:locatedIn ?whole . ?whole rdfs:label ?name }}
}}"""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention by name."""

    name: str
    cls: str  # local name of its class in the ontology
    context: str = ""  # words around it
    land: str = ""  # whose text it stands in; empty for that of the gazetteer


@dataclass(frozen=True, slots=True)
class Key:
    """What two mentions of one thing have in common."""

    sort: str
    value: str  # an IRI, or a canonical form


class Register:
    """The known things by the canonical forms of their names."""

    def __init__(self, store: Askable, aliases: Path) -> None:
        """Read the gazetteer's graph, and the table of names that it lacks, where there is one.

        Raises:
            DataError: the table is broken, or one of its rows names two known things.
        """
        self._bearers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._within: defaultdict[str, set[str]] = defaultdict(set)
        for thing, cls, name in store.select(_NAMES):
            sort = sort_of(str(cls).rpartition("#")[2])
            self._bearers[sort, canonical(re.sub(r" \(.*\)$", "", str(name)), sort)].add(str(thing))
        for thing, name in store.select(_WITHIN):
            self._within[str(thing)].add(str(name))
        if aliases.is_file():
            self._added(aliases)

    def _added(self, aliases: Path) -> None:
        for line, row in rows(aliases, _COLUMNS):
            sort, names = sort_of(row["class"]), [name for name in row["names"].split("|") if name]
            if len(names) < 2:
                raise DataError(f"{aliases}:{line}: one name; a row lists at least two names of one thing")
            own = forms(names, sort)
            known = {thing for form in own for thing in self._bearers.get((sort, form), ())}
            thing = min(known) if len(known) == 1 else f"{sort}/{vocab.slug(names[0])}"
            for form in own:
                self._bearers[sort, form].add(thing)

    def key(self, named: Named) -> Key:
        """The key of a mention."""
        sort = sort_of(named.cls)
        form = canonical(named.name, sort)
        foreign = named.land and sort == "MacroRegion"
        bearers = set() if foreign else self._bearers.get((sort, form), set())
        if len(bearers) > 1:
            bearers = {
                thing for thing in bearers if any(_says(named.context, w) for w in self._within[thing])
            } or bearers
        if len(bearers) == 1:
            return Key(sort, min(bearers))
        return Key(sort, f"{named.land}/{form}" if foreign else form)

    def same(self, one: Named, other: Named) -> bool:
        """Whether two mentions name one thing."""
        return self.key(one) == self.key(other)


def alike(keys: Iterable[Key]) -> list[tuple[float, Key, Key]]:
    """Pairs of keys of one sort that look alike, for a person to look at; directions and figures must agree."""
    found = []
    for one, other in combinations(sorted(set(keys), key=lambda k: (k.sort, k.value)), 2):
        if one.sort != other.sort or _telling(one.value) != _telling(other.value):
            continue
        share = SequenceMatcher(None, one.value, other.value, autojunk=False).ratio()
        if share >= ALIKE:
            found.append((share, one, other))
    return found


def _telling(form: str) -> list[str]:
    return re.findall(r"\b[NS]?[EWNSC]\b|\d+", form)


def _says(context: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", context))
