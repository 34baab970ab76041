"""Mentions: every place, initiative, structure, sector, body and amount that a document speaks of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from plangraph.model import Document, Mention, MentionType, Sentence, Span
from plangraph.reading.layout.source import evidence
from plangraph.reading.names.gazetteer import Entry, Gazetteer, Hit
from plangraph.reading.naming import directions, kinds, linking, lists, names, sectors
from plangraph.reading.naming.drafts import Draft, taken
from plangraph.reading.naming.memory import Memory
from plangraph.reading.naming.nested import settled, span
from plangraph.reading.naming.references import Sight, things_of, wider_names
from plangraph.reading.naming.settling import settle
from plangraph.reading.naming.view import View
from plangraph.reading.words import amounts
from plangraph.reading.words.tokens import Token, tokenize

_KEPT = 50_000  # sentences; the tokens of more would fill the memory
_WORDS = frozenset({"N", "V", "VG", "ADJ", "NAME"})


def find(
    document: Document, gazetteer: Gazetteer, tokens: Sequence[Sequence[Token]] | None = None
) -> tuple[Mention, ...]:
    """The mentions of a document, by sentence and in the order of the text.

    Spans follow the annotation guideline: no article, no word of size or praise, the longest proper name; inside a
    descriptive phrase places, sectors and amounts are mentions too.

    Args:
        document: its sentences are read one by one, but what one tells of a name holds in all of them.
        gazetteer: of known names.
        tokens: of each sentence, when they are at hand already.

    Returns:
        Mentions with the things that they stand for: none where a name has several bearers and nothing decides (rule
        "ambiguous"), and none for amounts. ``rules`` tells which rules found and linked each.
    """
    looks = _Looks(document, gazetteer, tokens)
    memory, survey = Memory(), linking.Survey(document)
    for look in looks:
        memory.learn(look.view, look.names)
        survey.add(look.sentence, look.hits)
    scene = survey.scene()
    mentions: list[Mention] = []
    for index, look in enumerate(looks):
        drafts = _drafts(look.sentence, look.view, look.names, memory)
        wide = wider_names(look.view, drafts, look.hits) if look.hits else {}
        sight = Sight(gazetteer, scene, index, look.view, drafts, wide)
        mentions.extend(_mention(document, look.sentence, sight, at) for at in range(len(drafts)))
    return tuple(mentions)


@dataclass(frozen=True, slots=True)
class _Look:
    """A sentence with its names, whose types its own words and neighbours tell."""

    sentence: Sentence
    hits: list[Hit]
    view: View
    names: list[Draft]


class _Looks:
    """The sentences of a document, to be gone through twice; those of a very long one are looked at anew each time."""

    def __init__(self, document: Document, gazetteer: Gazetteer, tokens: Sequence[Sequence[Token]] | None) -> None:
        self._document, self._gazetteer, self._tokens = document, gazetteer, tokens
        self._kept = list(self._made()) if len(document.sentences) <= _KEPT else None

    def __iter__(self) -> Iterator[_Look]:
        return iter(self._kept) if self._kept is not None else self._made()

    def _made(self) -> Iterator[_Look]:
        for index, sentence in enumerate(self._document.sentences):
            tokens = self._tokens[index] if self._tokens is not None else tokenize(sentence.text)
            hits = self._gazetteer.hits(sentence.text)
            view = _view(sentence, tokens, hits)
            found = names.find(view)
            settle(view, found)
            yield _Look(sentence, hits, view, found)


def _view(sentence: Sentence, tokens: Sequence[Token], hits: Sequence[Hit]) -> View:
    lower = [token.lower for token in tokens]
    return View(tokens, _is_titled(sentence, tokens), _by_token(tokens, hits) if hits else {}, (), lower)


def _is_titled(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a sentence is written like a title, so that its capitals tell nothing."""
    if sentence.form == "heading":
        return True
    if not tokens or tokens[-1].text in {".", ";"}:
        return False
    words = [token for token in tokens if token.tags & _WORDS and not token.tags & {"PREP", "CONJ"}]
    return len(words) > 1 and all(token.text[:1].isupper() for token in words)


def _by_token(tokens: Sequence[Token], hits: Sequence[Hit]) -> dict[int, tuple[int, tuple[Entry, ...]]]:
    """The longest name that begins at each token, where it is a name by itself and none before holds it."""
    starts = {token.start: index for index, token in enumerate(tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(tokens)}
    found: dict[int, tuple[int, tuple[Entry, ...]]] = {}
    covered = 0
    for hit in hits:
        first, last = starts.get(hit.start), ends.get(hit.end)
        if first is None or last is None or hit.start < covered or not _names_by_itself(tokens[first:last], hit):
            continue
        if last - first == 1 and hit.entries[0].kind == "macro-region" and _goes_on(tokens, last):
            continue  # "West Bengal" is nothing of the west
        if last - first == 1 and "VG" in tokens[first].tags and last < len(tokens) and "DET" in tokens[last].tags:
            continue  # "Guiding the Growth of Towns" names no county
        found[first] = (last, hit.entries)
        covered = hit.end
    return found


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text[0].isupper()


def _names_by_itself(words: Sequence[Token], hit: Hit) -> bool:
    """Whether a name of the gazetteer is a mention as it stands, and no phrase that only helps to link."""
    lower = [token.lower for token in words]
    known = hit.entries[0].thing.known
    if known and ("in" in lower or "along" in lower or ("and" in lower and words[-1].text.islower())):
        return False
    if words[0].text[0].isupper():
        return True
    kinds_ = {entry.kind for entry in hit.entries}
    region = "macro-region" in kinds_ and len(words) > 1 and lower[-1] not in {"region", "regions"}
    return region or "world" in kinds_


def _drafts(sentence: Sentence, view: View, found: list[Draft], memory: Memory) -> list[Draft]:
    memory.recall(view, found)
    lists.share(view, found)
    held = [draft for draft in found if draft.type]
    view.held = taken(held, len(view.tokens))
    held += directions.find(view)
    view.held = taken(held, len(view.tokens))
    kinds_ = kinds.find(view)
    for draft in kinds_:
        _make_body(view, draft)
    return settled(view, held, kinds_, sectors.find(view), _amounts(sentence))


def _amounts(sentence: Sentence) -> list[Draft]:
    return [
        Draft(-1, -1, "quantity", rules=["amount"], span=Span(amount.start, amount.end))
        for amount in amounts.find(sentence.text)
    ]


def _make_body(view: View, draft: Draft) -> None:
    """As in "Railways" with a capital is the body that runs them, inside a sentence or where it acts."""
    if view.titled or draft.last - draft.first > 1 or view.tokens[draft.first].text != "Railways":
        return
    inside = draft.first > 0 and "PUNCT" not in view.tags(draft.first - 1)
    if inside or view.tags(draft.last) & {"MODAL", "AUX"}:
        draft.type, draft.cls, draft.named, draft.label = "organisation", "Organisation", True, ""


def _mention(document: Document, sentence: Sentence, sight: Sight, index: int) -> Mention:
    draft = sight.drafts[index]
    at = span(sight.view, draft)
    things, rules = things_of(sight, index)
    return Mention(
        sentence=sight.index,
        at=at,
        evidence=evidence(document.text, sentence, at),
        type=cast("MentionType", draft.type),
        named=draft.named or (not draft.plural and any(thing.known for thing in things)),
        things=things,
        rules=(*draft.rules, *rules),
    )
