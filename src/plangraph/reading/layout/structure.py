"""From the lines of a file to its chapters, sections, boxes, paragraphs, lists and sentences.

``lines`` drops what a printer adds, ``blocks`` puts broken paragraphs together; here the blocks are hung into the tree
of sections and cut into sentences. A paragraph that is broken by a page or by the width of a page stays one.
"""

from dataclasses import dataclass, field, replace

from plangraph.errors import TextError
from plangraph.model import Document, Paragraph, Section, Sentence, Span
from plangraph.reading.layout import headings
from plangraph.reading.layout.blocks import blocks
from plangraph.reading.layout.flow import Block
from plangraph.reading.layout.lines import read_lines
from plangraph.reading.layout.notices import Notices
from plangraph.reading.layout.numbering import Numbering
from plangraph.reading.layout.pieces import Joined, cut, join
from plangraph.reading.layout.sentences import split
from plangraph.reading.layout.source import outer

LONGEST = 10_000  # characters of a sentence; in a longer run of words nobody says anything


@dataclass(slots=True)
class _Builder:
    """The document so far."""

    name: str
    text: str
    sections: list[Section] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    path: list[int] = field(default_factory=list)  # the open sections, outermost first
    paragraphs: list[Paragraph] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    notices: Notices = field(default_factory=Notices)
    numbering: Numbering = field(init=False)
    untitled: bool = False  # the block before is a number whose title stands on the next line
    listed: bool = False  # the open item of a box holds a list

    def __post_init__(self) -> None:
        """Numbers are noticed where all else is."""
        self.numbering = Numbering(self.notices)


def parse(name: str, text: str) -> Document:
    """The structure of a text.

    Args:
        name: what the document is called.
        text: the decoded file, untouched; offsets count its code points.

    Returns:
        The document. Sentences, headings and list items are in order and do not overlap; between them stand only
        blanks, page numbers, running headers and lone bullets, so the file is its sentences and the gaps between them.
        Sections are in the order of their headings, as printed; numbers that are doubled, missing or fall are notices.

    Raises:
        TextError: the number of a heading has more figures than any plan's.
    """
    builder = _Builder(name, text)
    waiting = blocks(read_lines(text))
    waiting.reverse()
    while waiting:  # each block is let go of when it is read: a long file holds many
        block = waiting.pop()
        if block.form == "heading":
            _heading(builder, block)
        else:
            _body(builder, block)
    _close(builder, 0)
    _empty_chapters(builder)
    return Document(
        name,
        text,
        tuple(builder.sections),
        tuple(builder.paragraphs),
        tuple(builder.sentences),
        builder.notices.all(),
    )


def _heading(builder: _Builder, block: Block) -> None:
    """A heading: it opens a section, or is the title of the one just opened."""
    label = block.label
    index = len(builder.sentences)
    if label is None and builder.untitled:
        builder.untitled = False
        joined = _joined(builder.text, block, 0)
        at = builder.path[-1]
        section = builder.sections[at]
        builder.sections[at] = replace(section, title=joined.text, headings=(*section.headings, index))
        _add(builder, block, joined, None)
        return
    rank = _rank(block)
    worded = label is not None and label.kind in headings.RANKS
    body = label.end if label is not None and not worded else 0
    joined = _joined(builder.text, block, body)
    if label is not None or not (_in_box(builder) or headings.is_table_row(joined.text)):
        title = joined.text[label.end :].strip() if label is not None and worded else joined.text
        _open(builder, block, rank, title, index)
        builder.untitled = worded and not title
    _add(builder, block, joined, None)


def _rank(block: Block) -> int:
    """How high a heading stands; less is higher."""
    label = block.label
    if label is None or label.kind == "hash":
        return headings.PLAIN_RANK
    if label.kind == "decimal":
        return headings.DECIMAL_RANK + label.number.count(".")
    if label.kind == "number":
        return headings.ITEM_RANK
    if label.kind == "enumerator":
        return {"1": headings.DECIMAL_RANK, "A": 3 if headings.is_roman(label.number) else 4}.get(
            headings.shape(label), 45
        )
    return headings.RANKS[label.kind]


