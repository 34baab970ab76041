"""What a network tells: who is central, what belongs together, what is missing. Each figure leads to its sentences."""

from plangraph.graph.analysis.centrality import Figure, centrality
from plangraph.graph.analysis.communities import Community, Partition, partition
from plangraph.graph.analysis.coverage import Cell, Matrix, gaps, matrix

__all__ = ["Cell", "Community", "Figure", "Matrix", "Partition", "centrality", "gaps", "matrix", "partition"]
