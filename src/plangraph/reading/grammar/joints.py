"""Joints: a comma, a semicolon or "and", and the verb that it joins to one of the open chains."""

from collections.abc import Callable

from plangraph.reading.grammar.attachment import CONJUNCTIONS, Joint, chain_for, joint_at
from plangraph.reading.grammar.content import Content, content, noun_of_action
from plangraph.reading.grammar.finite import words_when
from plangraph.reading.grammar.gaps import gapped_control, gapped_passive
from plangraph.reading.grammar.gerunds import addition, after_preposition, gerund_at, joined_gerund, means
from plangraph.reading.grammar.levels import Level, Scan, is_passive
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
    PREP,
    Stream,
    begins_object,
    skip_adverbs,
)
from plangraph.reading.grammar.verbs import is_base, is_expected, shares_object, verb_at
from plangraph.reading.words.actions import action

_BESIDE = frozenset({"while", "whilst", "besides"})
_OPEN_ENDED = frozenset({"of", "for", "with", "from"})  # what they govern is said behind the second noun


def joint(scan: Scan, i: int) -> int | None:
    """Read what a joint at ``i`` joins; nothing when it only joins nouns of the object."""
    s = scan.s
    found = joint_at(s, i)
    if found is None or found.end >= scan.end or (s.low[i - 1] in _OPEN_ENDED and i > scan.behind_verb):
        return None  # "the supply of and support measures for …"
    k = found.end
    beside = s.low[k] in _BESIDE
    if scan.slots and (found.aside or beside) and (after := addition(scan, i, k + beside, "addition")):
        return after
    if s.low[k] == "to":
        return _infinitive(scan, i, found) if scan.slots else None
    for flag, rule in _JOINED:
        if s.bits[k] & flag and (scan.slots or flag == GERUND or (flag == BASE and not scan.levels[0].nouns)):
            after = rule(scan, i, found)
            if after is not None:
                return after
    if scan.levels[0].nouns:
        return _noun_of_action(scan, i, found)
    return gapped_control(scan, i, k) or gapped_passive(scan, i, k)


def _gerund(scan: Scan, i: int, found: Joint) -> int | None:
    return joined_gerund(scan, i, found.end, comma=found.comma, conj=found.conj)


def _base(scan: Scan, i: int, found: Joint) -> int | None:
    s = scan.s
    k = found.end
    verb = verb_at(s, k, BASE)
    if verb is None or s.bits[k] & NAME:
        return None
    if verb.lemma in words_when("any") and scan.innermost.kind == "relative":
        return None  # "towns that are small, have no port …"
    adverb = s.low[k - 1] not in CONJUNCTIONS and s.low[k - 1] not in {",", ";"}
    manner = s.low[k - 1].endswith("ly") and action(verb.lemma) is not None  # "and strictly limit"
    if s.bits[k] & ADJ and s.low[i] in CONJUNCTIONS and _is_half(s, i) and verb.end == k + 1:
        return None
    listed = (adverb or found.semicolon) and (verb.tier < 3 or found.semicolon or manner) and is_expected(s, verb)
    if not (is_base(s, verb) or listed or _looked_through(s, k)):
        return None
    level = chain_for(scan, i, found, verb)
    if level is None:
        return None
    return join(scan, level, i, k, conj=found.conj)


def _is_half(s: Stream, i: int) -> bool:
    """Whether a phrase has an article and adjectives before ``i``, but no noun yet: "an **open** and clean harbour"."""
    k = i - 1
    while k > 0 and s.bits[k] & ADJ and not s.bits[k] & (DET | NUM) and (k == i - 1 or not s.bits[k] & NOUN):
        k -= 1
    return k < i - 1 and s.low[k] in {"a", "an", "the"}


def _looked_through(s: Stream, k: int) -> bool:
    """Whether what follows shows that it is a verb: "and **work** to V", "and **step up** efforts to V"."""
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
    found = content(s, k, BASE)
    if found is None:
        return None
    before = len(scan.slots) - 1
    scan.close(i)
    slot = scan.add(level, found, level.kind if level.kind != "main" else "chain")
    slot.joined = before if before >= 0 else None
    if found.form == GERUND:
        scan.push(Level(level.kind, GERUND, "", level.parent))
    return found.verb.end


def _infinitive(scan: Scan, i: int, found: Joint) -> int | None:
    """An infinitive ("…, and to V") goes on with a chain opened by "to"; else it is a purpose."""
    s = scan.s
    k = skip_adverbs(s, found.end + 1)
    verb = verb_at(s, k, BASE)
    if verb is None or not is_expected(s, verb) or s.bits[k] & NAME:
        return None
    level = next((level for level in reversed(scan.levels) if level.form == BASE and level.intro == "to"), None)
    if level is not None and (found.conj or found.semicolon or level.repeated or _goes_on(s, k, scan.end)):
        level.repeated = True
        return join(scan, level, i, k, conj=found.conj)
    if not found.comma or not scan.slots:
        return None
    scan.close(i)
    scan.purpose(found.end, verb.end)
    scan.push(Level("purpose", BASE, "to", len(scan.slots) - 1))
    return verb.end


def _goes_on(s: Stream, start: int, end: int) -> bool:
    """Whether a list of infinitives ends with "and to V" further on."""
    return any(s.low[k] == "and" and s.low[k + 1] == "to" and s.bits[k + 2] & (BASE | ADV) for k in range(start, end))


def _participle(scan: Scan, i: int, found: Joint) -> int | None:
    """A participle goes on with a passive: "will be developed **and manufactured**"."""
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
    if (slot.ends is not None and slot.ends < i) or i != slot.verb.end:
        return None
    before = len(scan.slots) - 1
    scan.close(i)
    added = scan.add(level, Content(verb, PAST, None), level.kind if level.kind != "main" else "chain", "passive")
    added.given = slot.given
    added.joined = before
    return verb.end


def _past(scan: Scan, level: Level, i: int, found: Joint) -> int | None:
    """A chain of what was done: "We formulated a plan **and set up** a fund"."""
    s = scan.s
    past = content(s, found.end, PAST)
    if past is None or not (begins_object(s, past.verb.end) or shares_object(s, past.verb, PAST)):
        return None
    before = len(scan.slots) - 1
    scan.close(i)
    scan.drop_to(level)
    scan.add(level, past, "chain").joined = before
    return past.verb.end


def _preposition(scan: Scan, i: int, found: Joint) -> int | None:
    """A gerund that repeats its preposition ("…, and in V-ing") goes on with the chain that this opened."""
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
    """A further noun of action in a list: "include …, training of pilots and repair of nets"."""
    noun = noun_of_action(scan.s, found.end)
    if noun is None or (not found.comma and scan.slots and scan.current.voice != "nominal"):
        return None
    scan.close(i)
    scan.drop_to(scan.levels[0])
    scan.add(scan.levels[0], noun, "include")
    return noun.verb.end


# What may stand behind a joint, by the flags of its first word.
_JOINED: tuple[tuple[int, Callable[[Scan, int, Joint], int | None]], ...] = (
    (GERUND, _gerund), (BASE, _base), (PAST, _participle), (PREP, _preposition),
)  # fmt: skip
