"""Widening: the words written small that belong to a proper name, before and behind its capitals."""

import re

from plangraph.reading.naming.chunks import Chunk
from plangraph.reading.naming.view import View, is_capital
from plangraph.reading.words.nouns import is_noun_behind, name_ending

_BEFORE = frozenset({"river", "lake", "mount", "port"})
_PREFIXES = frozenset(
    {"inland", "coastal", "mainland", "urban", "rural", "greater", "upper", "lower", "former", "downtown"}
)
_REACHES = frozenset({"reaches", "section", "sections", "stretch", "course"})
_NO_MODIFIER = frozenset({"PREP", "DET", "PRON", "AUX", "MODAL"})
_WORDS_MOST = 5  # from the capitals to the small head: "Kariba coal-fired thermal power plant"


def widen(view: View, chunk: Chunk) -> None:
    """Take in the small words of the name: its head behind it, "northern" or "the upper reaches of the" before it."""
    last = _behind_short_form(view, chunk)
    while True:
        end = _small_head(view, chunk, last)
        if end == last:
            break
        last = end
    first = chunk.first
    place = chunk.hit is not None and any(entry.type == "place" for entry in chunk.hit[2])
    if place and chunk.hit is not None and chunk.hit[0] == chunk.first:
        first = _prefixed(view, first)
    chunk.first, chunk.last = _reaches(view, first), last


def _behind_short_form(view: View, chunk: Chunk) -> int:
    """As in "New Dawn Support (NDS) initiative": the short form stands inside the name."""
    last, tokens = chunk.last, view.tokens
    if last + 3 >= len(tokens) or tokens[last].text != "(" or tokens[last + 2].text != ")":
        return last
    end = _small_head(view, chunk, last + 3) if tokens[last + 1].text.isupper() else last + 3
    return end if end > last + 3 else last


def _small_head(view: View, chunk: Chunk, at: int) -> int:
    """Where a name ends with a head that is written small: "Kariba hydropower station"; ``at`` when with none."""
    best = at
    for end in range(at + 1, min(at + _WORDS_MOST, len(view.tokens) + 1)):
        token = view.tokens[end - 1]
        if is_capital(token) or not token.tags & {"N", "ADJ", "VG"} or token.tags & _NO_MODIFIER:
            break
        words = view.lower[at:end]
        ending = name_ending(words)
        if ending is None or not ending.head.small:
            continue
        if ending.plural and not (_is_coordinated(view, chunk) or "local" in words or _is_route(view, chunk)):
            continue  # "Ghana roads": a place, and a kind
        if ending.head.type == "initiative" and ending.size == 1 and chunk.last - chunk.first < 2:
            continue  # a common noun behind a name of one word stays out
        if ending.head.needs_proper and end < len(view.tokens) and is_noun_behind(view.tokens[end]):
            continue  # "Mombasa school fees"
        best = end
    return best


def _is_route(view: View, chunk: Chunk) -> bool:
    return chunk.last - chunk.first == 1 and re.match(r"[A-Z]\w+-[A-Z]", view.tokens[chunk.first].text) is not None


def _is_coordinated(view: View, chunk: Chunk) -> bool:
    before = view.word(chunk.first - 1)
    return before in {"and", "or", "&", ","} or (before == "the" and view.word(chunk.first - 2) == "and")


def _prefixed(view: View, first: int) -> int:
    """As in "river Volta", "northern Namibia"."""
    before = view.word(first - 1)
    small = before in _BEFORE and view.tokens[first - 1].text.islower()
    return first - 1 if small or before in _PREFIXES or "direction" in view.groups(first - 1) else first


def _reaches(view: View, first: int) -> int:
    """As in "the middle reaches of the Niger River"."""
    start = first - 1 if view.word(first - 1) == "the" else first
    if view.word(start - 1) != "of" or view.word(start - 2) not in _REACHES:
        return first
    if view.word(start - 3) not in {"upper", "middle", "lower"}:
        return first
    return start - 5 if start >= 5 and view.word(start - 4) in {"and", "or"} else start - 3
