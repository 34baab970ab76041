"""Frames: sentences that commit without a modal, through a noun, an adjective or a verb of proposing.

"The aim is to V", "it is important that we V", "key measures include V-ing", "I propose …".
"""

from plangraph.reading.grammar.content import Content, after_effort, content, noun_of_action
from plangraph.reading.grammar.finite import Predicate, agrees, before_adverbs, subject_head, words_when
from plangraph.reading.grammar.stream import (
    ADV,
    BASE,
    DET,
    GERUND,
    NAME,
    NOUN,
    PAST,
    POSSESSIVE,
    PRON,
    THIRD,
    Stream,
    skip_adverbs,
)
from plangraph.reading.grammar.verbs import Verb, verb_at
from plangraph.reading.grammar.wordlists import mapping
from plangraph.reading.words.forms import american

INCLUDING = frozenset({"include", "comprise", "cover", "involve", "consist of", "encompass"})
_NEVER_NOUNS = frozenset({"include", "includes", "comprise", "comprises"})  # "works at the quay include …"
_POINTING = frozenset({"this", "that", "which"})
_LONGEST_SUBJECT = 250  # tokens
_WISH_REACH = 6  # words of "the desire of"
_LONGEST = 30  # words between "it is important for" and its "to", or before the noun that frames


def framed(s: Stream, at: int, k: int) -> Predicate | None:
    """What an aim, a focus or a priority is, when that is an action.

    Args:
        s: the sentence.
        at: the form of "be", or the modal before it.
        k: what stands behind them.
    """
    if not at:
        return None
    if s.low[at - 1] == "it":
        return _impersonal(s, at, k)
    if not s.bits[at - 1] & NOUN or not _is_framed(s, at, "be"):
        return None
    found = after_effort(s, k) if s.low[k] in {"to", "on", "in"} else content(s, k, GERUND)
    if found is None or (found.form == GERUND and found.verb.end >= s.size):
        return None
    if found.form == NOUN:
        return Predicate(at, "commitment", "nominal", found, "include")
    return Predicate(at, "commitment", "active", found, "frame")


def _impersonal(s: Stream, at: int, k: int) -> Predicate | None:
    """A sentence with an empty "it": "it is proposed to V", "it is important that we V"."""
    j = _behind_wish(s, k)
    if j is None:
        if "it" not in mapping("frames", "word", "frame").get(american(s.low[k]), ()):
            return None
        j = k + 1
    elif s.low[j] == "that":
        return _wished(s, at, j + 1)
    if s.low[j] == "for":  # "for X to V"
        j = next((n for n in range(j, min(j + _LONGEST, s.size)) if s.low[n] in {"to", ",", "."}), j)
    if s.low[j] == "to" and not (s.low[j + 1] == "be" and s.bits[j + 2] & PAST):
        found = content(s, j + 1, BASE)
    elif s.low[j] == "that" and s.low[j + 1] in {"we", "government"}:
        found = content(s, j + 2, BASE)
    else:
        return None
    if found is None or found.verb.first in words_when("speech"):
        return None
    return Predicate(at, "commitment", "active", found, "frame")


def _behind_wish(s: Stream, k: int) -> int | None:
    """The place behind "it is our aim", "it is Government's desire", when "to" or "that" stands there."""
    frames = mapping("frames", "word", "frame")
    for n in range(k, min(k + _WISH_REACH, s.size)):
        if s.low[n + 1] in {"to", "that"} and s.bits[n] & NOUN and "be" in frames.get(american(s.lemma(n)), ()):
            return n + 1
        if not s.bits[n] & (DET | NOUN | NAME | POSSESSIVE):
            return None
    return None


def _wished(s: Stream, at: int, start: int) -> Predicate | None:
    """The passive of what somebody wishes: "that more quays **are built**"."""
    for n in range(start, min(start + _LONGEST, s.size)):
        if s.low[n] in {"is", "are", "be"}:
            verb = verb_at(s, skip_adverbs(s, n + 1), PAST)
            return Predicate(n, "commitment", "passive", Content(verb, PAST, None), "frame-passive") if verb else None
    return None


def _is_framed(s: Stream, i: int, frame: str) -> bool:
    """Whether the noun that heads the subject before ``i`` is one that frames an action."""
    frames = mapping("frames", "word", "frame")
    k = i - 1
    while k >= max(0, i - _LONGEST) and s.bits[k] & (NOUN | ADV | NAME | DET | PRON):
        if frame in frames.get(american(s.lemma(k)), ()):
            return True
        k -= 1
    start = next((n + 1 for n in range(i - 1, max(-1, i - _LONGEST_SUBJECT), -1) if s.low[n] in {",", ";"}), 0)
    head = subject_head(s, start, i)
    return head is not None and frame in frames.get(american(s.lemma(head)), ())


def present(s: Stream, i: int) -> Predicate | None:
    """A statement in the simple present that commits: "I propose …", "this budget provides …", "this means V-ing"."""
    if s.bits[i] & NAME or not (agrees(s, i) or s.low[i] in _NEVER_NOUNS):
        return None
    verb = verb_at(s, i, BASE | THIRD)
    if verb is None:
        return None
    if verb.lemma in INCLUDING:
        return including(s, i, verb)
    if verb.lemma == "mean" and s.bits[verb.end] & GERUND and s.low[i - 1] in _POINTING:
        return Predicate(i, "commitment", "active", content(s, verb.end, GERUND), "frame")
    if s.low[before_adverbs(s, i)] in mapping("performatives", "verb", "subjects").get(verb.lemma, ()):
        return Predicate(i, "commitment", "active", content(s, i, BASE | THIRD), "performative")
    return None


def let_me(s: Stream, i: int) -> Predicate | None:
    """As in "let me urge all fishers to V": the speaker does what "I urge" would do."""
    if s.low[i + 1] not in {"me", "us"}:
        return None
    k = skip_adverbs(s, i + 2)
    verb = verb_at(s, k, BASE)
    subjects = mapping("performatives", "verb", "subjects").get(verb.lemma, ()) if verb is not None else ()
    if ("i" if s.low[i + 1] == "me" else "we") not in subjects or "budget" in subjects:
        return None  # "let me provide an outline" only announces
    return Predicate(i, "commitment", "active", content(s, k, BASE), "performative")


def including(s: Stream, at: int, verb: Verb) -> Predicate | None:
    """A list of actions: "measures include V-ing", "the plan covers the redevelopment of", "these include repair of".

    Args:
        s: the sentence.
        at: the first word of the predicate.
        verb: the verb of including.
    """
    if not _is_framed(s, at, "include"):
        return None
    start = verb.end + 3 if s.says(verb.end, "the", "following", ":") else verb.end
    gerund = s.bits[start] & GERUND and s.low[start + 1] != "of"
    found = content(s, start, GERUND) if gerund else noun_of_action(s, skip_adverbs(s, start))
    return Predicate(at, "commitment", "nominal", found, "include")
