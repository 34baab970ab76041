"""The folder of a site: written beside, swapped in when it is whole; what others put there is kept.

``plangraph-site.sha256`` lists our files, so that we know which are ours. Its form is that of ``sha256sum``.
"""

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from plangraph.errors import PlanGraphError

LIST = "plangraph-site.sha256"


class Folder:
    """A folder that is being written."""

    def __init__(self, place: Path) -> None:
        """Files go to ``place``."""
        self.place = place
        self.written: dict[str, str] = {}
        self.size = 0

    def write(self, name: str, content: bytes) -> None:
        """One file; its name is told from the root of the site."""
        path = self.place / name
        try:
            path.write_bytes(content)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self.written[name] = hashlib.sha256(content).hexdigest()
        self.size += len(content)

    def write_all(self, files: Mapping[str, bytes]) -> None:
        """Some files."""
        for name, content in files.items():
            self.write(name, content)

    def add(self, part: "Folder") -> None:
        """What another process wrote into the same folder."""
        self.written |= part.written
        self.size += part.size

    def close(self) -> None:
        """The list of all files, last."""
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(self.written.items()))
        (self.place / LIST).write_bytes(lines.encode())


def replaced(out: Path, fill: Callable[[Folder], None]) -> Folder:
    """Make the folder ``out`` anew, all of it or nothing; files there that are not ours stay.

    Raises:
        PlanGraphError: something of others would be lost, or the folder cannot be written; nothing has changed then.
    """
    out = Path(os.path.realpath(out))
    _ours(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _beside(out, "part") as place:
            made = Folder(place)
            fill(made)
            made.close()
            _keep(out, made)
            _swap(out, place)
    except OSError as error:
        raise PlanGraphError(f"{error.filename or out}: cannot be written: {error.strerror}") from error
    return made


def _ours(out: Path) -> None:
    """Refuse a folder that is no site of ours."""
    if not os.path.lexists(out):
        return
    if not out.is_dir():
        raise PlanGraphError(f"{out}: is a file; name a folder for the site")
    if any(out.iterdir()) and not (out / LIST).is_file():
        raise PlanGraphError(f"{out}: holds files, and is no site of ours (no {LIST}); name a new or an empty folder")


@contextlib.contextmanager
def _beside(out: Path, what: str) -> Iterator[Path]:
    """A new folder next to another, gone at the end unless it was moved."""
    place = Path(tempfile.mkdtemp(prefix=f".{out.name}.{what}-", dir=out.parent))
    try:
        place.chmod(0o755)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _listed(out: Path) -> dict[str, str]:
    try:
        lines = (out / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.split("  ", 1) for line in lines)
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}


def _keep(out: Path, made: Folder) -> None:
    """Put what is not ours, or was changed by others, into the new folder too.

    Raises:
        PlanGraphError: one of our own files stands at its place.
    """
    if not out.is_dir():
        return
    known = _listed(out)
    for folder, folders, files in os.walk(out):
        for name in (*files, *(one for one in folders if Path(folder, one).is_symlink())):
            path = Path(folder, name)
            at = path.relative_to(out).as_posix()
            if at == LIST or (at in known and not path.is_symlink() and known[at] == _digest(path)):
                continue
            if at in made.written or os.path.lexists(made.place / at):
                raise PlanGraphError(f"{path}: was written by somebody else; move it away, and make the site again")
            (made.place / at).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, made.place / at, follow_symlinks=False)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _swap(out: Path, place: Path) -> None:
    if not os.path.lexists(out):
        place.rename(out)
        return
    with _beside(out, "old") as old:
        out.rename(old / "site")
        try:
            place.rename(out)
        except OSError:
            (old / "site").rename(out)
            raise


def leftovers(out: Path) -> list[Path]:
    """Folders that a run which was killed left beside a site."""
    out = Path(os.path.realpath(out))
    return sorted(path for what in ("part", "old") for path in out.parent.glob(f".{out.name}.{what}-*"))
