"""What the report is made of: questions that were tried, each with its answer, its picture and its sentences."""

from dataclasses import dataclass

from plangraph.graph.analysis.nulls import Standing
from plangraph.graph.network import Proof

Both = tuple[str, str]  # English, Chinese


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a picture and of its data: a value with its interval, beside what chance gives.

    ``of`` is what the value is a part of; 0 where it is no part of anything. An interval whose ends are equal is none.
    """

    id: str
    label: Both
    note: Both
    value: float
    of: int
    low: float
    high: float
    mean: float
    chance_low: float
    chance_high: float

    @property
    def apart(self) -> bool:
        """Whether chance seldom gives this value."""
        return not self.chance_low - 1e-9 <= self.value <= self.chance_high + 1e-9


@dataclass(frozen=True, slots=True)
class Tried:
    """A question and its answer in one plain sentence; ``meaning`` is what follows, where the text bears it.

    ``figure`` says in words which number ``standing`` holds, ``chance`` what its null model deals, ``views`` which
    queries the data come from, and ``units`` on how many sentences it rests.
    """

    id: str
    title: Both
    sentence: Both
    meaning: Both
    figure: Both
    chance: Both
    standing: Standing
    rows: tuple[Row, ...]
    unit: Both
    proofs: tuple[Proof, ...]
    views: tuple[str, ...]
    units: int


NOTHING: Both = ("", "")


def listed(names: list[str], language: int) -> str:
    """Names as a list in a sentence, of English (0) or Chinese (1).

    >>> listed(["a", "b", "c"], 0), listed(["甲", "乙"], 1)
    ('a, b and c', '甲、乙')
    """
    if language:
        return "、".join(names)
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} and {names[-1]}"
