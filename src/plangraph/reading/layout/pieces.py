"""Lines joined into one text, and sentences cut out of it, each character knowing where it stands in the file."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plangraph.model import Evidence, Piece, Span
from plangraph.reading.layout.characters import UNSEEN, composed
from plangraph.reading.layout.source import fold, joined, marked

_SUSPENDED = re.compile(r"(?:and|or|to)\b")  # "mid-" and "high-end": the hyphen does not break a word


@dataclass(frozen=True, slots=True)
class Joined:
    """The text of a block, folded, its lines joined, and the pieces it is made of."""

    text: str
    pieces: tuple[Piece, ...]


def join(text: str, spans: Iterable[Span]) -> Joined:
    """Join lines by one space, or by nothing behind a hyphen that breaks a word at the line's end.

    Args:
        text: the file.
        spans: source spans of the lines, in order, not blank.

    Returns:
        The folded text without invisible characters, a piece for each line (more where such characters stand in it).
        A letter and a mark that stands on it are one character, as in the usual spelling of names.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    broken = False  # the line before ends in a hyphen that breaks a word
    for span in spans:
        raw = text[span.start : span.end]
        if pieces and not (broken and raw[0].isalnum() and not _SUSPENDED.match(raw)):
            parts.append(" ")
            length += 1
        for start, end, marks in _visible(raw):
            part = fold(raw[start:end])
            if marks:
                part = part[:-1] + composed(part[-1], marks)
            parts.append(part)
            whole = end - start == len(raw)
            pieces.append(Piece(length, span if whole else Span(span.start + start, span.start + end)))
            length += end - start
        last = parts[-1]
        broken = last[-1] == "-" and len(last) > 1 and last[-2].isalnum()
    return Joined("".join(parts), tuple(pieces))


def _visible(raw: str) -> list[tuple[int, int, str]]:
    """The parts of a line between its invisible characters and marks, each with the marks that follow it."""
    if raw.isascii():
        return [(0, len(raw), "")]
    parts: list[tuple[int, int, str]] = []
    at = 0
    for hidden in UNSEEN.finditer(raw):
        if at < hidden.start():
            parts.append((at, hidden.start(), hidden.group("marks") or ""))
        at = hidden.end()
    if at < len(raw):
        parts.append((at, len(raw), ""))
    return parts or [(0, len(raw), "")]


def cut(text: str, block: Joined, spans: Sequence[Span], marker: int) -> list[tuple[str, tuple[Piece, ...], Evidence]]:
    """Text, pieces and evidence of each sentence of a block.

    Args:
        text: the file.
        block: the joined block, without its list marker.
        spans: the sentences in ``block.text``, in order.
        marker: source offset at which the first sentence's evidence begins: that of its list marker, if it has one.
    """
    sentences: list[tuple[str, tuple[Piece, ...], Evidence]] = []
    first = 0
    for span in spans:
        pieces, first = _slice(block.pieces, span, first)
        said = block.text[span.start : span.end]
        sentences.append((said, pieces, _whole(text, pieces, said, marker)))
        marker = -1
    return sentences


def _slice(pieces: Sequence[Piece], span: Span, first: int) -> tuple[tuple[Piece, ...], int]:
    """The pieces of a span, offsets counted from its start, and the index of its last piece."""
    found: list[Piece] = []
    index = first
    while index < len(pieces):
        piece = pieces[index]
        start = max(span.start, piece.at)
        end = min(span.end, piece.at + piece.span.end - piece.span.start)
        if start < end:
            shift = piece.span.start - piece.at
            whole = end - start == piece.span.end - piece.span.start
            found.append(Piece(start - span.start, piece.span if whole else Span(start + shift, end + shift)))
        if piece.at + piece.span.end - piece.span.start >= span.end:
            break
        index += 1
    return tuple(found), index


def _whole(text: str, pieces: Sequence[Piece], said: str, marker: int) -> Evidence:
    """The evidence of a sentence, from its marker to its end."""
    head = pieces[0]
    if 0 <= marker < head.span.start:
        head = Piece(head.at - (head.span.start - marker), Span(marker, head.span.end))
    if len(pieces) == 1:
        span = marked(text, head.span)
        quote = text[span.start : span.end]
        return Evidence((span,), said if quote == said else quote)
    return joined(text, [head, *pieces[1:]])
