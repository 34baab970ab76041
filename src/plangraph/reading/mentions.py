"""Mentions: every place, initiative, structure, sector, body and amount that a document speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from plangraph.model import Document, Mention, MentionType, Sentence, Span
from plangraph.reading import amounts, directions, kinds, linking, lists, names, sectors
from plangraph.reading.drafts import Draft, taken
from plangraph.reading.gazetteer import Gazetteer, Hit
from plangraph.reading.nested import settled
from plangraph.reading.references import Sight, things_of
from plangraph.reading.source import evidence
from plangraph.reading.tokens import Token, tokenize

_STRONG = frozenset({"name:head", "name:quoted", "name:scheme-word", "name:scheme-behind", "name:called", "name:apposition"})


@dataclass(slots=True)
class _Sight:
    """One sentence while its mentions are found."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    hits: list[Hit]
    titled: bool
    names: list[Draft] = field(default_factory=list)


def find(document: Document, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions of a document, by sentence and in the order of the text.

    Spans follow the annotation guideline: no article, no word of size or praise, the longest proper name; inside a
    descriptive phrase places, sectors and amounts are mentions too.

    Args:
        document: its sentences are read one by one, but what one tells of a name holds in all of them.
        gazetteer: of known names.

    Returns:
        Mentions with the things that they stand for: none where a name has several bearers and nothing decides (rule
        "ambiguous"), and none for amounts. ``rules`` tells which rules found and linked each.
    """
    sights = [_look(sentence, gazetteer) for sentence in document.sentences]
    memory = _remember(sights)
    _forget(sights, memory)
    scene = linking.scene(document, [sight.hits for sight in sights])
    found: list[Mention] = []
    for index, sight in enumerate(sights):
        drafts = _drafts(sight, memory)
        for draft in drafts:
            found.append(_mention(document, gazetteer, scene, index, sight, draft, drafts))
    return tuple(found)


def _look(sentence: Sentence, gazetteer: Gazetteer) -> _Sight:
    tokens = tokenize(sentence.text)
    hits = gazetteer.hits(sentence.text)
    sight = _Sight(sentence, tokens, hits, _is_titled(sentence, tokens))
    sight.names = names.find(tokens, _by_token(tokens, hits), titled=sight.titled)
    names.settle(tokens, sight.names)
    return sight


def _is_titled(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a sentence is written like a title, so that its capitals tell nothing."""
    if sentence.form == "heading":
        return True
    words = [token for token in tokens if token.tags & {"N", "V", "VG", "ADJ", "NAME"} and not token.tags & {"PREP", "CONJ"}]
    capitals = sum(token.text[:1].isupper() for token in words)
    return len(words) > 1 and capitals == len(words) and tokens[-1].text not in {".", ";"}


def _by_token(tokens: Sequence[Token], hits: Sequence[Hit]) -> dict[int, tuple[int, tuple]]:  # type: ignore[type-arg]
    """The longest name that begins at each token; small-lettered names only where they are places by themselves."""
    starts = {token.start: index for index, token in enumerate(tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(tokens)}
    found: dict[int, tuple[int, tuple]] = {}  # type: ignore[type-arg]
    covered = 0
    for hit in hits:
        first, last = starts.get(hit.start), ends.get(hit.end)
        if first is None or last is None or hit.start < covered:
            continue
        if not _names_by_itself(tokens[first:last], hit):
            continue
        found[first] = (last, hit.entries)
        covered = hit.end
    return found


def _names_by_itself(words: Sequence[Token], hit: Hit) -> bool:
    """Whether a name of the gazetteer is a mention as it stands, and no phrase that only helps to link."""
    lower = [token.lower for token in words]
    known = hit.entries[0].thing.known
    if known and {"in", "along"} & set(lower):
        return False
    if known and "and" in lower and words[-1].text.islower():
        return False
    if words[0].text[0].isupper():
        return True
    kinds_ = {entry.kind for entry in hit.entries}
    if "world" in kinds_:
        return True
    return "macro-region" in kinds_ and len(words) > 1 and lower[-1] not in {"region", "regions"}


def _remember(sights: Sequence[_Sight]) -> dict[str, tuple[str, str]]:
    """What the document's sure names are, by their words."""
    memory: dict[str, tuple[str, str]] = {}
    for sight in sights:
        for draft in sight.names:
            if draft.type and _STRONG & set(draft.rules):
                memory.setdefault(_text(sight.tokens, draft).lower(), (draft.type, draft.cls))
    return memory


def _forget(sights: Sequence[_Sight], memory: dict[str, tuple[str, str]]) -> None:
    """Short forms that a bracket explains by words that are no name: they are no names either."""
    for sight in sights:
        tokens = sight.tokens
        ends = {draft.last for draft in sight.names if draft.type}
        for index in range(2, len(tokens) - 1):
            said = tokens[index].text.removesuffix("s")
            if tokens[index - 1].text != "(" or tokens[index + 1].text != ")" or not said.isupper() or len(said) < 2:
                continue
            before = index - 2 if tokens[index - 2].text not in {"'", '"'} else index - 3
            if before + 1 not in ends and tokens[before].tags & {"N", "NAME", "ADJ"}:
                memory.setdefault(said.lower(), ("", ""))
                memory.setdefault(f"{said.lower()}s", ("", ""))


def _drafts(sight: _Sight, memory: dict[str, tuple[str, str]]) -> list[Draft]:
    tokens = sight.tokens
    for draft in sight.names:
        known = memory.get(_text(tokens, draft).lower())
        if known is not None and (not draft.type or "name:locative" in draft.rules or "name:initials" in draft.rules):
            draft.type, draft.cls = known
            draft.rules.append("name:elsewhere")
    lists.share(tokens, sight.names)
    found = [draft for draft in sight.names if draft.type]
    held = taken(found, len(tokens))
    parts = directions.find(tokens, held)
    found += parts
    held = taken(found, len(tokens))
    kinds_ = kinds.find(tokens, held, titled=sight.titled)
    for draft in kinds_:
        if _text(tokens, draft) == "Railways" and _is_body(sight, draft):
            draft.type, draft.cls = "organisation", "Organisation"
            draft.named, draft.label = True, ""
    sectors_ = sectors.find(tokens, held, titled=sight.titled)
    counts = _amounts(sight)
    return settled(tokens, found, kinds_, sectors_, counts)


def _is_body(sight: _Sight, draft: Draft) -> bool:
    """Whether "Railways" with a capital is the body that runs them: inside a sentence, or where it acts."""
    if sight.titled:
        return False
    behind = sight.tokens[draft.last].tags if draft.last < len(sight.tokens) else frozenset()
    return draft.first > 0 and "PUNCT" not in sight.tokens[draft.first - 1].tags or bool(behind & {"MODAL", "AUX"})


def _amounts(sight: _Sight) -> list[Draft]:
    starts = {token.start: index for index, token in enumerate(sight.tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(sight.tokens)}
    found: list[Draft] = []
    for amount in amounts.find(sight.sentence.text):
        first, last = starts.get(amount.start), ends.get(amount.end)
        draft = Draft(first if first is not None else -1, last if last is not None else -1, "quantity", rules=["amount"])
        draft.span = Span(amount.start, amount.end)
        found.append(draft)
    return found


def _text(tokens: Sequence[Token], draft: Draft) -> str:
    return " ".join(token.text for token in tokens[draft.first : draft.last])


def _mention(document, gazetteer, scene, index, sight, draft, drafts) -> Mention:  # type: ignore[no-untyped-def]
    at = draft.span or Span(sight.tokens[draft.first].start, sight.tokens[draft.last - 1].end)
    things, rules = things_of(Sight(gazetteer, scene, index, sight.sentence.text, sight.tokens, sight.hits, drafts), draft)
    return Mention(
        sentence=index,
        at=at,
        evidence=evidence(document.text, sight.sentence, at),
        type=cast("MentionType", draft.type),
        named=draft.named or (not draft.plural and any(thing.known for thing in things)),
        things=things,
        rules=(*draft.rules, *rules),
    )
