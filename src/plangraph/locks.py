"""Locks on files that the system lets go of when a process ends, however it ends.

Where there is no ``flock`` (Windows) a file that is open cannot be taken away, so an open file is a hold there.
"""

import contextlib
import os
import sys
import weakref
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # locked bytes cannot be read there, so one beyond the content is locked

    def _take(file: FileIO, *, shared: bool) -> bool:
        if shared:
            return True
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: FileIO, *, shared: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Hold:
    """A file that is open, and shared with others who hold it, until this value is closed or nobody keeps it."""

    def __init__(self, file: FileIO) -> None:
        """The open file becomes this value's own."""
        self.close = weakref.finalize(self, file.close)


def hold(path: Path) -> Hold | None:
    """A shared hold on a file; None when it is gone or somebody removes it."""
    try:
        file = FileIO(path, "r")
    except OSError:
        return None
    with contextlib.suppress(OSError):
        if _take(file, shared=True) and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return Hold(file)
    file.close()
    return None


@contextlib.contextmanager
def alone(path: Path) -> Iterator[FileIO | None]:
    """The file, made when missing, for nobody but us inside ``with``; None when somebody else has or holds it.

    Raises:
        OSError: the file cannot be made.
    """
    with FileIO(path, "a+") as file:
        yield file if _take(file, shared=False) else None
