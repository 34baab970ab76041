"""What all pages of ours share: how a script or style is admitted, and how a file is written."""

import base64
import hashlib
from pathlib import Path

from plangraph.errors import DataError


def admitted(text: str) -> str:
    """The source expression that admits a script or style by its hash (Content Security Policy, Level 3).

    >>> admitted("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def write(path: Path, text: str) -> Path:
    """Write a file of a page and say where it lies; its folder is made where it is missing.

    Raises:
        DataError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DataError(f"{path}: cannot be written: {error.strerror}") from error
    return path
