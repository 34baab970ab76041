"""Objects: what a verb acts on, what it is to become, and the further pairs of a gapped coordination."""

from plangraph.reading.grammar.edges import adjunct_end
from plangraph.reading.grammar.levels import Slot, complements
from plangraph.reading.grammar.stream import (
    ADJ,
    ADV,
    BASE,
    CONJ,
    DET,
    GERUND,
    NAME,
    NOUN,
    NUM,
    PAST,
    PREP,
    PRON,
    PUNCT,
    SYMBOL,
    TO,
    Range,
    Stream,
    closing,
)
from plangraph.reading.grammar.wordlists import mapping, words

_OPENING = frozenset({'"', "'", "(", "["})
_TRAILING = frozenset({*",;.:-!?&", "and", "or", "but", "then", "also", "...", "further", "even"})
_DANGLING = frozenset(
    [
        "of",
        "in",
        "for",
        "to",
        "with",
        "at",
        "by",
        "from",
        "on",
        "under",
        "through",
        "into",
        "as",
        "via",
        "including",
        "namely",
    ]
)
_PRONOUNS = frozenset(
    [
        "it",
        "them",
        "this",
        "that",
        "these",
        "those",
        "us",
        "him",
        "her",
        "me",
        "you",
        "so",
        "itself",
        "themselves",
        "ourselves",
    ]
)
_PERSONAL = frozenset({"it", "them", "us", "him", "her"})
_MANNER = 9  # tokens of an adverbial phrase between a verb and its object


Pair = tuple[Range | None, Range | None]


def parts_of(s: Stream, slot: Slot, end: int) -> list[Pair]:
    """The object of a slot and what it is to become; several pairs where the verb is said once for all.

    Args:
        s: the sentence.
        slot: the verb.
        end: where the words of the segment end.
    """
    if slot.given is not None:
        target = _target(s, slot, slot.verb.end, slot.last)
        return [(trimmed(s, *slot.given), target[1] if target else None)]
    start, stop = slot.begins, slot.ends if slot.ends is not None else end
    start = _behind_manner(s, start, stop)
    start = _behind_preposition(s, slot, start, stop)
    stop = _before_goal(s, slot, start, stop)
    return _pairs(s, slot, start, stop)


def trimmed(s: Stream, start: int, end: int) -> Range | None:
    """A range without the signs, conjunctions and adverbs at its ends; None when nothing is left."""
    while start < end and ((s.bits[start] & PUNCT and s.low[start] not in _OPENING) or s.low[start] in {"and", "or"}):
        start += 1
    while end > start and _is_loose(s, start, end):
        end -= 1
    if all(s.bits[k] & ADV and not s.bits[k] & (NOUN | PRON | NUM | DET | NAME) for k in range(start, end)):
        return None
    return (start, end)


def _is_loose(s: Stream, start: int, end: int) -> bool:
    """Whether the last word of a range is no part of the phrase."""
    last, bits = s.low[end - 1], s.bits[end - 1]
    if last in _TRAILING or (last == ")" and "(" not in s.low[start:end]):
        return True
    if end - start == 1:
        return False
    manner = bits & ADV and not bits & (PREP | NOUN | PRON | DET | CONJ) and last.endswith("ly")
    return last in _DANGLING or bool(manner)  # "restore the lagoon steadily": the adverb belongs to the verb


def _behind_manner(s: Stream, start: int, end: int) -> int:
    """Behind the adverbs and the phrase of manner that stand between a verb and its object."""
    while start < end and s.bits[start] & ADV and not s.bits[start] & (ADJ | PREP | DET | NOUN | PRON):
        if s.bits[start + 1] & (ADJ | PAST | GERUND) and not s.bits[start + 1] & (DET | NUM):
            break  # "mutually supportive policies"
        start += 1
    if start < end and s.low[start] == ",":
        start = _behind_insertion(s, start, end)
    behind = adjunct_end(s, start) if start < end else None
    if behind is not None and behind < end and s.bits[behind] & (DET | NUM | NOUN | NAME):
        return behind
    return start


def _behind_insertion(s: Stream, start: int, end: int) -> int:
    """Behind a phrase between two commas: "employ, **on trial,** young teachers"."""
    for k in range(start + 1, min(start + _MANNER, end)):
        if s.low[k] == ",":
            return k + 1
    return start


