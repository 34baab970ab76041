"""An aligned document: sentences with exact offsets on both sides, and what their names say differently."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plangraph.errors import CommandError, TextError
from plangraph.model import Document, Sentence, Span
from plangraph.reading.aligning.anchors import Names, figures
from plangraph.reading.aligning.beads import Unit, beads

_SHARE = 0.2  # of Chinese characters among those that are no blanks, from which a text is Chinese


@dataclass(frozen=True, slots=True)
class Sentences:
    """Neighbouring sentences of one text: where they stand (source offsets) and their words, joined by a blank."""

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """English and Chinese sentences that translate each other; one side may be empty. ``score`` is from 0 to 1."""

    english: Sentences
    chinese: Sentences
    score: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that only one of two aligned texts names, as far as the gazetteer knows its names."""

    ref: str
    named_in: str  # "en" or "zh"
    name: str  # as that text writes it
    expected: str  # the gazetteer's name in the other language; empty where several things bear the name
    span: Span  # source, in the text that names it


@dataclass(frozen=True, slots=True)
class Alignment:
    """All pairs of a document in order, and the names that differ."""

    pairs: tuple[Aligned, ...]
    doubts: tuple[Doubt, ...]


def align(english: Document, chinese: Document, names: Names) -> Alignment:
    """Pair the sentences of two texts of one document.

    Raises:
        CommandError: the first text is not in English, or the second not in Chinese.
        TextError: a text has no sentence.
    """
    for document, wanted in ((english, False), (chinese, True)):
        if not document.sentences:
            raise TextError(f"{document.name}: no sentence in this text; there is nothing to align")
        if is_chinese(document.text) != wanted:
            tongue = "English" if wanted else "Chinese"
            raise CommandError(f"{document.name}: in {tongue}; name the English text first, the Chinese one second")
    left = [_units(one) for one in english.sentences]
    right = [_units(one) for one in chinese.sentences]
    chain = beads(
        [_unit(one.text, names, chinese=False) for one in left], [_unit(one.text, names, chinese=True) for one in right]
    )
    pairs = tuple(
        Aligned(_joined(left[i] for i in one.english), _joined(right[j] for j in one.chinese), one.score)
        for one in chain
    )
    return Alignment(pairs, tuple(_doubts(pairs, english, chinese, names)))


def is_chinese(text: str) -> bool:
    """Whether a text is in Chinese: a fifth of its characters are."""
    seen = [char for char in text if not char.isspace()]
    return sum(map(_han, seen)) >= _SHARE * max(len(seen), 1)


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003134f"


def _units(sentence: Sentence) -> Sentences:
    segments = sentence.evidence.segments
    return Sentences((Span(segments[0].start, segments[-1].end),), sentence.evidence.quote)


def _joined(parts: Iterable[Sentences]) -> Sentences:
    found = list(parts)
    return Sentences(tuple(span for one in found for span in one.spans), " ".join(one.text for one in found))


def _unit(text: str, names: Names, *, chinese: bool) -> Unit:
    if chinese:
        return Unit(len(text), tuple(figures(text, chinese=True)), tuple(one.refs for one in names.in_chinese(text)))
    known = tuple(refs for _, _, refs in names.in_english(text))
    return Unit(len(text), tuple(figures(text, chinese=False)), known)


def _doubts(pairs: Iterable[Aligned], english: Document, chinese: Document, names: Names) -> Iterator[Doubt]:
    """What one side of a pair names and the other does not; offsets are found in the raw text of the side."""
    for pair in pairs:
        if not pair.english.spans or not pair.chinese.spans:
            continue
        here = list(_found(pair.english, english, names))
        there = [
            (one.start + span.start, one.end + span.start, one.refs)
            for span in pair.chinese.spans
            for one in names.in_chinese(chinese.text[span.start : span.end])
        ]
        for start, end, refs in here:
            if not any(refs & other for *_, other in there):
                ref, label = _expected(refs, names)
                yield Doubt(ref, "en", " ".join(english.text[start:end].split()), label, Span(start, end))
        for start, end, refs in there:
            if not any(refs & other for *_, other in here):
                entry = names.english.entries.get(min(refs))
                label = entry.thing.label if entry and len(refs) == 1 else ""
                yield Doubt(min(refs), "zh", chinese.text[start:end], label, Span(start, end))


def _found(side: Sentences, document: Document, names: Names) -> Iterator[tuple[int, int, frozenset[str]]]:
    for span in side.spans:
        raw = document.text[span.start : span.end].replace("\n", " ")
        for start, end, refs in names.in_english(raw):
            yield start + span.start, end + span.start, refs


def _expected(refs: frozenset[str], names: Names) -> tuple[str, str]:
    """The first of the things that are meant, and the names that the gazetteer has for them."""
    return min(refs), " / ".join(dict.fromkeys(names.labels[ref] for ref in sorted(refs)))
