"""Reviewing: what in the texts of a project, or in one file, a person should judge, and which verdicts went stale."""

from dataclasses import dataclass
from pathlib import Path

from plangraph import plans
from plangraph.build import Progress, homeless, judged, quiet
from plangraph.errors import TextError
from plangraph.files import Project
from plangraph.model import Document, Judgement
from plangraph.rdf.document import section_paths
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.judging import curation
from plangraph.reading.judging.review import Chapter, Doubt, doubts, unjudged
from plangraph.reading.names.gazetteer import load as load_gazetteer
from plangraph.texts import read_all, read_document

BELOW = 0.8  # confidence; below it are rules that were wrong one time in five, or that were hardly ever met


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be judged, what was judged and fits no more, and which texts could not be read."""

    doubts: tuple[Doubt, ...]
    stale: tuple[Judgement, ...]
    refused: tuple[TextError, ...] = ()


def review(project: Project, file: Path | None = None, below: float = BELOW, progress: Progress = quiet) -> Review:
    """What is doubtful in all texts of a project, or in one file, and not judged yet.

    A file is taken for a chapter of the plan whose name its folder has, so that the rows are right for it there.

    Raises:
        TextError: the file cannot be read as text.
        DataError: a table, a plan.toml or a verdict is broken.
    """
    gazetteer = load_gazetteer(project.gazetteer)
    judgements = curation.load(project.judgements)
    chapters, refused = _chapters(project, file)
    extractor = RuleExtractor(gazetteer)
    found: list[Doubt] = []
    stale: list[Judgement] = []
    for done, (plan, chapter, document) in enumerate(chapters):
        progress(f"reading {plan}/{chapter}", done, len(chapters))
        reading = next(iter(extractor.read([document])))
        right, unfit = judged(plan, chapter, reading, gazetteer, judgements)
        stale += unfit
        where = Chapter(plan, chapter, section_paths(document))
        found += unjudged(doubts(right, where, gazetteer.lookup, below), judgements)
    progress("done", len(chapters), len(chapters))
    if file is None:
        stale += homeless(judgements, {(plan, chapter) for plan, chapter, _ in chapters})
    return Review(tuple(found), tuple(stale), refused)


def _chapters(project: Project, file: Path | None) -> tuple[list[tuple[str, str, Document]], tuple[TextError, ...]]:
    if file is not None:
        return [(file.resolve().parent.name, plans.chapter_id(file), read_document(file))], ()
    texts = read_all(plans.load_all(project.texts))
    return [(plan.id, chapter, document) for plan, chapter, document in texts.documents], tuple(texts.refused)
