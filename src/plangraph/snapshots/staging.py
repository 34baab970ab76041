"""Staging: texts that are to be put in place, or taken away, in the same step as the graph that is made of them.

The folder of a plan as it will be lies in ``texts.new/<id>`` beside the generations, an empty file ``<id>.gone`` where
a plan is to go. They count from the moment at which the new generation is the one that is read: whoever comes next
finishes what was cut off after it, and throws away what was cut off before.
"""

import shutil
from pathlib import Path

from plangraph.files import Project
from plangraph.snapshots import folders, generations

_GONE = ".gone"


def place(project: Project) -> Path:
    """Where folders of plans are made ready."""
    return generations.place(project) / "texts.new"


def begin(project: Project, plan: str) -> Path:
    """The folder of a plan to be changed: a copy of the one that is there, else a new one.

    Raises:
        OSError: the disk is full, or nobody may write there.
    """
    made, own = place(project) / plan, project.texts / plan
    made.parent.mkdir(parents=True, exist_ok=True)
    if own.is_dir():
        shutil.copytree(own, made, symlinks=True)
    else:
        made.mkdir()
    return made


def leave(project: Project, plan: str) -> None:
    """Let a plan be one that is to go.

    Raises:
        OSError: nobody may write there.
    """
    folders.remove(place(project) / plan)
    place(project).mkdir(parents=True, exist_ok=True)
    (place(project) / f"{plan}{_GONE}").touch()


def folders_of_plans(project: Project) -> tuple[Path, ...]:
    """The folders of the plans as they will be, by id."""
    staged = place(project)
    found = {path.name: path for path in project.texts.iterdir() if path.is_dir()} if project.texts.is_dir() else {}
    for path in sorted(staged.iterdir()) if staged.is_dir() else ():
        if path.is_dir():
            found[path.name] = path
        else:
            found.pop(path.name.removesuffix(_GONE), None)
    return tuple(found[name] for name in sorted(found))


def finish(project: Project) -> None:
    """Put in place what is staged; what was done before is not done again.

    Raises:
        OSError: nobody may write there.
    """
    staged, old = place(project), generations.place(project) / "texts.old"
    for path in sorted(staged.iterdir()) if staged.is_dir() else ():
        project.texts.mkdir(parents=True, exist_ok=True)
        own = project.texts / path.name.removesuffix(_GONE)
        if own.exists():
            folders.remove(old / own.name)
            old.mkdir(exist_ok=True)
            own.rename(old / own.name)
        if path.is_dir():
            path.rename(own)
        folders.sync_name(own)
        if path.exists():
            path.unlink()
    drop(project)


def drop(project: Project) -> None:
    """Throw away what is staged, and what was replaced."""
    folders.remove(place(project))
    folders.remove(generations.place(project) / "texts.old")
