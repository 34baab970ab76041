"""Gapping: a verb said once for several pairs.

"Encourage the coast to export fish **and the hills to export fruit**"; "30 km of road will be paved **and 12 bridges
repaired**". (The pairs of "turn A into B and C into D" are found with the object, in ``objects``.)
"""

from dataclasses import replace

from plangraph.reading.grammar.content import Content, content
from plangraph.reading.grammar.levels import Level, Scan
from plangraph.reading.grammar.stream import (
    ADJ,
    BASE,
    CONJ,
    DET,
    NAME,
    NOUN,
    NUM,
    PAST,
    PREP,
    PUNCT,
    Stream,
    skip_adverbs,
)
from plangraph.reading.grammar.verbs import is_expected, verb_at
from plangraph.reading.grammar.wordlists import words
from plangraph.reading.words.forms import american

_LONGEST = 10  # words of the noun phrase that begins a further pair


def gapped_control(scan: Scan, i: int, k: int) -> int | None:
    """A further pair of "encourage A to V …, B to V …": the verb above is elided."""
    s = scan.s
    level = next((level for level in reversed(scan.levels) if level.kind == "embedded"), None)
    if level is None or level.intro != "to" or level.parent is None:
        return None
    to = _phrase_end(s, k)
    if to is None or s.low[to] != "to" or american(s.lemma(to - 1)) in words("noun_complements", "noun"):
        return None
    verb = verb_at(s, skip_adverbs(s, to + 1), BASE)
    found = content(s, to + 1, BASE)
    if verb is None or found is None or not is_expected(s, verb) or s.bits[verb.start] & NAME:
        return None
    above = scan.slots[level.parent]
    scan.close(i)
    first = level.parent if above.elided is None else above.elided
    scan.slots.append(
        replace(above, elided=first, given=None, starts=k, ends=to, purpose=None, last=to, rules=["gapping"])
    )
    scan.drop_to(level)
    scan.levels.pop()
    scan.open(Level("embedded", BASE, "to", len(scan.slots) - 1), found, "control")
    return found.verb.end


def gapped_passive(scan: Scan, i: int, k: int) -> int | None:
    """A further pair of "A will be paved, B repaired": the auxiliaries are elided."""
    s = scan.s
    level = scan.levels[0]
    if level.form != PAST or scan.slots[0].given is None:
        return None
    at = _phrase_end(s, k)
    verb = verb_at(s, at, PAST) if at is not None else None
    if at is None or verb is None or (not s.bits[verb.end] & (PUNCT | CONJ | PREP) and verb.end < scan.end):
        return None
    scan.close(i)
    scan.drop_to(level)
    scan.add(level, Content(verb, PAST, None), "gapped-passive", "passive").given = (k, at)
    return verb.end


def _phrase_end(s: Stream, k: int) -> int | None:
    """The place of the "to" or the participle behind the noun phrase that begins at ``k``."""
    for n in range(k, min(k + _LONGEST, s.size)):
        bits = s.bits[n]
        if (
            n > k
            and s.bits[n - 1] & (NOUN | NAME | NUM)
            and (s.low[n] == "to" or (bits & PAST and not bits & (NOUN | NAME)))
        ):
            return n
        joined = s.low[n] == "and" and bool(s.bits[n + 1] & (ADJ | NOUN))
        if not (bits & (DET | ADJ | NOUN | NAME | NUM) or joined or s.low[n] == "of"):
            return None
    return None
