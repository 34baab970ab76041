"""Bullets: list items and sentences without a finite verb of their own that say what is to be done."""

from dataclasses import replace

from plangraph.model import Form, Voice
from plangraph.reading.grammar.content import Content, content, verb_of_noun
from plangraph.reading.grammar.finite import Predicate, words_when
from plangraph.reading.grammar.segments import Segment
from plangraph.reading.grammar.stream import BASE, GERUND, NAME, NOUN, Stream
from plangraph.reading.grammar.verbs import is_base, is_expected, is_gerund, verb_at
from plangraph.reading.words.actions import action

_EXAMPLE_REACH = 12  # words behind the verb


def bullet(s: Stream, lead: int, found: list[Segment], form: Form, *, expected: bool) -> Segment | None:
    """The segment that an imperative, a gerund or a noun of action at the beginning opens, if one does."""
    end = s.size
    for segment in found:
        if segment.subject is None or segment.subject[0] <= lead:
            return None  # what stands first is the subject of a finite verb
        end = segment.predicate.at if segment.subject is None else segment.subject[0]
        break
    opening = _imperative(s, lead, form, expected=expected) or (
        _item(s, lead) if form == "item" and not found else None
    )
    return replace(opening, end=_without_joint(s, end)) if opening else None


def _without_joint(s: Stream, end: int) -> int:
    while end > 0 and s.low[end - 1] in {",", ";", "and", "but", "so", "while"}:
        end -= 1
    return end


def _imperative(s: Stream, lead: int, form: Form, *, expected: bool) -> Segment | None:
    i = lead
    if s.low[i] == "to" and form == "item":
        i += 1
    found = content(s, i, BASE)
    if found is None:
        return None
    verb = found.verb
    if found.through is None:
        listed = verb.tier < 3 or action(verb.lemma) is not None
        if not listed or verb.first in words_when("speech") | words_when("any") | {"let"}:
            return None
        if form != "item" and not expected and _speaks_to_listeners(s, verb.end):
            return None
        if not (is_base(s, verb) or ((i > lead or expected) and is_expected(s, verb))):
            return None
    return _segment(lead, found, "imperative")


def _speaks_to_listeners(s: Stream, i: int) -> bool:
    """As in "Take Kenya as an example"."""
    return any(
        s.says(k, "as", "an", "example") or s.says(k, "for", "instance")
        for k in range(i, min(i + _EXAMPLE_REACH, s.size))
    )


def _item(s: Stream, lead: int) -> Segment | None:
    verb = verb_at(s, lead, GERUND)
    if verb is not None and is_gerund(s, verb):
        found = content(s, lead, GERUND)
        return _segment(lead, found, "gerund") if found else None
    return _noun(s, lead)


def _noun(s: Stream, lead: int) -> Segment | None:
    """A noun of action: "Construction of a quay", "Setting up of a fund"."""
    for k in range(lead, min(lead + 4, s.size)):
        verb = verb_of_noun(s, k) if s.bits[k] & (NOUN | GERUND) or k == lead else None
        end = verb.end if verb else k + 1
        if verb and s.low[end] == "of":
            return _segment(lead, Content(replace(verb, end=end + 1), NOUN, None), "nominal")
        if not s.bits[k] & NOUN or (s.bits[k] & NAME and k > lead):
            return None
    return None


def _segment(at: int, found: Content, voice: Voice) -> Segment:
    predicate = Predicate(at, "commitment", voice, found, voice)
    return Segment(predicate, None, None, "commitment", thing=False, end=at)
