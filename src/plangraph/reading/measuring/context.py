"""Context: regions that a measure means but does not name.

"The region", "there", "these areas", "it" stand for something named before; where a measure says no place at all, the
region in the title above it is meant. Each such region goes with the sentence that names it, which is its proof.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plangraph.model import Clause, Document, Mention, Span, Thing

_REACH = 12  # sentences back; a pronoun reaches one
_PRONOUN_REACH = 1
_POINTERS = re.compile(
    r"\b(?:(?P<region>(?:the|this|that) region)(?!s)"
    r"|(?P<areas>(?:these|those|such) (?:areas|regions|places|cities|towns|villages))"
    r"|(?P<there>there(?! (?:is|are|will|has|have)\b))|(?P<their>their|them)|(?P<it>its|it))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A place as a sentence names it."""

    sentence: int
    at: Span
    thing: Thing
    named: bool


@dataclass(frozen=True, slots=True)
class Context:
    """All places of a document in order, and the regions in the titles of its sections."""

    document: Document
    places: tuple[Named, ...]
    titles: tuple[tuple[tuple[Thing, int], ...], ...]  # by section


def gather(document: Document, mentions: Sequence[Mention], home: frozenset[str]) -> Context:
    """The places that later words may point at.

    Args:
        document: the document.
        mentions: its mentions, in order.
        home: refs of the plan's own country, at which nothing points.
    """
    places = tuple(
        Named(mention.sentence, mention.at, thing, mention.named)
        for mention in mentions
        if mention.type == "place"
        for thing in mention.things
        if thing.ref not in home
    )
    bare = Context(document, places, ())
    titles = tuple(
        tuple((place.thing, place.sentence) for heading in section.headings for place in _of_sentence(bare, heading))
        for section in document.sections
    )
    return Context(document, places, titles)


def antecedents(context: Context, clause: Clause) -> tuple[tuple[Thing, int], ...]:
    """What the pointing words of a clause stand for, each with the sentence that names it."""
    text = context.document.sentences[clause.sentence].text
    found: list[tuple[Thing, int]] = []
    end = clause.at.end
    if clause.purpose_at is not None and clause.purpose_at.start > clause.action_at.start:
        end = min(end, clause.purpose_at.start)  # there a pronoun stands for the clause's own object
    for match in _POINTERS.finditer(text, clause.at.start, end):
        place = _antecedent(context, clause, match)
        if place is not None:
            found.extend((place.thing, place.sentence) for place in _mates(context, place))
    return tuple(dict.fromkeys(found))


def title_regions(context: Context, clause: Clause) -> tuple[tuple[Thing, int], ...]:
    """The regions in the nearest title above a clause that names some."""
    section = context.document.sentences[clause.sentence].section
    while section is not None:
        if context.titles[section]:
            return tuple(dict.fromkeys(context.titles[section]))
        section = context.document.sections[section].parent
    return ()


def pronoun(context: Context, clause: Clause, at: Span) -> tuple[tuple[Thing, int], ...]:
    """What "it" or "them" at a place of a clause's sentence stands for."""
    place = _nearest(context, clause.sentence, at.start, _PRONOUN_REACH, lambda place: place.named)
    return tuple((mate.thing, mate.sentence) for mate in _mates(context, place)) if place is not None else ()


def _antecedent(context: Context, clause: Clause, match: re.Match[str]) -> Named | None:
    at = match.start()
    if match["region"]:
        return _nearest(context, clause.sentence, at, _REACH, _is_region) or _title(context, clause)
    if match["areas"]:
        return _nearest(context, clause.sentence, at, _REACH, lambda place: not place.named)
    if match["there"]:
        return _nearest(context, clause.sentence, at, _PRONOUN_REACH, lambda _: True)
    if match["their"]:
        return _nearest(context, clause.sentence, at, 0, lambda place: not place.named)
    return _nearest(context, clause.sentence, at, 0, lambda place: place.named) if _is_object(clause, match) else None


def _is_object(clause: Clause, match: re.Match[str]) -> bool:
    """Whether "it" or "its" begins the object: elsewhere it stands for anything."""
    return clause.object_at is not None and match.start() == clause.object_at.start


def _is_region(place: Named) -> bool:
    words = place.thing.label.lower().split()
    return place.named and (
        place.thing.cls in {"MacroRegion", "WorldRegion"} or words[-1] in {"region", "basin", "delta"}
    )


def _nearest(context: Context, sentence: int, before: int, reach: int, fits: Callable[[Named], bool]) -> Named | None:
    """The last place named before a point, over text and titles, at most ``reach`` sentences back."""
    places = context.places
    index = bisect_right(places, (sentence, before), key=lambda place: (place.sentence, place.at.end))
    while index:
        index -= 1
        if sentence - places[index].sentence > reach:
            return None
        if fits(places[index]):
            return places[index]
    return None


def _title(context: Context, clause: Clause) -> Named | None:
    for _, sentence in title_regions(context, clause):
        return next(place for place in _of_sentence(context, sentence) if place.sentence == sentence)
    return None


def _mates(context: Context, place: Named) -> list[Named]:
    """All that one mention names: "northwestern and southwestern regions" are two."""
    key = (place.sentence, place.at.start)
    start = bisect_left(context.places, key, key=lambda mate: (mate.sentence, mate.at.start))
    stop = bisect_right(context.places, key, key=lambda mate: (mate.sentence, mate.at.start))
    return [mate for mate in context.places[start:stop] if mate.at == place.at]


def _of_sentence(context: Context, sentence: int) -> Sequence[Named]:
    start = bisect_left(context.places, sentence, key=lambda place: place.sentence)
    stop = bisect_right(context.places, sentence, key=lambda place: place.sentence)
    return context.places[start:stop]
