"""Networks: the rows of a view query as a NetworkX graph, each edge with the sentences that prove it.

The one file of the graph wing that imports networkx. What is computed by it is computed here too, on nodes in
sorted order, so that the figures do not depend on the order in which a set happens to be walked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import networkx as nx

from plangraph.errors import QueryError
from plangraph.graph.families import ancestors, family, local, most_specific, named
from plangraph.graph.queries import Question
from plangraph.graph.store import Reads
from plangraph.graph.view import find, passages, records

Network: TypeAlias = "nx.MultiDiGraph[str]"
Flat: TypeAlias = "nx.Graph[str]"

_COLUMNS = ("source", "target", "kind", "sentence")
_ABOUT = {
    end: [(end + "Label", "label"), (end + "LabelZh", "label_zh"), (end + "Class", "cls")] for end in _COLUMNS[:2]
}
# An order at the end of a query is for its readers: nodes and edges are sorted here, and an engine may take longer for
# it than for all else.
_ORDER = re.compile(r"\bORDER\s+BY(\s+[?$]\w+)+\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """What an edge rests on: the sentence (by IRI), the measure in it, its words, and the span where they stand."""

    sentence: str
    measure: str
    quote: str
    span: str


def reading_order(proof: Proof) -> tuple[str, int, Proof]:
    """A key that sorts proofs of one text as they are read, not by the characters of their IRIs."""
    text, _, span = proof.sentence.partition("#char=")
    begin = span.partition(",")[0]
    return (text, int(begin) if begin.isdecimal() else 0, proof)


def network(store: Reads, view: str | Question, folder: Path | None = None) -> Network:
    """A view query, by its name or as read from a file, as a graph with nodes and edges in sorted order.

    Nodes are IRIs with ``label``, ``label_zh`` (may be empty), ``cls`` (local name of the most specific stated
    class), ``family`` (one of ``FAMILIES``), ``named`` (false for kinds and for particular things without a name)
    and ``side`` ("source", "target" or "both": the columns it stands in). Edges have their ``kind`` as key and
    attribute, ``evidence`` (a tuple of ``Proof``) and ``weight``, the number of different measures in it. The
    graph's own attributes: ``view``, ``title``, ``title_zh``, ``joined_by`` (empty, or what members of a list share),
    ``passages`` (IRI to ``Passage``, for every sentence that an edge rests on) and ``plans`` (rows of the view
    ``plans``).

    Raises:
        QueryError: there is no such view, it is not a network, or it lacks a column.
    """
    question = find(view, folder) if isinstance(view, str) else view
    if question.view != "network":
        raise QueryError(f"the view {question.id!r} is a {question.view}, not a network")
    here = folder or (question.path.parent if question.path else None)
    rows = records(store, replace(question, text=_ORDER.sub("", question.text)))
    if missing := [name for name in _COLUMNS if not re.search(rf"[?$]{name}\b", question.text)]:
        lacks, needs = (" ".join(f"?{name}" for name in names) for names in (missing, _COLUMNS))
        raise QueryError(f"{question.path or question.id}: a network needs the columns {needs}; it has no {lacks}")
    graph: Network = nx.MultiDiGraph(view=question.id, title=question.title, title_zh=question.title_zh)
    graph.graph["joined_by"] = question.joined_by
    above = ancestors(records(store, find("classes", here)))
    _add_nodes(graph, rows, above)
    _add_edges(graph, rows)
    used = {proof.sentence for _, _, data in graph.edges(data=True) for proof in data["evidence"]}
    graph.graph["passages"] = {iri: p for iri, p in passages(store, here).items() if iri in used}
    graph.graph["plans"] = records(store, find("plans", here))
    return graph


def _add_nodes(graph: Network, rows: list[dict[str, str]], above: Mapping[str, set[str]]) -> None:
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for end, about in _ABOUT.items():
            if end not in row:
                continue
            own = values[row[end]]
            own["side"].add(end)
            for column, key in about:
                if column in row:
                    own[key].add(row[column])
    for iri in sorted(values):
        own = values[iri]
        classes = most_specific(own["cls"], above)
        graph.add_node(
            iri,
            label=min(own["label"], default=iri.rsplit("/", 1)[-1]),
            label_zh=min(own["label_zh"], default=""),
            cls=local(classes[0]) if classes else "Thing",
            family=family(iri, classes, above),
            side="both" if len(own["side"]) > 1 else min(own["side"]),
            named=named(iri),
        )


def _add_edges(graph: Network, rows: list[dict[str, str]]) -> None:
    proofs: dict[tuple[str, str, str], set[Proof]] = defaultdict(set)
    for row in rows:
        try:
            edge, sentence = (row["source"], row["target"], row["kind"]), row["sentence"]
        except KeyError:
            continue  # a node without an edge
        proofs[edge].add(Proof(sentence, row.get("measure", ""), row.get("quote", ""), row.get("evidence", "")))
    for source, target, kind in sorted(proofs):
        evidence = tuple(sorted(proofs[source, target, kind], key=reading_order))
        weight = len({proof.measure or proof.sentence for proof in evidence})
        graph.add_edge(source, target, key=kind, kind=kind, weight=weight, evidence=evidence)


def projection(graph: Network) -> Flat:
    """The graph without directions and kinds: parallel edges added up, in sorted order.

    Edges keep ``weight`` and ``evidence``; loops are left out, as no measure of centrality asks for them.
    """
    flat: Flat = nx.Graph()
    flat.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(graph))
    merged: dict[tuple[str, str], set[Proof]] = defaultdict(set)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for source, target, data in graph.edges(data=True):
        if source != target:
            pair = (min(source, target), max(source, target))
            merged[pair].update(data.get("evidence", ()))
            weights[pair] += data.get("weight", 1)
    for pair in sorted(weights):
        flat.add_edge(*pair, weight=weights[pair], evidence=tuple(sorted(merged[pair], key=reading_order)))
    return flat


def evidence(flat: Flat, node: str) -> tuple[Proof, ...]:
    """What the edges of a node rest on, in reading order."""
    proofs = {proof for neighbour in flat[node] for proof in flat[node][neighbour].get("evidence", ())}
    return tuple(sorted(proofs, key=reading_order))


def pagerank(flat: Flat, damping: float = 0.85, tolerance: float = 1e-12) -> dict[str, float]:
    """PageRank on weighted edges, both ways; the values add up to 1. Nodes without an edge spread evenly.

    Power iteration of our own: networkx's needs scipy, and a 60 MB package for twelve lines is too much.
    """
    nodes = list(flat)
    if not nodes:
        return {}
    strength = dict(flat.degree(weight="weight"))
    loose = [node for node in nodes if not strength[node]]
    giving = {
        node: [(n, damping * link["weight"] / strength[n]) for n, link in flat[node].items() if link["weight"]]
        for node in nodes
    }
    rank = dict.fromkeys(nodes, 1 / len(nodes))
    for _ in range(1000):
        base, moved = (1 - damping + damping * sum(rank[node] for node in loose)) / len(nodes), 0.0
        for node, parts in giving.items():  # in place (Gauss and Seidel): half the rounds of a network of two sides
            fresh = base
            for other, part in parts:
                fresh += rank[other] * part
            moved += abs(fresh - rank[node])
            rank[node] = fresh
        if moved < tolerance:
            break
    return rank


def cores(flat: Flat) -> dict[str, int]:
    """The core number of each node (Seidman 1983): the largest k of a part in which everybody has k neighbours."""
    return dict(nx.core_number(flat))


def components(flat: Flat) -> list[list[str]]:
    """The parts that hang together, largest first, members sorted."""
    parts = (sorted(part) for part in nx.connected_components(flat))
    return sorted(parts, key=lambda part: (-len(part), part))


def bridges(flat: Flat) -> list[tuple[str, str]]:
    """The edges whose loss would part what hangs together, each with its ends in order, sorted."""
    return sorted((min(edge), max(edge)) for edge in nx.bridges(flat))


def cut_nodes(flat: Flat) -> list[str]:
    """The nodes (articulation points) whose loss would part what hangs together, sorted."""
    return sorted(nx.articulation_points(flat))


def plain(nodes: Mapping[str, Mapping[str, object]], edges: Iterable[tuple[str, str, float]]) -> Flat:
    """A graph of these nodes with their attributes, and of these edges with their weights; no evidence."""
    flat: Flat = nx.Graph()
    flat.add_nodes_from((node, dict(data)) for node, data in nodes.items())
    flat.add_weighted_edges_from(edges)
    return flat


def communities(flat: Flat, seed: int = 0) -> tuple[list[list[str]], float]:
    """Louvain communities on weighted edges and their modularity: largest first, members sorted.

    Nodes travel as numbers, because sets of strings are walked in another order in every process. Modularity is 0
    where no edge has a weight. Several partitions can be equally good; the seed only makes one of them come back.
    """
    numbers = {node: number for number, node in enumerate(sorted(flat))}
    names = list(numbers)
    if not any(data["weight"] for _, _, data in flat.edges(data=True)):
        return [[name] for name in names], 0.0
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(numbers.values())
    plain.add_weighted_edges_from((numbers[a], numbers[b], d["weight"]) for a, b, d in flat.edges(data=True))
    found = nx.community.louvain_communities(plain, weight="weight", seed=seed)
    score = round(float(nx.community.modularity(plain, found, weight="weight")), 12)  # one part has 0, not 1e-16
    parts = sorted((sorted(part) for part in found), key=lambda part: (-len(part), part))
    return [[names[number] for number in part] for part in parts], score
