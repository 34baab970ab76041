"""The extractor that reads by rules and lexicons alone."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from plangraph.model import Document, Reading
from plangraph.reading.layout.structure import LONGEST
from plangraph.reading.measuring import clauses, measures
from plangraph.reading.names import mentions
from plangraph.reading.names.background import home, known_phrases
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.reading.words.tokens import tokenize


class RuleExtractor:
    """Reads mentions and measures by rules, with the names of one gazetteer."""

    name = "rules"

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Keep the gazetteer; nothing is read yet."""
        self._gazetteer = gazetteer
        self._known = known_phrases(gazetteer)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yield one reading a document, in order; what was read before does not count."""
        for document in documents:
            yield self._read(document)

    def _read(self, document: Document) -> Reading:
        readable = _readable(document)
        tokens = [tokenize(sentence.text) for sentence in readable.sentences]
        found = mentions.find(readable, self._gazetteer, tokens)
        built, silence = measures.build(
            readable,
            tokens,
            found,
            clauses.find(readable, tokens, found),
            known=self._known,
            home=home(found, self._gazetteer),
        )
        return Reading(document, found, built, silence)


def _readable(document: Document) -> Document:
    """The document without the words of those sentences that are too long to be sentences."""
    if all(len(sentence.text) <= LONGEST for sentence in document.sentences):
        return document
    return replace(
        document,
        sentences=tuple(
            sentence if len(sentence.text) <= LONGEST else replace(sentence, text="", pieces=())
            for sentence in document.sentences
        ),
    )
