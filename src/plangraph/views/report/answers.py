"""All questions of the report, tried together: what is told apart from chance, and what is not."""

from dataclasses import dataclass, replace
from pathlib import Path

from plangraph.graph.analysis.nulls import LEVEL, Chance, adjusted
from plangraph.graph.store import Reads
from plangraph.graph.view import Passage, find, passages, records
from plangraph.views.report import marks, spread
from plangraph.views.report.tried import Tried

DRAWS = 2000
FEW = 10  # sentences, below which a finding is said to rest on few


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found: ``q`` of all is after Benjamini and Hochberg (1995) over everything that was tried."""

    apart: tuple[Tried, ...]
    not_apart: tuple[Tried, ...]
    passages: dict[str, Passage]
    plans: tuple[dict[str, str], ...]
    commitments: int
    sentences: int
    draws: int
    seed: int

    @property
    def tried(self) -> int:
        """How many questions chance was asked about."""
        return len(self.apart) + len(self.not_apart)


def answers(store: Reads, folder: Path | None = None, chance: Chance | None = None) -> Answers:
    """Everything that the report asks of a graph; empty where it holds nothing.

    Args:
        store: a built graph.
        folder: where the view queries lie; those of the package when it is None.
        chance: draws from each null model, ``DRAWS`` where they are None, and their seed.
    """
    draws, seed = (chance.draws if chance else None) or DRAWS, chance.seed if chance else 0
    found = marks.read(store, folder)
    every = [*marks.tried(found, draws, seed), *spread.tried(store, folder, draws, seed)] if found.all else []
    every = [one for one in every if one.standing.null.sd or one.standing.z is None]
    standings = adjusted([one.standing for one in every])
    judged = [replace(one, standing=standing) for one, standing in zip(every, standings, strict=True)]
    judged.sort(key=lambda one: (one.standing.q, one.standing.p, -abs(one.standing.z or 0), one.id))
    return Answers(
        tuple(one for one in judged if one.standing.q <= LEVEL),
        tuple(one for one in judged if one.standing.q > LEVEL),
        passages(store, folder),
        tuple(records(store, find("plans", folder))),
        len(found.all),
        len({c.proof.sentence for c in found.all}),
        draws,
        seed,
    )
