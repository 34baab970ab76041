"""Building: one at a time, into a new generation, which then takes the place of the old one in one step."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path

from plangraph.errors import PlanGraphError
from plangraph.files import Project
from plangraph.graph.store import Store
from plangraph.locks import alone
from plangraph.snapshots import folders, generations, staging

_BUILDING, _OPENING = "building", "opening"
_PATIENCE = 60.0  # seconds that a generation may take to be made from files, after which nobody waits for it


@dataclass(frozen=True, slots=True)
class Building:
    """The right to change what is read, of whoever is inside ``building``."""

    project: Project

    def replace(self, store: Store, texts: Callable[[], Mapping[str, bytes]]) -> None:
        """A graph and its files take the place of what was built before, or nothing changes.

        Args:
            store: the graph, its ontology included.
            texts: makes the files of the graph, by their paths in ``graph/built``; the store is written meanwhile.

        Raises:
            PlanGraphError: they cannot be written.
        """

        def made(folder: Path) -> Mapping[str, bytes]:
            with ThreadPoolExecutor(1) as beside:
                saving = beside.submit(store.save, folder / "store")
                files = texts()
                folders.write(files, folder / "built")
                saving.result()
            return files

        self.put(made)

    def put(self, make: Callable[[Path], Mapping[str, bytes]]) -> Path:
        """A graph that is made in a folder, and the texts that are staged, take the place of what was there before.

        Args:
            make: writes ``store`` and ``built`` in the folder it is given; returns the files of ``built``.

        Returns:
            The generation.

        Raises:
            PlanGraphError: they cannot be written; nothing has changed.
        """
        place, built = generations.place(self.project), self.project.built
        made = generations.fresh(place)
        try:
            made.mkdir()
            files = make(made)
            folders.write(files, folders.beside(built))
            name = generations.identity(files, self.project.ontology_files)
            generation = generations.settle(place, made, name)
            staged = staging.place(self.project)
            if staged.is_dir():
                folders.sync(staged)
            folders.replace(place / "publishing", f"{published(self.project)}\n{generation.name}\n")
            generations.point(place, generation)
            staging.finish(self.project)  # before the files, which tell a reader that all is done
            folders.swap(built)
            (place / "publishing").unlink()
            generations.sweep(place)
        except OSError as error:
            raise PlanGraphError(f"{built}: cannot be written: {error.strerror}; what stood there is kept") from error
        finally:
            folders.remove(made)
            folders.remove(folders.beside(built))
        return generation

    def tidy(self) -> None:
        """Finish what a build that was killed began: a graph that is read already is published, leftovers go."""
        place, built = generations.place(self.project), self.project.built
        folders.mend(built)
        note, generation = place / "publishing", generations.pointed(place)
        with contextlib.suppress(FileNotFoundError):
            before, _, new = note.read_text(encoding="utf-8").partition("\n")
            if generation and new.strip() == generation.name:
                staging.finish(self.project)
            if generation and published(self.project) == before:  # else somebody changed it since, on purpose
                folders.write(folders.read(generation / "built"), folders.beside(built))
                folders.swap(built)
            note.unlink()
        staging.drop(self.project)
        generations.sweep(place)


@contextlib.contextmanager
def building(project: Project) -> Iterator[Building]:
    """The right to build, until the end of ``with``; what a killed build left is put right first.

    Raises:
        PlanGraphError: another build is under way, or nobody may write there.
    """
    place, right = generations.place(project), Building(project)
    with contextlib.ExitStack() as stack:
        try:
            generations.ready(place)
            other = stack.enter_context(_lock(place / "lock", _BUILDING))
            if other is not None:
                raise PlanGraphError(f"{project.root}: a build is under way here{other}; try again when it has ended")
            right.tidy()
        except OSError as error:
            raise PlanGraphError(f"{place}: cannot be written: {error.strerror}") from error
        yield right


@contextlib.contextmanager
def making(project: Project) -> Iterator[Building | None]:
    """The right to make a generation from files, for a reader that lacks one; None while a build is under way.

    Raises:
        PlanGraphError: files lie there that are not ours.
        OSError: nobody may write there.
    """
    place = generations.place(project)
    generations.ready(place)
    with _lock(place / "lock", _OPENING) as other:
        if other is None:
            right = Building(project)
            right.tidy()
            yield right
        else:
            yield None


def published(project: Project) -> str:
    """The name of the graph in ``graph/built``; empty when there is none."""
    files = folders.Files(project.built)
    return generations.identity(files, project.ontology_files) if files else ""


@contextlib.contextmanager
def _lock(path: Path, purpose: str) -> Iterator[str | None]:
    """Take the lock; a reader that makes a generation is waited for, of a builder it is said which process it is."""
    end = time.monotonic() + _PATIENCE
    while True:
        with alone(path) as file:
            if file is not None:
                _sign(file, f"{purpose} {os.getpid()} {datetime.now().astimezone():%H:%M:%S}\n")
                try:
                    yield None
                finally:
                    file.truncate(0)
                return
        who = _signed(path)
        if who[:1] == [_BUILDING] or time.monotonic() > end:
            yield f": process {who[1]}, since {who[2]}" if len(who) == 3 else ""
            return
        time.sleep(0.02)


def _sign(file: FileIO, text: str) -> None:
    file.truncate(0)
    file.write(text.encode())


def _signed(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return []
