"""Start-up, a cold build, and each question of the gallery beside rdflib's memory store."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import rdflib

from plangraph import build
from plangraph.files import Project
from plangraph.graph import queries
from tests.bench.timing import alternating, interpreter, row

_LIBRARIES = "import rdflib, pyoxigraph, networkx, ahocorasick, lemminflect"


def report(project: Project) -> Iterator[str]:
    """The lines of the report."""
    times = alternating(interpreter("-m", "plangraph", "--help"), interpreter("-c", "pass"))
    yield row("plangraph --help", *times, "an empty interpreter")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(project.root / "graph", Path(folder) / "graph")
        command = interpreter("-m", "plangraph", "build", "--project", folder)
        times = alternating(command, interpreter("-c", _LIBRARIES), 3)
    yield row("plangraph build, cold", *times, "importing its libraries")
    yield from _questions(project)


def _questions(project: Project) -> Iterator[str]:
    store = build.load(project)
    memory = rdflib.Dataset(default_union=True)
    for path in sorted(project.built.rglob("*.trig")):
        memory.parse(path, format="trig")
    for path in project.ontology_files:
        memory.graph(rdflib.URIRef("https://w3id.org/plangraph/ontology")).parse(path, format="turtle")
    worst = 0.0
    for question in queries.load_all(project.queries / "ask").values():
        store.select(question.text)
        repeat = 1 if question.slow else 3
        ours, theirs = alternating(
            lambda text=question.text: store.select(text),  # type: ignore[misc]
            (lambda: None) if question.slow else lambda text=question.text: list(memory.query(text)),  # type: ignore[misc]
            repeat,
        )
        worst = max(worst, ours)
        yield row(question.id, ours, theirs, "rdflib's memory store" + (" (left out: slow)" if question.slow else ""))
    yield f"slowest question: {worst * 1000:.1f} ms warm, in process"
