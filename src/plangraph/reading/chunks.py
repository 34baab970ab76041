"""Chunks: the runs of capitalised words that may be proper names, with the small words that join them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plangraph.reading.gazetteer import Entry
from plangraph.reading.nouns import groups_of, name_ending, policy_verbs, stop_names
from plangraph.reading.tokens import Token

Hits = Mapping[int, tuple[int, tuple[Entry, ...]]]  # first token -> end of the longest name there, and its bearers

# Heads that take "of", "for" or "on" and go on with a capital: "Bank of …", "Programme for …", "Forum on …".
_TAKE_OF = frozenset(
    "ministry department bureau bank reserve authority university institute office board council commission committee "
    "centre center port gulf bay strait straits cape isle sea lake city kingdom republic forum programme program plan "
    "federation association chamber academy college school congress people parliament government company corporation "
    "society prince road bridge house court union state's league organisation organization agency hall garden gardens "
    "museum park valley service trust foundation".split()
)
_TAKE_FOR = frozenset(
    "ministry department centre center council authority board committee institute agency office plan programme program "
    "scheme strategy fund commission foundation mission agenda framework roadmap campaign initiative facility academy "
    "bank school".split()
)
_TAKE_ON = frozenset("forum commission committee council programme mission panel".split())
_TAKE_NUMBER = frozenset("terminal berth runway line plan vision agenda strategy programme china phase pier gate park".split())
_OWNERS = frozenset("people women children workers farmers citizens consumers mother mothers".split())
_PARTS = frozenset("section east west north south phase main central southern northern eastern western".split())
_BEFORE = frozenset("river lake mount port".split())
_PREFIXES = frozenset("inland coastal mainland urban rural greater upper lower former downtown".split())
_NOT_FIRST = frozenset("V VG VN VD VZ PREP DET ADV CONJ PRON MODAL AUX TO".split())
_REACHES = frozenset("reaches section sections stretch course".split())


@dataclass(slots=True)
class Chunk:
    """A run of tokens that may be a name (half-open), the name in it that is in a table, and its parts."""

    first: int
    last: int
    hit: tuple[int, int, tuple[Entry, ...]] | None = None
    quoted: bool = False


def is_plain(token: Token) -> bool:
    """Whether a token is a word of the dictionary, whatever its letters."""
    return len(token.tags) > ("NAME" in token.tags)


def is_capital(token: Token) -> bool:
    """Whether a token begins with a capital, or is a number with one behind it ("T5" but not "3,000")."""
    return token.text[:1].isupper()


def is_ordinal(token: Token) -> bool:
    """ "12th", as in "12th Five-Year Plan"."""
    return token.lower[:1].isdigit() and token.lower[-2:] in {"st", "nd", "rd", "th"}


def find(tokens: Sequence[Token], hits: Hits, *, titled: bool) -> list[Chunk]:
    """The chunks of a sentence, in order.

    Args:
        tokens: of the sentence.
        hits: where names of the gazetteer begin.
        titled: whether it is written like a title, so that a capital says nothing.
    """
    found: list[Chunk] = []
    index, size = 0, len(tokens)
    opening = True
    while index < size:
        token = tokens[index]
        if index not in hits and not _may_start(tokens, index):
            opening = opening and (token.tags <= {"PUNCT", "NUM"} or len(token.text) == 1)
            index += 1
            continue
        if opening and index not in hits and not _opens_name(tokens, index, hits):
            opening = False
            index += 1
            continue
        opening = False
        chunk = _grown(tokens, index, hits, titled=titled)
        found.append(chunk)
        index = chunk.last
    return found


def _may_start(tokens: Sequence[Token], index: int) -> bool:
    first = tokens[index].text[0]
    if first.isupper():
        return True
    return first.isdigit() and is_ordinal(tokens[index]) and index + 1 < len(tokens) and is_capital(tokens[index + 1])


def _opens_name(tokens: Sequence[Token], index: int, hits: Hits) -> bool:
    """Whether the first word of a sentence belongs to a name."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if not is_plain(token) or (token.text.isupper() and len(token.text) > 1):
        return True
    if index + 1 in hits and "ADV" in token.tags:
        return False
    if following is None or not (is_capital(following) or index + 1 in hits or following.lower in {"of", "for", "and"}):
        return False
    if following.lower in {"of", "for"}:
        return token.lower in _TAKE_OF and index + 2 < len(tokens) and is_capital(tokens[index + 2])
    if following.lower == "and":
        return index + 2 < len(tokens) and is_capital(tokens[index + 2]) and token.lower not in policy_verbs()
    if token.tags & _NOT_FIRST and not token.tags & {"N", "ADJ"}:
        return False
    verb = "ADJ" not in token.tags and any(pos == "V" and lemma in policy_verbs() for pos, lemma in token.lemmas)
    merit = "merit" in groups_of().get(token.lower, ()) and "N" not in token.tags
    return not (verb or merit)


