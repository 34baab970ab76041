"""What the report is made of: questions that were tried, each with its answer, its picture and its sentences."""

from dataclasses import dataclass

from plangraph.graph.analysis.nulls import Standing
from plangraph.graph.network import Proof

Both = tuple[str, str]  # English, Chinese


@dataclass(frozen=True, slots=True)
class Row:
    """A line or a cell of a picture and of its data: a value with its interval, beside what chance gives.

    ``of`` is what the value is a part of; 0 where it is no part of anything. An interval whose ends are equal is none.
    In a grid ``label`` is the line and ``note`` the column.
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
    """A question and its answer: a headline in words with its figure, a sentence with the rest.

    ``meaning`` is what follows for a reader, where that can be said of any text. ``topic`` is the heading that it
    stands under, ``figure`` says in words which number ``standing`` holds, ``chance`` what its null model deals,
    ``views`` which queries the data come from, and ``units`` on how many sentences it rests. A ``grid`` has a cell for
    each row, else the picture has a line for each.
    """

    id: str
    topic: str
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
    grid: bool = False


NOTHING: Both = ("", "")

# The headings of the report, in their order.
TOPICS: dict[str, Both] = {
    "firm": ("How firmly", "承诺有多坚定"),
    "who": ("Who acts, and for whom", "由谁行动，为谁行动"),
    "where": ("Where", "落在何处"),
    "how": ("By what means", "以何手段"),
    "what": ("What gets attention, and what does not", "关注什么，忽略什么"),
    "words": ("Words and their order", "措辞与次序"),
}


def listed(names: list[str], language: int) -> str:
    """Names as a list in a sentence, of English (0) or Chinese (1).

    >>> listed(["a", "b", "c"], 0), listed(["甲", "乙"], 1)
    ('a, b and c', '甲、乙')
    """
    if language:
        return "、".join(names)
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} and {names[-1]}"


def percent(part: float, language: int = 0) -> str:
    """A part of one as a whole percentage, as English or Chinese writes it.

    >>> percent(0.813), percent(0.813, 1)
    ('81 %', '81%')
    """
    return f"{100 * part:.0f}{'' if language else ' '}%"
