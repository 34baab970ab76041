"""Following a project: whether a build has put a newer snapshot in place of the one that is served.

Only the pointer is looked at, so that a process that answers HTTP needs nothing of the engine.
"""

import re
from pathlib import Path
from typing import NamedTuple

from plangraph.files import Project
from plangraph.locks import Hold, hold

_NAME = re.compile(r"([0-9a-f]{16})(?:\.[0-9]+)?")


class Held(NamedTuple):
    """A snapshot that is kept on the disk as long as it is held."""

    id: str
    store: Path
    hold: Hold | None


class Follower:
    """The pointer of a project, looked at again and again."""

    def __init__(self, project: Project | None, now: Held) -> None:
        """Follow a project from the snapshot ``now`` on; where a file is served (None) there is nothing to follow."""
        self._place = project.built.with_name("snapshots") if project is not None and project.writable else None
        self._now = now
        self._seen: tuple[int, int] | None = None

    def newer(self) -> Held | None:
        """The snapshot that is pointed to, held, if it is another than the one that is served."""
        if self._place is None:
            return None
        pointer = self._place / "current"
        try:
            status = pointer.stat()
            seen = (status.st_mtime_ns, status.st_ino)
            if seen == self._seen:
                return None
            named = _NAME.fullmatch(pointer.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError):
            return None
        if named is None:
            return None
        store = self._place / named.group() / "store"
        if store == self._now.store:
            self._seen = seen
            return None
        held = hold(store.parent / "held")  # None when it was replaced and removed just now: look again
        return Held(named[1], store, held) if held is not None else None

    def moved(self, to: Held) -> None:
        """Let go of what was served before."""
        before, self._now = self._now, to
        if before.hold is not None:
            before.hold.close()

    def close(self) -> None:
        """Let go."""
        if self._now.hold is not None:
            self._now.hold.close()
