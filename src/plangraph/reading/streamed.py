"""Streamed: the output of a document that is read in parts, written down part by part."""

import json
import tempfile
from collections.abc import Iterable, Iterator

from plangraph.model import Reading
from plangraph.reading.output import as_json

_KEPT = 1 << 24  # characters of measures that wait in memory, not on disk, until all mentions are written


def json_text(readings: Iterable[tuple[Reading, int]]) -> Iterator[str]:
    """What ``json.dumps(as_json(reading), ensure_ascii=False, indent=1)`` gives for the whole, piece by piece.

    Args:
        readings: of the parts of one document, each with the number of its leading sentences that are not its own.
    """
    yield '{\n "sentences": ['
    with (
        tempfile.SpooledTemporaryFile(_KEPT, "w+", encoding="utf-8", newline="") as mentions,
        tempfile.SpooledTemporaryFile(_KEPT, "w+", encoding="utf-8", newline="") as measures,
    ):
        more = [False, False, False]
        for reading, lead in readings:
            data = as_json(reading)
            own = data["sentences"][lead:]
            yield _items(own, more, 0)
            for place, name, kept in ((1, "mentions", mentions), (2, "measures", measures)):
                kept.write(_items([item for item in data[name] if item["start"] >= own[0]["start"]], more, place))
        yield _end(more[0])
        for place, name, kept in ((1, "mentions", mentions), (2, "measures", measures)):
            yield f',\n "{name}": ['
            kept.seek(0)
            while piece := kept.read(_KEPT):
                yield piece
            yield _end(more[place])
    yield "\n}"


def _items(found: list[object], more: list[bool], place: int) -> str:
    """Items of a list, each on lines of its own; ``more`` tells which lists have begun."""
    said = []
    for item in found:
        text = json.dumps(item, ensure_ascii=False, indent=1).replace("\n", "\n  ")
        said.append(("," if more[place] else "") + "\n  " + text)
        more[place] = True
    return "".join(said)


def _end(begun: bool) -> str:
    return "\n ]" if begun else "]"
