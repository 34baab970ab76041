"""Comparing: annotated texts, read by an extractor and matched with what is marked in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plangraph.model import Extractor, Reading
from plangraph.reading.evaluation.annotation import from_json
from plangraph.reading.evaluation.gold import Passage
from plangraph.reading.evaluation.scoring import Match, match
from plangraph.reading.layout.structure import parse
from plangraph.reading.output import as_json


@dataclass(frozen=True, slots=True)
class Comparison:
    """One annotated text, what was read in it, and which is which."""

    passage: Passage
    reading: Reading
    match: Match


def compare(passages: Iterable[Passage], extractor: Extractor) -> Iterator[Comparison]:
    """Yield each text with its reading, in order; what is compared is what ``plangraph extract`` prints."""
    for passage in passages:
        document = parse(passage.name, passage.text)
        for reading in extractor.read([document]):
            read = from_json(as_json(reading), passage.name)
            yield Comparison(passage, reading, match(read, passage.gold))
