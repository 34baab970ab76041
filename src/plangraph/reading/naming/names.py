"""Names: what a run of capitals names, by its own words."""

import re
from collections.abc import Sequence

from plangraph.reading.naming import chunks, quotes
from plangraph.reading.naming.chunks import Chunk
from plangraph.reading.naming.directions import POINTS
from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.titles import kind_follows, titled
from plangraph.reading.naming.view import View, is_capital, is_proper
from plangraph.reading.naming.widening import widen
from plangraph.reading.words.groups import scheme_words, stop_names
from plangraph.reading.words.nouns import is_noun_behind, title_of, without_number

_NAMED = frozenset({"scheme", "programme", "program", "initiative", "mission", "campaign", "fund"})
_PARTS = frozenset({"lower", "upper", "middle", "greater", "inner", "outer"})  # of a place: "the Lower Volta"
_NOBLE = frozenset({"Prince", "King", "Queen", "Chief"})  # titles that names of hospitals and streets begin with


def find(view: View) -> list[Draft]:
    """The names of a sentence, in order; those whose own words do not tell their type have none yet."""
    found: list[Draft] = []
    for chunk in chunks.find(view):
        if found and chunk.first < found[-1].last:
            continue  # the short form inside a name
        draft = _draft(view, chunk)
        if draft is not None:
            draft.first = max(draft.first, found[-1].last if found else 0)  # "Tibet river Tibet"
            found.append(draft)
    return quotes.taken_whole(view, found)


def _draft(view: View, chunk: Chunk) -> Draft | None:
    texts = [token.text for token in view.tokens[chunk.first : chunk.last]]
    if _is_person(view, chunk) or (not _is_known(chunk) and _is_stop(texts)):
        listed = chunk.last - chunk.first == 1 and view.word(chunk.last) in {",", "and"} and not view.titled
        direction = listed and "direction" in view.groups(chunk.first)
        return Draft(chunk.first, chunk.last) if direction else None  # "**Northern**, Volta and Ashanti Provinces"
    if view.word(chunk.last) in {"dollar", "dollars"}:
        return None  # "US dollars"
    widen(view, chunk)
    if chunk.hit is None:
        return _by_words(view, chunk)
    if _is_known(chunk):
        return None if _is_modifier(view, chunk) else _known(chunk, "name:known")
    if _is_part_of_place(view, chunk):
        return Draft(chunk.first, chunk.last, "place", cls="Region", rules=["name:part"])
    return _by_words(view, chunk)


def _is_stop(texts: Sequence[str]) -> bool:
    return " ".join(texts) in stop_names() or all(text in stop_names() for text in texts)


def _is_known(chunk: Chunk) -> bool:
    return chunk.hit is not None and chunk.hit[:2] == (chunk.first, chunk.last)


def _known(chunk: Chunk, rule: str) -> Draft | None:
    """The known name in a chunk; a name that a place bears too is that of the place, until a list tells more."""
    if chunk.hit is None:
        return None
    first, last, entries = chunk.hit
    types = [entry.type for entry in entries]
    kept = "place" if "place" in types else types[0]
    cls = next(entry.thing.cls for entry in entries if entry.type == kept)
    return Draft(first, last, kept, entries=entries, cls=cls, rules=[rule])


def _is_part_of_place(view: View, chunk: Chunk) -> bool:
    """As in "northern Ghana", "the middle reaches of the Volta", "Changi East"."""
    if chunk.hit is None or not any(entry.type == "place" for entry in chunk.hit[2]):
        return False
    first, last, _ = chunk.hit
    if first == chunk.first:
        return all("direction" in view.groups(at) for at in range(last, chunk.last))
    if last != chunk.last:
        return False
    small = all(token.text[0].islower() for token in view.tokens[chunk.first : first])
    part = "direction" in view.groups(chunk.first) or view.word(chunk.first) in _PARTS
    return small or (first - chunk.first == 1 and part)


def _is_person(view: View, chunk: Chunk) -> bool:
    """Whether a chunk is a person or an office: "President Banda", "Minister for Trade"."""
    before = view.tokens[chunk.first - 1] if chunk.first else None
    if before is not None and is_capital(before) and stop_names().get(before.text.rstrip(".")) == "title":
        return True
    first = view.tokens[chunk.first].text
    return stop_names().get(first) == "title" and first not in _NOBLE


def _is_modifier(view: View, chunk: Chunk) -> bool:
    """Whether an abbreviation only says of which make a kind is: "HDB flats"."""
    text = view.tokens[chunk.first].text
    if chunk.last - chunk.first > 1 or not text.isupper():
        return False
    if len(text) > 2 and view.word(chunk.last) in _NAMED and text not in stop_names():
        return False  # "the SWIM scheme": its name
    return kind_follows(view, chunk.last, frozenset({"N", "ADJ"}), 3)


