"""Chunks: the runs of capitalised words that may be proper names, with the small words that join them."""

from dataclasses import dataclass

from plangraph.reading.names.gazetteer import Entry
from plangraph.reading.naming.joints import TAKE_OF, joined, spells
from plangraph.reading.naming.quotes import SCHEMES
from plangraph.reading.naming.view import View, is_capital, is_plain
from plangraph.reading.words.groups import policy_verbs
from plangraph.reading.words.nouns import name_ending
from plangraph.reading.words.tokens import Token

_TAKE_NUMBER = frozenset(
    {
        "terminal",
        "berth",
        "runway",
        "line",
        "plan",
        "vision",
        "agenda",
        "strategy",
        "programme",
        "phase",
        "pier",
        "gate",
    }
)
_MOST = 40  # words of a name; a longer run of capitals is a line in capitals
_PARTS = frozenset({"section", "phase", "main", "east", "west", "north", "south", "central", "northern", "southern"})
_NOT_FIRST = frozenset({"V", "VG", "VN", "VD", "VZ", "PREP", "DET", "ADV", "CONJ", "PRON", "MODAL", "AUX", "TO"})


@dataclass(slots=True)
class Chunk:
    """A run of tokens (half-open) that may be a name, and the known name in it: its tokens and its bearers."""

    first: int
    last: int
    hit: tuple[int, int, tuple[Entry, ...]] | None = None


def find(view: View) -> list[Chunk]:
    """The chunks of a sentence, in order."""
    found: list[Chunk] = []
    index, size = 0, len(view.tokens)
    opening = True  # nothing but signs and numbers so far
    while index < size:
        token = view.tokens[index]
        small = token.text[0].islower() or not _may_start(view, index)  # the first test is the quicker one
        if small and index not in view.hits:
            opening = opening and (token.tags <= {"PUNCT", "NUM"} or len(token.text) == 1)
            index += 1
        elif opening and index not in view.hits and not _opens_name(view, index):
            opening = False
            index += 1
        else:
            opening = False
            chunk = _grown(view, index)
            found.append(chunk)
            index = chunk.last
    return found


def _may_start(view: View, index: int) -> bool:
    first = view.tokens[index].text[0]
    if first.isupper():
        return True
    return (
        first.isdigit() and _is_ordinal(view.tokens[index]) and index + 1 < len(view.tokens) and _cap(view, index + 1)
    )


def _is_ordinal(token: Token) -> bool:
    """Whether a token is like "12th", as in "12th Five-Year Plan"."""
    return token.lower[:1].isdigit() and token.lower[-2:] in {"st", "nd", "rd", "th"}


def _cap(view: View, at: int) -> bool:
    return at < len(view.tokens) and is_capital(view.tokens[at])


def _opens_name(view: View, index: int) -> bool:
    """Whether the first word of a sentence belongs to a name."""
    token, behind = view.tokens[index], view.word(index + 1)
    if not is_plain(token) or (token.text.isupper() and len(token.text) > 1):
        return True
    if "ADV" in token.tags and (index + 1 in view.hits or not view.groups(index)) and "ADJ" not in token.tags:
        return False  # "Today Indian Railways …"
    if behind in {"of", "for"}:
        return token.lower in TAKE_OF and _cap(view, index + 2)
    if behind == "and":
        return _cap(view, index + 2) and token.lower not in policy_verbs()
    if not view.starts_name(index + 1) or (token.tags & _NOT_FIRST and not token.tags & {"N", "ADJ"}):
        return False
    verb = "ADJ" not in token.tags and any(pos == "V" and lemma in policy_verbs() for pos, lemma in token.lemmas)
    merit = "merit" in view.groups(index) and "N" not in token.tags
    return not (verb or merit)


def _grown(view: View, first: int) -> Chunk:
    chunk = Chunk(first, first + 1)
    if first in view.hits:
        chunk.last, entries = view.hits[first]
        chunk.hit = (first, chunk.last, entries)
    while chunk.last < min(len(view.tokens), first + _MOST):
        end = _step(view, chunk)
        if end == chunk.last:
            break
        chunk.last = end
    return chunk


def _step(view: View, chunk: Chunk) -> int:
    """The end of the chunk after one more word; its own end when it goes no further."""
    at = chunk.last
    token = view.tokens[at]
    if at in view.hits:
        end, entries = view.hits[at]
        chunk.hit = chunk.hit or (at, end, entries)
        return end
    if is_capital(token):
        return at if _ends_known(view, chunk) else at + 1
    if token.text == "(":
        return _bracket(view, at)
    if _is_ordinal(token) and view.starts_name(at + 1):
        return at + 1
    if "NUM" in token.tags or token.text[:1].isdigit():
        return _numbered(view, at)
    if token.text == "," and view.word(at + 1) == "and" and view.starts_name(at + 2) and spells(view, chunk.first, at):
        return at + 2
    the = token.lower in {"of", "on"} and view.word(at + 1) == "the"
    if not view.starts_name(at + 1) and not the:
        return at
    return joined(view, chunk.first, at, chunk.hit[1] if chunk.hit else None)


def _ends_known(view: View, chunk: Chunk) -> bool:
    """Whether a known name ends before one more plain word of a title: "Hong Kong Economy"."""
    if not view.titled or chunk.hit is None or chunk.hit[1] != chunk.last or not is_plain(view.tokens[chunk.last]):
        return False
    return name_ending(view.lower[chunk.first : chunk.last + 1]) is None


def _numbered(view: View, at: int) -> int:
    """As in "Terminal 5" and "Master Plan 2030" hold their number."""
    said = view.tokens[at].text
    takes = view.word(at - 1) in _TAKE_NUMBER and is_capital(view.tokens[at - 1])
    takes = takes or view.word(at + 1) in SCHEMES or (view.word(at + 1) == "(" and said in view.word(at + 2))
    said = said.replace(",", "")
    return at + 1 if takes and said.isdigit() and (len(said) == 4 or len(said) < 3) else at


def _bracket(view: View, at: int) -> int:
    """Behind "(URA)" the name goes on; "(East)", "(Hong Kong Section)" end it."""
    tokens = view.tokens
    close = next((index for index in range(at + 1, min(at + 6, len(tokens))) if tokens[index].text == ")"), None)
    if close is None or close == at + 1 or not all(is_capital(token) for token in tokens[at + 1 : close]):
        return at
    if view.word(close - 1) in _PARTS or view.word(at + 1) in _PARTS:
        return close + 1
    return close + 1 if close == at + 2 and tokens[at + 1].text.isupper() and _cap(view, close + 1) else at
