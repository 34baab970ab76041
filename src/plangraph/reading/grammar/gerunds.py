"""The -ing form behind a preposition or a comma: means, what somebody is supported in, an addition, or a result."""

from plangraph.reading.grammar.content import Content, content
from plangraph.reading.grammar.edges import adjunct_end
from plangraph.reading.grammar.finite import words_when
from plangraph.reading.grammar.infinitives import embed, names_action
from plangraph.reading.grammar.levels import Level, Scan, complements, is_passive
from plangraph.reading.grammar.stream import (
    ADJ,
    DET,
    GERUND,
    NAME,
    NOUN,
    PLURAL,
    PREP,
    Stream,
    begins_object_surely,
    skip_adverbs,
)
from plangraph.reading.grammar.verbs import Verb, is_gerund, verb_at
from plangraph.reading.grammar.wordlists import match, phrases
from plangraph.reading.words.actions import action

_MEANS = frozenset({"by", "through", "via"})
_CONSEQUENTLY = frozenset({"thereby", "thus", "hence", "therefore"})
_FOCUS = frozenset({"focus", "emphasis", "stress"})
_FOCUS_REACH = 4  # words between "with" and the noun of focus
_BESIDES = frozenset({"besides", "while", "whilst", "alongside"})


def gerund_at(s: Stream, i: int) -> Verb | None:
    """The verb in -ing at ``i``, if it is one that has an object."""
    i = skip_adverbs(s, i)
    if not s.bits[i] & GERUND or s.bits[i] & (NAME | PREP):
        return None
    verb = verb_at(s, i, GERUND)
    return verb if verb and is_gerund(s, verb) else None


def after_preposition(scan: Scan, i: int) -> int | None:
    """A preposition and a verb in -ing, without a comma or "and" before them."""
    s = scan.s
    if s.low[i] in _BESIDES:
        return addition(scan, i, i + 1, "addition")
    if s.low[i] == "with" and (behind := _focus_end(s, i)):
        return means(scan, i, behind)
    if not s.bits[i] & PREP or (s.bits[i] & GERUND and s.low[i] != "including"):
        return None
    k = skip_adverbs(s, i + 1)
    if not s.bits[k] & GERUND or (adjunct_end(s, i) or 0) > i + 1:
        return None
    slot = scan.current
    if s.low[i] == "in" and slot.ends is None and not slot.embeds and _takes_in(scan, i):
        return embed(scan, i, k, GERUND) if s.low[k + 1] != "of" else None
    verb = gerund_at(s, k)
    if verb is None:
        return None
    if s.low[i] in _MEANS:
        return means(scan, i, k)
    scan.push(Level("inner", GERUND, s.low[i]))
    return verb.end


def _focus_end(s: Stream, i: int) -> int | None:
    """The place of the verb in -ing behind "with the focus on", "with special emphasis on"."""
    for k in range(i + 1, min(i + _FOCUS_REACH, s.size)):
        if s.low[k] in _FOCUS:
            behind = skip_adverbs(s, k + 2)
            return behind if s.low[k + 1] == "on" and s.bits[behind] & GERUND and s.low[behind + 1] != "of" else None
        if not s.bits[k] & (DET | ADJ):
            return None
    return None


def _takes_in(scan: Scan, i: int) -> bool:
    """Whether the verb takes "in V-ing": "support towns in V-ing", "take the lead in V-ing"."""
    slot = scan.current
    if slot.verb.lemma == "take the lead":
        return True
    if "in" not in complements(slot):
        return False
    if slot.given is not None:
        return i == slot.verb.end
    return i > slot.begins and not names_action(scan.s, slot.begins, i)


def means(scan: Scan, i: int, k: int) -> int | None:
    """A measure that serves the one before it: "by V-ing"."""
    found = content(scan.s, k, GERUND)
    verb = verb_at(scan.s, k, GERUND)
    if found is None or verb is None:
        return None
    if not (action(verb.lemma) or _is_sure(scan.s, verb) or _is_pure(scan.s, verb) or found.through):
        return None
    scan.close(i)
    scan.open(Level("means", GERUND, scan.s.low[i]), found, "means")
    return found.verb.end


