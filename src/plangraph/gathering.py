"""Gathering: the parts of texts that are not kept, read by processes of this machine."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from plangraph import portions, workers
from plangraph.errors import PlanGraphError, TextError
from plangraph.files import Project
from plangraph.portions import Made, Part, Task
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.layout.characters import printable
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.reading.names.gazetteer import load as load_gazetteer

_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
Outcome = Part | TextError | workers.Lost
Gather = Callable[[Project, Path, Sequence[Task]], Iterator[tuple[Task, Outcome]]]


def by_processes(count: int) -> Gather:
    """Reading by ``count`` processes; see ``workers.each`` for what becomes of one that is killed."""

    def gather(project: Project, folder: Path, missing: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
        gazetteer = load_gazetteer(project.gazetteer)
        extractor = RuleExtractor(gazetteer)

        def work(task: Task) -> Part | PlanGraphError | workers.Lost:
            made = attempt(task, gazetteer, extractor)
            if isinstance(made, Made):
                portions.keep(folder, made)
                return made.part
            return made

        for task, outcome in workers.each(work, missing, count):
            if isinstance(outcome, PlanGraphError) and not isinstance(outcome, TextError):
                raise outcome
            yield task, outcome

    return gather


def attempt(task: Task, gazetteer: Gazetteer, extractor: RuleExtractor) -> Made | PlanGraphError | workers.Lost:
    """What reading a text gives; a fault of ours that it brings to light costs this text alone."""
    try:
        return portions.made(task, gazetteer, extractor)
    except PlanGraphError as error:
        return error
    except _FAULTS as error:
        return workers.Lost(f"{type(error).__name__}: {str(error)[:200]}")


def lost(task: Task, how: workers.Lost) -> TextError:
    """What is said of a text that costs its process its life each time."""
    shown = printable(str(task.path))
    return TextError(f"{shown}: cannot be read: whoever tried ended ({printable(how.how)}); please report it")
