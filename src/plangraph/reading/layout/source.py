"""Text files: read strictly, kept untouched, and cited by offset.

All offsets are Unicode code points of the decoded file as it stands, with its own line ends; only a byte order mark
at the start is taken off before counting. ``fold`` maps one character to one character, so an offset holds in the
folded text too.
"""

import stat
from bisect import bisect_left, bisect_right
from operator import attrgetter
from pathlib import Path

from plangraph.errors import TextError
from plangraph.model import Evidence, Notice, Piece, Sentence, Span
from plangraph.reading.layout.characters import FOLDING, INVISIBLE, is_mark, notices, printable
from plangraph.reading.layout.encoding import decode

_at = attrgetter("at")


def read_text(path: Path) -> tuple[str, tuple[Notice, ...]]:
    """Read a text file as strict UTF-8, and tell what in it may deceive a reader.

    Args:
        path: a regular file; a folder, a pipe or a device is refused and never waited for.

    Returns:
        The decoded file, untouched (a byte order mark at its start is dropped), and the notices about it.

    Raises:
        TextError: the file is missing, unreadable, empty, blank, binary, of another format, or not UTF-8. The
            message is one line: the file, the place, what is wrong and what would be right.
    """
    shown = printable(str(path))
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise TextError(f"{shown}: is a folder: give one text file")
        if not stat.S_ISREG(mode):
            raise TextError(f"{shown}: not a regular file: give a text file on disk")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise TextError(f"{shown}: not found: check the name of the file") from error
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise TextError(f"{shown}: {reason}: give a text file that can be read") from error
    except ValueError as error:  # a NUL in the name itself
        raise TextError(f"{shown}: not a file name: check the name of the file") from error
    text = decode(data, shown)
    return text, notices(text)


def fold(text: str) -> str:
    r"""Make typographic variants plain, one character to one character.

    Curly quotes become straight, dashes a hyphen, all blanks a space, full-width forms their ASCII partners.

    >>> fold("“enclave\u00a0economies” – Ji\u2019an")
    '"enclave economies" - Ji\'an'
    """
    return text.replace("\t", " ") if text.isascii() else text.translate(FOLDING)


def evidence(document_text: str, sentence: Sentence, at: Span) -> Evidence:
    """The characters of the source that stand behind a local span of a sentence.

    Args:
        document_text: the whole file, as ``read_text`` gave it.
        sentence: the sentence in which the span lies.
        at: a local span, that is one of ``sentence.text``.

    Returns:
        One segment a line of the source, and as quote the text of the segments joined by one space, or by nothing
        where a word is broken at a hyphen. Characters without width stay in the segment that they stand in.

    Raises:
        ValueError: the span is empty, lies outside the sentence, or covers nothing but a joint between two lines.
    """
    if not 0 <= at.start < at.end <= len(sentence.text):
        raise ValueError(
            f"local span {at.start},{at.end} does not lie in a sentence of {len(sentence.text)} characters"
        )
    last = sentence.pieces[bisect_left(sentence.pieces, at.end, key=_at) - 1]
    if last.at <= at.start and at.end <= last.at + last.span.end - last.span.start:  # on one line, as nearly always
        shift = last.span.start - last.at
        span = marked(document_text, Span(at.start + shift, at.end + shift))
        return Evidence((span,), document_text[span.start : span.end])
    cut: list[Piece] = []
    for piece in sentence.pieces:
        start = max(at.start, piece.at)
        end = min(at.end, piece.at + piece.span.end - piece.span.start)
        if start < end:
            shift = piece.span.start - piece.at
            cut.append(Piece(start, Span(start + shift, end + shift)))
    if not cut:
        raise ValueError(f"local span {at.start},{at.end} covers only a joint between two lines")
    return joined(document_text, cut)


def joined(document_text: str, pieces: list[Piece]) -> Evidence:
    """The evidence of a run of pieces, in order: one segment a line, and the quote.

    A piece that follows without a local gap and with only invisible characters or marks between belongs to the same
    segment.
    """
    segments = [pieces[0].span]
    glue = [""]
    end = pieces[0].at + pieces[0].span.end - pieces[0].span.start
    for piece in pieces[1:]:
        last = segments[-1]
        if piece.at == end and all(map(_unseen, document_text[last.end : piece.span.start])):
            segments[-1] = Span(last.start, piece.span.end)
        else:
            segments.append(piece.span)
            glue.append("" if piece.at == end else " ")
        end = piece.at + piece.span.end - piece.span.start
    segments[-1] = marked(document_text, segments[-1])
    quote = "".join(space + document_text[span.start : span.end] for space, span in zip(glue, segments, strict=True))
    return Evidence(tuple(segments), quote)


def marked(document_text: str, span: Span) -> Span:
    """The span with the marks that stand on its last letter."""
    end = span.end
    if end == len(document_text) or not is_mark(document_text[end]):
        return span  # as nearly always
    last = document_text[end - 1]
    while end < len(document_text) and is_mark(document_text[end]) and last.isalnum() and not last.isdecimal():
        end += 1
    return span if end == span.end else Span(span.start, end)


def _unseen(character: str) -> bool:
    return character in INVISIBLE or is_mark(character)


def outer(found: Evidence) -> Span:
    """The source span from the start of the first segment to the end of the last."""
    return Span(found.segments[0].start, found.segments[-1].end)


def local(sentence: Sentence, source_offset: int) -> int:
    """The local offset of a source offset; one between two pieces, or outside, goes to the nearest place after it.

    Useful for starts; for an end, an offset that is the end of a piece gives the local end of that piece.
    """
    pieces = sentence.pieces
    index = bisect_right(pieces, source_offset, key=lambda piece: piece.span.start) - 1
    if index < 0:
        return 0
    piece = pieces[index]
    if source_offset <= piece.span.end:
        return piece.at + source_offset - piece.span.start
    return pieces[index + 1].at if index + 1 < len(pieces) else len(sentence.text)
