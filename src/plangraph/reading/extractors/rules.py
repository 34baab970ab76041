"""The extractor that reads by rules and lexicons alone."""

from collections.abc import Iterable, Iterator

from plangraph.model import Document, Reading
from plangraph.reading import clauses, measures, mentions
from plangraph.reading.background import home, known_phrases
from plangraph.reading.gazetteer import Gazetteer
from plangraph.reading.tokens import tokenize


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
            tokens = [tokenize(sentence.text) for sentence in document.sentences]
            found = mentions.find(document, self._gazetteer, tokens)
            built, silence = measures.build(
                document,
                tokens,
                found,
                clauses.find(document, tokens, found),
                known=self._known,
                home=home(found, self._gazetteer),
            )
            yield Reading(document, found, built, silence)