def _open(builder: _Builder, block: Block, rank: int, title: str, heading: int) -> None:
    """Open a section; those of its own rank and below end."""
    depth = len(builder.path)
    while depth and builder.ranks[builder.path[depth - 1]] >= rank:
        depth -= 1
    _close(builder, depth)
    parent = builder.path[-1] if builder.path else None
    number = block.label.number if block.label is not None else ""
    if block.label is not None and len(number) > headings.LONGEST_NUMBER and number.isdigit():
        kind = headings.name(rank, block.label)
        raise TextError(
            f"{builder.name}:{block.lines[0].number}:1: {kind} number of {len(number)} figures: "
            f"at most {headings.LONGEST_NUMBER} are read; put the number right"
        )
    start = block.lines[0].start
    builder.path.append(len(builder.sections))
    builder.sections.append(Section(headings.level(rank), number, title, (heading,), Span(start, start), parent))
    builder.ranks.append(rank)
    builder.lines.append(block.lines[0].number)
    builder.listed = False
    if number and block.label is not None:
        builder.numbering.add(parent, headings.name(rank, block.label), number, block.lines[0].number)


def _close(builder: _Builder, depth: int) -> None:
    """End the open sections below ``depth``: their spans reach to the end of the last sentence."""
    end = outer(builder.sentences[-1].evidence).end if builder.sentences else 0
    for index in builder.path[depth:]:
        section = builder.sections[index]
        builder.sections[index] = replace(section, span=Span(section.span.start, end))
    del builder.path[depth:]


def _body(builder: _Builder, block: Block) -> None:
    """A paragraph or a list item."""
    builder.untitled = False
    joined = _joined(builder.text, block, block.body)
    if block.form == "item":
        builder.listed = True
        _add(builder, block, joined, None)
        return
    if builder.listed and _in_box(builder):
        depth = next(at for at, index in enumerate(builder.path) if builder.ranks[index] == headings.BOX_RANK)
        _close(builder, depth)
    builder.listed = False
    section = builder.path[-1] if builder.path else None
    span = Span(block.lines[0].start, block.lines[-1].end)
    builder.paragraphs.append(Paragraph(span, section))
    _add(builder, block, joined, len(builder.paragraphs) - 1)


def _in_box(builder: _Builder) -> bool:
    return any(builder.ranks[index] == headings.BOX_RANK for index in builder.path[-2:])


def _joined(text: str, block: Block, body: int) -> Joined:
    """The lines of a block as one text, from behind its marker on."""
    first = block.lines[0]
    spans = [Span(line.start, line.end) for line in block.lines]
    spans[0] = Span(first.start + body, first.end)
    return join(text, spans)


def _add(builder: _Builder, block: Block, joined: Joined, paragraph: int | None) -> None:
    """Cut a block into sentences; a heading is one, and an item's further sentences are plain ones."""
    spans = [Span(0, len(joined.text))] if block.form == "heading" else split(joined.text)
    section = builder.path[-1] if builder.path else None
    form = block.form
    for said, pieces, whole in cut(builder.text, joined, spans, block.lines[0].start):
        if len(said) > LONGEST:
            line = max(line.number for line in block.lines if line.start <= whole.segments[0].start)
            builder.notices.add("long", line, length=len(said))
        builder.sentences.append(Sentence(form, said, pieces, whole, section, paragraph))
        form = "sentence" if form == "item" else form


def _empty_chapters(builder: _Builder) -> None:
    """Notice chapters with nothing but headings in them."""
    filled: set[int | None] = set()
    for sentence in builder.sentences:
        if sentence.form != "heading":
            filled.add(sentence.section)
    for index in range(len(builder.sections) - 1, -1, -1):  # children come after their parents
        if index in filled:
            filled.add(builder.sections[index].parent)
    for index, section in enumerate(builder.sections):
        if section.level == "chapter" and index not in filled:
            builder.notices.add("empty", builder.lines[index], name=f"{section.level} {section.number}".rstrip())