def _grown(tokens: Sequence[Token], first: int, hits: Hits, *, titled: bool) -> Chunk:
    chunk = Chunk(first, first + 1)
    if first in hits:
        chunk.last, entries = hits[first]
        chunk.hit = (first, chunk.last, entries)
    while chunk.last < len(tokens):
        end = _step(tokens, chunk, hits, titled=titled)
        if end == chunk.last:
            break
        chunk.last = end
    return chunk


def _step(tokens: Sequence[Token], chunk: Chunk, hits: Hits, *, titled: bool) -> int:
    """The end of the chunk after one more word; its own end when it goes no further."""
    at = chunk.last
    token, before = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if at in hits:
        end, entries = hits[at]
        if chunk.hit is None:
            chunk.hit = (at, end, entries)
        return end
    if is_capital(token):
        return at if titled and is_plain(token) and chunk.hit is not None and chunk.hit[1] == at and not _ends_name(tokens, chunk.first, at + 1) else at + 1
    if following is None:
        return _numbered(before, token, at)
    capital = is_capital(following) or at + 1 in hits
    if token.text == "(":
        return _bracket(tokens, at)
    if is_ordinal(token) and capital:
        return at + 1
    if "NUM" in token.tags or token.text[:1].isdigit():
        return _numbered(before, token, at)
    if not capital and not (token.lower in {"of", "on"} and following.lower == "the"):
        return at
    return _joined(tokens, chunk, hits, at)


def _numbered(before: Token, token: Token, at: int) -> int:
    year = token.text.isdigit() and len(token.text) == 4
    small = token.text.isdigit() and len(token.text) < 3
    return at + 1 if before.lower in _TAKE_NUMBER and (year or small) and is_capital(before) else at


def _bracket(tokens: Sequence[Token], at: int) -> int:
    """Behind "(URA)" the name goes on; "(East)", "(Hong Kong Section)" end it."""
    close = next((index for index in range(at + 1, min(at + 6, len(tokens))) if tokens[index].text == ")"), None)
    if close is None:
        return at
    inside = tokens[at + 1 : close]
    if not inside or not all(is_capital(token) for token in inside):
        return at
    if inside[-1].lower in _PARTS or inside[0].lower in _PARTS:
        return close + 1
    goes_on = close + 1 < len(tokens) and is_capital(tokens[close + 1])
    return close + 1 if len(inside) == 1 and inside[0].text.isupper() and goes_on else at


def _joined(tokens: Sequence[Token], chunk: Chunk, hits: Hits, at: int) -> int:
    """The end of a chunk that goes on behind a small word with a capital after it."""
    token, before = tokens[at], tokens[at - 1]
    words = [one.lower for one in tokens[chunk.first : at]]
    right = _run(tokens, at + 1, hits)
    if token.lower == "'s":
        return at + 1 if before.lower in _OWNERS else at
    if token.lower == "of":
        start = at + 1 if is_capital(tokens[at + 1]) or at + 1 in hits else at + 2
        if start >= len(tokens) or not (is_capital(tokens[start]) or start in hits):
            return at
        return start if words[-1] in _TAKE_OF or (chunk.hit is None and words[0] in _TAKE_OF) else at
    if token.lower == "for":
        return at + 1 if _takes(words, _TAKE_FOR) else at
    if token.lower == "on":
        return at + 1 if _takes(words, _TAKE_ON) else at
    if token.lower == "in":
        return at + 1 if before.lower == "excellence" else at
    if token.text in {"&", "and", ","}:
        return at + 1 if _coordinated(tokens, chunk, hits, at, right) else at
    if token.text == "-":
        return at + 1 if _is_route(tokens, right) else at
    ending = name_ending([one.lower for one in tokens[at + 1 : right]])
    if token.lower == "to" and ending is not None and ending.head.type == "infrastructure" and not ending.plural:
        start = tokens[chunk.first - 1].lower if chunk.first else ""
        return at + 1 if start not in {"from", "between"} and name_ending(words) is None else at
    joins = token.lower in {"at", "a", "with"} and ending is not None and ending.head.type == "initiative"
    return at + 1 if joins else at


