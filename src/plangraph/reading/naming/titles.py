"""Titles: names whose last words, or those before "of", tell what they are of."""

from collections.abc import Sequence

from plangraph.reading.naming.chunks import Chunk
from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.modifiers import YEARS
from plangraph.reading.naming.tails import tail_end
from plangraph.reading.naming.view import View, is_capital
from plangraph.reading.words.groups import groups_of
from plangraph.reading.words.nouns import KindHead, Title, kind_endings, singular

_LONG = 4  # words of a title with "and" inside


def titled(view: View, chunk: Chunk, title: Title, *, proper: bool) -> Draft | None:
    """A name with a head: "Kariba Bridge", "Ministry of Works"."""
    words = view.lower[chunk.first : chunk.last]
    head = title.head
    indefinite = head.type == "place" and view.word(chunk.first - 1) in {"a", "an"} and chunk.hit is None
    if head.type == "none" or (indefinite and title.at_end):
        return None  # "become a Smart City"
    draft = Draft(chunk.first, chunk.last, head.type, cls=head.cls, rules=["name:head"])
    if view.tokens[chunk.last - 1].text == "Railways" and len(words) > 1 and not view.titled:
        draft.type, draft.cls = "organisation", "Organisation"  # with a capital, the body that runs them
        return draft
    if _is_counted(view, chunk):
        if words[-1] == "projects":
            draft.type, draft.cls = "initiative", "Programme"
        return draft
    if not proper and _is_common(view, chunk, title):
        return None
    served = words[-1] == "facility" and any("service" in groups_of().get(word, ()) for word in words)
    built = words[-1] in {"project", "projects", "facility"} and _has_works(words)
    if head.type == "initiative" and (built or served):
        draft.type, draft.cls = "infrastructure", "Infrastructure"
    if title.at_end:
        draft.head, draft.plural = title.size, title.plural
    _lengthen(view, draft)
    if view.titled:
        _trim(view, draft)
    return draft


def kind_follows(view: View, at: int, tags: frozenset[str], most: int) -> bool:
    """Whether small words behind a name make it part of a kind: "National Highway works"."""
    for end in range(at + 1, min(at + most, len(view.tokens)) + 1):
        if is_capital(view.tokens[end - 1]) or not view.tags(end - 1) & tags:
            return False
        if kind_endings(view.lower[at:end]):
            return True
    return False


def _is_common(view: View, chunk: Chunk, title: Title) -> bool:
    """Whether words of the dictionary make no name here: "National Highways", and most of what stands in titles."""
    words = view.lower[chunk.first : chunk.last]
    head = title.head
    whole = view.titled and head.type == "initiative" and len(words) > 2 and not title.plural
    if view.titled and not whole:
        return True
    alone = title.size == len(words)
    the = view.word(chunk.first - 1) == "the"
    whole = len(words) > 2 and the and not title.plural  # "the Light Boat Centre"
    if the and head.type == "initiative" and "and" in words and len(words) > _LONG:
        return False  # "the Rural Water Supply and Sanitation Programmes"
    if alone or (title.at_end and head.needs_proper and not whole):
        return True
    counted = any("NUM" in view.tags(chunk.first - back) for back in (1, 2))  # "24 new Medical Colleges"
    if title.plural and (counted or head.type != "organisation") and kind_endings(words):
        return True
    return head.type == "infrastructure" and kind_follows(view, chunk.last, frozenset({"N"}), 2)


def _is_counted(view: View, chunk: Chunk) -> bool:
    """As in "the Ten Major Ports" inside a sentence: one thing with a number in its name."""
    if chunk.first < 2 or chunk.last - chunk.first < 3 or "NUM" not in view.tags(chunk.first):
        return False
    return view.word(chunk.first - 1) == "the"


def _has_works(words: Sequence[str]) -> bool:
    return any("works" in groups_of().get(part, ()) for word in words for part in (word, singular(word)))


def _lengthen(view: View, draft: Draft) -> None:
    """A name with a head written small takes its tail; "former" before a place belongs to it."""
    if draft.type == "initiative" and view.tokens[draft.last - 1].text.islower():
        heads = kind_endings(view.lower[max(draft.first, draft.last - 3) : draft.last])
        tails = heads[0].head.tails if heads and isinstance(heads[0].head, KindHead) else ()
        draft.last = tail_end(view, draft.last, [tail for tail in tails if tail[0] == "for"])
    before = view.word(draft.first - 1)
    if (draft.type == "place" and before == "former") or (draft.type == "initiative" and YEARS.fullmatch(before)):
        draft.first -= 1  # "the 2013-14 Land Sale Programme"


def _trim(view: View, draft: Draft) -> None:
    """Cut off the verb that leads a title: "Implementing the Coastal Plan"."""
    while draft.last - draft.first > draft.head + 1:
        tags = view.tags(draft.first)
        leads = "VG" in tags and "N" not in tags and not view.groups(draft.first)
        if not leads and not tags <= {"ADV"}:
            break
        draft.first += 1
