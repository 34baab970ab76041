"""The matrix of macro-regions and themes: which commitments bear on the one and concern the other."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from plangraph.views.explorer.asked import Asked


def matrix(asked: Asked, things: Mapping[str, int], measures: Mapping[str, int]) -> dict[str, Any]:
    """Regions, themes, and the cells that are not empty; every region meets every theme, so no cell means none."""
    cells: dict[tuple[int, int], set[int]] = defaultdict(set)
    regions: set[int] = set()
    themes: set[int] = set()
    for row in asked.rows("region-theme"):
        region, theme = things.get(row["source"], -1), things.get(row["target"], -1)
        if region < 0 or theme < 0:
            continue
        regions.add(region)
        themes.add(theme)
        if row.get("measure") in measures:
            cells[region, theme].add(measures[row["measure"]])
    return {
        "regions": sorted(regions),
        "themes": sorted(themes),
        "cells": [[*pair, sorted(found)] for pair, found in sorted(cells.items())],
    }
