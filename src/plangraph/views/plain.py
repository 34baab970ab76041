"""Plain text for a terminal: tables, and strings that cannot move the cursor."""

import re
import shutil
import unicodedata
from collections.abc import Sequence

_UNSAFE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_NOT_PLAIN = re.compile("[^ -~]")


def safe(text: str) -> str:
    r"""The text with every character that a terminal would act upon, or hide, written as an escape.

    >>> safe("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return text if text.isprintable() else _NOT_PLAIN.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    char = found.group()
    return char.encode("unicode_escape").decode("ascii") if unicodedata.category(char) in _UNSAFE else char


def width(text: str) -> int:
    """The number of terminal columns that a text takes; Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], columns: int | None = None) -> str:
    """A table with aligned columns, folded to the terminal by cutting the widest cells with an ellipsis."""
    room = columns if columns is not None else shutil.get_terminal_size((160, 24)).columns
    cells = [[safe(cell.replace("\n", " ")) for cell in row] for row in (header, *rows)]
    widths = [max(width(row[i]) for row in cells) for i in range(len(header))]
    while sum(widths) + 2 * (len(widths) - 1) > max(room, 8 * len(widths)):
        widest = widths.index(max(widths))
        if widths[widest] <= 8:
            break
        widths[widest] -= 1
    lines = ["  ".join(_fit(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([lines[0], "  ".join("─" * size for size in widths), *lines[1:]])


def _fit(text: str, size: int) -> str:
    if width(text) <= size:
        return text + " " * (size - width(text))
    cut = ""
    for char in text:
        if width(cut) + width(char) > size - 1:
            break
        cut += char
    return cut + "…" + " " * (size - 1 - width(cut))
