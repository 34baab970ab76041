"""An alignment as rows: tab-separated for a spreadsheet, JSON for a program."""

import json
from collections.abc import Iterator

from plangraph.escape import spreadsheet_cell
from plangraph.reading.aligning.aligned import Alignment, Doubt, Sentences

COLUMNS = ("en", "zh", "score", "en_text", "zh_text")


def tsv(found: Alignment) -> str:
    """One pair a line; a side is its ranges (``begin,end``, code points of the file) joined by a blank."""
    return "".join("\t".join(cells) + "\n" for cells in (COLUMNS, *_rows(found)))


def as_json(found: Alignment) -> str:
    """Pairs, and the names that differ, as one object."""
    pairs = [
        {"en": _ranges(one.english), "zh": _ranges(one.chinese), "score": one.score}
        | {"en_text": one.english.text, "zh_text": one.chinese.text}
        for one in found.pairs
    ]
    return json.dumps({"pairs": pairs, "differences": list(map(_doubt, found.doubts))}, ensure_ascii=False) + "\n"


def told(doubt: Doubt) -> str:
    """A difference in one line."""
    where = f"{doubt.named_in} {doubt.span.start},{doubt.span.end}"
    other = "Chinese" if doubt.named_in == "en" else "English"
    expected = f"; the gazetteer has {doubt.expected}" if doubt.expected else ""
    return f"{where}: {doubt.name}: not named in the {other} sentence{expected} ({doubt.ref})"


def _rows(found: Alignment) -> Iterator[tuple[str, ...]]:
    for one in found.pairs:
        ranges = [" ".join(f"{begin},{end}" for begin, end in _ranges(side)) for side in (one.english, one.chinese)]
        texts = [spreadsheet_cell(" ".join(side.text.split())) for side in (one.english, one.chinese)]
        yield (*ranges, f"{one.score:.3f}", *texts)


def _ranges(side: Sentences) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in side.spans]


def _doubt(doubt: Doubt) -> dict[str, object]:
    return {
        "thing": doubt.ref,
        "named_in": doubt.named_in,
        "name": doubt.name,
        "expected": doubt.expected,
        "begin": doubt.span.start,
        "end": doubt.span.end,
    }
