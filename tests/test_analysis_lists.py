"""Copies of networks whose pairs come from lists: what they keep, and that a long list alone is no finding."""

from collections import Counter
from itertools import combinations

import networkx as nx

from plangraph.graph.analysis import analyse
from plangraph.graph.analysis.relisting import relisted
from plangraph.graph.network import Flat, Network, Proof, projection


def _network(lists: dict[str, str], classes: dict[str, str] | None = None, alike: bool = False) -> Network:
    """Each word is a list; its letters are the members, tied with each other (only with their like if ``alike``)."""
    graph: Network = nx.MultiDiGraph()
    graph.graph["joined_by"] = "sentence"
    for name in sorted(set("".join(lists.values()))):
        graph.add_node(name, label=name, cls=(classes or {}).get(name, "County"), family="Region", side="both")
    found: dict[tuple[str, str], list[Proof]] = {}
    for sentence, members in lists.items():
        for a, b in combinations(sorted(members), 2):
            if not alike or graph.nodes[a]["cls"] == graph.nodes[b]["cls"]:
                found.setdefault((a, b), []).append(Proof(sentence, "", members, sentence))
    for (a, b), proofs in found.items():
        graph.add_edge(a, b, key="with", kind="with", weight=len(proofs), evidence=tuple(proofs))
    return graph


def _cliques(flat: Flat) -> list[int]:
    return sorted(len(part) for part in nx.connected_components(flat) if len(part) > 1)


def test_each_list_keeps_its_length() -> None:
    """Lists without a common member stay so: by hand, parts of 4, 3 and 2 with 6, 3 and 1 edges."""
    graph = projection(_network({"s1": "abcd", "s2": "efg", "s3": "hi"}))
    copies = list(relisted(graph, "sentence", 40, seed=1))
    assert {tuple(_cliques(copy)) for copy in copies} == {(2, 3, 4)}
    assert {copy.number_of_edges() for copy in copies} == {10}
    partners = Counter(frozenset(copy["a"]) for copy in copies)
    assert len(partners) > 10  # dealt, not copied


def test_a_name_stays_in_as_many_lists() -> None:
    graph = projection(_network({"s1": "abc", "s2": "ade", "s3": "afg", "s4": "hij"}))
    for copy in relisted(graph, "sentence", 40, seed=2):
        assert copy.degree("a", weight="weight") == 6  # three lists of three, two others in each
        assert copy.size(weight="weight") == 12


def test_only_like_takes_the_place_of_like() -> None:
    classes = dict.fromkeys("abcd", "Province") | dict.fromkeys("wxyz", "MacroRegion")
    graph = projection(_network({"s1": "abwx", "s2": "cdyz"}, classes, alike=True))
    assert graph.number_of_edges() == 4
    for copy in relisted(graph, "sentence", 20, seed=3):
        assert all(("a" <= one <= "d") == ("a" <= other <= "d") for one, other in copy.edges())
        assert copy.number_of_edges() == 4


def test_a_long_list_alone_is_no_finding() -> None:
    """Eight names of one sentence make 28 edges and 56 triangles, whoever they are."""
    found = analyse(_network({"s1": "abcdefgh", "s2": "ij", "s3": "kl"}), draws=100)
    assert found.motifs.triangles is not None
    assert found.motifs.triangles.value == found.motifs.triangles.null.mean == 56
    assert not found.motifs.triangles.apart
    assert not found.partition.modularity.apart
    assert found.by_source is found.by_target
