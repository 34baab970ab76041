"""Structure: what hangs together, by what alone it hangs, who meets whom, and how dense the middle is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from plangraph.graph.analysis.nulls import Standing, standing
from plangraph.graph.network import Flat, Network, Proof, bridges, components, cores, cut_nodes, projection


@dataclass(frozen=True, slots=True)
class Bridge:
    """An edge that alone holds two parts together."""

    source: str
    target: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class CutNode:
    """A node (articulation point) that alone holds parts together; ``parts`` is what it would fall into without it."""

    node: str
    label: str
    parts: int


@dataclass(frozen=True, slots=True)
class Structure:
    """How a network is built.

    ``components`` are largest first, nodes without an edge left out. ``inner`` are the members of the densest core,
    whose number is ``core``. ``by_degree`` and ``by_family`` are assortativity (Newman 2002, 2003), from -1 to 1:
    None where it is not defined, because all degrees are equal or all nodes are of one family.
    """

    nodes: int
    edges: int
    components: tuple[tuple[str, ...], ...]
    bridges: tuple[Bridge, ...]
    cut_nodes: tuple[CutNode, ...]
    core: int
    inner: tuple[str, ...]
    by_degree: Standing | None
    by_family: Standing | None
    of_core: Standing
    of_components: Standing
    of_bridges: Standing


def structure(graph: Network, drawn: Sequence[Flat] = ()) -> Structure:
    """The structure of a network without directions, against copies by chance (``nulls.drawn``)."""
    flat = projection(graph)
    number = cores(flat)
    core = max(number.values(), default=0)

    def against(figure: Callable[[Flat], float | None]) -> Standing | None:
        value = figure(flat)
        found = [other for copy in drawn if (other := figure(copy)) is not None]
        return None if value is None else standing(value, found)

    def counted(figure: Callable[[Flat], int]) -> Standing:
        return standing(figure(flat), [figure(copy) for copy in drawn])

    return Structure(
        nodes=len(flat),
        edges=flat.number_of_edges(),
        components=tuple(tuple(part) for part in _linked(flat)),
        bridges=tuple(Bridge(a, b, tuple(flat[a][b].get("evidence", ()))) for a, b in bridges(flat)),
        cut_nodes=tuple(_cut(flat, node) for node in cut_nodes(flat)),
        core=core,
        inner=tuple(node for node in flat if core and number[node] == core),
        by_degree=against(by_degree),
        by_family=against(by_family),
        of_core=counted(lambda found: max(cores(found).values(), default=0)),
        of_components=counted(lambda found: len(_linked(found))),
        of_bridges=counted(lambda found: len(bridges(found))),
    )


def _linked(flat: Flat) -> list[list[str]]:
    return [part for part in components(flat) if len(part) > 1]


def _cut(flat: Flat, node: str) -> CutNode:
    """Counted among its neighbours: those that still reach one another without it are of one part."""
    open_, parts = set(flat[node]), 0
    while open_:
        parts += 1
        seen, wanted = {node}, [min(open_)]
        while wanted:
            here = wanted.pop()
            if here not in seen:
                seen.add(here)
                wanted += flat[here]
        open_ -= seen
    return CutNode(node, str(flat.nodes[node].get("label", node)), parts)


def by_degree(flat: Flat) -> float | None:
    """Whether nodes of many links meet their like: Pearson's correlation of the degrees at the ends of the edges.

    None where the degrees do not differ. No edge is heavier than another here.
    """
    degrees = dict(flat.degree())
    ends = [(degrees[a], degrees[b]) for a, b in flat.edges()]
    if not ends:
        return None
    mean = sum(a + b for a, b in ends) / (2 * len(ends))
    spread = sum((a - mean) ** 2 + (b - mean) ** 2 for a, b in ends) / 2
    return sum((a - mean) * (b - mean) for a, b in ends) / spread if spread > 1e-9 else None


def by_family(flat: Flat) -> float | None:
    """Whether nodes meet those of their own family (attribute ``family``); None where all are of one."""
    families: Mapping[str, str] = {node: str(data.get("family", "Thing")) for node, data in flat.nodes(data=True)}
    return by_kind(flat, families)


def by_kind(flat: Flat, kinds: Mapping[str, str]) -> float | None:
    """Newman's coefficient (2003) of mixing by kind: 1 only among their like, 0 as it comes, below 0 among others."""
    edges = [(kinds[a], kinds[b]) for a, b in flat.edges()]
    if not edges:
        return None
    ends = [kind for edge in edges for kind in edge]
    alike = sum(1 for a, b in edges if a == b) / len(edges)
    expected = sum((ends.count(kind) / len(ends)) ** 2 for kind in sorted(set(ends)))
    return (alike - expected) / (1 - expected) if expected < 1 - 1e-9 else None
