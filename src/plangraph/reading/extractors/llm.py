"""The extractor that asks a language model. What it yields are proposals, and no build uses it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from plangraph.errors import PlanGraphError
from plangraph.model import Document, Reading, Span
from plangraph.reading.extractors import quoted
from plangraph.reading.extractors.fact import Answer
from plangraph.reading.extractors.grounding import ground
from plangraph.reading.extractors.proposal import Proposal, Tally
from plangraph.reading.extractors.quoted import Quoted
from plangraph.reading.names import mentions
from plangraph.reading.names.background import home, known_phrases
from plangraph.reading.names.gazetteer import Gazetteer
from plangraph.reading.words.tokens import Token, tokenize

_MOST, _LONGEST = 8, 6000  # sentences and characters of a batch

Batch = tuple[int, ...]  # sentences of the document, by index
Progress = Callable[[str, int, int], None]


class Model(Protocol):
    """Whoever answers for a batch of sentences."""

    name: str

    def key(self, sentences: Sequence[str]) -> str:
        """The key under which the answer can be found again."""
        ...

    def ask(self, sentences: Sequence[str]) -> Answer:
        """The facts of a batch of sentences, numbered from 1."""
        ...


class LlmExtractor:
    """Reads mentions by rules, and measures by asking a language model for quotes."""

    def __init__(self, gazetteer: Gazetteer, model: Model) -> None:
        """Keep both; nothing is read or asked yet."""
        self.name = f"llm:{model.name}"
        self._model = model
        self._gazetteer = gazetteer
        self._known = known_phrases(gazetteer)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yield one reading a document, in order.

        Raises:
            PlanGraphError: the model cannot be reached, or nothing that it answers can be read.
        """
        for document in documents:
            yield self.propose(document).reading

    def propose(self, document: Document, progress: Progress = lambda *_: None) -> Proposal:
        """What the model reads from a document, and what became of its answers.

        The rules of each measure's clause are ``llm``, the model, the key of the answer and the fact's number in it.

        Raises:
            PlanGraphError: the model cannot be reached, or nothing that it answers can be read.
        """
        tokens = [tokenize(sentence.text) for sentence in document.sentences]
        batches = _batches(document)
        found: list[Quoted] = []
        keys: list[str] = []
        tally = Tally()
        for done, batch in enumerate(batches):
            progress(f"asking {self._model.name}", done, len(batches))
            sentences = [document.sentences[index].text for index in batch]
            keys.append(self._model.key(sentences))
            answer = self._model.ask(sentences)
            kept = list(self._grounded(answer, document, tokens, batch, keys[-1]))
            found += kept
            tally = _counted(tally, answer, len(kept), len(batch))
        progress("done", len(batches), len(batches))
        asked = sum(map(len, batches))
        if asked and tally.unread_sentences == asked:
            raise PlanGraphError(
                f"model {self._model.name}: no readable answer to any of {asked} sentences: check that the base URL is "
                "that of a chat-completions server and that the model can call tools"
            )
        unlike = {_spans(one): one for one in reversed(found)}  # the first of each stays
        tally = replace(tally, kept=len(unlike), repeated=len(found) - len(unlike))
        reading = self._reading(document, tokens, [unlike[spans] for spans in sorted(unlike)])
        return Proposal(reading, self.name, tuple(keys), tally)

    def _grounded(
        self, answer: Answer, document: Document, tokens: Sequence[Sequence[Token]], batch: Batch, key: str
    ) -> Iterator[Quoted]:
        """The facts of an answer whose quotes stand in the sentence that they name."""
        for number, fact in enumerate(answer.facts, start=1):
            if 1 <= fact.sentence <= len(batch):
                index = batch[fact.sentence - 1]
                grounded = ground(fact, document.sentences[index].text, tokens[index])
                if grounded is not None:
                    yield Quoted(
                        index, grounded, ("llm", f"model:{self._model.name}", f"answer:{key}", f"fact:{number}")
                    )

    def _reading(self, document: Document, tokens: Sequence[Sequence[Token]], found: Sequence[Quoted]) -> Reading:
        named = mentions.find(document, self._gazetteer, tokens)
        native = home(named, self._gazetteer)
        return quoted.read(document, tokens, named, found, known=self._known, home=native)


def _batches(document: Document) -> list[Batch]:
    """The sentences to ask about, in order, some at a time; headings promise nothing."""
    batches: list[list[int]] = []
    room = 0
    for index, sentence in enumerate(document.sentences):
        if sentence.form == "heading" or not sentence.text.strip():
            continue
        if not batches or len(batches[-1]) == _MOST or len(sentence.text) > room:
            batches.append([])
            room = _LONGEST
        batches[-1].append(index)
        room -= len(sentence.text)
    return [tuple(batch) for batch in batches]


def _counted(tally: Tally, answer: Answer, kept: int, size: int) -> Tally:
    return replace(
        tally,
        dropped_ungrounded=tally.dropped_ungrounded + len(answer.facts) - kept,
        dropped_malformed=tally.dropped_malformed + answer.malformed,
        unread_sentences=tally.unread_sentences + (0 if answer.readable else size),
    )


def _spans(found: Quoted) -> tuple[int, int, int, int, int]:
    """What makes two facts one: the same action of the same sentence on the same object."""
    action, acted_on = found.grounded.action_at, found.grounded.object_at or Span(-1, -1)
    return found.sentence, action.start, action.end, acted_on.start, acted_on.end
