"""Where things lie: points in degrees (WGS 84), and how sure they are."""

import re
from collections import defaultdict
from typing import Any

from plangraph.views.explorer.asked import Asked, Row, short
from plangraph.views.explorer.names import Names

_WKT = re.compile(r"(?:<[^>]*>)?\s*POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)\s*", re.IGNORECASE)


class Places:
    """The points of things; of a route those of its stops, in order."""

    def __init__(self, asked: Asked, names: Names) -> None:
        """From the view "points"."""
        self._names = names
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in asked.rows("points"):
            self._rows[row["thing"]].append(row)

    def is_route(self, iri: str) -> bool:
        """Whether a thing has stops."""
        return any("position" in row for row in self._rows.get(iri, ()))

    def points(self, iri: str) -> list[dict[str, Any]]:
        """The points of a thing. A stop bears its name and id, and has no degrees where nobody knows them."""
        rows = self._rows.get(iri, [])
        if self.is_route(iri):
            rows = sorted((row for row in rows if "position" in row), key=lambda row: int(row["position"]))
        return [point for point in map(self._point, rows) if point]

    def _point(self, row: Row) -> dict[str, Any]:
        made: dict[str, Any] = {}
        at = _WKT.fullmatch(row.get("wkt", ""))
        if at:
            certainty = row.get("certainty", "").rpartition("/")[2]
            made |= {"lon": float(at[1]), "lat": float(at[2]), "exact": certainty in ("", "verified")}
            made |= {"source": row["source"]} if "source" in row else {}
        if "at" in row:
            made |= {"name": self._names.en(row["at"]), "at": short(row["at"])}
        return made
