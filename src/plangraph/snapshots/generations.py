"""Generations: whole graphs in folders named by what they hold, and the pointer to the one that is read."""

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from plangraph import vocab
from plangraph.errors import PlanGraphError
from plangraph.files import Project
from plangraph.graph.store import Store
from plangraph.graph.store.saved import FORMAT
from plangraph.locks import alone
from plangraph.snapshots import folders

KEPT = 2  # the one that is read and the one before: a reader may be about to open it
_MARK = "about.txt"
_ABOUT = "Written by plangraph build, from graph/built and ontology. All of it may be deleted when nothing runs.\n"
_NAME = re.compile(r"[0-9a-f]{16}(?:\.[0-9]+)?")
_SUMS = "sums.txt"
_HEAD = f"plangraph snapshot 1, {FORMAT}"


def place(project: Project) -> Path:
    """Where the generations of a project lie."""
    return project.built.with_name("snapshots")


def ready(folder: Path) -> None:
    """Make the place of generations.

    Raises:
        PlanGraphError: files lie there that are not ours.
        OSError: nobody may write there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / _MARK).exists():
        if any(folder.iterdir()):
            raise PlanGraphError(f"{folder}: files lie here that plangraph did not write; move them elsewhere")
        (folder / _MARK).write_text(_ABOUT, encoding="utf-8", newline="\n")


def fresh(folder: Path) -> Path:
    """A name beside the generations, for one that is being made. The engine may know an old name as taken for long."""
    return folder / f"{os.getpid()}-{time.monotonic_ns()}.tmp"


def identity(files: Mapping[str, bytes], ontology: tuple[Path, ...]) -> str:
    """A name for a graph by its content: its built files, and the ontology that belongs to it."""
    digest = hashlib.sha256()
    built = ((f"built/{name}", files[name]) for name in sorted(files))
    axioms = ((f"ontology/{path.name}", path.read_bytes()) for path in sorted(ontology, key=lambda path: path.name))
    for name, data in chain(built, axioms):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:16]


def from_files(folder: Path, files: Mapping[str, bytes], ontology: tuple[Path, ...]) -> None:
    """Make a generation from the files of a built graph.

    Raises:
        DataError: a file is broken.
        PlanGraphError: the store cannot be written.
        OSError: the files cannot be.
    """
    folders.write(files, folder / "built")
    store = Store.memory()
    for path in sorted((folder / "built").rglob("*.trig")):
        store.load(path)
    for path in ontology:
        store.load(path, to_graph=vocab.ONTOLOGY_GRAPH)
    store.save(folder / "store")


def settle(folder: Path, made: Path, name: str) -> Path:
    """Name a generation that was made in a folder beside; one with this name that is whole already is taken instead.

    Returns:
        Where it lies. One that is damaged keeps the name, and the new one takes the next.
    """
    listed = [f"{sum_} {size} {path}" for path, (size, sum_) in sorted(_sums(made).items())]
    (made / _SUMS).write_text("\n".join([_HEAD, *listed, ""]), encoding="utf-8", newline="\n")
    (made / "held").touch()
    folders.sync(made)
    for target in _names(folder, name):
        if not target.exists():
            made.rename(target)
            folders.sync_name(target)
            return target
        if whole(target):
            for note in made.iterdir():  # what is beside the graph, such as a list of what it was made of
                if note.is_file() and note.name not in (_SUMS, "held"):
                    note.replace(target / note.name)
            folders.remove(made)
            (target / "held").touch()
            os.utime(target)
            return target
    raise AssertionError("names never end")


def whole(generation: Path) -> bool:
    """Whether every byte of a generation is as it was written."""
    try:
        return _written(generation) == _sums(generation)
    except (OSError, ValueError):
        return False


def intact(generation: Path) -> bool:
    """Whether the files of a generation's store are there, with their sizes, and its small ones with their bytes.

    The engine notices what is wrong in its tables, but takes a list of tables that was cut off for the whole.
    """
    try:
        written = {path: entry for path, entry in (_written(generation) or {}).items() if path.startswith("store/")}
        found = {path: (generation / path).stat().st_size for path in written}
        small = [path for path in written if not path.endswith(".sst")]
        return found == {path: size for path, (size, _) in written.items()} and all(
            _sum(generation / path) == written[path][1] for path in small
        )
    except (OSError, ValueError):
        return False


def pointed(folder: Path) -> Path | None:
    """The generation that is read; None when there is none, or another version wrote it."""
    try:
        name = (folder / "current").read_text(encoding="utf-8").strip()
        return folder / name if _NAME.fullmatch(name) and _written(folder / name) is not None else None
    except (OSError, ValueError):
        return None


def point(folder: Path, generation: Path) -> None:
    """Let a generation be the one that is read."""
    folders.replace(folder / "current", generation.name + "\n")


def sweep(folder: Path) -> None:
    """Take away what a killed build left, and generations that are old and that nobody reads. Builders only."""
    for leftover in folder.glob("*.tmp"):
        folders.remove(leftover)
    read = pointed(folder)
    made = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    made.sort(key=lambda path: (path == read, path.stat().st_mtime_ns), reverse=True)
    for old in made[KEPT:]:
        _drop(old)


def _drop(generation: Path) -> None:
    gone = generation.with_name(generation.name + ".tmp")
    with contextlib.suppress(OSError):
        if os.name == "posix":
            with alone(generation / "held") as ours:
                if ours:
                    generation.rename(gone)
        else:
            generation.rename(gone)  # fails while a file in it is open
    folders.remove(gone)


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    number = 2
    while True:
        yield folder / f"{name}.{number}"
        number += 1


def _written(generation: Path) -> dict[str, tuple[int, str]] | None:
    """Size and sum of each file of a generation when it was written; None when another version wrote it."""
    head, *lines = (generation / _SUMS).read_text(encoding="utf-8").splitlines() or [""]
    if head != _HEAD:
        return None
    return {path: (int(size), sum_) for sum_, size, path in (line.split(" ", 2) for line in lines)}


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sums(generation: Path) -> dict[str, tuple[int, str]]:
    """Size and sum of each file of a generation now."""
    return {
        path.relative_to(generation).as_posix(): (path.stat().st_size, _sum(path))
        for part in ("built", "store")
        for path in (generation / part).rglob("*")
        if path.is_file()
    }
