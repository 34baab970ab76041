"""Documents, mentions and clauses made by hand, so that a pass can be tested without those before it."""

from collections.abc import Sequence
from typing import cast

from plangraph.model import Clause, Document, Kind, Mention, MentionType, Role, Span, Thing, Voice
from plangraph.reading.layout import source, structure
from plangraph.reading.words.tokens import Token, tokenize


def document(text: str) -> Document:
    return structure.parse("test", text)


def tokens(doc: Document) -> list[tuple[Token, ...]]:
    return [tokenize(sentence.text) for sentence in doc.sentences]


def sentence_with(doc: Document, words: str) -> int:
    """The index of the one sentence that holds the words."""
    (index,) = [index for index, sentence in enumerate(doc.sentences) if words in sentence.text]
    return index


def span(doc: Document, sentence: int, words: str) -> Span:
    start = doc.sentences[sentence].text.index(words)
    return Span(start, start + len(words))


def mention(
    doc: Document,
    sentence: int,
    words: str,
    cls: str = "Region",
    kind: str = "place",
    things: Sequence[Thing] | None = None,
) -> Mention:
    """A mention of ``words`` in a sentence; a capital makes it a name."""
    at = span(doc, sentence, words)
    named = words[0].isupper()
    path = kind if named else "kind"
    own = [] if kind == "quantity" else [Thing(f"{path}/{words.lower().replace(' ', '-')}", cls, words, known=False)]
    found = source.evidence(doc.text, doc.sentences[sentence], at)
    return Mention(sentence, at, found, cast("MentionType", kind), named, tuple(own if things is None else things))


def clause(  # one argument a part of speech
    doc: Document,
    sentence: int,
    action: str,
    obj: str | None = None,
    *,
    subject: str | None = None,
    target: str | None = None,
    frame: str | None = None,
    purpose: str | None = None,
    rest: str | None = None,
    role: str = "main",
    kind: str = "commitment",
    voice: str = "active",
    parent: int | None = None,
    shares: int | None = None,
    group: int | None = None,
    verb: str | None = None,
) -> Clause:
    """A clause whose parts are given by their words; ``rest`` is what else lies in it."""

    def at(words: str | None) -> Span | None:
        return None if words is None else span(doc, sentence, words)

    action_at = span(doc, sentence, verb or action)
    parts = [part for part in (action_at, at(obj), at(target), at(purpose), at(rest)) if part is not None]
    return Clause(
        sentence=sentence,
        action=action,
        action_at=action_at,
        at=Span(min(part.start for part in parts), max(part.end for part in parts)),
        object_at=at(obj),
        subject_at=at(subject),
        target_at=at(target),
        frame_at=at(frame),
        purpose_at=at(purpose),
        role=cast("Role", role),
        parent=parent,
        kind=cast("Kind", kind),
        voice=cast("Voice", voice),
        through=None,
        shares=shares,
        group=group,
    )
