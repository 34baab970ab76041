"""Lines grouped into headings, list items and paragraphs.

Each line is looked at once, with the block before it and the line after it, so the time is linear.
"""

import re
from collections.abc import Sequence

from plangraph.reading.layout import headings
from plangraph.reading.layout.flow import Block, continues, follows, page_width, terminated
from plangraph.reading.layout.headings import Label
from plangraph.reading.layout.lines import Line

_LONE_BULLET = re.compile(r"[•●○◦‣▪▫■□◆◇►▶➢➤✓✔·\uf0a7\uf0b7\uf0d8\uf02d\uf076\uf0fc]")

_SERIES = re.compile(r";(?: and| or)?$")  # ends one of several things in a row
_LONG_TITLE = 300  # characters of a numbered heading in a series


def blocks(lines: Sequence[Line]) -> list[Block]:
    """Group the lines of a file into blocks, in order. A bullet alone on its line marks the line after it."""
    width = page_width(lines)
    grouped: list[Block] = []
    in_box = marked = False
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if after is not None and _LONE_BULLET.fullmatch(line.text):
            marked = True
            continue
        if marked:
            grouped.append(Block("item", headings.bullet(line.text) or Label("bullet", "", 0), [line]))
            marked = False
            continue
        if grouped and continues(grouped[-1], lines, index, width, in_box):
            grouped[-1].lines.append(line)
            continue
        block = _begin(line, in_box)
        block.led = bool(grouped) and (_leads(grouped[-1]) or (grouped[-1].led and _open_item(grouped[-1])))
        if block.form == "heading" and block.label is not None and block.label.kind != "number":
            in_box = headings.RANKS.get(block.label.kind) == headings.BOX_RANK
        grouped.append(block)
    _settle(grouped)
    return grouped


def _begin(line: Line, in_box: bool) -> Block:
    """A new block, as its first line tells; titles without a number and numbered paragraphs are told apart later."""
    label = headings.keyword(line.text)
    if label is not None:
        return Block("heading", label, [line])
    label = headings.bullet(line.text)
    if label is not None:
        return Block("item", label, [line])
    if in_box and headings.is_title(line.text):
        label = headings.item_number(line.text)
        if label is not None:
            return Block("heading", label, [line])
    label = headings.hashes(line.text)
    if label is not None:
        return Block("heading", label, [line])
    label = headings.decimal(line.text)
    if label is not None:
        return Block("heading" if headings.is_title(line.text[label.end :]) else "sentence", label, [line])
    label = headings.enumerator(line.text)
    if label is not None:
        return Block("item", label, [line])
    return Block("sentence", None, [line])


def _settle(grouped: list[Block]) -> None:
    """Decide what only the neighbours tell: titles without a label, numbered paragraphs, items without a marker."""
    last_of: dict[str, Block] = {}
    listing = False
    for index, block in enumerate(grouped):
        before = grouped[index - 1] if index else None
        after = grouped[index + 1] if index + 1 < len(grouped) else None
        if block.label is not None:
            listing = False
            if block.label.kind == "enumerator":
                shape = headings.shape(block.label)
                _settle_numbered(block, before, after, last_of.get(shape))
                last_of[shape] = block
        elif _SERIES.search(block.lines[-1].text) or (before is not None and _more_to_come(before)):
            block.form = "item"
        elif headings.is_title(block.text):
            listing = _leads(before) or listing
            if listing:
                block.form = "item"
            elif after is not None or block.text.isupper():
                block.form = "heading"
        else:
            listing = False


def _open_item(block: Block) -> bool:
    """Whether an unmarked block can be one of several items: it ends without a full stop."""
    last = block.lines[-1].text
    return block.label is None and (not terminated(last) or _SERIES.search(last) is not None)


def _more_to_come(block: Block) -> bool:
    """Whether an item ends with "; and", so that the next block is the last item."""
    return block.form == "item" and block.label is None and block.lines[-1].text.endswith(("; and", "; or"))


def _leads(block: Block | None) -> bool:
    """Whether a paragraph ends with a colon, so that a list may follow."""
    return block is not None and block.form == "sentence" and block.lines[-1].text[-1] in ":："


def _settle_numbered(block: Block, before: Block | None, after: Block | None, previous: Block | None) -> None:
    """A number before a title is a heading, before whole sentences a numbered paragraph, else an item of a list.

    Args:
        block: the block, with a number or letter before it.
        before: the block before it.
        after: the block after it.
        previous: the last block before it whose number is of the same shape.
    """
    label, said = block.label, block.said
    if label is None:
        return
    shape = headings.shape(label)
    if previous is not None and _next(previous, block):
        if previous.form == "sentence" or (previous.form == "item" and before is previous):
            block.form = previous.form
            return
        if previous.form == "heading" and len(said) <= _LONG_TITLE and not headings.has_finite_verb(said):
            block.form = "heading"
            return
    if _leads(before):
        return
    adjacent = (before is not None and before is previous) or (after is not None and _next(block, after))
    if shape != "a" and after is not None and not adjacent and headings.is_title(said):
        block.form = "heading"
    elif shape == "1" and terminated(said) and said[-1] not in ";:":
        block.form = "sentence"


def _next(first: Block, second: Block) -> bool:
    """Whether the second block bears the number after that of the first."""
    return first.label is not None and second.label is not None and follows(first.label, second.label)
