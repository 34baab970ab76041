"""Shards: the sorted lines that one text gives, as a file of N-Quads of its own, beside its entry.

The first line is a comment with the checksum of the rest, so a shard that was cut off or changed is noticed when it is
read; it is thrown away then, with all that is known of its text, and made again.
"""

import contextlib
import hashlib
import os
from pathlib import Path

from plangraph.errors import PlanGraphError
from plangraph.snapshots import folders

_HEAD = "# plangraph shard 1"


class BrokenError(PlanGraphError):
    """A shard is not as it was written, or not there any more; it is gone now, and the build is to be begun again."""


def save(folder: Path, name: str, text: str) -> None:
    """Keep a shard.

    Raises:
        PlanGraphError: it cannot be written.
    """
    body = text.encode("utf-8", "surrogatepass")
    made = folder / f"{name}.{os.getpid()}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made.write_bytes(_head(name, body) + body)
        made.replace(folder / name)
    except OSError as error:
        raise PlanGraphError(f"{folder}: cannot be written: {error.strerror}; what stood there is kept") from error


def load(folder: Path, name: str) -> str:
    """The text of a shard.

    Raises:
        BrokenError: it is not as it was written.
    """
    with contextlib.suppress(OSError, UnicodeDecodeError):
        data = (folder / name).read_bytes()
        body = data[data.find(b"\n") + 1 :]
        if data.startswith(_head(name, body)):
            return body.decode("utf-8", "surrogatepass")
    drop(folder, name)
    raise BrokenError(f"{folder / name}: broken; the build makes it again")


def there(folder: Path, name: str) -> bool:
    """Whether a shard is there; what is in it is looked at when it is loaded."""
    return (folder / name).is_file()


def drop(folder: Path, name: str) -> None:
    """Take a shard away, and the entry that it belongs to."""
    for path in (folder / name, folder / name.partition(".")[0]):
        folders.remove(path)


def _head(name: str, body: bytes) -> bytes:
    return f"{_HEAD} {name} {hashlib.sha256(body).hexdigest()}\n".encode()
