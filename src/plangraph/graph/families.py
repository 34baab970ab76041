"""Families: the few sorts of things that pictures and filters tell apart, found from the classes of a thing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from plangraph.vocab import BASE, PLAN

FAMILIES = (
    "Measure",
    "MacroRegion",
    "SpecialRegion",
    "Region",
    "Infrastructure",
    "Initiative",
    "Industry",
    "Organisation",
    "Group",
    "Concept",
    "Text",
    "Thing",
)
_OWN_FAMILY = {"Chapter": "Text", "Section": "Text", "Box": "Text", "Item": "Text"}


def ancestors(rows: Iterable[Mapping[str, str]]) -> dict[str, set[str]]:
    """All classes above each class or kind, itself included, from rows of the view "classes"."""
    parents: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        parents[row["class"]].add(row["parent"])
    above: dict[str, set[str]] = {}
    for start in sorted(parents):
        seen, open_ = {start}, [start]
        while open_:
            for parent in parents.get(open_.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    open_.append(parent)
        above[start] = seen
    return above


def most_specific(classes: Iterable[str], above: Mapping[str, Collection[str]]) -> list[str]:
    """Classes, those with most classes above them first."""
    return sorted(classes, key=lambda c: (-len(above.get(c, ())), c))


def family(iri: str, classes: Iterable[str], above: Mapping[str, Collection[str]]) -> str:
    """The family of a thing with those classes; a kind is of the family of what it is a kind of."""
    own = list(classes)
    names = {local(c) for c in set(own).union(above.get(iri, ()), *(above.get(c, ()) for c in own))}
    names |= {_OWN_FAMILY[name] for name in names if name in _OWN_FAMILY}
    return next((name for name in FAMILIES if name in names), "Thing")


def local(iri: str) -> str:
    """The name of a class without its namespace."""
    return iri.removeprefix(PLAN).rsplit("#", 1)[-1]


def named(iri: str) -> bool:
    """Whether a thing has a name of its own: kinds, and particular things that a text only describes, have none."""
    return not (iri.startswith(f"{BASE}kind/") or "/thing/" in iri)
