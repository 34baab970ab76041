"""Make every generated file that is committed again: ``python -m plangraph.generate [FOLDER]``.

The files are written into the project, or into another folder for a test that compares them byte for byte.
"""

import sys
from pathlib import Path

from plangraph import build
from plangraph.cli import parser_of_all
from plangraph.files import Project, find_project
from plangraph.graph import queries
from plangraph.reading.judging import precision
from plangraph.reading.lexicon import tables
from plangraph.snapshots import building
from plangraph.transcript import refresh
from plangraph.views import actions, commands, questions, scorecard, terms


def generate(project: Project, root: Path) -> list[Path]:
    """Write all generated files of a project below ``root``; the paths written, in order.

    The scorecard comes first, since the confidence in the graph rests on what it counts; where the annotated texts
    beside the project are absent, what it counted before is kept. The documents show what commands print over the
    project's own built graph, so they come last.
    """
    written = [_write(root / name, text) for name, text in scorecard.files(project).items()]
    tables.table.cache_clear()  # the precision of the rules may just have been counted anew
    precision.forget()
    written += [
        _write(root / "ontology" / "schemes" / "action.ttl", actions.turtle()),
        *_build(project, root),
        _write(root / "docs" / "commands.md", commands.page(parser_of_all())),
        _write(root / "docs" / "questions.md", questions.page(queries.load_all(project.queries / "ask").values())),
        _write(root / "docs" / "terms.md", terms.page(project.ontology)),
    ]
    for name in ("README.md", "docs/tutorial.md"):
        written.append(_write(root / name, refresh((project.root / name).read_text(encoding="utf-8"))))
    return written


def _build(project: Project, root: Path) -> tuple[Path, ...]:
    if root != project.root:
        return build.write(build.assemble(project), root / "graph" / "built")
    with building(project) as right:
        return build.write(build.assemble(project), right)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path


if __name__ == "__main__":
    here = find_project(Path.cwd())
    for made in generate(here, Path(sys.argv[1]) if len(sys.argv) > 1 else here.root):
        sys.stdout.write(f"{made}\n")
