"""A site: what a server would answer, asked of it once, and written as files."""

import asyncio
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plangraph import build, snapshots
from plangraph.files import Project
from plangraph.site import hosting
from plangraph.site.content import Content, Files
from plangraph.site.folder import Folder, replaced
from plangraph.workers import mapped

_AT_ONCE = 25  # pages that a worker makes before it tells so


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: files, their bytes, things that have a page, and those whose IRI is no name of a file."""

    files: int
    size: int
    things: int
    left_out: int


def write(project: Project, out: Path, url: str = "", progress: build.Progress = build.quiet) -> Made:
    """Write the site of a project's graph into a folder, all of it or nothing; the same graph gives the same bytes.

    Args:
        project: A project whose graph was built.
        out: The folder: a new one, an empty one, or a site of ours. Files of others in it stay.
        url: Where the site will be, if it is known.
        progress: Is told how far it is.

    Raises:
        DataError: the graph was not built.
        PlanGraphError: the folder is none of ours or cannot be written, or ``url`` is no address.
    """
    if url:
        hosting.checked(url)
    counted = (0, 0)

    def fill(folder: Folder) -> None:
        nonlocal counted
        progress("reading the graph", 0, 1)
        content = Content(project, snapshots.current(project), url and f"{url.rstrip('/')}/")
        counted = len(content.things), content.left_out
        folder.write_all(_waited(content.common()))
        _pages(content, folder, progress)

    done = replaced(out, fill)
    return Made(len(done.written), done.size, *counted)


def _pages(content: Content, folder: Folder, progress: build.Progress) -> None:
    """All questions and things, shared by some processes that write them."""

    def work(names: Sequence[str]) -> Folder:
        part = Folder(folder.place)
        for name in names:
            part.write_all(_waited(content.of(name)))
        return part

    tasks = [*content.questions, *content.things]
    chunks = [tasks[at : at + _AT_ONCE] for at in range(0, len(tasks), _AT_ONCE)]
    for done, part in enumerate(mapped(work, chunks), 1):
        folder.add(part)
        progress(f"{min(done * _AT_ONCE, len(tasks)):,} of {len(tasks):,} pages", done, len(chunks))


def _waited(work: Coroutine[Any, Any, Files]) -> Files:
    """What a coroutine gives, also where a loop of events runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, work).result()
