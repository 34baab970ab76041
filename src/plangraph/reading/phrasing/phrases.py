"""Noun phrases: the things that a coordination speaks of, each with the words that it shares with the others.

"food, energy, and industrial security" is three kinds of security; "the upper and lower reaches of rivers" are two
reaches. The words of a mention are never cut: what it refers to has been found before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from plangraph.model import Mention, Span
from plangraph.reading.phrasing.conjunct import Conjunct, counted, joined, lower, one, texts
from plangraph.reading.phrasing.coordination import branches, examples, groups, is_verbal, items
from plangraph.reading.phrasing.sharing import Group, mention_words, stripped
from plangraph.reading.phrasing.units import Unit, is_adjective, segments, units
from plangraph.reading.words.heads import Head, head_of
from plangraph.reading.words.tokens import Token

_LETTER = re.compile(r"[^\W\d_]")
_THROUGH = {"see-through": {"of", "to", "for", "in"}, "nominal": {"of"}, "gift": {"to", "for"}}


def conjuncts(text: str, tokens: Sequence[Token], mentions: Sequence[Mention], at: Span) -> tuple[Conjunct, ...]:
    """The things that the noun phrase ``text[at]`` speaks of, in order, each once.

    Args:
        text: the sentence, as its local offsets count it.
        tokens: its tokens.
        mentions: its mentions.
        at: the phrase, local.
    """
    return conjuncts_of(units(text, tokens, mentions, at))


def conjuncts_of(found: Sequence[Unit]) -> tuple[Conjunct, ...]:
    """The same for units that have been made already."""
    made: dict[tuple[str, Mention | None], Conjunct] = {}
    for conjunct in _read(_without_complement(found), inside=False):
        if conjunct.mention is not None or _LETTER.search(conjunct.label):
            made.setdefault((conjunct.full, conjunct.mention), conjunct)
    return tuple(made.values())


def _without_complement(found: Sequence[Unit]) -> Sequence[Unit]:
    """The units without adjectives behind the noun: "make the seed industry stronger and larger"."""
    end = len(found)
    if not end or not is_adjective(found[-1]):
        return found
    while end and found[end - 1].mention is None and _is_complement(found[end - 1]):
        end -= 1
    return found[:end] or found


def _is_complement(unit: Unit) -> bool:
    adverb = "ADV" in unit.tags and "N" not in unit.tags
    return is_adjective(unit) or adverb or unit.lower in {"and", ",", "more", "less"}


def _read(found: Sequence[Unit], *, inside: bool) -> list[Conjunct]:
    """Conjuncts of a run of units; inside a complement it may begin with a verb: "of saving X and ensuring Y"."""
    plain, shown = examples(found)
    made: list[Conjunct] = []
    if inside and len(plain) > 1 and is_verbal(plain[0]):
        for part in _verbal_parts(plain):
            made.extend(_phrase(part))
    elif plain:
        made.extend(_phrase(plain))
    if shown:
        made.extend(replace(conjunct, example=True) for conjunct in _read(shown, inside=True))
    return made


def _verbal_parts(found: Sequence[Unit]) -> list[tuple[Unit, ...]]:
    """What each verb in -ing acts on; verbs without an object of their own share the next one."""
    runs: list[tuple[int, int]] = []
    for part in segments(found):
        if is_verbal(part.units[0]):
            runs.append((part.first + 1, part.last))
        elif runs and runs[-1][0] < runs[-1][1]:
            runs[-1] = (runs[-1][0], part.last)
    return [tuple(found[first:last]) for first, last in runs if first < last]


def _phrase(found: Sequence[Unit]) -> list[Conjunct]:
    return [conjunct for group in groups(found) for conjunct in _members(group)]


def _members(group: Group) -> list[Conjunct]:
    """The things of one noun phrase: usually one, more where its complement lists them."""
    core = stripped(group.core)
    if not group.tail or not core:
        return [one(group.core, group.tail, group.at, group)]
    opener = group.tail[0].lower
    mention = core[-1].mention
    if mention is not None and mention.type == "quantity":
        return _measured(group)
    if mention is not None:
        return _continued(group, mention, opener)
    head = head_of(lower(core))
    if opener in _THROUGH.get(head.role, ()) and not _is_infinitive(group.tail):
        return _looked_through(group, head)
    if head.role == "compose":
        return _composed(group)
    if head.role == "list" and opener == "for":
        return _listed(group)
    parallel = branches(group.tail) if opener in {"for", "of"} else []
    if len(parallel) > 1:
        first = Span(group.at.start, parallel[0][-1].end)
        rest = [one(group.core, branch, _span(branch), group) for branch in parallel[1:]]
        return [one(group.core, parallel[0], first, group), *rest]
    return [one(group.core, group.tail, group.at, group)]


def _measured(group: Group) -> list[Conjunct]:
    """The thing behind a length or a sum of it: "40 kilometres of feeder roads"."""
    inner = _read(group.tail[1:], inside=True) if group.tail[0].lower == "of" else []
    if len(inner) != 1:
        return inner or [one(group.core, group.tail, group.at, group)]
    return [replace(inner[0], at=group.at, count=counted(group.core))]


def _continued(group: Group, mention: Mention, opener: str) -> list[Conjunct]:
    """A mention, and what goes on like its own complement: "[bases for coal], for oil, and for gas"."""
    before, found, _ = mention.evidence.quote.partition(f" {opener} ")
    if not found:
        return [one(group.core, group.tail, group.at, group)]
    last = group.core[-1]
    core = (*group.core[:-1], *mention_words(last, len(before.split())))
    cls = mention.things[0].cls if mention.things else ""
    rest = [one(core, branch, _span(branch), group) for branch in branches(group.tail)]
    same = [replace(other, head=Head(other.head.words, cls or other.head.cls, "thing")) for other in rest]
    return [one(group.core, (), Span(group.at.start, last.end), group), *same]


def _looked_through(group: Group, head: Head) -> list[Conjunct]:
    """What a verb made a noun acts on, or what a measure is a measure of; a gift stays beside its receivers."""
    inner = _read(group.tail[1:], inside=True)
    alone = one(group.core, (), group.at, group)
    if head.role == "gift":
        return [alone, *(replace(other, through="gift") for other in inner)]
    manner = alone.label if head.role == "nominal" and " " in alone.label else ""
    return [
        replace(
            other,
            through=other.through or head.words,
            manner=other.manner or manner,
            name=alone.name,
        )
        for other in inner
    ] or [alone]


def _is_infinitive(tail: Sequence[Unit]) -> bool:
    """Whether a tail is "to" and a verb: "efforts to boost trade"."""
    return tail[0].lower == "to" and len(tail) > 1 and "V" in tail[1].tags


def _composed(group: Group) -> list[Conjunct]:
    """One with each place, so that a gazetteer can know it: "the metropolitan areas of A and B"."""
    places = [unit for unit in group.tail if unit.mention is not None]
    whole = one(group.core, group.tail, group.at, group)
    if len(places) < 2 or group.tail[0].lower not in {"of", "in"}:
        return [whole]
    opening = f"{joined(texts(stripped(group.core)))} {group.tail[0].lower}"
    first = Span(group.at.start, places[0].end)
    return [
        replace(whole, at=first if unit is places[0] else _span([unit]), full=f"{opening} {unit.text}")
        for unit in places
    ]


def _listed(group: Group) -> list[Conjunct]:
    """The head with each item between commas: "mechanisms for A, B and C, and D"."""
    made: list[Conjunct] = []
    for branch in branches(group.tail):
        opening: tuple[Unit, ...] = branch[:1]
        for item in items(branch[1:]):
            tail = (branch[0], *item) if is_verbal(item[0]) else (*opening, *item)
            opening = (branch[0], item[0]) if is_verbal(item[0]) else opening
            at = _span(item) if made else Span(group.at.start, item[-1].end)
            made.append(one(group.core, tail, at, Group(group.core, tail, at)))
    return made


def _span(found: Sequence[Unit]) -> Span:
    return Span(found[0].start, found[-1].end)
