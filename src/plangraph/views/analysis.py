"""The analysis of a network for a reader: figures, what chance does not give as well, groups and gaps."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from plangraph.errors import QueryError
from plangraph.graph.analysis import Analysis, Concentration, Figure, Standing, analyse, gaps, matrix
from plangraph.graph.analysis.nulls import LEVEL, Chance
from plangraph.graph.network import Network, network
from plangraph.graph.store import Reads
from plangraph.graph.view import views
from plangraph.views.figures import MATRIX, data
from plangraph.views.plain import safe, table

_PICTURE = "chapter-picture"
_SHOWN = 12
_ANY = Chance()
_NAMES = {
    "strength": "measures",
    "betweenness": "betweenness",
    "pagerank": "PageRank",
    "hits": "HITS",
    "core": "core number",
}


def report(  # noqa: PLR0913 - what is asked, of what, how it is told, and who is told meanwhile
    store: Reads,
    view: str | None = None,
    form: str = "table",
    folder: Path | None = None,
    chance: Chance = _ANY,
    *,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> str:
    """The analysis of one network, or of all of them one after the other, for a terminal or as JSON.

    Args:
        store: a built graph.
        view: the name of a view query; None for every network but the picture, which is there to be looked at.
        form: "table" or "json".
        folder: where the view queries lie; those of the package when it is None.
        chance: how many copies by chance each figure stands against, and their seed.
        progress: told of every network, which may take seconds each.

    Raises:
        QueryError: there is no such view, it is not a network, or there is none.
    """
    networks = [name for name, question in views(folder).items() if question.view == "network" and name != _PICTURE]
    wanted = networks if view is None else [view]
    if not wanted:
        raise QueryError(f"there is no network to analyse: no query in {folder} has '#+ view: network'")
    graphs = [network(store, name, folder) for name in wanted]
    said: list[Any] = []
    for done, (name, graph) in enumerate(zip(wanted, graphs, strict=True)):
        progress(f"analysing {name}", done, len(wanted))
        found = analyse(graph, chance.draws, chance.seed)
        said.append(data(graph, found) if form == "json" else text(graph, found))
    progress("done", len(wanted), len(wanted))
    if form == "json":
        return json.dumps(said if view is None else said[0], ensure_ascii=False, indent=2, allow_nan=False)
    return "\n\n\n".join(said)


def text(graph: Network, found: Analysis, top: int = _SHOWN) -> str:
    """The analysis as plain text for a terminal: the strongest ``top`` nodes, what stands out, the groups, the gaps."""
    if not graph.number_of_edges():
        return safe(f"{found.title or 'Network'}") + f"\n{len(graph)} nodes, no edge: nothing to analyse."
    lines = [
        safe(found.title or "Network"),
        f"{len(graph)} nodes, {graph.number_of_edges()} edges, each resting on sentences of the text.",
        "Links: to how many others. Measures: in how many. Between: shortest ways through it. Pagerank, HITS: parts "
        "of 1. Core: its densest part has so many links each.",
    ]
    if found.caution:
        lines.append(found.caution)
    rows = [_row(figure) for figure in found.figures[:top]]
    header = ("node", "class", "links", "measures", "between", "pagerank", "hits", "core", "the text says")
    lines += ["", table(header, rows)]
    if len(found.figures) > top:
        lines.append(f"and {len(found.figures) - top} more")
    lines += ["", *_chance(graph, found), "", *_shape(graph, found), *_communities(graph, found)]
    if graph.graph.get("view") == MATRIX:
        lines += ["", *_coverage(graph)]
    return "\n".join(lines)


def _row(figure: Figure) -> tuple[str, ...]:
    quote = figure.evidence[0].quote if figure.evidence else ""
    return (
        figure.label,
        figure.family,
        str(figure.degree),
        f"{figure.strength:g}",
        f"{figure.betweenness:.3f}",
        f"{figure.pagerank:.3f}",
        f"{figure.hits:.3f}",
        str(figure.core),
        quote,
    )


def asked(graph: Network, found: Analysis) -> Iterator[tuple[str, Standing]]:
    """Every figure of an analysis that stands against chance, with its name in words."""
    labels = {node: str(values.get("label") or node) for node, values in graph.nodes(data=True)}
    yield "modularity", found.partition.modularity
    shape = found.structure
    for name, value in (
        ("assortativity by degree", shape.by_degree),
        ("assortativity by family", shape.by_family),
        ("largest core number", shape.of_core),
        ("separate parts", shape.of_components),
        ("bridges", shape.of_bridges),
        ("pairs that share two links", found.motifs.squares),
        ("triangles", found.motifs.triangles),
    ):
        if value is not None:
            yield name, value
    for side, spread in (("sources", found.by_source), ("targets", found.by_target)):
        yield f"concentration on {side} (Gini)", spread.gini.standing
        yield f"evenness over {side} (entropy)", spread.evenness.standing
    for figure in found.figures:
        for name, value in figure.standings.items():
            yield f"{_NAMES[name]} of {figure.label}", value
    for pair in found.similarity:
        both = " and ".join(pair.labels)
        yield f"shared links (Jaccard) of {both}", pair.jaccard
        yield f"likeness (cosine) of {both}", pair.cosine
    for cell in found.associations:
        yield f"measures on {labels[cell.column]} in {labels[cell.row]}", cell.standing


def _chance(graph: Network, found: Analysis) -> list[str]:
    if not found.draws:
        return ["No copies by chance were drawn: none of these figures is shown to be more than chance."]
    every = list(asked(graph, found))
    apart = [f"  {name}: {_against(value)}" for name, value in every if value.apart]
    fixed = sum(1 for _, value in every if not value.null.sd)
    lines = [
        f"Against {found.draws} networks with the same degrees (or measures dealt anew; seed {found.seed}), "
        f"q at most {LEVEL}:"
    ]
    lines += [safe(line) for line in apart[: 2 * _SHOWN]] or ["  nothing: chance gives all of these figures as well."]
    if len(apart) > 2 * _SHOWN:
        lines.append(f"  and {len(apart) - 2 * _SHOWN} more")
    lines.append(
        f"{len(every) - len(apart) - fixed} other figures are not told apart from chance; {fixed} are what the "
        "degrees make them."
    )
    if fixed == len(every):
        lines[1:] = ["  nothing: the degrees leave chance no choice."]
    return lines


def _against(value: Standing) -> str:
    null = value.null
    if not null.draws:
        return f"{value.value:.3g}"
    z = "" if value.z is None else f", z {value.z:.1f}"
    return f"{value.value:.3g}, chance {null.mean:.3g} ({null.low:.3g} to {null.high:.3g}){z}, q {value.q:.3f}"


def _shape(graph: Network, found: Analysis) -> list[str]:
    shape = found.structure
    labels = {node: str(values.get("label") or node) for node, values in graph.nodes(data=True)}
    lines = [
        f"Parts: {len(shape.components)}. Bridges: {len(shape.bridges)} of {shape.edges}. Densest core: "
        f"{shape.core}, with {len(shape.inner)} nodes."
    ]
    if shape.cut_nodes:
        lines.append("It falls apart without: " + _listed([node.label for node in shape.cut_nodes]))
    if found.motifs.several:
        names = [f"{several.label} ({len(several.under)})" for several in found.motifs.several]
        lines.append("Under several at once: " + _listed(names))
    kept = found.backbone
    if kept.weighted:
        ties = [f"{' - '.join(map(_cut, tie.labels))} ({tie.weight:g})" for tie in kept.ties]
        lines.append(
            f"Backbone (disparity filter, alpha {kept.alpha:g}): {len(ties)} of {kept.edges} edges, about "
            f"{kept.expected:.0f} by chance" + (": " + _listed(ties) if ties else ".")
        )
    lines.append(_spread("sources", found.by_source))
    lines.append(_spread("targets", found.by_target))
    if found.similarity:
        best = found.similarity[0]
        shared = _listed([labels[node] for node in best.shared])
        lines.append(
            f"Most alike: {' and '.join(map(_cut, best.labels))}, cosine {best.cosine.value:.2f}, Jaccard "
            f"{best.jaccard.value:.2f}" + (f", sharing {shared}" if shared else "")
        )
    return [safe(line) for line in lines]


def _spread(side: str, found: Concentration) -> str:
    few = f"; only {found.units} sentences, so the intervals say little" if found.few else ""
    figures = ", ".join(
        f"{name} {value.value:.2f}" + (f" ({value.low:.2f} to {value.high:.2f})" if value.standing.null.draws else "")
        for name, value in (("Gini", found.gini), ("evenness", found.evenness))
    )
    return f"Spread over {len(found.amounts)} {side}: {figures}{few}"


def _communities(graph: Network, found: Analysis) -> list[str]:
    parts, score = found.partition, found.partition.modularity
    lines = [f"{len(parts.communities)} communities (Louvain), modularity {_against(score)}."]
    if score.null.draws and not score.apart:
        lines.append("Chance would group the nodes nearly as well: do not read anything into these groups.")
    labels = {node: values.get("label") for node, values in graph.nodes(data=True)}
    for part in parts.communities:
        others = ", ".join(_cut(str(labels.get(member) or member)) for member in part.members[:6])
        more = f" and {len(part.members) - 6} more" if len(part.members) > 6 else ""
        lines.append(safe(f"  {' · '.join(map(_cut, part.name.split(' · ')))}: {others}{more}"))
    if parts.alone:
        lines.append(safe("  without any link: " + ", ".join(str(labels.get(node) or node) for node in parts.alone)))
    return lines


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(map(_cut, names[:_SHOWN])) + more


def _cut(label: str, size: int = 40) -> str:
    return label if len(label) <= size else label[: size - 1] + "…"


def _coverage(graph: Network) -> list[str]:
    found = matrix(graph)
    rows = [
        (found.labels[column], *(str(found.cells[row, column].measures or "·") for row in found.rows))
        for column in found.columns
    ]
    empty = len(gaps(found))
    return [
        table(("measures by theme", *(found.labels[row] for row in found.rows)), rows),
        f"{empty} of {len(found.cells)} pairs are empty (·). A measure that bears on several regions counts in each.",
    ]
