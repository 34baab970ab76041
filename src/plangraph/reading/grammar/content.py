"""The content verb: what is really to be done, behind the verbs that are looked through.

"We will **continue** to raise …", "**take steps** to raise …", "**make progress** in raising …", "**focus on** …": the
action is to raise; what was looked through is kept beside it.
"""

from dataclasses import dataclass, replace

from plangraph.reading.grammar.stream import (
    ADJ,
    ADV,
    BASE,
    DET,
    GERUND,
    NAME,
    NOUN,
    NUM,
    PAST,
    POSSESSIVE,
    Stream,
    skip_adverbs,
)
from plangraph.reading.grammar.verbs import Verb, is_expected, is_gerund, verb_at
from plangraph.reading.grammar.wordlists import Wrapper, mapping, wrappers
from plangraph.reading.words.actions import action
from plangraph.reading.words.forms import american

_DEEPEST = 6  # verbs looked through
_LIGHT_REACH = 14  # tokens between a light verb and its noun of effort
_FAR_REACH = 16  # tokens between a wrapper of far reach and its infinitive
_COUNTERS = frozenset({"number", "series", "variety", "range", "package", "set", "host", "raft"})
_TOWARDS = frozenset({"in", "on", "at", "into", "towards", "toward", "with"})
_NOMINAL = frozenset({"of", "in", "for", "at"})  # behind a noun in -ing: "spending in rural areas"
_MODIFIER = DET | ADJ | ADV | NOUN | NUM | PAST | GERUND | POSSESSIVE


@dataclass(frozen=True, slots=True)
class Content:
    """A content verb and the way to it."""

    verb: Verb
    form: int  # BASE, GERUND, or NOUN where a noun of action stands for the verb
    through: str | None
    rules: tuple[str, ...] = ()


def content(s: Stream, i: int, form: int, depth: int = _DEEPEST) -> Content | None:
    """What is to be done by the verb at ``i`` (adverbs before it are passed), looked through to the content verb.

    ``depth`` is how many verbs are looked through at the most.
    """
    i = skip_adverbs(s, i)
    verb = verb_at(s, i, form)
    if verb is None:
        return None
    inner = (_through_wrapper(s, verb, depth - 1) or _through_light(s, verb, depth - 1)) if depth else None
    if inner is None:
        return Content(verb, form, None)
    return replace(inner, through=verb.first)


def _through_wrapper(s: Stream, verb: Verb, depth: int) -> Content | None:
    for lemma in s.verb_lemmas(verb.start):
        for wrapper in wrappers().get(american(lemma), ()):
            end = verb.start + 1 + len(wrapper.rest)
            if tuple(s.low[verb.start + 1 : end]) == wrapper.rest:
                found = _wrapped(s, end, wrapper, depth)
                if found:
                    return replace(found, rules=("wrapper", *found.rules))
    return None


def _wrapped(s: Stream, end: int, wrapper: Wrapper, depth: int) -> Content | None:
    i = skip_adverbs(s, end)
    if wrapper.infinitive and s.low[i] == "to":
        inner = content(s, i + 1, BASE, depth)
        if inner and (wrapper.far is False or is_expected(s, inner.verb)):
            return inner
    if wrapper.gerund and s.bits[i] & GERUND:
        verb = verb_at(s, i, GERUND)
        phrasal = verb is not None and verb.end > i + 1 and s.low[i + 1] != "of"
        nominal = (s.low[i + 1] in _NOMINAL and not phrasal) or (
            s.bits[i] & NOUN and (verb is None or not is_gerund(s, verb))
        )
        return None if nominal else content(s, i, GERUND, depth)
    if wrapper.far and s.low[i] not in {"toward", "towards"}:
        return _far(s, i, depth)
    return None


def _far(s: Stream, i: int, depth: int) -> Content | None:
    """The infinitive behind "work step by step to …", "work with our neighbours to …"."""
    for k in range(i, min(i + _FAR_REACH, s.size)):
        if s.low[k] in {",", ";", ".", "that"}:
            return None
        if s.low[k] == "to":
            inner = content(s, k + 1, BASE, depth)
            if inner and is_expected(s, inner.verb):
                return inner
    return None


def _through_light(s: Stream, verb: Verb, depth: int) -> Content | None:
    """The verb behind "take steps to …", "make progress in …-ing", "make headway in the reform of …"."""
    nouns = mapping("light_verbs", "verb", "nouns").get(american(verb.lemma))
    if nouns is None:
        return None
    noun = effort_noun(s, verb.end, nouns)
    found = after_effort(s, noun + 1, depth) if noun is not None else None
    return replace(found, rules=("light-verb", *found.rules)) if found else None


def effort_noun(s: Stream, i: int, nouns: tuple[str, ...]) -> int | None:
    """The noun of effort that heads the phrase at ``i`` and has its verb behind it."""
    for k in range(i, min(i + _LIGHT_REACH, s.size)):
        bits = s.bits[k]
        if bits & NOUN and s.lemma(k) in nouns and (s.low[k + 1] == "to" or s.low[k + 1] in _TOWARDS):
            return k
        joined = s.low[k] == "and" and s.bits[k + 1] & (ADJ | PAST)
        counted = s.low[k] == "of" and s.low[k - 1] in _COUNTERS
        if not (bits & _MODIFIER or joined or counted) or bits & NAME:
            return None
    return None


def after_effort(s: Stream, i: int, depth: int = _DEEPEST) -> Content | None:
    """The action behind a noun of effort: "to V", "to V-ing", "in V-ing", "in the <noun of action> of"."""
    if s.low[i] == "to" and (found := content(s, i + 1, BASE, depth)):
        known = found.through or action(found.verb.lemma) is not None
        return found if known or is_expected(s, found.verb) else None
    if s.low[i] == "to" or s.low[i] in _TOWARDS:
        j = skip_adverbs(s, i + 1)
        if s.bits[j] & GERUND and s.low[j + 1] != "of":
            return content(s, j, GERUND, depth)
        return noun_of_action(s, j) if s.low[i] != "to" else None
    return None


def noun_of_action(s: Stream, i: int) -> Content | None:
    """A noun that stands for an action, with its object behind "of": "the widening of X", "reform of X"."""
    for k in range(i, i + 5):
        if s.low[k + 1] == "of" and s.bits[k] & (NOUN | GERUND) and not s.bits[k] & NAME:
            verb = verb_of_noun(s, k - 2 if _is_pair(s, i, k) else k)
            return Content(replace(verb, end=k + 2), NOUN, None, ("noun-of-action",)) if verb else None
        if not s.bits[k] & (DET | ADJ | NOUN | PAST) and not _is_pair(s, i, k + 1):
            return None
    return None


def _is_pair(s: Stream, start: int, k: int) -> bool:
    """Whether two nouns of action share their object: "the **building and repair** of quays"."""
    if k - 2 < start or s.low[k - 1] not in {"and", "or"} or not s.bits[k] & (NOUN | GERUND):
        return False
    return s.low[k + 1] == "of" and verb_of_noun(s, k - 2) is not None and verb_of_noun(s, k) is not None


def verb_of_noun(s: Stream, i: int) -> Verb | None:
    """The verb that the noun or bare gerund at ``i`` stands for."""
    known = mapping("nominalizations", "noun", "verb").get(american(s.lemma(i)))
    if known:
        return Verb(i, i + 1, known[0], 1)
    verb = verb_at(s, i, GERUND)
    if verb is None or (verb.end == i + 1 and verb.tier > 1 and s.low[i] == verb.lemma):
        return None
    return verb
