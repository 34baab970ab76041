"""All that is asked about one network, with one set of copies by chance for all of it."""

from dataclasses import dataclass

from plangraph.graph.analysis.association import DEALS, Association, associations
from plangraph.graph.analysis.backbone import Backbone, backbone
from plangraph.graph.analysis.centrality import Figure, caution, centrality
from plangraph.graph.analysis.communities import Partition, partition
from plangraph.graph.analysis.concentration import Concentration, attention
from plangraph.graph.analysis.motifs import Motifs, motifs
from plangraph.graph.analysis.nulls import DRAWS, drawn
from plangraph.graph.analysis.similarity import Likeness, similarity
from plangraph.graph.analysis.structure import Structure, structure
from plangraph.graph.network import Network


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of one network: ``draws`` is how many copies by chance each figure stands against.

    ``by_source`` and ``by_target`` say how the measures are spread over either side; both are one where members of a
    list are tied with each other, for then it is the alphabet that makes a member a source. ``joined_by`` is what the
    members of such a list share, else empty.
    """

    view: str
    title: str
    title_zh: str
    joined_by: str
    draws: int
    seed: int
    caution: str
    figures: tuple[Figure, ...]
    partition: Partition
    structure: Structure
    similarity: tuple[Likeness, ...]
    backbone: Backbone
    by_source: Concentration
    by_target: Concentration
    motifs: Motifs
    associations: tuple[Association, ...]


def analyse(graph: Network, draws: int | None = None, seed: int = 0) -> Analysis:
    """Everything about a network.

    Args:
        graph: the network, as from ``network.network``.
        draws: copies by chance; when it is None as many as ``nulls.draws_for`` gives a network of its size.
        seed: of all that is drawn; the same seed gives the same figures on every machine.
    """
    copies = drawn(graph, draws, seed)
    joined = str(graph.graph.get("joined_by", ""))
    sides = ("both",) if joined else ("source", "target")
    spread = [attention(graph, side, DRAWS if draws is None else draws, seed) for side in sides]
    return Analysis(
        view=str(graph.graph.get("view", "")),
        title=str(graph.graph.get("title", "")),
        title_zh=str(graph.graph.get("title_zh", "")),
        joined_by=joined,
        draws=len(copies),
        seed=seed,
        caution=caution(graph),
        figures=centrality(graph, copies),
        partition=partition(graph, copies, seed),
        structure=structure(graph, copies),
        similarity=similarity(graph, copies),
        backbone=backbone(graph),
        by_source=spread[0],
        by_target=spread[-1],
        motifs=motifs(graph, copies),
        associations=associations(graph, DEALS if draws is None else draws, seed),
    )
