"""The files that pages need: styles and scripts, read once, never from anywhere else."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from starlette.responses import Response

from plangraph.web.errors import Refusal

_HERE = Path(__file__).resolve().parent
_FOLDERS = (_HERE.parent / "views" / "static", _HERE / "static")  # what all views share, and our own
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
}


class _File(NamedTuple):
    content: bytes
    kind: str
    tag: str


@lru_cache(maxsize=1)
def _files() -> dict[str, _File]:
    found = {}
    for home in _FOLDERS:
        for path in sorted(home.rglob("*")):
            if path.is_file() and path.suffix in _TYPES:
                content = path.read_bytes()
                tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
                found[path.relative_to(home).as_posix()] = _File(content, _TYPES[path.suffix], tag)
    return found


def response(name: str, known: str) -> Response:
    """One of the files; nothing but its headers when the client knows it (``If-None-Match``).

    Raises:
        Refusal: there is no such file (404).
    """
    file = _files().get(name)
    if file is None:
        raise Refusal(404, f"there is no file /static/{name[:100]}")
    headers = {"etag": file.tag, "cache-control": "no-cache", "content-type": file.kind}
    return Response(status_code=304, headers=headers) if file.tag in known else Response(file.content, headers=headers)
