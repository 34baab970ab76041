"""All questions of the report, tried together: what is told apart from chance, and what is not."""

from dataclasses import dataclass, replace
from pathlib import Path

from plangraph.errors import CommandError
from plangraph.graph.analysis.nulls import LEVEL, Chance, adjusted
from plangraph.graph.store import Reads
from plangraph.graph.view import Passage, find, passages, records
from plangraph.views.report import commitments, family, opening
from plangraph.views.report.atlas import Atlas, atlas
from plangraph.views.report.opening import Statement
from plangraph.views.report.tried import TOPICS, Tried

DRAWS = 10_000  # a q near the limit must not hang on the seed
FEW = 10  # sentences, below which a finding is said to rest on few
MATRIX = "gaps-region-theme"  # the answer whose picture is shown whether or not it is a finding


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found: ``q`` of all is after Benjamini and Hochberg (1995) over everything that was tried.

    ``apart`` stands in the order of the headings, the least likely by chance first.
    """

    opening: tuple[Statement, ...]
    atlas: Atlas
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

    @property
    def matrix(self) -> Tried | None:
        """The table of macro-regions and themes, where it is not among the findings."""
        return next((one for one in self.not_apart if one.id == MATRIX), None)


def answers(store: Reads, folder: Path | None = None, chance: Chance | None = None) -> Answers:
    """Everything that the report asks of a graph; empty where it holds nothing.

    Args:
        store: a built graph.
        folder: where the view queries lie; those of the package when it is None.
        chance: draws from each null model, ``DRAWS`` where they are None, and their seed.

    Raises:
        CommandError: no draws are asked for, without which nothing can be told apart from chance.
    """
    draws, seed = (DRAWS, 0) if chance is None else (DRAWS if chance.draws is None else chance.draws, chance.seed)
    if draws < 1:
        raise CommandError(f"the report needs draws to tell findings from chance, not {draws}; {DRAWS} are usual")
    found = commitments.read(store, folder)
    every = list(family.tried(store, found, folder, draws, seed)) if found.all else []
    every = [one for one in every if one.standing.null.sd or one.standing.z is None]
    standings = adjusted([one.standing for one in every])
    judged = [replace(one, standing=standing) for one, standing in zip(every, standings, strict=True)]
    judged.sort(key=lambda one: (one.standing.q, one.standing.p, -abs(one.standing.z or 0), one.id))
    apart = [one for one in judged if one.standing.q <= LEVEL]
    return Answers(
        opening.statements(store, found, folder),
        atlas(store, folder),
        tuple(sorted(apart, key=lambda one: list(TOPICS).index(one.topic))),
        tuple(one for one in judged if one.standing.q > LEVEL),
        passages(store, folder),
        tuple(records(store, find("plans", folder))),
        len(found.all),
        len({c.proof.sentence for c in found.all}),
        draws,
        seed,
    )