def addition(scan: Scan, i: int, k: int, rule: str) -> int | None:
    """A second measure of the same subject: "while also V-ing", "besides V-ing", ", V-ing"."""
    s = scan.s
    if is_passive(scan.current, s) and s.low[k - 1] in {"while", "whilst"}:
        return None
    k = skip_adverbs(s, k)
    if s.low[k] == "also":
        k += 1
    verb = gerund_at(s, k)
    found = content(s, k, GERUND) if verb else None
    if verb is None or found is None or (not _is_sure(s, verb) and found.through is None):
        return None
    scan.close(i)
    scan.open(Level("addition", GERUND, "", scan.slots[-1].parent), found, rule)
    return found.verb.end


def _is_sure(s: Stream, verb: Verb) -> bool:
    """Whether a verb in -ing that begins a new part is no modifier of a noun ("swimming pools")."""
    if verb.lemma in words_when("any"):
        return False
    return (
        action(verb.lemma) is not None and (verb.tier < 3 or not s.bits[verb.start] & NOUN)
    ) or begins_object_surely(s, verb.end)


def _is_pure(s: Stream, verb: Verb) -> bool:
    """Whether a verb in -ing inside a list of such verbs can be nothing else."""
    return not s.bits[verb.start] & (NOUN | ADJ) and not s.bits[verb.end] & PLURAL


def joined_gerund(scan: Scan, i: int, k: int, *, comma: bool, conj: bool) -> int | None:
    """A verb in -ing at ``k`` behind a comma or "and" at ``i``: it goes on with an open chain, or begins a new part."""
    s = scan.s
    level = next((level for level in reversed(scan.levels) if level.form == GERUND), None)
    plain = level is not None and level.nouns and not scan.slots  # a list of things: "will include nine sites"
    result = _result_end(s, k, None if plain else level) if comma and not conj else None
    if result is None and any(s.low[n] in _CONSEQUENTLY for n in range(i, k)):
        result = k + 1
    if result is not None:
        return _result(scan, i, result)
    verb = gerund_at(s, k)
    if verb is None:
        return None
    if "namely" in s.low[i:k]:
        scan.push(Level("inner", GERUND, ""))  # "in two fields, namely widening …"
        return verb.end
    if level is not None:
        return _go_on(scan, level, i, k, verb)
    if not comma:
        return None
    if is_passive(scan.current, s):
        return _result(scan, i, verb.end)
    return addition(scan, i, k, "addition")


def _result_end(s: Stream, k: int, level: Level | None) -> int | None:
    """The place behind a verb that tells a result (", making it safer"); in a list of measures only with a pronoun."""
    if s.bits[k] & PREP:
        return None
    for lemma in s.verb_lemmas(k):
        found = match(phrases("results", ("verb", "example")).get(lemma, ()), s.low, k + 1)
        if found and (level is None or not level.counts or s.low[found[0]] in {"it", "them", "him", "her", "us"}):
            return found[0]
    return None


def _result(scan: Scan, i: int, end: int) -> int:
    scan.close(i)
    scan.push(Level("result", GERUND, ""))
    return end


def _go_on(scan: Scan, level: Level, i: int, k: int, verb: Verb) -> int | None:
    scan.drop_to(level)
    level.members += 1
    if not level.counts:
        if level.kind == "purpose":
            scan.purpose(i, verb.end)
        return verb.end
    found: Content | None = content(scan.s, k, GERUND)
    if found is None or not (_is_sure(scan.s, verb) or _is_pure(scan.s, verb) or found.through):
        return None
    before = len(scan.slots) - 1
    scan.close(i)
    slot = scan.add(level, found, level.kind)
    slot.joined = before if before >= 0 else None
    return found.verb.end
