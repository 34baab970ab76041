"""Refilling: the store of a new generation, made from that of the one before where little has changed."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plangraph import vocab
from plangraph.errors import PlanGraphError
from plangraph.files import Project
from plangraph.graph.store import Store, lines
from plangraph.snapshots import entries, generations, shards

_LISTED = "shares"


@dataclass(frozen=True, slots=True)
class Share:
    """Lines of a store that come from one place: the key of their shard, and how many they are."""

    key: str
    count: int


def share(project: Project, content: list[str]) -> Share:
    """Lines kept as a shard.

    Raises:
        PlanGraphError: it cannot be written.
    """
    key = entries.key(_LISTED, content)
    if not shards.there(entries.place(project), f"{key}.nq"):
        shards.save(entries.place(project), f"{key}.nq", "".join(f"{line}\n" for line in content))
    return Share(key, len(content))


def fill(project: Project, folder: Path, ground: str, shares: Mapping[str, Share]) -> set[str]:
    """Write the store in the folder of a generation, and a list of what it was made of.

    Args:
        project: where generations lie.
        folder: of the new generation.
        ground: a checksum of the ontology and of what makes stores.
        shares: all lines but the ontology's, by whatever they come from; no line comes from two.

    Returns:
        The entries that tell the next build what is in the store.

    Raises:
        BrokenError: a shard is not as it was written.
        PlanGraphError: the store cannot be written.
    """
    entries.save(folder, _LISTED, {"ground": ground, **{f"of {name}": own.key for name, own in shares.items()}})
    if not _changed(project, folder / "store", ground, shares):
        shutil.rmtree(folder / "store", ignore_errors=True)
        lines.write(_all(project, shares), folder / "store")
    return {own.key for own in shares.values()}


def _all(project: Project, shares: Mapping[str, Share]) -> Iterator[str]:
    """Every line, one shard after another, so that no more than one is in memory."""
    ontology = Store.memory()
    for path in project.ontology_files:
        ontology.load(path, to_graph=vocab.ONTOLOGY_GRAPH)
    yield from ontology.lines()
    for own in shares.values():
        yield from _lines(project, own.key)


def _lines(project: Project, key: str) -> list[str]:
    return shards.load(entries.place(project), f"{key}.nq").split("\n")[:-1]


def _changed(project: Project, made: Path, ground: str, shares: Mapping[str, Share]) -> bool:
    """Make the store by a difference, where one is known that is small; else nothing that lasts is done."""
    generation = generations.pointed(generations.place(project))
    listed = entries.load(generation, _LISTED) if generation else None
    if generation is None or listed is None or listed.pop("ground") != ground:
        return False
    before = {name.removeprefix("of "): key for name, key in listed.items()}
    changed = {name: own for name, own in shares.items() if before.get(name) != own.key}
    total = sum(own.count for own in shares.values())
    if 2 * sum(own.count for name, own in changed.items() if name not in before) > total:
        return False  # without a look at the lines, which may be many
    gone: set[str] = set()
    for name, key in before.items():
        if name not in shares or name in changed:
            try:
                gone.update(_lines(project, key))
            except shards.BrokenError:
                return False
    new = {line for own in changed.values() for line in _lines(project, own.key)}
    both = gone & new
    gone -= both
    new -= both
    if 2 * (len(gone) + len(new)) > total or not generations.whole(generation):
        return False
    try:
        shutil.copytree(generation / "store", made, ignore=shutil.ignore_patterns("LOG*"))
        lines.change(made, gone, new)
    except (OSError, PlanGraphError):
        return False
    return True
