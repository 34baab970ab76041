"""Make every generated file that is committed again: ``python -m plangraph.generate [FOLDER]``.

The files are written into the project, or into another folder for a test that compares them byte for byte.
"""

import sys
from pathlib import Path

from plangraph import build
from plangraph.cli import parser_of_all
from plangraph.files import Project, find_project
from plangraph.graph import queries
from plangraph.views import actions, commands, questions, terms


def generate(project: Project, root: Path) -> list[Path]:
    """Write all generated files of a project below ``root``; the paths written, in order."""
    texts = {
        Path("ontology/schemes/action.ttl"): actions.turtle(),
        Path("docs/commands.md"): commands.page(parser_of_all()),
        Path("docs/questions.md"): questions.page(queries.load_all(project.queries / "ask").values()),
        Path("docs/terms.md"): terms.page(project.ontology),
    }
    written = []
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        written.append(path)
    return written + list(build.write(build.assemble(project), root / "graph" / "built"))


if __name__ == "__main__":
    here = find_project(Path.cwd())
    for made in generate(here, Path(sys.argv[1]) if len(sys.argv) > 1 else here.root):
        sys.stdout.write(f"{made}\n")