def _behind_preposition(s: Stream, slot: Slot, start: int, end: int) -> int:
    """Behind the preposition of a verb that has no direct object: "continue **with** the construction"."""
    if start >= end or start != slot.verb.end:
        return start
    bits = s.bits[start]
    if not bits & (PREP | TO) or (bits & (NOUN | GERUND | BASE) and s.low[start] != "like"):
        return start
    if s.low[start] in {"into", "as"} or (s.low[start] in {"about", "over", "around"} and s.bits[start + 1] & NUM):
        return start
    if s.says(start, "at", "least"):
        return start
    return start + 1 if start + 1 < end else start


def _before_goal(s: Stream, slot: Slot, start: int, end: int) -> int:
    """Before the place, party or level to which the object is brought: "extend the card **to all islands**"."""
    prepositions = mapping("goals", "verb", "prepositions").get(slot.verb.lemma, ())
    for k in range(start + 1, end if prepositions else start):
        if not s.bits[k] & NAME and _is_goal(s, k, prepositions):
            return k
        if s.low[k] in {",", "and", "that", "which", "for"}:
            break
    return end


def _is_goal(s: Stream, k: int, prepositions: tuple[str, ...]) -> bool:
    word = s.low[k]
    if word in prepositions or (word == "from" and "to" in prepositions):
        return True
    return f"{word} #" in prepositions and bool(s.bits[k + 1] & (NUM | SYMBOL | PREP))


def _pairs(s: Stream, slot: Slot, start: int, end: int) -> list[Pair]:
    found = _target(s, slot, start, end)
    if found is None:
        return [(trimmed(s, start, end), None)]
    pairs: list[Pair] = []
    at = start
    while found is not None:
        place, target = found
        own = trimmed(s, at, place)
        following = _next_pair(s, slot, place + 1, end)
        if following is None:
            pairs.append((own, target))
            break
        pairs.append((own, trimmed(s, place + 1, following)))
        at = following
        found = _target(s, slot, following, end)
    return pairs


def _target(s: Stream, slot: Slot, start: int, end: int) -> tuple[int, Range | None] | None:
    """The preposition "into" or "as" of a verb of making, and what stands behind it."""
    prepositions = mapping("targets", "verb", "prepositions").get(slot.verb.lemma, ())
    if not prepositions:
        return None
    k = start
    while k < end:
        if s.low[k] == "(":
            k = closing(s, k)
            continue
        word = s.low[k]
        if (
            word in prepositions
            and not _compound_as(s, k)
            and not s.bits[k] & NAME
            and not (word == "to" and s.bits[k + 1] & BASE)
        ):
            return k, trimmed(s, k + 1, end)
        k += 1
    return None


def _compound_as(s: Stream, k: int) -> bool:
    if s.low[k] != "as":
        return False
    if "such" in s.low[max(0, k - 4) : k]:
        return True
    return s.low[k - 1] in {"such", "well", "much", "far", "same"} or (
        s.low[k + 1] in {"well", "part", "soon", "a", "of"}
        and (s.low[k + 1] != "a" or s.low[k + 2] in {"part", "whole", "result"})
    )


def _next_pair(s: Stream, slot: Slot, start: int, end: int) -> int | None:
    """Where the object of a further pair begins: "A into B, **C** into D"."""
    found = _target(s, slot, start, end)
    if found is None:
        return None
    for k in range(found[0] - 1, start, -1):
        if s.low[k] in {",", ";"}:
            begin = k + 1 + (s.low[k + 1] == "and")
            return begin if begin < found[0] else None
    for k in range(found[0] - 1, start, -1):
        if s.low[k] == "and":
            return k + 1
    return None


def is_announced(s: Stream, at: Range | None) -> bool:
    """Whether an object is talk about talk."""
    if at is None or at[1] - at[0] > 4:
        return False
    nouns = [s.lemma(k) for k in range(*at) if s.bits[k] & NOUN]
    return bool(nouns) and nouns[0] in words("announcements", "noun")


def is_pronoun(s: Stream, at: Range | None) -> bool:
    """Whether an object is a bare pronoun."""
    if at is None or s.low[at[0]] not in _PRONOUNS:
        return False
    return at[1] - at[0] == 1 or bool(s.bits[at[0] + 1] & PREP and s.low[at[0]] in _PERSONAL)


def takes_clause(slot: Slot) -> bool:
    """Whether the object of the verb is a clause."""
    return "clause" in complements(slot)
