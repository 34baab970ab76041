"""What a network tells: who is central, what belongs together, what is missing. Each figure leads to its sentences."""

from plangraph.graph.analysis.analysis import Analysis, analyse
from plangraph.graph.analysis.association import Association, Item, associations, cells
from plangraph.graph.analysis.backbone import Backbone, Tie, backbone
from plangraph.graph.analysis.centrality import Figure, centrality
from plangraph.graph.analysis.communities import Community, Partition, partition
from plangraph.graph.analysis.concentration import Concentration, Estimate, attention, concentration
from plangraph.graph.analysis.coverage import Cell, Matrix, gaps, matrix
from plangraph.graph.analysis.leaning import Leaning, leaning, without
from plangraph.graph.analysis.motifs import Motifs, motifs, overlap
from plangraph.graph.analysis.nulls import Null, Standing, copies, drawn, standing
from plangraph.graph.analysis.priority import Priority, priority
from plangraph.graph.analysis.repeats import Repeat, Repeats, Statement, repeats
from plangraph.graph.analysis.similarity import Likeness, similarity
from plangraph.graph.analysis.structure import Structure, structure

__all__ = [
    "Analysis",
    "Association",
    "Backbone",
    "Cell",
    "Community",
    "Concentration",
    "Estimate",
    "Figure",
    "Item",
    "Leaning",
    "Likeness",
    "Matrix",
    "Motifs",
    "Null",
    "Partition",
    "Priority",
    "Repeat",
    "Repeats",
    "Standing",
    "Statement",
    "Structure",
    "Tie",
    "analyse",
    "associations",
    "attention",
    "backbone",
    "cells",
    "centrality",
    "concentration",
    "copies",
    "drawn",
    "gaps",
    "leaning",
    "matrix",
    "motifs",
    "overlap",
    "partition",
    "priority",
    "repeats",
    "similarity",
    "standing",
    "structure",
    "without",
]
