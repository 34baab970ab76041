"""The walk from files to a graph: read, judge, cross the door, link, infer, write beside, swap."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangraph import plans, snapshots, vocab
from plangraph.errors import DataError, PlanGraphError, TextError
from plangraph.files import Project
from plangraph.graph import description, link, reason, trig
from plangraph.graph.linking import statements as linking
from plangraph.graph.linking.proposals import same_things
from plangraph.graph.store import Quad, Store
from plangraph.model import Judgement, Notice, Reading, Thing
from plangraph.plans import Plan
from plangraph.rdf import document as document_rdf
from plangraph.rdf import gazetteer as gazetteer_rdf
from plangraph.rdf import judgements as judgements_rdf
from plangraph.rdf import outline as outline_rdf
from plangraph.rdf import reading as reading_rdf
from plangraph.rdf.document import section_paths
from plangraph.reading.extractors.rules import RuleExtractor
from plangraph.reading.judging import curation
from plangraph.reading.judging.accepting import Background
from plangraph.reading.names.background import home, known_phrases
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.reading.names.gazetteer import load as load_gazetteer
from plangraph.snapshots import Building, folders
from plangraph.texts import read_all, read_document

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Assembled:
    """A whole graph in memory, and what should be said about how it came to be."""

    store: Store
    readings: tuple[tuple[Plan, str, Reading], ...]  # with the chapter's id
    stale: tuple[Judgement, ...]
    notices: tuple[tuple[str, Notice], ...] = ()  # with plan and file
    refused: tuple[TextError, ...] = ()  # texts that are not in the graph


def quiet(step: str, done: int, total: int) -> None:
    """The progress of nobody."""


def read_file(path: Path, gazetteer: Gazetteer) -> Reading:
    """All that the rules read from one text file, without anybody's judgement.

    Raises:
        TextError: the file cannot be read as text.
    """
    return next(iter(RuleExtractor(gazetteer).read([read_document(path)])))


def assemble(project: Project, progress: Progress = quiet, found: Sequence[Plan] | None = None) -> Assembled:
    """The graph of a project, made from its texts, tables, verdicts and ontology alone.

    Texts that cannot be read are left out and named in ``refused``; such a graph cannot be written.

    Args:
        project: where tables, verdicts and ontology lie.
        progress: is told each step.
        found: the plans; where left out, those of the project.

    Raises:
        DataError: a table, a plan.toml, a verdict or the ontology is broken.
    """
    found = plans.load_all(project.texts) if found is None else found
    if not found:
        raise DataError(f"{project.texts}: no plan here; a plan is a folder with a plan.toml and texts such as 32.txt")
    texts = read_all(found)
    chapters = texts.documents
    total = len(chapters) + 4
    gazetteer = load_gazetteer(project.gazetteer)
    judgements = curation.load(project.judgements)
    store = Store.memory()
    readings: list[tuple[Plan, str, Reading]] = []
    stale: list[Judgement] = []
    extractor = RuleExtractor(gazetteer)
    for done, (plan, chapter, document) in enumerate(chapters):
        progress(f"reading {plan.id}/{chapter}", done, total)
        reading, unfit = judged(plan.id, chapter, next(iter(extractor.read([document]))), gazetteer, judgements)
        readings.append((plan, chapter, reading))
        stale += unfit
        store.add(document_rdf.quads(plan, chapter, document))
        store.add(reading_rdf.quads(plan.id, chapter, reading))
    stale += homeless(judgements, {(plan.id, chapter) for plan, chapter, _ in chapters})
    progress("background facts", len(chapters), total)
    store.add(gazetteer_rdf.quads(project.gazetteer))
    for plan in found:
        store.add(outline_rdf.quads(project.gazetteer / "chapters.csv", plan.id))
    store.add(judgements_rdf.quads(judgements))
    progress("ontology", len(chapters) + 1, total)
    for path in project.ontology_files:
        store.load(path, to_graph=vocab.ONTOLOGY_GRAPH)
    progress("links", len(chapters) + 2, total)
    links = [*link.links(store, project.queries / "link", project.gazetteer)]
    if len(chapters) > 1:
        links += [*linking.quads(store), *same_things(store, project.aliases)]
    store.add(links)
    progress("what follows", len(chapters) + 3, total)
    store.add(reason.closure(store, project.queries / "rule"))
    progress("done", total, total)
    return Assembled(store, tuple(readings), tuple(stale), tuple(texts.notices), tuple(texts.refused))


def write(assembled: Assembled, target: Building | Path) -> tuple[Path, ...]:
    """The graph as files, written beside those that stood there, then swapped in, so that nobody sees a mixture.

    Args:
        assembled: The graph.
        target: The right to build in a project, which gets a snapshot too; or any folder, for the files alone.

    Returns:
        The files written, as they lie now.

    Raises:
        TextError: texts of the project were refused, so that the graph would lack what stood there.
        PlanGraphError: the folder cannot be written.
    """
    if assembled.refused:
        raise assembled.refused[0]
    if isinstance(target, Building):
        folder = target.project.built
        target.replace(assembled.store, lambda: _files(assembled))
    else:
        folder = target
        try:
            folders.mend(folder)
            folders.write(_files(assembled), folders.beside(folder))
            folders.swap(folder)
        except OSError as error:
            raise PlanGraphError(f"{folder}: cannot be written: {error.strerror}; what stood there is kept") from error
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def load(project: Project) -> Store:
    """The graph as it was built, with the ontology: its snapshot, read-only.

    Raises:
        DataError: it was not built yet.
    """
    return Store.opened(snapshots.current(project).store)


def judged(
    plan: str, chapter: str, reading: Reading, gazetteer: Gazetteer, judgements: tuple[Judgement, ...]
) -> tuple[Reading, tuple[Judgement, ...]]:
    """The reading of a chapter put right by its verdicts, and those of them that fit nothing in it any more.

    Raises:
        DataError: a verdict names a ref that nothing has.
    """
    own = [j for j in judgements if (j.plan, j.chapter) == (plan, chapter)]
    if not own:
        return reading, ()
    things: dict[str, Thing] = {ref: entry.thing for ref, entry in gazetteer.entries.items()}
    things |= {t.ref: t for mention in reading.mentions for t in mention.things}
    things |= {t.ref: t for m in reading.measures for p in (*m.objects, *m.becomes, *m.places) for t in p.things}
    background = Background(known_phrases(gazetteer), home(reading.mentions, gazetteer))
    return curation.apply(reading, own, section_paths(reading.document), things.get, background)


def homeless(judgements: tuple[Judgement, ...], chapters: Collection[tuple[str, str]]) -> list[Judgement]:
    """The verdicts over chapters that are not there: they fit nothing any more."""
    return [judgement for judgement in judgements if (judgement.plan, judgement.chapter) not in chapters]


def _files(assembled: Assembled) -> dict[str, bytes]:
    """Name and content of each file: one a chapter, one a kind of writer."""
    by_graph: dict[str, list[Quad]] = {}
    for quad in assembled.store.quads():
        by_graph.setdefault(str(quad[3]), []).append(quad)
    files: list[tuple[str, str]] = []
    for plan, chapter, _ in assembled.readings:
        own = vocab.chapter_iri(plan.id, chapter)
        graphs = [g for g in by_graph if g == vocab.text_graph(plan.id, chapter) or g.startswith(own + "#char=")]
        files.append((f"{plan.id}/{chapter}.trig", trig.text([q for g in graphs for q in by_graph[g]])))
    background = [g for g in by_graph if g == vocab.GAZETTEER_GRAPH or g.startswith(vocab.BASE + "graph/outline/")]
    for name, wanted in (
        ("gazetteer", background),
        ("curated", [vocab.CURATED_GRAPH]),
        ("links", [vocab.LINKS_GRAPH]),
        ("inferred", [vocab.INFERRED_GRAPH]),
    ):
        files.append((f"{name}.trig", trig.text([q for g in sorted(wanted) for q in by_graph.get(g, [])])))
    files.append(("void.ttl", description.turtle(assembled.store, [name for name, _ in files])))
    return {name: text.encode("utf-8") for name, text in files}
