"""The analysis of a network as plain values for JSON: every figure with its standing, every standing with its null."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from plangraph.graph.analysis import Analysis, Standing, gaps, matrix
from plangraph.graph.network import Network

MATRIX = "region-theme"
_DIGITS = 6


def data(graph: Network, found: Analysis) -> dict[str, Any]:
    """The whole analysis; every figure has its evidence, and no number is infinite or NaN."""
    whole = found.view == MATRIX  # elsewhere a pair without a measure is no gap: a road need not be in each province
    values = {
        "view": found.view,
        "title": found.title,
        "title_zh": found.title_zh,
        "nodes": found.structure.nodes,
        "edges": graph.number_of_edges(),
        "joined_by": found.joined_by,
        "draws": found.draws,
        "seed": found.seed,
        "caution": found.caution,
        "figures": found.figures,
        "communities": found.partition.communities,
        "alone": found.partition.alone,
        "modularity": found.partition.modularity,
        "structure": found.structure,
        "similarity": found.similarity,
        "backbone": found.backbone,
        "by_source": found.by_source,
        "by_target": found.by_target,
        "motifs": found.motifs,
        "associations": [pair for pair in found.associations if pair.measures or pair.standing.apart],
        "gaps": [{"row": cell.row, "column": cell.column} for cell in gaps(matrix(graph))] if whole else [],
    }
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if is_dataclass(value):
        made = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return made | {"apart": value.apart} if isinstance(value, Standing) else made
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, (list, tuple)) else value
