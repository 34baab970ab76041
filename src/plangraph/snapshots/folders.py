"""Files and folders that are on the disk for good, and swapped in one step."""

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """The files, by their paths below a folder that is made, on the disk for good.

    Raises:
        OSError: the disk is full, or nobody may write there.
    """
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    sync(folder)


def read(folder: Path) -> dict[str, bytes]:
    """The files of a built graph below a folder, by their paths in it; none where there is no folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _of_a_graph(folder)}


class Files(Mapping[str, bytes]):
    """The files of a built graph below a folder as they are now, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        """The files that are there at this moment."""
        self._folder = folder
        self._names = sorted(path.relative_to(folder).as_posix() for path in _of_a_graph(folder))

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return (self._folder / name).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _of_a_graph(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in (".trig", ".ttl"))


def sync(folder: Path) -> None:
    """Wait until a folder and all in it are on the disk."""
    for path in (*folder.rglob("*"), folder, folder.parent):
        if path.is_file() or os.name == "posix":  # elsewhere a folder cannot be opened
            handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def replace(path: Path, text: str) -> None:
    """A small file with another text, in one step."""
    beside = path.with_name(path.name + ".tmp")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_name(path)


def sync_name(path: Path) -> None:
    """Wait until the name of a file or folder is on the disk."""
    if os.name == "posix":
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def beside(folder: Path) -> Path:
    """Where the next content of a folder is made ready."""
    return folder.with_name(folder.name + ".new")


def mend(folder: Path) -> None:
    """Put right what a swap left that was cut off; the folder is its old or its new self."""
    old = _old(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    for leftover in (beside(folder), old):
        shutil.rmtree(leftover, ignore_errors=True)


def swap(folder: Path) -> None:
    """What was made ready beside a folder takes its place."""
    if folder.exists():
        folder.rename(_old(folder))
    beside(folder).rename(folder)
    sync_name(folder)
    shutil.rmtree(_old(folder), ignore_errors=True)


def remove(path: Path) -> None:
    """A file or folder taken away, as far as the system lets us."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _old(folder: Path) -> Path:
    return folder.with_name(folder.name + ".old")
