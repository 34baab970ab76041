"""Names: what a run of capitals names, by its own words."""

import re
from collections.abc import Sequence

from plangraph.reading import chunks
from plangraph.reading.chunks import Chunk, Hits, is_capital, is_plain
from plangraph.reading.drafts import Draft
from plangraph.reading.nouns import (
    KindHead,
    NameHead,
    groups_of,
    kind_endings,
    name_ending,
    policy_verbs,
    scheme_words,
    singular,
    stop_names,
)
from plangraph.reading.tails import tail_end
from plangraph.reading.tokens import Token

_SCHEMES = frozenset(
    "scheme programme program initiative concept mission campaign facility yojana plan project strategy drive portal".split()
)
_CALLED = frozenset("called named titled entitled termed".split())
_LOCATIVE = frozenset(
    "in at from to near between across along around through throughout toward towards into within outside via beyond "
    "connecting linking with".split()
)
_JOINING = frozenset({",", "and", "or", "&", "the", ";", "(", ")", "as", "well", "to", "-"})
_QUOTES = frozenset({"'", '"'})
_MODIFIERS_MOST = 3


def find(tokens: Sequence[Token], hits: Hits, *, titled: bool) -> list[Draft]:
    """The names of a sentence; those whose own words do not tell their type have none yet."""
    found: list[Draft] = []
    for chunk in chunks.find(tokens, hits, titled=titled):
        found.extend(_drafts(tokens, chunk, titled=titled))
    return _quoted(tokens, found)


def _drafts(tokens: Sequence[Token], chunk: Chunk, *, titled: bool) -> list[Draft]:
    if _is_title(tokens, chunk):
        return []
    text = _words(tokens, chunk.first, chunk.last)
    exact = chunk.hit is not None and chunk.hit[:2] == (chunk.first, chunk.last)
    if not exact and (" ".join(text) in stop_names() or all(word in stop_names() for word in text)):
        return []
    _widen(tokens, chunk, titled=titled)
    exact = chunk.hit is not None and chunk.hit[:2] == (chunk.first, chunk.last)
    if exact and chunk.hit is not None:
        if _is_modifier(tokens, chunk):
            return []
        types = [entry.type for entry in chunk.hit[2]]
        draft = Draft(chunk.first, chunk.last, "place" if "place" in types else types[0], entries=chunk.hit[2])
        draft.cls = next(entry.thing.cls for entry in chunk.hit[2] if entry.type == draft.type)
        draft.rules.append("name:known")
        return [draft]
    if chunk.hit is not None and chunk.hit[0] == chunk.first and _only_directions(tokens, chunk.hit[1], chunk.last):
        return [Draft(chunk.first, chunk.last, "place", cls="Region", rules=["name:part"])]
    if chunk.hit is not None and chunk.hit[1] == chunk.last and is_before(tokens, chunk.first, chunk.hit[0]):
        return [Draft(chunk.first, chunk.last, "place", cls="Region", rules=["name:part"])]
    return _by_words(tokens, chunk, titled=titled)


