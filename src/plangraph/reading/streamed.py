"""Streamed: the output of a document that is read in parts, put together part by part."""

import json
import tempfile
from collections.abc import Iterable, Iterator

from plangraph.model import Reading
from plangraph.reading.output import as_json

_LISTS = ("sentences", "mentions", "measures")
_KEPT = 1 << 24  # characters that wait in memory, not on disk, until the lists before them are written


def fragments(reading: Reading, lead: int) -> tuple[str, ...]:
    """What one part adds to each list of the output, every item on lines of its own, with a comma before it.

    Args:
        reading: of the part.
        lead: the number of its leading sentences that are not its own.
    """
    data = as_json(reading)
    own = data["sentences"][lead:]
    start = own[0]["start"] if own else 0
    return tuple(_items([item for item in data[name] if item["start"] >= start]) for name in _LISTS)


def json_text(parts: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """From the fragments of the parts what ``json.dumps(…, ensure_ascii=False, indent=1)`` gives for the whole."""
    with (
        tempfile.SpooledTemporaryFile(_KEPT, "w+", encoding="utf-8", newline="") as mentions,
        tempfile.SpooledTemporaryFile(_KEPT, "w+", encoding="utf-8", newline="") as measures,
    ):
        head = f'{{\n "{_LISTS[0]}": ['  # printed with the first part: of a text that cannot be read nothing is printed
        begun = False
        for sentences, *others in parts:
            yield head + (sentences if begun else sentences[1:])
            head = ""
            begun |= bool(sentences)
            for kept, text in zip((mentions, measures), others, strict=True):
                kept.write(text)
        yield _end(begun)
        for name, kept in zip(_LISTS[1:], (mentions, measures), strict=True):
            yield f',\n "{name}": ['
            kept.seek(0)
            begun = bool(kept.read(1))  # the first comma
            while piece := kept.read(_KEPT):
                yield piece
            yield _end(begun)
        yield "\n}"


def _items(found: list[object]) -> str:
    return "".join(",\n  " + json.dumps(item, ensure_ascii=False, indent=1).replace("\n", "\n  ") for item in found)


def _end(begun: bool) -> str:
    return "\n ]" if begun else "]"
