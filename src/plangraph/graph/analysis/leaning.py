"""Leaning: how much hangs on one sentence, so that a list of fourteen ports is not read as fourteen facts."""

from collections import Counter
from dataclasses import dataclass

from plangraph.graph.network import Network, Proof

HEAVY = 0.25  # of the edges: from here on it is said


@dataclass(frozen=True, slots=True)
class Leaning:
    """The sentence without which most edges would be gone, and how many of how many those are."""

    proof: Proof
    edges: int
    of: int

    @property
    def heavy(self) -> bool:
        """Whether so much hangs on it that figures should be read without it too (``without``)."""
        return self.edges >= HEAVY * self.of


def leaning(graph: Network) -> Leaning | None:
    """The sentence that most edges rest on alone; None where no edge rests on one sentence."""
    lone: Counter[str] = Counter()
    proofs: dict[str, Proof] = {}
    for _, _, data in graph.edges(data=True):
        found = {proof.sentence for proof in data.get("evidence", ())}
        if len(found) == 1:
            lone[next(iter(found))] += 1
            proofs.setdefault(data["evidence"][0].sentence, data["evidence"][0])
    if not lone:
        return None
    sentence = min(lone, key=lambda iri: (-lone[iri], iri))
    return Leaning(proofs[sentence], lone[sentence], graph.number_of_edges())


def without(graph: Network, sentence: str) -> Network:
    """The network as if that sentence had not been written; its nodes stay."""
    left: Network = graph.copy()
    for source, target, key, data in list(graph.edges(keys=True, data=True)):
        if evidence := tuple(proof for proof in data.get("evidence", ()) if proof.sentence != sentence):
            weight = len({proof.measure or proof.sentence for proof in evidence})
            left[source][target][key].update(evidence=evidence, weight=weight)
        elif data.get("evidence"):
            left.remove_edge(source, target, key)
    return left
