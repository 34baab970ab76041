"""Edges: phrases that end an object without a new verb that counts: adjuncts, purposes, relative and other clauses."""

import re
from dataclasses import replace
from functools import cache

from plangraph.reading.grammar.levels import Level, Scan
from plangraph.reading.grammar.stream import (
    ADJ,
    AUX,
    BASE,
    DET,
    GERUND,
    MODAL,
    NAME,
    NOUN,
    NUM,
    PAST,
    PREP,
    PRON,
    PUNCT,
    THIRD,
    TO,
    Stream,
    closing,
    skip_adverbs,
)
from plangraph.reading.grammar.wordlists import Phrase, mapping, match, phrases

_YEAR = re.compile(r"(?:(?:end|mid|early|late)-|fy)?(?:19|20)\d\d(?:[-/]\d+)?s?|fy\d\d")
_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"]
)  # fmt: skip
_DASHES = frozenset({"-", "--", "..."})
_CLAUSE = 16  # words of a clause before its verb
_GAP = 3  # words that "*" of an adjunct may stand for
_STOPS = frozenset({"because", "if", "unless", "although", "whereas", "though", "lest", "wherever", "whenever"})
_SUBJECTS = frozenset({"they", "we", "it", "he", "she", "i", "you"})
_CLOSING = frozenset({";", ".", ":"})
_RELATIVE = frozenset({"that", "which", "who", "whose", "where", "whom"})


def bracket(scan: Scan, i: int) -> int | None:
    """What stands in brackets belongs to the word before it."""
    return closing(scan.s, i) if scan.s.low[i] in {"(", "["} else None


def stop(scan: Scan, i: int) -> int | None:
    """A new clause that is no chain ends the object: "so that …", "because …", a dash.

    Its own verbs would be taken for those of the chain, so it ends the scan; unless it has a form of "be" or a third
    person, which no base form can go on with: "so that the funds are safe, **build** …".
    """
    s = scan.s
    if not _begins_clause(scan, i):
        return None
    scan.close(i)
    if s.low[i] in _DASHES or _verb_of_clause(s, i + 1) & (MODAL | BASE):
        scan.stopped = True
        return scan.end
    scan.push(Level("relative", BASE, s.low[i]))
    return i + 1


def _begins_clause(scan: Scan, i: int) -> bool:
    s = scan.s
    word = s.low[i]
    if word in _STOPS or (word in _DASHES and i + 1 < scan.end):
        return True
    if word == "as":
        return s.low[i + 1] in _SUBJECTS and i > scan.current.begins  # "as they grow"
    if word == "so":
        return s.low[i + 1] == "that" or bool(s.bits[i + 1] & PRON)
    if word in {"when", "until", "once"}:
        return not s.bits[i + 1] & (NUM | NAME)
    if word in {"while", "whilst"}:
        return not s.bits[skip_adverbs(s, i + 1)] & GERUND
    return word == "but" and s.low[i - 1] in {",", ";"}


def _verb_of_clause(s: Stream, start: int) -> int:
    """The flags of the finite verb of the clause that begins at ``start``; a modal's when none is found."""
    for k in range(start, min(start + _CLAUSE, s.size)):
        bits = s.bits[k]
        if (bits & (MODAL | AUX) and not bits & NOUN) or s.low[k] in {"will", "can", "may"}:
            return MODAL if bits & MODAL or s.low[k] in {"do", "have", "be"} else AUX
        if bits & (BASE | THIRD) and not bits & (NOUN | ADJ | NAME | DET | PREP):
            return bits
    return MODAL


def adjunct(scan: Scan, i: int) -> int | None:
    """A phrase of time, manner, cost or basis ends the object; the scan goes on behind it."""
    end = adjunct_end(scan.s, i)
    if end is None or scan.s.low[scan.current.begins] == "that":
        return None  # with "that" the object is a clause, and the adjunct a part of it
    if scan.s.bits[i - 1] & AUX or (i == scan.current.verb.end and scan.s.low[i] in {"as", "further"}):
        return None
    if scan.current.given is not None or any(not scan.s.bits[k] & PUNCT for k in range(scan.current.begins, i)):
        scan.close(i)
    scan.current.last = max(scan.current.last, end)
    return end


def adjunct_end(s: Stream, i: int) -> int | None:
    """The place behind the adjunct phrase that begins at ``i``."""
    for pattern in _adjuncts().get(s.low[i], ()):
        end = _fits(s, i, pattern)
        if end is not None and (pattern or s.bits[i] & PREP or not s.bits[end] & (NOUN | ADJ)):
            return end
    return None


@cache
def _adjuncts() -> dict[str, tuple[Phrase, ...]]:
    found = phrases("adjuncts", ("phrase", "tells", "example"))
    return {first: tuple(rest for rest, _ in entries) for first, entries in found.items()}


