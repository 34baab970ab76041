"""Repeats: measures of different regions that say the same, word for word or in other words."""

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from plangraph.graph.analysis.nulls import DRAWS, Standing, standing
from plangraph.graph.lemmas import lemma
from plangraph.graph.network import Network, Proof, reading_order
from plangraph.graph.store import Askable
from plangraph.graph.view import find, records

ALIKE = 0.25  # of Jaccard's coefficient of two sets of lemmas, rare ones weighing more
RUN = 2  # words in a row, not counting small ones at the ends, to count as word for word
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "other",
    }
    | {"such", "that", "the", "their", "them", "there", "these", "this", "those", "to", "up", "was", "we", "were"}
    | {"which", "while", "will", "with"}
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A measure, the regions that it bears on, and the words of what it acts on."""

    measure: str
    regions: frozenset[str]
    words: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two measures of different regions: ``run`` are the words in a row that both have, ``alike`` from 0 to 1."""

    one: Statement
    other: Statement
    run: str
    alike: float


@dataclass(frozen=True, slots=True)
class Repeats:
    """What comes back elsewhere.

    ``same`` are pairs with ``RUN`` words in a row or more in common, the longest first; ``reworded`` those without,
    that share two lemmas and are alike by ``ALIKE`` or more (each lemma weighs its inverse document frequency, Sparck
    Jones 1972: nearly everything is "development"). Only pairs of measures of different
    sentences that share no region. The figures are the
    numbers of such pairs, against the same measures dealt to other regions: whether regions are served with the same
    phrases more than measures in general repeat each other.
    """

    statements: int
    same: tuple[Repeat, ...]
    reworded: tuple[Repeat, ...]
    of_same: Standing
    of_reworded: Standing


def repeats(statements: Sequence[Statement], draws: int = DRAWS, seed: int = 0) -> Repeats:
    """The repeats among statements; what bears on no region is left out, and two verbs of one object count once."""
    known = {(s.proof.sentence, s.words, s.regions): s for s in reversed(statements) if s.regions}
    given = sorted(known.values(), key=lambda s: (reading_order(s.proof), s.measure))
    words = [tuple(word.casefold() for word in _WORD.findall(s.words)) for s in given]
    lemmas = [frozenset(lemma(word) for word in found if word not in _SMALL) for found in words]
    often = Counter(word for found in lemmas for word in found)
    weights = {word: math.log(len(given) / count) for word, count in often.items()}
    same: dict[tuple[int, int], str] = {}
    reworded: dict[tuple[int, int], float] = {}
    for i, j in combinations(range(len(given)), 2):
        if given[i].proof.sentence == given[j].proof.sentence:
            continue  # a sentence that comes back to its own words does not repeat another
        alike = _alike(lemmas[i], lemmas[j], weights)
        if run := common_run(words[i], words[j]):
            same[i, j] = " ".join(run)
        elif alike >= ALIKE and len(lemmas[i] & lemmas[j]) > 1:
            reworded[i, j] = alike
    regions = [s.regions for s in given]

    def found(pairs: Mapping[tuple[int, int], object]) -> list[Repeat]:
        return [
            Repeat(given[i], given[j], same.get((i, j), ""), _alike(lemmas[i], lemmas[j], weights))
            for i, j in pairs
            if not regions[i] & regions[j]
        ]

    return Repeats(
        len(given),
        tuple(sorted(found(same), key=lambda r: (-len(r.run.split()), -r.alike))),
        tuple(sorted(found(reworded), key=lambda r: -r.alike)),
        _against(regions, list(same), draws, seed),
        _against(regions, list(reworded), draws, seed),
    )


def _against(regions: Sequence[frozenset[str]], pairs: Sequence[tuple[int, int]], draws: int, seed: int) -> Standing:
    def crossing(dealt: Sequence[frozenset[str]]) -> int:
        return sum(1 for i, j in pairs if not dealt[i] & dealt[j])

    dice = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    return standing(crossing(regions), [crossing(dice.sample(regions, len(regions))) for _ in range(draws)])


def common_run(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The longest run of words that both have, the first of several; empty below ``RUN`` or of small words alone.

    Small words at its ends do not count.
    """
    best: tuple[str, ...] = ()
    lengths: dict[int, int] = {}
    for i, word in enumerate(one):
        fresh: dict[int, int] = {}
        for j, their in enumerate(other):
            if word == their:
                fresh[j] = lengths.get(j - 1, 0) + 1
                run = _trimmed(tuple(one[i + 1 - fresh[j] : i + 1]))
                best = run if len(run) > len(best) else best
        lengths = fresh
    return best if len(best) >= RUN else ()


def _trimmed(run: tuple[str, ...]) -> tuple[str, ...]:
    begin, end = 0, len(run)
    while begin < end and run[begin] in _SMALL:
        begin += 1
    while end > begin and run[end - 1] in _SMALL:
        end -= 1
    return run[begin:end]


def _alike(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    either = math.fsum(weights[word] for word in one | other)
    return math.fsum(weights[word] for word in one & other) / either if either else 0.0


def of_network(store: Askable, graph: Network, side: str = "source", folder: Path | None = None) -> list[Statement]:
    """The measures of a network with the nodes of a side that they are linked with, and the words of their objects."""
    regions: dict[str, set[str]] = defaultdict(set)
    proofs: dict[str, Proof] = {}
    for source, target, data in graph.edges(data=True):
        for proof in data.get("evidence", ()):
            regions[proof.measure].add(source if side == "source" else target)
            proofs[proof.measure] = min(proof, proofs.get(proof.measure, proof))
    words = {row["measure"]: row.get("objectText", row["quote"]) for row in records(store, find("measures", folder))}
    return [
        Statement(measure, frozenset(regions[measure]), words.get(measure, proofs[measure].quote), proofs[measure])
        for measure in sorted(regions)
        if measure
    ]
