"""Whether a line goes on with the block before it.

Two things break a sentence without ending it: the width of the page and its foot. A line that the next word would have
made too long is broken by the width. Otherwise the end of the block and the beginning of the line decide: a block
without a stop goes on where the line begins small, or where the block's last word cannot be the last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plangraph.model import Form
from plangraph.reading.layout import headings
from plangraph.reading.layout.headings import Label
from plangraph.reading.layout.lines import Line
from plangraph.reading.layout.sentences import ends_open, ends_short, starts_sentence

_TERMINAL = re.compile(r"(?:[.!?:;。！？：；]+[\"')\]”’]*|; (?:and|or))$")
_FIRST_WORD = re.compile(r"[\"'(\[]*([^\W_]+)")
_FIRST_BREAKABLE = re.compile(r"[^\s-]*-?")
_FULL = 0.85  # a line that the next word would have made longer than this share of the width is full
_WIDEST = 140  # characters: wider lines are not broken by a page's width
_LEAST_JOINTS = 4
_SHORT_TITLE = 60
_TITLE_LINES = 4  # more are no title, and need not be read again and again


@dataclass(slots=True)
class Block:
    """A heading, an item or a paragraph, with the lines that print it."""

    form: Form
    label: Label | None
    lines: list[Line] = field(default_factory=list)
    led: bool = False  # the paragraph before it ends with a colon

    @property
    def text(self) -> str:
        """Its lines, the label included."""
        return " ".join(line.text for line in self.lines)

    @property
    def said(self) -> str:
        """Its lines without the label."""
        return self.text[self.body :]

    @property
    def body(self) -> int:
        """Where its text begins in the first line, behind the label."""
        return self.label.end if self.label else 0

    @property
    def titled(self) -> bool:
        """Whether it reads as a title so far."""
        return len(self.lines) <= _TITLE_LINES and headings.is_title(self.said)


def terminated(text: str) -> bool:
    """Whether a text ends with a stop, a colon or a semicolon."""
    return _TERMINAL.search(text[-12:]) is not None


def page_width(lines: Sequence[Line]) -> int | None:
    """The number of characters at which the lines of a file are broken; None where they are not.

    A file is taken for broken when lines that follow one another without a stop are of like length and hardly any
    line is longer.
    """
    lengths = [
        len(line.text)
        for line, after in pairwise(lines)
        if not after.gap and not after.page and not terminated(line.text) and after.text[0].islower()
    ]
    if len(lengths) < _LEAST_JOINTS:
        return None
    lengths.sort()
    width = lengths[int(len(lengths) * 0.95)]
    if width > _WIDEST:
        return None
    longer = sum(1 for line in lines if len(line.text) > width * 1.2)
    return width if longer <= 0.05 * len(lines) else None


def full(line: Line, after: Line, width: int | None) -> bool:
    """Whether the line was broken because the next word did not fit, as far as widths can tell."""
    if width is None:
        return False
    word = _FIRST_BREAKABLE.match(after.text)
    return len(line.text) + 1 + (word.end() if word else 0) > width * _FULL


def continues(block: Block, lines: Sequence[Line], index: int, width: int | None, in_box: bool) -> bool:
    """Whether a line goes on with the block before it.

    Args:
        block: the block that is open.
        lines: the lines of the file; at most three behind the line are looked at.
        index: the line.
        width: the width of the page, if the file is broken by it.
        in_box: the block stands in a box, where a number begins an item.
    """
    line = lines[index]
    last = block.lines[-1]
    near = not line.gap and not line.page
    if headings.keyword(line.text):
        return near and block.form != "heading" and _cut_open(last.text)
    if headings.bullet(line.text):
        return _dash_in_text(block, last, line, near and full(last, line, width))
    if in_box and headings.item_number(line.text) and headings.is_title(line.text):
        return False
    if headings.hashes(line.text):
        return False
    label = headings.decimal(line.text) or headings.enumerator(line.text)
    if label is not None:
        return _number_in_text(block, last, label, near)
    if block.form == "heading":
        return _heading_goes_on(block, last, line, near, full(last, line, width))
    return _text_goes_on(block, lines, index, width)


def _cut_open(text: str) -> bool:
    """Whether a text ends with a comma, a hyphen, a sign of money or a word that cannot be the last."""
    word = text.rsplit(None, 1)[-1].strip("\"'(")
    return text[-1] in ",-($€£¥₹" or ends_open(word.lower() if text.isupper() else word)


def _dash_in_text(block: Block, last: Line, line: Line, is_full: bool) -> bool:
    """A dash at the beginning of a line is a bullet, unless the line before was full in the middle of a paragraph."""
    return line.text[0] == "-" and is_full and block.form == "sentence" and not terminated(last.text)


def _number_in_text(block: Block, last: Line, label: Label, near: bool) -> bool:
    """A number at the beginning of a line is a label, unless it is an amount, a year or a reference in running text."""
    if terminated(last.text) or block.form == "heading":
        return False
    if block.label is not None and follows(block.label, label):
        return False
    if near and block.form == "sentence" and block.titled:
        return False
    return _cut_open(last.text) or (near and label.kind == "enumerator")


def _heading_goes_on(block: Block, last: Line, line: Line, near: bool, is_full: bool) -> bool:
    """A long title may need a second line; the title of a box may stand below its number."""
    label = block.label
    if label is not None and label.sure and len(block.lines) == 1:
        return headings.RANKS.get(label.kind) == headings.BOX_RANK and headings.is_title(line.text)
    if not near or line.text[-1] == ".":
        return False
    if line.text[0].islower():
        return is_full or len(last.text) >= _SHORT_TITLE or _cut_open(last.text)
    return _cut_open(last.text) or (is_full and not _begins_text(block, line))


def _goes_on_after_semicolon(block: Block) -> bool:
    """Whether a paragraph that ends with a semicolon can go on; one that begins small is one of several items."""
    return block.lines[-1].text[-1] == ";" and block.form == "sentence" and not block.lines[0].text[0].islower()


def _title_ahead(lines: Sequence[Line], index: int, width: int | None) -> bool:
    """Whether the line, or it and one or two below it, is a title: nothing ends it before the next gap or number."""
    line = lines[index]
    title = ""
    for at in range(index, min(index + 3, len(lines))):
        title = f"{title} {lines[at].text}".strip()
        after = lines[at + 1] if at + 1 < len(lines) else None
        if after is None or after.gap or after.page or headings.enumerator(after.text):
            return (after is None or not after.text[0].islower()) and headings.is_title(title)
        if at == index and line.gap and not after.text[0].islower() and not full(line, after, width):
            return headings.is_title(title)
    return False


def _begins_text(block: Block, line: Line) -> bool:
    """Whether the line after a title that fills its own begins the text below it, rather than ends the title."""
    return starts_with_starter(line.text) or (
        headings.in_title_case(block.said) and not headings.in_title_case(line.text)
    )


def _text_goes_on(block: Block, lines: Sequence[Line], index: int, width: int | None) -> bool:
    """An unmarked line after an item or a paragraph."""
    line = lines[index]
    last = block.lines[-1].text
    near = not line.gap and not line.page
    is_full = near and full(block.lines[-1], line, width)
    small = line.text[0].islower()
    if terminated(last):
        if small and (_goes_on_after_semicolon(block) or ends_short(last)):
            return True
        return (is_full and not _title_ahead(lines, index, width)) or (near and small and width is not None)
    if small or _cut_open(last):
        return True
    if block.form == "item" and near and width is not None:
        return not _title_ahead(lines, index, width)
    if block.form == "item" or block.led:
        return is_full or (line.page and not starts_with_starter(line.text) and not headings.is_title(line.text))
    if block.titled:
        return (is_full and not _begins_text(block, line)) or (near and last.isupper() and line.text.isupper())
    if is_full:
        return True
    if len(line.text) <= _SHORT_TITLE and _title_ahead(lines, index, width):
        return False
    return last.rsplit(None, 1)[-1][0].isupper() or not starts_with_starter(line.text)


def starts_with_starter(text: str) -> bool:
    """Whether the first word of a text likes to begin a sentence."""
    word = _FIRST_WORD.match(text)
    return word is not None and starts_sentence(word.group(1))


def follows(before: Label, label: Label) -> bool:
    """Whether a marker is the next of the same list."""
    if headings.shape(before) != headings.shape(label):
        return False
    first, second = headings.value(before.number), headings.value(label.number)
    return first is not None and second == first + 1
