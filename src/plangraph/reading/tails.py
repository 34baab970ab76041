"""Tails: the phrase behind a head that says which kind is meant ("bases for growing seed potatoes")."""

from collections.abc import Sequence

from plangraph.reading.nouns import groups_of, kind_endings
from plangraph.reading.tokens import Token

_STOPS = frozenset(
    "in along across through under as from by on at so which that who where while due because including such with into "
    "between among within during before after until".split()
)
_RELATIVE = frozenset("straddle span cross border adjoin share".split())


def tail_end(tokens: Sequence[Token], last: int, tails: Sequence[tuple[str, ...]], held: Sequence[bool]) -> int:
    """Where a kind with its tail ends; ``last`` when no tail of its head follows."""
    for tail in tails:
        size = len(tail)
        words = tuple(token.lower for token in tokens[last : last + size])
        if words == tail:
            return _end(tokens, last, last + size, tail[0], held)
    return last


def _end(tokens: Sequence[Token], last: int, at: int, opener: str, held: Sequence[bool]) -> int:
    if at >= len(tokens):
        return last
    if opener == "to":
        return _purpose(tokens, last, at)
    if opener == "in" and (held[at] or _has_place(tokens, at)):
        return last
    if opener in {"with", "in", "of"} and tokens[at].tags & {"DET", "PRON"}:
        return last
    if opener == "at":
        return _noun_phrase(tokens, at, held)
    gerund = "VG" in tokens[at].tags
    if opener == "for" and not gerund and tokens[at].tags & {"DET", "PRON", "NUM"}:
        return last
    return _noun_phrase(tokens, at, held, gerund=gerund) or last


def _purpose(tokens: Sequence[Token], last: int, at: int) -> int:
    """ "project to alleviate poverty": a verb with a bare object."""
    if "V" not in tokens[at].tags or at + 1 >= len(tokens) or tokens[at + 1].tags & {"PUNCT"}:
        return last
    end = at + 1
    while end < len(tokens) and not tokens[end].tags & {"PUNCT", "MODAL", "AUX"}:
        if tokens[end].lower in _STOPS - {"from"} or tokens[end].tags & {"DET", "PRON"} and tokens[end - 1].lower not in {"to", "from"}:
            break
        end += 1
    return end


def _has_place(tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun phrase at ``at`` ends in a kind of places."""
    for end in range(at + 1, min(at + 5, len(tokens) + 1)):
        if any(ending.head.type == "place" for ending in kind_endings([token.lower for token in tokens[at:end]])):
            return True
    return tokens[at].text[:1].isupper()


def _noun_phrase(tokens: Sequence[Token], at: int, held: Sequence[bool], *, gerund: bool = False) -> int:
    end = at
    objects = 0  # words since the last verb in -ing
    while end < len(tokens):
        token = tokens[end]
        if token.text == ",":
            following = tokens[end + 1] if end + 1 < len(tokens) else None
            if not (gerund and not objects and following is not None and ("VG" in following.tags or following.lower == "and")):
                break
        elif token.tags & {"PUNCT", "MODAL", "AUX", "PRON"} and token.text != "'s":
            break
        elif token.lower in {"and", "or"}:
            if tokens[end - 1].text.endswith("-"):
                pass
            elif _starts_another(tokens, end + 1, objects=objects, gerund=gerund):
                break
        elif token.lower == "to":
            if not (end + 1 < len(tokens) and (held[end + 1] or tokens[end + 1].text[:1].isupper())):
                break
        elif token.lower == "with" and gerund or token.lower == "with" and objects and at != end:
            pass
        elif token.lower in _STOPS and end > at:
            break
        elif "VZ" in token.tags and "N" not in token.tags:
            break
        if "VG" in token.tags and gerund and "-" not in token.text:
            objects = 0
        elif token.lower not in {"and", "or", ","}:
            objects += 1
        end += 1
    while end > at and tokens[end - 1].lower in {"and", "or", ",", "with"}:
        end -= 1
    return end


def _starts_another(tokens: Sequence[Token], at: int, *, objects: int, gerund: bool) -> bool:
    """Whether "and" goes on with a phrase or clause of its own rather than inside the tail."""
    if at >= len(tokens):
        return True
    token = tokens[at]
    if "VG" in token.tags and gerund and objects:
        return True
    if token.tags & {"DET", "PRON", "MODAL", "AUX", "ADV"} and not token.tags & {"ADJ", "N"}:
        return True
    if "V" in token.tags and not token.tags & {"N", "ADJ"}:
        return True
    for end in range(at + 1, min(at + 6, len(tokens) + 1)):
        if tokens[end - 1].tags & {"PUNCT", "PREP", "CONJ"} and end > at + 1:
            break
        if kind_endings([one.lower for one in tokens[at:end]]):
            behind = tokens[end].tags if end < len(tokens) else frozenset({"PUNCT"})
            if not behind & {"N"} or behind & {"PREP", "CONJ", "PUNCT"}:
                return True
    return False