def _is_route(tokens: Sequence[Token], right: int) -> bool:
    """ "Mombasa - Nairobi highway": whether a structure stands behind the second end."""
    for end in range(right, min(right + 3, len(tokens)) + 1):
        ending = name_ending([token.lower for token in tokens[right - 1 : end]])
        if ending is not None and ending.head.type == "infrastructure" and (ending.head.small or end == right):
            return True
    return False


def _takes(words: Sequence[str], heads: frozenset[str]) -> bool:
    return words[-1] in heads or words[0] in heads


def _run(tokens: Sequence[Token], start: int, hits: Hits) -> int:
    """The end of the capitals that begin at ``start``, with a small head behind them."""
    end = start
    while end < len(tokens) and (is_capital(tokens[end]) or end in hits):
        end = hits[end][0] if end in hits else end + 1
    return end


def _ends_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    return name_ending([token.lower for token in tokens[first:last]]) is not None


def _coordinated(tokens: Sequence[Token], chunk: Chunk, hits: Hits, at: int, right: int) -> bool:
    """Whether "and" joins words of one name: "Coastal and Flood Protection Fund", "Ministry of Trade and Industry"."""
    if tokens[at].text == "&":
        return True
    words = [token.lower for token in tokens[chunk.first : at]]
    opener = next((index for index, word in enumerate(words) if word in {"of", "for"}), 0)
    body = opener > 0 and bool({words[0], words[opener - 1]} & (_TAKE_OF | _TAKE_FOR)) and words[0] != "port"
    plain = all(is_plain(token) for token in tokens[at + 1 : right]) and at + 1 not in hits
    ending = name_ending([token.lower for token in tokens[at + 1 : right]])
    if body:
        ministry = words[opener - 1] in {"ministry", "department", "bureau", "directorate"}
        return plain and (ending is None or (ending.plural and ministry) or right - at > 2) and (tokens[at].text != "," or _goes_on(tokens, at, right))
    if tokens[at].text == "," or ending is None or ending.plural:
        return False
    if _only_adjective(tokens[at - 1]) and _only_adjective(tokens[at + 1]):
        return True  # "Economic and Cultural Council"
    if chunk.hit is not None:
        return False
    if ending.head.type not in {"initiative", "organisation", "infrastructure"} or right - at < 3:
        return False
    return name_ending(words) is None and all(is_plain(token) for token in tokens[chunk.first : at]) and words[0] not in {"government", "state", "centre"}


def _only_adjective(token: Token) -> bool:
    return "ADJ" in token.tags and "N" not in token.tags


def _goes_on(tokens: Sequence[Token], at: int, right: int) -> bool:
    """Whether a comma inside the name of a body is followed by "and" and a capital: "Trade, Commerce and Industry"."""
    return right + 1 < len(tokens) and tokens[right].lower in {"and", ","} and is_capital(tokens[right + 1])


def prefixed(tokens: Sequence[Token], first: int, *, place: bool) -> int:
    """Where a name begins when the small words before it belong to it: "river Ganga", "northern Namibia"."""
    if not first or not place:
        return first
    before = tokens[first - 1]
    if before.lower in _BEFORE and before.text.islower():
        return first - 1
    direction = "direction" in groups_of().get(before.lower, ())
    if direction or before.lower in _PREFIXES:
        return first - 1
    return first


def reaches(tokens: Sequence[Token], first: int) -> int:
    """Where a name begins with "the middle reaches of the …" before it."""
    start = first - 1 if first and tokens[first - 1].lower == "the" else first
    if start >= 3 and tokens[start - 1].lower == "of" and tokens[start - 2].lower in _REACHES:
        if tokens[start - 3].lower in {"upper", "middle", "lower"}:
            joined = start >= 5 and tokens[start - 4].lower in {"and", "or"}
            return start - 5 if joined else start - 3
    return first
