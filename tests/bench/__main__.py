"""``make bench``: start-up, build and questions, each against a named peer."""

import shutil
import sys
import tempfile
from pathlib import Path

import rdflib

from plangraph import build
from plangraph.files import find_project
from plangraph.graph import queries
from tests.bench import reading, scaling
from tests.bench.timing import alternating, interpreter, row

_LIBRARIES = "import rdflib, pyoxigraph, networkx, ahocorasick, lemminflect"


def main() -> None:
    """Print the report, line by line as it comes."""
    project = find_project(Path.cwd())
    say(
        row(
            "plangraph --help",
            *alternating(interpreter("-m", "plangraph", "--help"), interpreter("-c", "pass")),
            "an empty interpreter",
        )
    )
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(project.root / "graph", Path(folder) / "graph")
        command = interpreter("-m", "plangraph", "build", "--project", folder)
        say(
            row(
                "plangraph build, cold",
                *alternating(command, interpreter("-c", _LIBRARIES), 3),
                "importing its libraries",
            )
        )
    store = build.load(project)
    memory = rdflib.Dataset(default_union=True)
    for path in (*sorted(project.built.rglob("*.trig")),):
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
        say(row(question.id, ours, theirs, "rdflib's memory store" + (" (left out: slow)" if question.slow else "")))
    say(f"slowest question: {worst * 1000:.1f} ms warm, in process")
    for report in (reading.report, scaling.report):
        for line in report(project):
            say(line)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
