"""Refilling: the store of a new generation, made from that of the one before where little has changed."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from plangraph import vocab
from plangraph.errors import PlanGraphError
from plangraph.files import Project
from plangraph.graph.store import Store, lines
from plangraph.snapshots import entries, folders, generations

_LISTED = "shares"


def fill(
    project: Project, folder: Path, ground: str, shares: Mapping[str, Sequence[str]], keys: Mapping[str, str]
) -> set[str]:
    """Write the store in the folder of a generation, and a list of what it was made of.

    Args:
        project: where generations lie.
        folder: of the new generation.
        ground: a checksum of the ontology and of what makes stores.
        shares: all lines but the ontology's, by whatever they come from; no line comes from two.
        keys: the entries that hold lines of shares as ``stated``; the others are kept here.

    Returns:
        The entries that tell the next build what is in the store.
    """
    place = entries.place(project)
    now = {name: keys.get(name) or entries.key(_LISTED, content) for name, content in shares.items()}
    for name in shares.keys() - keys.keys():
        if entries.load(place, now[name]) is None:
            entries.save(place, now[name], {"stated": "\n".join(shares[name])})
    entries.save(folder, _LISTED, {"ground": ground, **{f"of {name}": key for name, key in now.items()}})
    if not _changed(project, folder / "store", ground, shares, now):
        folders.remove(folder / "store")
        ontology = Store.memory()
        for path in project.ontology_files:
            ontology.load(path, to_graph=vocab.ONTOLOGY_GRAPH)
        lines.write([*ontology.lines(), *(line for content in shares.values() for line in content)], folder / "store")
    return set(now.values())


def _changed(
    project: Project, made: Path, ground: str, shares: Mapping[str, Sequence[str]], now: Mapping[str, str]
) -> bool:
    """Make the store by a difference, where one is known that is small; else nothing that lasts is done."""
    generation = generations.pointed(generations.place(project))
    listed = entries.load(generation, _LISTED) if generation else None
    if generation is None or listed is None or listed.pop("ground") != ground:
        return False
    before = {name.removeprefix("of "): key for name, key in listed.items()}
    gone: set[str] = set()
    for name, key in before.items():
        if now.get(name) != key:
            entry = entries.load(entries.place(project), key)
            if entry is None or "stated" not in entry:
                return False
            gone.update(filter(None, entry["stated"].split("\n")))
    new = {line for name, content in shares.items() if before.get(name) != now[name] for line in content}
    if 2 * (len(gone - new) + len(new - gone)) > sum(map(len, shares.values())) or not generations.whole(generation):
        return False
    try:
        shutil.copytree(generation / "store", made, ignore=shutil.ignore_patterns("LOG*"))
        lines.change(made, gone - new, new - gone)
    except (OSError, PlanGraphError):
        return False
    return True
