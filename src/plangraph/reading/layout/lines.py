"""The printed lines of a text, without what a printer puts on every page.

Page numbers, running headers and footers and form feeds are no part of what is said: they are taken out here, before
anything is joined, and stay in the gaps between sentences.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.reading.layout.characters import INVISIBLE, LINE_BREAK
from plangraph.reading.layout.source import fold

_PAGE_NUMBER = re.compile(
    r"(?:[-~|\[(\s]{0,4}(?:\d{1,4}|[ivxl]{1,6})[-~|\])\s]{0,4}"
    r"|(?:page|p\.)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?"
    r"|\d{1,4}\s?(?:/|of)\s?\d{1,4})",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:part|chapter|section|article|box|annex\w*)\s|第", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_RUNNING_LONGEST = 100  # characters of a header or footer
_RUNNING_LEAST = 3  # times it must stand in the text


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it, its outer blanks taken off."""

    start: int  # source
    end: int
    number: int  # from 1, as an editor counts
    text: str  # folded
    gap: bool  # an empty line, or the start of the file, stands before it
    page: bool  # a page ends before it


def read_lines(text: str) -> list[Line]:
    """The lines of a file that are not blank and not page furniture, in order."""
    return _without_furniture(_printed(text))


def _printed(text: str) -> list[Line]:
    lines: list[Line] = []
    number, at = 1, 0
    gap, page = True, False
    for found in LINE_BREAK.finditer(text):
        start, end = _trim(text, at, found.start())
        if start < end:
            lines.append(Line(start, end, number, fold(text[start:end]), gap, page))
            gap = page = False
        else:
            gap = True
        mark = found.group()
        page |= mark == "\f"
        number += mark in {"\n", "\r", "\r\n"}
        at = found.end()
    start, end = _trim(text, at, len(text))
    if start < end:
        lines.append(Line(start, end, number, fold(text[start:end]), gap, page))
    return lines


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and invisible characters at its ends."""
    if start < end:
        body = text[start:end]
        start = end - len(body.lstrip())
        end = start + len(body.strip())
    while start < end and (text[start] in INVISIBLE or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in INVISIBLE or text[end - 1].isspace()):
        end -= 1
    return start, end


def _without_furniture(lines: list[Line]) -> list[Line]:
    """The lines that carry text; the one after a dropped line is marked as standing on a new page."""
    numbers = [_is_page_number(lines, index) for index in range(len(lines))]
    running = _running(lines, numbers)
    kept: list[Line] = []
    gap = page = False
    for index, line in enumerate(lines):
        if numbers[index] or index in running:
            gap, page = gap or line.gap, True
            continue
        if gap or page:
            kept.append(Line(line.start, line.end, line.number, line.text, line.gap or gap, True))
        else:
            kept.append(line)
        gap = page = False
    return kept


def _is_page_number(lines: Sequence[Line], index: int) -> bool:
    """A line with nothing but a page number on it."""
    line = lines[index]
    if len(line.text) > 24 or not _PAGE_NUMBER.fullmatch(line.text):
        return False
    if line.text[0].isalpha() and not any(character.isdigit() for character in line.text):
        alone = line.gap and (index + 1 == len(lines) or lines[index + 1].gap)
        return alone or line.page  # "iv" by itself, but not the word "I" or "mix" in running text
    return (
        line.gap or line.page or len(line.text) < 4 or not line.text.isdigit()
    )  # a year can stand on a line of its own


def _running(lines: Sequence[Line], numbers: Sequence[bool]) -> set[int]:
    """Indices of short lines that stand again and again at the edge of a page."""
    edges: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if numbers[index] or len(line.text) > _RUNNING_LONGEST:
            continue
        before = index == 0 or line.page or numbers[index - 1]
        after = index + 1 == len(lines) or lines[index + 1].page or numbers[index + 1]
        if before or after:
            edges.setdefault(_DIGITS.sub("0", line.text), []).append(index)
    running: set[int] = set()
    for found in edges.values():
        if len(found) >= _RUNNING_LEAST and lines[found[0]].text[-1] not in ".;:!?,":
            running.update(found)
            if _HEADING.match(lines[found[0]].text):
                first = {lines[index].text: index for index in reversed(found)}
                running.difference_update(first.values())  # a heading that runs on later pages stands once in the text
    return running
