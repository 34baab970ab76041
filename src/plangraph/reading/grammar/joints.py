"""Joints: a comma, a semicolon or "and", and the verb that it joins to one of the open chains."""

from dataclasses import dataclass

from plangraph.reading.actions import strength
from plangraph.reading.grammar.content import Content, content, noun_of_action
from plangraph.reading.grammar.gerunds import addition, after_preposition, gerund_at, joined_gerund, means
from plangraph.reading.grammar.levels import Level, Scan, is_passive
from plangraph.reading.grammar.stream import (
    BASE,
    GERUND,
    NAME,
    PAST,
    PREP,
    Stream,
    begins_object,
    begins_object_surely,
    skip_adverbs,
)
from plangraph.reading.grammar.verbs import Verb, is_base, is_expected, shares_object, verb_at

_CONJUNCTIONS = frozenset({"and", "or", "&", "then", "but"})
_ASIDES = (("in", "particular"), ("in", "so", "doing"), ("at", "the", "same", "time"), ("in", "addition"))
_OTHER_JOINTS = (("as", "well", "as"), ("along", "with"), ("in", "addition", "to"), ("apart", "from"))


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between two members of a chain."""

    end: int  # where the next member begins, adverbs passed
    comma: bool
    conj: bool
    semicolon: bool
    aside: bool  # "as well as": a member in -ing is an addition


def joint_at(s: Stream, i: int) -> Joint | None:
    """The joint that begins at ``i``."""
    for words in _OTHER_JOINTS:
        if s.says(i, *words):
            return Joint(skip_adverbs(s, i + len(words)), comma=False, conj=True, semicolon=False, aside=True)
    comma = s.low[i] in {",", ";"}
    semicolon = s.low[i] == ";"
    k = i + comma
    conj = s.low[k] in _CONJUNCTIONS
    if not comma and not conj:
        return None
    while s.low[k] in _CONJUNCTIONS:
        k += 1
    for words in _OTHER_JOINTS:
        if s.says(k, *words):
            return Joint(skip_adverbs(s, k + len(words)), comma=comma, conj=True, semicolon=semicolon, aside=True)
    if s.low[k] == ",":
        k += 1
    for words in _ASIDES:
        if s.says(k, *words):
            k += len(words)
            k += s.low[k] == ","
    return Joint(skip_adverbs(s, k), comma=comma, conj=conj, semicolon=semicolon, aside=False)


def joint(scan: Scan, i: int) -> int | None:
    """Read what a joint at ``i`` joins; nothing when it only joins nouns of the object."""
    s = scan.s
    found = joint_at(s, i)
    if found is None:
        return None
    k = found.end
    if k >= scan.end:
        return None
    if found.aside or s.low[k] in {"while", "whilst", "besides"}:
        after = addition(scan, i, k + (s.low[k] in {"while", "whilst", "besides"}), "addition")
        if after:
            return after
    bits = s.bits[k]
    if s.low[k] == "to":
        return _infinitive(scan, i, found)
    if bits & NAME and not bits & (GERUND | BASE | PAST):
        return None
    if bits & GERUND:
        after = joined_gerund(scan, i, k, comma=found.comma, conj=found.conj)
        if after:
            return after
    if bits & BASE and (after := _base(scan, i, found)):
        return after
    if bits & PAST and (after := _participle(scan, i, found)):
        return after
    if bits & PREP:
        return _preposition(scan, i, found)
    if scan.levels and scan.levels[0].nouns:
        return _noun_of_action(scan, i, found)
    return None


def _base(scan: Scan, i: int, found: Joint) -> int | None:
    s = scan.s
    k = found.end
    verb = verb_at(s, k, BASE)
    if verb is None or s.bits[k] & NAME:
        return None
    adverb = s.low[k - 1] not in _CONJUNCTIONS and s.low[k - 1] not in {",", ";"}
    listed = (adverb or found.semicolon) and (verb.tier < 3 or found.semicolon) and is_expected(s, verb)
    if not (is_base(s, verb) or listed or _looked_through(s, k)):
        return None
    level = _level(scan, i, found, verb)
    if level is None:
        return None
    return join(scan, level, i, k, conj=found.conj)


def _looked_through(s: Stream, k: int) -> bool:
    """ "and **work** to V", "and **step up** efforts to V": what follows shows that it is a verb."""
    found = content(s, k, BASE)
    return found is not None and found.through is not None


def join(scan: Scan, level: Level, i: int, k: int, *, conj: bool) -> int | None:
    """Add the base form at ``k`` to a chain; chains that do not count only swallow it."""
    s = scan.s
    scan.drop_to(level)
    level.members += 1
    level.finished |= conj
    if not level.counts:
        verb = verb_at(s, k, BASE)
        if level.kind == "purpose" and verb:
            scan.purpose(i, verb.end)
        return verb.end if verb else None
    action = content(s, k, BASE)
    if action is None:
        return None
    before = len(scan.slots) - 1
    scan.close(i)
    slot = scan.add(level, action, level.kind if level.kind != "main" else "chain")
    slot.joined = before
    if action.form == GERUND:
        scan.levels.append(Level(level.kind, GERUND, "", level.parent))
    return action.verb.end


def _level(scan: Scan, at: int, found: Joint, verb: Verb) -> Level | None:
    """The chain that a base form goes on with."""
    levels = [level for level in scan.levels if level.form == BASE]
    if not levels:
        progressive = scan.levels[0].form == GERUND and found.conj and verb.tier < 3
        return scan.levels[0] if progressive else None
    outer, inner = levels[0], levels[-1]
    if inner is outer or found.semicolon:
        return outer
    beyond = levels[-2]
    if at == scan.behind_verb:
        return inner  # that verb has no object yet: "to save, replace and reuse resources"
    if inner.bare:
        return beyond
    if not found.comma:
        return inner
    if inner.kind in {"relative", "inner", "result"}:
        return beyond if beyond.counts else outer
    if found.conj and (inner.members == 1 or inner.repeated or inner.finished):
        return beyond
    if inner.kind == "embedded":
        return beyond if beyond.members > 1 and not beyond.finished else inner
    return _purpose_or_main(scan, found, verb, inner, beyond)


def _purpose_or_main(scan: Scan, found: Joint, verb: Verb, inner: Level, beyond: Level) -> Level:
    """A verb behind a purpose: verbs of delivery and those of a list begun before belong to the main chain."""
    if found.conj:
        return inner
    goal = strength(verb.lemma) == "advance" and not begins_object_surely(scan.s, verb.end)
    return inner if goal and beyond.members == 1 and inner.members > 1 else beyond


def _infinitive(scan: Scan, i: int, found: Joint) -> int | None:
    """ ", and to V": it goes on with a chain opened by "to"; else it is a purpose."""
    s = scan.s
    k = skip_adverbs(s, found.end + 1)
    verb = verb_at(s, k, BASE)
    if verb is None or not is_expected(s, verb) or s.bits[k] & NAME:
        return None
    level = next((level for level in reversed(scan.levels) if level.form == BASE and level.intro == "to"), None)
    if level is not None:
        level.repeated = True
        return join(scan, level, i, k, conj=found.conj)
    if not found.comma or not scan.slots:
        return None
    scan.close(i)
    scan.purpose(found.end, verb.end)
    scan.levels.append(Level("purpose", BASE, "to", len(scan.slots) - 1))
    return verb.end


def _participle(scan: Scan, i: int, found: Joint) -> int | None:
    """ "will be developed **and manufactured**"."""
    s = scan.s
    level = next((level for level in reversed(scan.levels) if level.form == PAST), None)
    verb = verb_at(s, found.end, PAST)
    slot = scan.current
    if level is None or verb is None or s.bits[found.end] & NAME:
        return None
    if slot.given is None:
        return _past(scan, level, i, found)
    if not is_passive(slot, s):
        return None
    if slot.ends is not None and slot.ends < i or i != slot.verb.end:
        return None
    before = len(scan.slots) - 1
    scan.close(i)
    added = scan.add(level, Content(verb, PAST, None), level.kind if level.kind != "main" else "chain", "passive")
    added.given = slot.given
    added.joined = before
    return verb.end


def _past(scan: Scan, level: Level, i: int, found: Joint) -> int | None:
    """ "We formulated a plan **and set up** a fund": a chain of what was done."""
    s = scan.s
    action = content(s, found.end, PAST)
    if action is None or not (begins_object(s, action.verb.end) or shares_object(s, action.verb, PAST)):
        return None
    before = len(scan.slots) - 1
    scan.close(i)
    scan.drop_to(level)
    scan.add(level, action, "chain").joined = before
    return action.verb.end


def _preposition(scan: Scan, i: int, found: Joint) -> int | None:
    """ ", and in V-ing": it goes on with a chain that the same preposition opened."""
    s = scan.s
    k = skip_adverbs(s, found.end + 1)
    verb = gerund_at(s, k)
    if verb is None:
        return None
    word = s.low[found.end]
    if word in {"by", "through"}:
        return means(scan, i, k)
    level = next((level for level in reversed(scan.levels) if level.form == GERUND), None)
    if level is not None:
        return joined_gerund(scan, i, k, comma=found.comma, conj=found.conj)
    return after_preposition(scan, found.end)


def _noun_of_action(scan: Scan, i: int, found: Joint) -> int | None:
    """ "include …, training of pilots and repair of nets": nouns that stand for actions."""
    action = noun_of_action(scan.s, found.end)
    if action is None:
        return None
    scan.close(i)
    scan.drop_to(scan.levels[0])
    scan.add(scan.levels[0], action, "include")
    return action.verb.end