def _fits(s: Stream, i: int, rest: Phrase) -> int | None:
    k = i + 1
    for n, word in enumerate(rest):
        if word == "*":
            following = rest[n + 1]
            gap = next((g for g in range(1, _GAP + 1) if s.low[k + g] == following), None)
            if gap is None or k + gap >= s.size:
                return None
            k += gap
        elif _is(s, k, word):
            k += 1
        else:
            return None
    return k


def _is(s: Stream, k: int, word: str) -> bool:
    if word == "#":
        return bool(s.bits[k] & NUM)
    if word == "@":
        return _YEAR.fullmatch(s.low[k]) is not None or s.low[k] in _MONTHS
    return s.low[k] == word


def idiom(scan: Scan, i: int) -> int | None:
    """The last words of a verb that encloses its object: "put X **in place**"."""
    slot = scan.current
    entries = _idioms().get((slot.verb.lemma, scan.s.low[i]))
    if entries is None or slot.ends is not None or slot.given is not None or i <= slot.begins:
        return None
    found = match(entries, scan.s.low, i + 1)
    if found is None:
        return None
    scan.close(i)
    slot.last = found[0]
    slot.verb = replace(slot.verb, lemma=found[1])
    return found[0]


@cache
def _idioms() -> dict[tuple[str, str], tuple[tuple[Phrase, str], ...]]:
    """The idioms by their verb and the first word behind the gap."""
    found: dict[tuple[str, str], list[tuple[Phrase, str]]] = {}
    for words, (name, *_) in mapping("idioms", "idiom", "action").items():
        verb, _, tail = words.partition(" ... ")
        first, *rest = tail.split()
        found.setdefault((verb, first), []).append((tuple(rest), name))
    return {key: tuple(entries) for key, entries in found.items()}


def fixed_purpose(scan: Scan, i: int) -> int | None:
    """A purpose ("so as to V", "with a view to V-ing"), whose chain is read and kept out of the measures."""
    entries = phrases("purposes", ("phrase", "example")).get(scan.s.low[i])
    found = match(entries, scan.s.low, i + 1) if entries is not None else None
    if found is None:
        return None
    k = skip_adverbs(scan.s, found[0])
    form = scan.s.bits[k] & (BASE | GERUND)
    if not form:
        return None
    scan.close(i)
    scan.purpose(i, k + 1)
    scan.push(Level("purpose", BASE if form & BASE else GERUND, "to", len(scan.slots) - 1))
    return k + 1


def relative(scan: Scan, i: int) -> int | None:
    """A relative clause belongs to the object; verbs that "and" joins to its own are not read."""
    s = scan.s
    if s.low[i] not in _RELATIVE or i <= scan.current.begins:
        return None
    if s.low[i - 1] == "," and s.low[i] != "that":
        scan.close(i - 1)
        scan.push(Level("relative", BASE, s.low[i]))
        return i + 1
    if s.low[i] == "where" and s.bits[i - 1] & PRON and s.bits[i + 1] & ADJ:
        scan.close(i)  # "merge them where necessary"
        return i + 1
    k = skip_adverbs(s, i + 1)
    if (s.bits[i - 1] & (NOUN | NAME | PRON) and s.bits[k] & BASE and not s.bits[k] & AUX) or s.bits[k] & MODAL:
        scan.push(Level("relative", BASE, s.low[i], modal=bool(s.bits[k] & MODAL)))
        return k + 1
    return None


def agent(scan: Scan, i: int) -> int | None:
    """Who does it in a passive ("by" and a noun); elsewhere the end of the object, unless a participle takes it."""
    s = scan.s
    if s.low[i] != "by" or (s.bits[skip_adverbs(s, i + 1)] & GERUND and not s.bits[i + 1] & NAME):
        return None
    slot = scan.current
    own = i == slot.verb.end or not (s.bits[i - 1] | s.bits[i - 2]) & PAST
    if slot.given is not None and slot.by is None and own:
        slot.by = (i + 1, _phrase_end(s, i + 1, scan.end))
        scan.close(i)
    elif not (s.bits[i - 1] | s.bits[i - 2]) & PAST and i > slot.begins:
        scan.close(i)
    return None


def _phrase_end(s: Stream, start: int, end: int) -> int:
    """Where the noun phrase behind "by" ends."""
    k = start
    while k < end and s.low[k] not in _CLOSING and adjunct_end(s, k) is None:
        if not s.bits[k] & NAME and (s.bits[k] & (TO | MODAL) or (s.bits[k] & PREP and s.low[k] not in {"of", "for"})):
            break
        k += 1
    return k
