"""``make bench``: how long things take, each beside a named peer. Names of parts may be given; else all are run."""

import sys
from pathlib import Path

from plangraph.files import find_project
from tests.bench import adding, analysis, commands, kinds, many, reading, scaling, serving, visual

_PARTS = {
    "adding": adding.report,
    "many": many.report,
    "commands": commands.report,
    "reading": reading.report,
    "scaling": scaling.report,
    "kinds": kinds.report,
    "serving": serving.report,
    "visual": visual.report,
    "analysis": analysis.report,
}


def main(names: list[str]) -> None:
    """Print the report, line by line as it comes."""
    project = find_project(Path.cwd())
    for name in names or _PARTS:
        for line in _PARTS[name](project):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