def _only_directions(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "Changi East": a known place and a point of the compass."""
    return all("direction" in groups_of().get(token.lower, ()) for token in tokens[first:last])


def _words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [token.text for token in tokens[first:last]]


def is_before(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether only small words stand there: "northern", "the middle reaches of the", "river"."""
    return all(token.text[0].islower() for token in tokens[first:last]) or last - first == 1 and "direction" in groups_of().get(tokens[first].lower, ())


def _is_title(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """Whether a chunk is a person or an office: "President Banda", "Minister for Trade"."""
    first = tokens[chunk.first].text
    before = tokens[chunk.first - 1] if chunk.first else None
    titled = before is not None and stop_names().get(before.text.rstrip(".")) == "title" and is_capital(before)
    return stop_names().get(first) == "title" and first not in {"Prince", "King", "Queen", "Chief"} or titled


def _is_modifier(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """Whether an abbreviation only says of which make a kind is: "HDB flats"."""
    if chunk.last - chunk.first > 1 or not tokens[chunk.first].text.isupper():
        return False
    for end in range(chunk.last + 1, min(chunk.last + 4, len(tokens) + 1)):
        if not tokens[end - 1].tags & {"N", "ADJ"} or is_capital(tokens[end - 1]):
            return False
        if kind_endings([token.lower for token in tokens[chunk.last : end]]):
            return True
    return False


def _widen(tokens: Sequence[Token], chunk: Chunk, *, titled: bool) -> None:
    """Take in the small words that belong to the name: its head behind it, "northern" or "river" before it."""
    last = chunk.last
    if last + 3 < len(tokens) and tokens[last].text == "(" and tokens[last + 1].text.isupper() and tokens[last + 2].text == ")":
        end = _small_head(tokens, chunk, last + 3)
        last = end if end > last + 3 else last
    while True:
        end = _small_head(tokens, chunk, last)
        if end == last:
            break
        last = end
    place = chunk.hit is not None and any(entry.type == "place" for entry in chunk.hit[2])
    first = chunks.prefixed(tokens, chunk.first, place=place and chunk.hit is not None and chunk.hit[0] == chunk.first)
    chunk.first, chunk.last = chunks.reaches(tokens, first), last


def _small_head(tokens: Sequence[Token], chunk: Chunk, at: int) -> int:
    """Where a name ends with a head that is written small: "Kariba hydropower station"."""
    best = at
    for end in range(at + 1, min(at + 2 + _MODIFIERS_MOST, len(tokens) + 1)):
        token = tokens[end - 1]
        if is_capital(token) or not token.tags & {"N", "ADJ", "VG"} or token.tags & {"PREP", "DET", "PRON", "AUX", "MODAL"}:
            break
        words = [one.lower for one in tokens[at:end]]
        ending = name_ending(words)
        if ending is None or not ending.head.small:
            continue
        route = chunk.last - chunk.first == 1 and re.match(r"[A-Z]\w+-[A-Z]", tokens[chunk.first].text) is not None
        if ending.plural and not (_is_coordinated(tokens, chunk) or "local" in words or route):
            continue
        if ending.head.type == "initiative" and ending.size == 1 and chunk.last - chunk.first < 2:
            continue
        best = end
    return best


def _is_coordinated(tokens: Sequence[Token], chunk: Chunk) -> bool:
    before = [token.lower for token in tokens[max(0, chunk.first - 2) : chunk.first]]
    return bool(before) and (before[-1] in {"and", "or", "&", ","} or before[-2:] == ["and", "the"])


def _by_words(tokens: Sequence[Token], chunk: Chunk, *, titled: bool) -> list[Draft]:
    words = [token.lower for token in tokens[chunk.first : chunk.last]]
    capitals = tokens[chunk.first : chunk.last]
    proper = chunk.hit is not None or any(_is_proper(token) for token in capitals)
    ending = _head(words)
    draft = Draft(chunk.first, chunk.last)
    if ending is not None:
        head, size, plural, at_end = ending
        if head.type == "none":
            return []
        generic = not proper and (plural or size == len(words) or titled)
        if _counted_name(tokens, chunk):
            draft.type, draft.cls = ("initiative", "Programme") if words[-1] == "projects" else (head.type, head.cls)
            draft.rules.append("name:numbered")
            return [draft]
        whole = titled and head.type == "initiative" and len(words) > 2 and not plural
        if generic and not whole and kind_endings(words) and head.type != "organisation":
            return []
        if not proper and head.type == "infrastructure" and _goes_on(tokens, chunk.last):
            return []
        if titled and not proper and not whole:
            return _hit_alone(chunk)
        if not proper and (size == len(words) or (at_end and head.needs_proper)):
            return []
        draft.type, draft.cls = head.type, head.cls
        if words[-1] in {"project", "projects"} and head.type == "initiative" and _has_works(words):
            draft.type, draft.cls = "infrastructure", "Infrastructure"
        if at_end:
            draft.head, draft.plural = size, plural
        draft.rules.append("name:head")
        _lengthen(tokens, draft)
        return [_trimmed(tokens, draft) if titled else draft]
    if (scheme_words() & set(words) and len(words) > 1) or re.match(r"PM[-A-Z]", capitals[0].text):
        draft.type, draft.cls = "initiative", "Programme"
        draft.rules.append("name:scheme-word")
        return [draft]
    if chunk.hit is not None and not _in_brackets(tokens, chunk):
        return _hit_alone(chunk)
    if titled and not proper:
        return []
    return [draft] if _may_name(tokens, chunk, proper=proper) else []


def _lengthen(tokens: Sequence[Token], draft: Draft) -> None:
    """A name with a head written small takes its tail; "former" before a place belongs to it."""
    last = tokens[draft.last - 1]
    if draft.type == "initiative" and last.text.islower():
        heads = kind_endings([token.lower for token in tokens[max(draft.first, draft.last - 3) : draft.last]])
        tails = heads[0].head.tails if heads and isinstance(heads[0].head, KindHead) else ()
        draft.last = tail_end(tokens, draft.last, [tail for tail in tails if tail[0] == "for"], [False] * len(tokens))
    if draft.type == "place" and draft.first and tokens[draft.first - 1].lower == "former":
        draft.first -= 1


def _is_proper(token: Token) -> bool:
    """Whether a capital is that of a proper name: in no dictionary, or initials."""
    return is_capital(token) and (not is_plain(token) or re.match(r"[A-Z]{2,}", token.text) is not None)


def _counted_name(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """ "the Ten Major Ports" inside a sentence: one thing with a number in its name."""
    first = tokens[chunk.first]
    return "NUM" in first.tags and chunk.first > 1 and chunk.last - chunk.first > 2 and tokens[chunk.first - 1].lower == "the"


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether small nouns behind a capital make it part of a kind: "National Highway works"."""
    for end in range(at + 1, min(at + 3, len(tokens) + 1)):
        if is_capital(tokens[end - 1]) or "N" not in tokens[end - 1].tags:
            return False
        if kind_endings([token.lower for token in tokens[at:end]]):
            return True
    return False


def _is_code(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """ "Annex F-3", "R&D": a part of a document or letters that name nothing."""
    words = [token.text for token in tokens[chunk.first : chunk.last]]
    if all(re.fullmatch(r"[A-Z]-?\d[\w.-]*|[A-Z]&[A-Z]", word) or word in stop_names() for word in words):
        return True
    return len(words) == 1 and "&" in words[0] and len(words[0]) < 5


def _in_brackets(tokens: Sequence[Token], chunk: Chunk) -> bool:
    return 0 < chunk.first and chunk.last < len(tokens) and tokens[chunk.first - 1].text == "(" and tokens[chunk.last].text == ")"


_PARTED = re.compile(r"-(?:[ivx]+|\d+[a-z]?|[a-z])$")


def _head(words: Sequence[str]):
    """The head of a name: before "of" or "for", else at its end."""
    for index, word in enumerate(words):
        if word in {"of", "for", "on"} and index:
            ending = name_ending(words[:index])
            if ending is not None:
                return ending.head, ending.size, ending.plural, False
            break
    ending = name_ending([*words[:-1], _PARTED.sub("", words[-1])])
    if ending is None and words[-1] == ")":
        ending = name_ending(words[: words.index("(")]) if "(" in words else None
    if ending is None and (words[-1].isdigit() or len(words[-1]) == 1):
        ending = name_ending(words[:-1]) if len(words) > 1 else None
    return (ending.head, ending.size, ending.plural, True) if ending is not None else None


def _has_works(words: Sequence[str]) -> bool:
    return any("works" in groups_of().get(part, ()) for word in words for part in (word, singular(word)))


def _trimmed(tokens: Sequence[Token], draft: Draft) -> Draft:
    """A name at the head of a title without the verb that leads it: "Implementing the …"."""
    while draft.last - draft.first > draft.head + 1:
        token = tokens[draft.first]
        leads = "VG" in token.tags and "N" not in token.tags and token.lower not in groups_of()
        if not leads and not token.tags <= {"ADV"}:
            break
        draft.first += 1
    return draft


def _hit_alone(chunk: Chunk) -> list[Draft]:
    if chunk.hit is None:
        return []
    first, last, entries = chunk.hit
    types = [entry.type for entry in entries]
    kept = "place" if "place" in types else types[0]
    cls = next(entry.thing.cls for entry in entries if entry.type == kept)
    return [Draft(first, last, kept, entries=entries, cls=cls, rules=["name:known-inside"])]


def _may_name(tokens: Sequence[Token], chunk: Chunk, *, proper: bool) -> bool:
    """Whether a run of capitals without a head can be a name at all."""
    if _is_modifier(tokens, chunk) or _is_code(tokens, chunk):
        return False
    words = tokens[chunk.first : chunk.last]
    if all(len(word.text) == 1 or stop_names().get(_PARTED.sub("", word.text.lower()).capitalize()) is not None for word in words):
        return False
    if any(stop_names().get(word.text) in {"title", "time"} for word in words):
        return False
    if len(words) == 1 and len(words[0].text) < 2:
        return False
    return proper or len(words) > 1 or chunk.first > 0


def _quoted(tokens: Sequence[Token], found: list[Draft]) -> list[Draft]:
    """Names in quotation marks, whole: '"Pages for All" campaign'."""
    opening: int | None = None
    made: list[Draft] = []
    for index, token in enumerate(tokens):
        if token.text not in _QUOTES:
            continue
        if opening is not None and token.text == tokens[opening].text and index > opening + 1:
            draft = _in_quotes(tokens, opening + 1, index, found)
            if draft is not None:
                made.append(draft)
            opening = None
        elif index + 1 < len(tokens) and tokens[index + 1].start == token.end:
            opening = index
    kept = [draft for draft in found if not any(draft.meets(quoted) for quoted in made)]
    return sorted([*kept, *made], key=lambda draft: draft.first)


def _in_quotes(tokens: Sequence[Token], first: int, last: int, found: Sequence[Draft]) -> Draft | None:
    if not is_capital(tokens[first]) or last - first > 14:
        return None
    inside = [draft for draft in found if draft.first >= first and draft.last <= last]
    whole = [draft for draft in inside if draft.first == first and draft.last == last and draft.type]
    if whole:
        return None
    before = tokens[first - 2].lower if first > 1 else ""
    behind = [token.lower for token in tokens[last + 1 : last + 3]]
    ending = _head([token.lower for token in tokens[first:last]])
    scheme = any(word in _SCHEMES for word in behind) or before in _CALLED or (ending is not None and ending[0].type == "initiative")
    if not scheme:
        return None
    return Draft(first, last, "initiative", cls="Programme", rules=["name:quoted"])


def settle(tokens: Sequence[Token], found: list[Draft]) -> None:
    """Give a type to names whose own words have none: by what stands around them."""
    _merge_sections(tokens, found)
    for index, draft in enumerate(found):
        if draft.type:
            continue
        before = tokens[draft.first - 1] if draft.first else None
        behind = tokens[draft.last] if draft.last < len(tokens) else None
        if index and before is not None and before.text == "(" and found[index - 1].type and _right_before(tokens, found[index - 1].last, draft.first):
            draft.type, draft.cls = found[index - 1].type, found[index - 1].cls
            draft.rules.append("name:in-brackets")
        elif behind is not None and behind.lower in _SCHEMES and behind.text.islower():
            draft.type, draft.cls = "initiative", "Programme"
            draft.rules.append("name:scheme-behind")
        elif before is not None and before.lower in _CALLED:
            draft.type, draft.cls = "initiative", "Programme"
            draft.rules.append("name:called")
        elif before is not None and before.text == "," and draft.first > 1 and tokens[draft.first - 2].lower in _SCHEMES:
            draft.type, draft.cls = "initiative", "Programme"
            draft.rules.append("name:apposition")
        elif draft.last - draft.first == 1 and _is_initials(tokens[draft.first]):
            draft.type, draft.cls = "organisation", "Organisation"
            draft.rules.append("name:initials")
        elif before is not None and _is_locative(tokens, draft):
            draft.type, draft.cls = "place", "Region"
            draft.rules.append("name:locative")


def _right_before(tokens: Sequence[Token], last: int, first: int) -> bool:
    """Whether nothing but a bracket, and a quotation mark before it, stands between two names."""
    return first - last == 1 or (first - last == 2 and tokens[last].text in _QUOTES)


def _merge_sections(tokens: Sequence[Token], found: list[Draft]) -> None:
    """ "the Lisbon section of the Madrid-Lisbon Railway" is one name."""
    for index in range(len(found) - 1, 0, -1):
        left, right = found[index - 1], found[index]
        between = [token.lower for token in tokens[left.last : right.first]]
        if right.type == "infrastructure" and between in (["section", "of", "the"], ["section", "of"]):
            right.first = left.first
            del found[index - 1]


def _is_locative(tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether a name stands where a place does: "in Kisumu"; words of the dictionary alone are no place."""
    words = tokens[draft.first : draft.last]
    proper = any(is_capital(token) and not is_plain(token) for token in words)
    return proper and tokens[draft.first - 1].lower in _LOCATIVE


def _is_initials(token: Token) -> bool:
    if re.fullmatch(r"[A-Z]{3,}(?:-[A-Z]+)?", token.text) is None:
        return False
    return not (is_plain(token) and len(token.text) > 5)  # a word of a line in capitals
