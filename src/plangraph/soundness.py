"""Is a built graph sound? Shapes, lint, quotes, verdicts that fit nothing, and the reasoner."""

from collections.abc import Iterable

from plangraph import build, vocab
from plangraph.build import Assembled
from plangraph.errors import MissingExtraError
from plangraph.files import Project
from plangraph.graph import reasoner as hermit
from plangraph.graph import validate
from plangraph.graph.finding import Finding
from plangraph.graph.store import Reads
from plangraph.model import Judgement


def check(project: Project, *, reasoner: bool = True) -> tuple[Finding, ...]:
    """All that is wrong with the graph as it was built; nothing when it is sound.

    Args:
        project: The project whose graph is checked.
        reasoner: Whether HermiT looks for contradictions too, where the extra ``reason`` is installed.

    Raises:
        DataError: the graph was not built, or shapes, checks or the ontology are broken.
    """
    return check_graph(project, build.load(project), reasoner=reasoner)


def check_graph(project: Project, graph: Reads, *, reasoner: bool = True) -> tuple[Finding, ...]:
    """The same for a graph wherever it lies, by the shapes, checks and ontology of a project."""
    return _check(project, graph, reasoner)


def check_assembled(project: Project, assembled: Assembled, *, reasoner: bool = True) -> tuple[Finding, ...]:
    """The same for a graph in memory, with the verdicts that fit nothing any more."""
    return (*_check(project, assembled.store, reasoner), *stale(project, assembled.stale))


def stale(project: Project, judgements: Iterable[Judgement]) -> tuple[Finding, ...]:
    """A verdict that no longer fits, as a finding."""
    return tuple(
        Finding(
            check="stale-verdict",
            severity="warning",
            subject=f"{project.judgements.name}:{judgement.line}",
            sentence="",
            message=f"the verdict on {judgement.value!r} no longer fits {judgement.quote!r}.",
            remedy="Mend the row's quote and section, or remove the row.",
        )
        for judgement in judgements
    )


def _check(project: Project, store: Reads, reasoner: bool) -> tuple[Finding, ...]:
    found = list(validate.validate(store, project.ontology, project.queries / "check"))
    if reasoner:
        found += _reason(project, store)
    return tuple(found)


def _reason(project: Project, store: Reads) -> list[Finding]:
    """HermiT over the ontology and the whole graph; where it cannot run, that is said as a note and hides nothing."""
    try:
        data = ((s, p, o) for s, p, o, graph in store.quads() if str(graph) != vocab.ONTOLOGY_GRAPH)
        verdict = hermit.judge(project.ontology_files, data)
    except MissingExtraError as error:
        return [_note("info", str(error), "The other checks ran.")]
    found = (
        []
        if verdict.consistent
        else [_note("error", "ontology and graph contradict each other.", "Look for a thing in two disjoint classes.")]
    )
    return found + [
        Finding("reasoner", "error", cls, "", "no individual can belong to this class.", "Look at its disjointness.")
        for cls in verdict.unsatisfiable
    ]


def _note(severity: str, message: str, remedy: str) -> Finding:
    return Finding("reasoner", severity, "ontology/plan.ttl", "", message, remedy)
