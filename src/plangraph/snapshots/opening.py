"""Opening: the generation that readers read, made from ``graph/built`` where it is missing or out of date."""

import atexit
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from plangraph.errors import DataError
from plangraph.files import Project
from plangraph.graph import trig
from plangraph.graph.store import Reads, Store
from plangraph.locks import Hold, hold
from plangraph.snapshots import folders, generations
from plangraph.snapshots.building import making, published


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A graph that nothing changes any more. It stays on the disk as long as this value, or a store of it, is kept."""

    id: str  # the same for equal graphs, on every machine
    folder: Path
    held: Hold | None = field(default=None, repr=False, compare=False)

    @property
    def store(self) -> Path:
        """The folder for ``Store.opened``."""
        return self.folder / "store"

    @property
    def built(self) -> Path:
        """The same graph as files."""
        return self.folder / "built"


def current(project: Project) -> Snapshot:
    """The graph of a project as it was built last; while a build is under way, the one before.

    Raises:
        DataError: it was not built yet, a built file is broken, or its store is damaged.
        PlanGraphError: a generation must be made, and cannot be written.
    """
    name = published(project)
    place = generations.place(project)
    if not name and not place.is_dir():
        raise _nothing(project)
    if not project.writable:
        return _temporary(project, name)
    found = _pointed(place)
    if found is not None and found.id == name:
        return found
    try:
        with making(project) as right:
            if right is not None:
                return _made(project)
    except OSError:
        return _temporary(project, name)
    return _pointed(place) or _temporary(project, published(project))


def copied(graph: Reads) -> Snapshot:
    """A generation for this process alone, of a graph that lies elsewhere, as it is now.

    Raises:
        ServerError: it lies on a server that cannot answer.
        PlanGraphError: the copy cannot be written.
    """
    store = Store.memory()
    store.add(graph.quads())
    name = hashlib.sha256(trig.nquads(store.quads()).encode("utf-8")).hexdigest()[:16]
    folder = Path(tempfile.mkdtemp(prefix="plangraph-"))
    atexit.register(_forget, folder, os.getpid())
    store.save(folder / "store")
    return Snapshot(name, folder)


def _made(project: Project) -> Snapshot:
    """The generation of what is published, made when there is none; for whoever has the lock."""
    place = generations.place(project)
    files = folders.read(project.built)
    if not files:
        raise _nothing(project)
    name = generations.identity(files, project.ontology_files)
    found = _pointed(place)
    if found is not None and found.id == name:
        return found  # somebody made it while we waited
    made = generations.fresh(place)
    try:
        generations.from_files(made, files, project.ontology_files)
        generation = generations.settle(place, made, name)
        generations.point(place, generation)
    finally:
        folders.remove(made)
    generations.sweep(place)
    return Snapshot(name, generation, hold(generation / "held"))


def _pointed(place: Path) -> Snapshot | None:
    """The generation that is read, held."""
    generation = generations.pointed(place)
    held = hold(generation / "held") if generation else None
    if generation is None or held is None:
        return None
    if not generations.intact(generation):
        raise DataError(f"{generation / 'store'}: missing or damaged; `plangraph build` mends it")
    return Snapshot(generation.name.partition(".")[0], generation, held)


def _temporary(project: Project, name: str) -> Snapshot:
    """A generation for this process alone, where none can be kept."""
    if not name:
        raise _nothing(project)
    return Snapshot(name, _beside_all(project, name))


@lru_cache(maxsize=8)
def _beside_all(project: Project, name: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="plangraph-"))
    atexit.register(_forget, folder, os.getpid())
    generations.from_files(folder / name, folders.read(project.built), project.ontology_files)
    return folder / name


def _forget(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # not in a copy of the process that made it
        shutil.rmtree(folder, ignore_errors=True)


def _nothing(project: Project) -> DataError:
    return DataError(f"{project.built}: no graph here yet; run: plangraph build")
