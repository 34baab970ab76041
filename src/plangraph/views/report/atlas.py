"""What the map shows: particular places and works that commitments name, with their points in degrees (WGS 84)."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph.graph.store import Reads
from plangraph.graph.view import find, records
from plangraph.views.report.naming import names
from plangraph.views.report.tried import Both

ONTOLOGY = "https://w3id.org/plangraph/ontology#"
VIEWS = ("roles", "points", "kinds-of-things")
_ROLES = frozenset({"object", "becomes", "place", "along", "beneficiary", "actor", "between"})
_WIDE = frozenset({"Province", "Country", "MacroRegion", "River"})  # a point would say little of where they lie
_WKT = re.compile(r"(?:<[^>]*>)?\s*POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)\s*", re.IGNORECASE)

Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, slots=True)
class Sight:
    """A thing on the map: its class, its points in order (one, or the stops of a route), and whether it is a route."""

    iri: str
    label: Both
    kind: str
    points: tuple[Point, ...]
    route: bool
    commitments: int

    @property
    def work(self) -> bool:
        """Whether it is built or changed, rather than a place."""
        return "/infrastructure/" in self.iri


@dataclass(frozen=True, slots=True)
class Atlas:
    """All that the map shows, the names of classes, and what has no point and is not shown."""

    sights: tuple[Sight, ...]
    kinds: Mapping[str, Both]
    missing: tuple[Both, ...]


def atlas(store: Reads, folder: Path | None) -> Atlas:
    """The places and works that the measures of a text name; none where there is no text."""
    labels = names(store, folder)
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in records(store, find("kinds-of-things", folder)):
        kinds[row["thing"]].add(row["class"].rpartition("#")[2])
    measures: dict[str, set[str]] = defaultdict(set)
    for row in records(store, find("roles", folder)):
        stated = not row["graph"].endswith("/inferred") and row["role"].rpartition("#")[2] in _ROLES
        if stated and ("/place/" in row["thing"] or "/infrastructure/" in row["thing"]):
            measures[row["thing"]].add(row["measure"])
    points: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in records(store, find("points", folder)):
        if row["thing"] in measures:
            points[row["thing"]].append(row)
    sights, missing = [], []
    for thing in sorted(measures):
        if kinds[thing] & _WIDE:
            continue
        name, kind = labels.get(thing, (thing.rpartition("/")[2],) * 2), min(kinds[thing], default="Thing")
        route, own = _points(points[thing])
        if own:
            sights.append(Sight(thing, name, kind, own, route, len(measures[thing])))
        else:
            missing.append(name)
    known = {sight.kind for sight in sights}
    return Atlas(tuple(sights), {k: labels.get(ONTOLOGY + k, (k, k)) for k in sorted(known)}, tuple(missing))


def _points(rows: Sequence[dict[str, str]]) -> tuple[bool, tuple[Point, ...]]:
    stops = sorted((row for row in rows if "position" in row), key=lambda row: int(row["position"]))
    found = []
    for row in stops or rows:
        if at := _WKT.fullmatch(row.get("wkt", "")):
            found.append((float(at[1]), float(at[2])))
    return bool(stops), tuple(found) if stops else tuple(found[:1])
