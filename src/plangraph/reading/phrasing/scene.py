"""Scene: a sentence with what has been found in it, as the passes over its measures need it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plangraph.model import Clause, Document, Mention, Phrase, Sentence, Span, Thing
from plangraph.reading.layout import source
from plangraph.reading.phrasing.conjunct import Conjunct
from plangraph.reading.phrasing.phrases import conjuncts
from plangraph.reading.phrasing.things import Known, things_of
from plangraph.reading.words.tokens import Token

_MARGIN = 200  # characters: a mention may reach over the end of a clause


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of a document."""

    document: Document
    index: int
    tokens: Sequence[Token]
    mentions: tuple[Mention, ...]  # of this sentence, in order
    known: Known
    home: frozenset[str]  # refs of the plan's own country

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.document.sentences[self.index]

    @property
    def text(self) -> str:
        """Its text, as local offsets count it."""
        return self.sentence.text


def conjuncts_at(scene: Scene, at: Span | None) -> tuple[Conjunct, ...]:
    """The things that a stretch of the sentence speaks of; none where there is none."""
    if at is None or at.start >= at.end:
        return ()
    return conjuncts(scene.text, scene.tokens, scene.mentions, at)


def phrase_of(scene: Scene, conjunct: Conjunct) -> Phrase:
    """A conjunct as a phrase with the things that it stands for.

    A counted thing gives two, first the particular one, then the kind that it is of. What a verb made a noun acts on
    stands beside the way it is done: "coordinated development of ports" is both.
    """
    things = things_of(conjunct, scene.known)
    evidence = source.evidence(scene.document.text, scene.sentence, conjunct.at)
    if conjunct.count is not None and things and not things[0].known:
        words = scene.text[conjunct.at.start : conjunct.at.end]
        offset = source.outer(evidence).start
        things = (Thing(f"thing/{offset}", things[0].cls, words, known=False), *things)
    return Phrase(conjunct.at, evidence, things)


def spoken(scene: Scene, at: Span, things: tuple[Thing, ...]) -> Phrase:
    """A stretch of the sentence that stands for things found elsewhere, such as "it"."""
    return Phrase(at, source.evidence(scene.document.text, scene.sentence, at), things)


def mentioned(scene: Scene, mention: Mention) -> Phrase:
    """A mention as a phrase."""
    return Phrase(mention.at, mention.evidence, mention.things)


def within(inner: Span, outer: Span | None) -> bool:
    """Whether a span lies wholly inside another."""
    return outer is not None and outer.start <= inner.start and inner.end <= outer.end


def overlap(one: Span, other: Span | None) -> bool:
    """Whether two spans share a character."""
    return other is not None and one.start < other.end and other.start < one.end


def narrowed(scene: Scene, clause: Clause) -> Scene:
    """The scene with only what lies around a clause, so that a long sentence costs no more than short ones."""
    if clause.at.start <= _MARGIN and len(scene.text) <= clause.at.end + _MARGIN:
        return scene  # nothing of it lies further away
    parts = (clause.frame_at, clause.subject_at, clause.purpose_at, clause.at, clause.object_at, clause.target_at)
    cover: list[Span] = []
    for part in sorted(part for part in parts if part is not None):
        start, end = max(0, part.start - _MARGIN), part.end + _MARGIN
        if cover and start <= cover[-1].end:
            cover[-1] = Span(cover[-1].start, max(cover[-1].end, end))
        else:
            cover.append(Span(start, end))
    tokens: list[Token] = []
    mentions: list[Mention] = []
    for span in cover:
        low = bisect_left(scene.tokens, span.start, key=lambda token: token.start)
        high = bisect_right(scene.tokens, span.end, key=lambda token: token.start)
        tokens.extend(scene.tokens[low:high])
        low = bisect_left(scene.mentions, span.start, key=lambda mention: mention.at.start)
        high = bisect_right(scene.mentions, span.end, key=lambda mention: mention.at.start)
        mentions.extend(scene.mentions[low:high])
    return replace(scene, tokens=tokens, mentions=tuple(mentions))
