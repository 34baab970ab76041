"""Gathering: the parts of texts that are not kept, read by processes of this machine."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from plangraph import portions, workers
from plangraph.errors import PlanGraphError, TextError
from plangraph.files import Project
from plangraph.portions import Part, Task
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.layout.characters import printable
from plangraph.reading.names.gazetteer import load as load_gazetteer

Outcome = Part | TextError | workers.Lost
Gather = Callable[[Project, Path, Sequence[Task]], Iterator[tuple[Task, Outcome]]]


def by_processes(count: int) -> Gather:
    """Reading by ``count`` processes; see ``workers.each`` for what becomes of one that is killed."""

    def gather(project: Project, folder: Path, missing: Sequence[Task]) -> Iterator[tuple[Task, Outcome]]:
        gazetteer = load_gazetteer(project.gazetteer)
        extractor = RuleExtractor(gazetteer)

        def work(task: Task) -> Part | PlanGraphError:
            try:
                made = portions.made(task, gazetteer, extractor)
            except PlanGraphError as error:
                return error
            portions.keep(folder, made)
            return made.part

        for task, outcome in workers.each(work, missing, count):
            if isinstance(outcome, PlanGraphError) and not isinstance(outcome, TextError):
                raise outcome
            yield task, outcome

    return gather


def lost(task: Task, how: workers.Lost) -> TextError:
    """What is said of a text that costs its process its life each time."""
    shown = printable(str(task.path))
    return TextError(f"{shown}: the process that read it ended twice ({how.how})")
