"""Proposing: what a language model reads from a file. It needs the extra ``llm``, and a server that is named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from plangraph import plans
from plangraph.errors import MissingExtraError, PlanGraphError
from plangraph.files import Project
from plangraph.model import Mention, Reading
from plangraph.rdf.document import section_paths
from plangraph.reading.extractors.llm import LlmExtractor
from plangraph.reading.extractors.proposal import Proposal
from plangraph.reading.judging import curation
from plangraph.reading.judging.review import Chapter, Doubt, doubts, unjudged
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.reading.names.gazetteer import load as load_gazetteer
from plangraph.reading.phrasing.scene import overlap
from plangraph.texts import read_document

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Server:
    """Which model to ask, and where."""

    model: str  # the server's name of it; without a base URL "provider:name"
    base_url: str | None
    api_key: str | None
    timeout: float = 120.0  # seconds


def propose(path: Path, gazetteer: Gazetteer, server: Server, progress: Progress) -> Proposal:
    """What a model reads from a text file, for a person to judge; nothing of it enters a graph.

    Raises:
        TextError: the file cannot be read as text.
        MissingExtraError: the extra ``llm`` is not installed.
        PlanGraphError: the model is unknown, refuses, or cannot be reached.
    """
    if not server.model:
        raise PlanGraphError("--extractor llm asks a model: name it with --model NAME, and its server with --base-url")
    document = read_document(path)
    try:
        from plangraph.reading.extractors import asking
    except ImportError as error:
        raise MissingExtraError(
            "--extractor llm needs pydantic-ai, which is not installed: pip install 'plangraph[llm]'"
        ) from error
    model = asking.reach(server.model, server.base_url, server.api_key)
    with asking.Asker(model, server.timeout) as asker:
        return LlmExtractor(gazetteer, asker).propose(document, progress)


def rows(project: Project, path: Path, proposal: Proposal) -> tuple[Doubt, ...]:
    """The measures of a proposal, and names that only it reads, as rows of the table of verdicts; none judged already.

    The file is taken for a chapter of the plan whose name its folder has, as ``plangraph review`` takes it. Doubtful
    names that rules read are left out: they are listed without a model.

    Raises:
        DataError: a verdict of the project is broken.
    """
    reading = proposal.reading
    where = Chapter(path.resolve().parent.name, plans.chapter_id(path), section_paths(reading.document))
    proposed = replace(reading, mentions=tuple(_names(reading)))
    bearers = load_gazetteer(project.gazetteer).lookup
    found = doubts(proposed, where, bearers, below=1.0, origin=proposal.extractor)
    return tuple(unjudged(found, curation.load(project.judgements)))


def _names(reading: Reading) -> Iterator[Mention]:
    """The places of proposed measures that are written as names, and that no rule reads as anything."""
    taken = [(mention.sentence, mention.at) for mention in reading.mentions]
    for measure in reading.measures:
        sentence = measure.clause.sentence
        for phrase in measure.places:
            free = not any(other == sentence and overlap(phrase.at, at) for other, at in taken)
            if free and not phrase.things and phrase.evidence.quote[0].isupper():
                taken.append((sentence, phrase.at))
                rules = measure.clause.rules
                yield Mention(sentence, phrase.at, phrase.evidence, "place", named=True, things=(), rules=rules)
