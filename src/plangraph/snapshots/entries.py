"""Entries: what was made of one text, or of a table, kept under a key of all that it depends on.

An entry that is damaged is not there: it carries the checksum of its content, and is made again.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from plangraph.files import Project
from plangraph.snapshots import folders, generations

_HEAD = "plangraph entry 1"
_SPARE = 64  # entries kept beside those in use, so that a text that comes back need not be read again


def place(project: Project) -> Path:
    """Where entries lie."""
    return generations.place(project) / "parts"


def key(*parts: object) -> str:
    """A key for what depends on these values, told apart by their ``repr``."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()[:40]


def load(folder: Path, name: str) -> dict[str, str] | None:
    """What an entry holds; None when it is not there, or not as it was written."""
    try:
        head, _, body = (folder / name).read_bytes().partition(b"\n")
        if head.decode() != f"{_HEAD} {name} {hashlib.sha256(body).hexdigest()}":
            return None
        found = json.loads(body)
    except (OSError, ValueError):
        return None
    with contextlib.suppress(OSError):
        os.utime(folder / name)
    return found if isinstance(found, dict) else None


def kept(folder: Path, name: str, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
    """What an entry holds, made and kept where it is not there."""
    found = load(folder, name)
    if found is not None:
        return found
    made = make()
    save(folder, name, made)
    return made


def save(folder: Path, name: str, content: Mapping[str, str]) -> None:
    """Keep an entry. Where it cannot be written it is made again next time; nothing else is lost."""
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
    made = folder / f"{name}.{os.getpid()}.tmp"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        made.write_bytes(f"{_HEAD} {name} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
        made.replace(folder / name)


def sweep(folder: Path, used: Iterable[str]) -> None:
    """Take away the oldest entries that are not in use, and what a killed build left."""
    kept = set(used)
    spare: dict[str, list[Path]] = {}
    ages: dict[str, int] = {}
    try:
        for path in folder.iterdir():
            name = path.name.partition(".")[0]  # an entry and the shards beside it go together
            if name not in kept:
                spare.setdefault(name, []).append(path)
                ages[name] = max(ages.get(name, 0), path.stat().st_mtime_ns)
    except OSError:
        return
    old = [path for name in sorted(spare, key=lambda name: (ages[name], name))[:-_SPARE] for path in spare[name]]
    for path in (*old, *folder.glob("*.tmp")):
        folders.remove(path)
