"""Documents that show commands with their output: run again, so that what they show is what happens.

In a fenced block marked ``console`` a line that begins with ``$ `` is a command, a line that begins with ``> ``
continues it as its standard input, and what follows up to the next command is output.
"""

import contextlib
import io
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from unittest.mock import patch

from plangraph.cli import main

_BLOCK = re.compile(r"(?m)^```console\n(.*?)^```$", re.DOTALL)
_COLUMNS = "112"

Run = Callable[[str, str], str]


def refresh(text: str, run: Run | None = None) -> str:
    """The document with the output of each command as ``run`` gives it for the command and its standard input."""
    made = run or run_here
    return _BLOCK.sub(lambda block: "```console\n" + "".join(_lines(block[1], made)) + "```", text)


def run_here(command: str, given: str) -> str:
    """What ``plangraph …`` prints, run in this process at a fixed width.

    Raises:
        ValueError: the command is not one of ours.
    """
    words = shlex.split(command)
    if not words or words[0].rpartition("/")[2] != "plangraph":
        raise ValueError(f"{command!r}: only plangraph commands can be shown with their output")
    printed = io.StringIO()
    with (
        contextlib.redirect_stdout(printed),
        patch.dict("os.environ", {"COLUMNS": _COLUMNS}),
        patch.object(sys, "stdin", io.StringIO(given)),
    ):
        main(words[1:])
    return printed.getvalue()


def _lines(block: str, run: Run) -> Iterator[str]:
    command: str | None = None
    given: list[str] = []
    for line in (*block.splitlines(), "$ "):
        if line.startswith("> ") and command is not None:
            given.append(line[2:])
        elif line.startswith("$ "):
            if command is not None:
                yield f"$ {command}\n"
                yield from (f"> {row}\n" for row in given)
                output = run(command, "\n".join(given)).rstrip("\n")
                yield f"{output}\n" if output else ""
            command, given = line[2:], []
