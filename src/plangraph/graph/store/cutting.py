"""Cutting: an answer that is too long, ended after a whole row so that it can still be read.

The engine writes an answer piece by piece into a ``Bounded`` buffer, which stops it. What was written is then cut at
the end of a row and closed; nothing is written anew, so the rows that stay are the engine's own, byte for byte.
"""

import json
import re
from collections.abc import Callable

# How many rows there are at most: what ends a row, or stands between two. A text may hold the same, so it is a bound.
_MARKS = {"json": b"},{", "xml": b"</result>", "csv": b"\n", "tsv": b"\n"}
_STARTS = {"json": b'"results":{"bindings":[', "xml": b"<results>", "csv": b"\n", "tsv": b"\n"}
_TAILS = {"json": b"]}}", "xml": b"</results></sparql>", "csv": b"", "tsv": b""}
_CSV_ROW = re.compile(rb'(?:[^"\n]|"(?:[^"]|"")*+")*+\n')
_FIRST_LOOK = 1 << 16


class FullError(Exception):
    """Enough was written."""


class Bounded:
    """What a serialiser writes into: at most ``size`` bytes, and not many more rows than ``rows``.

    Attributes:
        data: what was written.
        over: whether writing was stopped.
    """

    __slots__ = ("_enough", "_look", "_size", "data", "over")

    def __init__(self, size: int, enough: Callable[[bytearray], bool] | None = None) -> None:
        """A buffer.

        Args:
            size: how many bytes it holds.
            enough: asked each time that the data has doubled, whether it will do.
        """
        self.data = bytearray()
        self.over = False
        self._size = size
        self._enough = enough
        self._look = _FIRST_LOOK

    def write(self, piece: bytes) -> int:
        """Take a piece.

        Raises:
            FullError: there is enough.
        """
        data = self.data
        data += piece
        if len(data) > self._size:
            self.over = True
            raise FullError
        if len(data) >= self._look:
            self._look *= 2
            if self._enough is not None and self._enough(data):
                self.over = True
                raise FullError
        return len(piece)

    def flush(self) -> None:
        """Nothing waits."""


def more_than(data: bytes | bytearray, form: str, rows: int) -> bool:
    """Whether an answer, whole or only begun, holds more than ``rows`` whole rows."""
    if data.count(_MARKS[form]) < rows:
        return False
    ends = _ends(bytes(data), form, rows + 1)
    return len(ends) > rows


def cut(data: bytes | bytearray, form: str, rows: int, size: int) -> tuple[bytes, int] | None:
    """An answer of at most ``rows`` rows and ``size`` bytes, and how many rows it has.

    Args:
        data: the answer, or its beginning.
        form: json, xml, csv or tsv.
        rows: how many rows may stay.
        size: how many bytes may stay.

    Returns:
        None when not even its head fits.
    """
    tail = _TAILS[form]
    whole = bytes(data)
    start = whole.find(_STARTS[form])
    if start < 0:
        return None
    room = size - len(tail)
    last = start + len(_STARTS[form])
    if last > room:
        return None
    kept = 0
    for end in _ends(whole, form, rows):
        if end > room:
            break
        last, kept = end, kept + 1
    return whole[:last] + tail, kept


def _ends(whole: bytes, form: str, rows: int) -> list[int]:
    """Where the first whole rows end, at most so many."""
    start = whole.find(_STARTS[form])
    if start < 0:
        return []
    start += len(_STARTS[form])
    if form == "json":
        return _json_ends(whole, start, rows)
    ends: list[int] = []
    if form == "csv":
        while len(ends) < rows and (found := _CSV_ROW.match(whole, start)):
            start = found.end()
            ends.append(start)
        return ends
    mark = _MARKS[form]
    while len(ends) < rows and (found_at := whole.find(mark, start)) >= 0:
        start = found_at + len(mark)
        ends.append(start)
    return ends


def _json_ends(whole: bytes, start: int, rows: int) -> list[int]:
    """The ends of rows that are JSON objects, in bytes though they are read as characters."""
    text = whole[start:].decode("utf-8", errors="ignore")  # what stands at the very end may be half a character
    decode = json.JSONDecoder().raw_decode
    ends: list[int] = []
    at = 0
    ascii_only = len(text) == len(whole) - start
    while len(ends) < rows and text.startswith("{", at):
        try:
            _, end = decode(text, at)
        except (ValueError, RecursionError):
            break
        start += end - at if ascii_only else len(text[at:end].encode())
        ends.append(start)
        at = end
        if text.startswith(",", at):
            at, start = at + 1, start + 1
    return ends