def _by_words(view: View, chunk: Chunk) -> Draft | None:
    if _is_compass(view, chunk):
        point = f"the {' '.join(view.lower[chunk.first : chunk.last])}"
        return Draft(chunk.first, chunk.last, "place", cls="Region", members=(point,), rules=["place:point"])
    words = view.lower[chunk.first : chunk.last]
    proper = chunk.hit is not None or any(is_proper(token) for token in view.tokens[chunk.first : chunk.last])
    proper = proper or _is_shortened(view, chunk)
    title = title_of(_uncoupled(view.tokens[chunk.first].text) if len(words) == 1 else words)
    if title is not None:
        return titled(view, chunk, title, proper=proper)
    known_scheme = bool(scheme_words() & set(words)) and len(words) > 1
    if known_scheme or re.match(r"PM[-A-Z]", view.tokens[chunk.first].text):
        return Draft(chunk.first, chunk.last, "initiative", cls="Programme", rules=["name:scheme-word"])
    if chunk.last - chunk.first > 1 and view.word(chunk.last) in quotes.SCHEMES and _is_small(view, chunk.last):
        return Draft(chunk.first, chunk.last, "initiative", cls="Programme", rules=["name:scheme-behind"])
    if chunk.hit is not None and _is_body_of_body(view, chunk):
        return Draft(chunk.first, chunk.last, "organisation", cls="Organisation", rules=["name:known-inside"])
    if chunk.hit is not None and not _in_brackets(view, chunk):
        return _known(chunk, "name:known-inside")
    if (view.titled and not proper) or not _may_name(view, chunk, proper=proper):
        return None
    return Draft(chunk.first, chunk.last)


def _is_shortened(view: View, chunk: Chunk) -> bool:
    """As in "Small Boat Policy (SBP)": a short form with its initials stands behind it, or inside."""
    capitals = [token for token in view.tokens[chunk.first : chunk.last] if is_capital(token)]
    at = next((at for at in range(chunk.first + 2, chunk.last + 1) if view.word(at) == "("), 0)
    if not at or view.word(at + 2) != ")":
        return False
    initials = "".join(token.text[0] for token in capitals if token.end <= view.tokens[at].start)
    return len(initials) > 1 and view.tokens[at + 1].text == initials


def _is_body_of_body(view: View, chunk: Chunk) -> bool:
    """As in "COMESA Clean Rivers Network": a known body, and what is its own behind it."""
    if chunk.hit is None or view.titled or any(entry.type != "organisation" for entry in chunk.hit[2]):
        return False
    first, last, _ = chunk.hit
    return first == chunk.first and chunk.last - last > 2 and all(map(is_capital, view.tokens[last : chunk.last]))


def _is_small(view: View, at: int) -> bool:
    return view.tokens[at].text.islower()


def _uncoupled(text: str) -> list[str]:
    """The two words of a name like "SeedFund", else the word itself, in small letters."""
    found = re.fullmatch(r"([A-Z][a-z]+)([A-Z][a-z]+)", text)
    return [found[1].lower(), found[2].lower()] if found else [text.lower()]


def _is_compass(view: View, chunk: Chunk) -> bool:
    """As in "the North East"."""
    if view.word(chunk.first - 1) != "the" or view.titled or chunk.last - chunk.first > 2:
        return False
    noun = all(view.word(at) in POINTS for at in range(chunk.first, chunk.last))
    return noun and not (chunk.last < len(view.tokens) and is_noun_behind(view.tokens[chunk.last]))


def _in_brackets(view: View, chunk: Chunk) -> bool:
    return view.word(chunk.first - 1) == "(" and view.word(chunk.last) == ")"


def _may_name(view: View, chunk: Chunk, *, proper: bool) -> bool:
    """Whether a run of capitals without a head can be a name at all."""
    texts = [token.text for token in view.tokens[chunk.first : chunk.last]]
    if _is_modifier(view, chunk) or _is_code(texts):
        return False
    if any(stop_names().get(text) in {"title", "time"} for text in texts):
        return False
    return proper or len(texts) > 1 or chunk.first > 0


def _is_code(texts: Sequence[str]) -> bool:
    """As in "Annex F-3", "Part B", "R&D": a part of a document, or letters that name nothing."""
    if len(texts) == 1 and (len(texts[0]) == 1 or ("&" in texts[0] and len(texts[0]) < 5)):
        return True
    return all(
        len(text) == 1
        or re.fullmatch(r"[A-Z]-?\d[\w.-]*", text) is not None
        or without_number(text.lower()).capitalize() in stop_names()
        or text in stop_names()
        for text in texts
    )
