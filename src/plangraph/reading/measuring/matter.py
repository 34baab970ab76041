"""Matter: what a clause acts on, how much of it, and where that lies when only a title or a pointing word tells."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from plangraph.model import Clause, Measure, Phrase, Quantity, Span, Thing
from plangraph.reading.measuring.context import Context, antecedents, pronoun, title_regions
from plangraph.reading.measuring.quantities import leading, quantity
from plangraph.reading.measuring.roles import given
from plangraph.reading.phrasing.conjunct import Conjunct
from plangraph.reading.phrasing.phrases import conjuncts_of
from plangraph.reading.phrasing.scene import Scene, conjuncts_at, phrase_of, spoken, within

_PRONOUNS = frozenset({"it", "them", "this", "these", "those"})


def objects_of(
    scene: Scene, context: Context, clause: Clause, above: Measure | None
) -> tuple[tuple[Phrase, ...], tuple[Conjunct, ...]]:
    """What is acted on, and the conjuncts of the words that say it."""
    if clause.object_at is None:
        moved = above.beneficiaries if above is not None and clause.target_at is not None else ()
        return moved, ()
    if words_at(scene, clause.object_at).lower() in _PRONOUNS:
        things = tuple(thing for thing, _ in pronoun(context, clause, clause.object_at))
        return ((spoken(scene, clause.object_at, things),) if things else ()), ()
    sides = given(scene, clause)
    conjuncts = conjuncts_of(sides[1]) if sides is not None else conjuncts_at(scene, clause.object_at)
    if _is_clause(scene, clause.object_at):
        return (), conjuncts
    acted_on = [conjunct for conjunct in conjuncts if conjunct.through != "gift"]
    return tuple(phrase_of(scene, conjunct) for conjunct in acted_on), conjuncts


def quantity_of(scene: Scene, clause: Clause, conjuncts: Sequence[Conjunct]) -> Quantity | None:
    """The amount that a clause says of what it acts on; none when it says none."""
    free = [
        mention
        for mention in scene.mentions
        if mention.type == "quantity"
        and not any(
            within(mention.at, other.at) for other in scene.mentions if other.named and other.type != "quantity"
        )
    ]
    around = clause.at
    if clause.purpose_at is not None and clause.purpose_at.start > clause.action_at.start:
        around = Span(clause.at.start, min(clause.at.end, clause.purpose_at.start))
    chosen = leading(free, scene.text, clause.object_at, around)
    if chosen is None:
        return None
    counted = next((conjunct.label for conjunct in conjuncts if conjunct.count == chosen), "")
    return quantity(chosen, scene.text, counted)


def meant_regions(
    context: Context, clause: Clause, objects: Sequence[Phrase], stated: Sequence[Phrase]
) -> tuple[tuple[Thing, int], ...]:
    """What the pointing words of a clause mean; the regions of the titles where it says no place at all.

    A line along which something is done crosses regions, and a kind of region that is to be made lies somewhere:
    neither says where. So ``stated`` are the places, the actors and those who benefit.
    """
    meant = antecedents(context, clause)
    regions = any(_is_region(thing.cls, thing.ref) for phrase in stated for thing in phrase.things)
    if meant or regions or any(thing.ref.startswith("place/") for phrase in objects for thing in phrase.things):
        return meant
    return title_regions(context, clause)


def words_at(scene: Scene, at: Span | None) -> str:
    """The words of a span of the sentence; none without a span."""
    return scene.text[at.start : at.end].strip() if at is not None else ""


def _is_clause(scene: Scene, at: Span) -> bool:
    """Whether an object is no noun phrase: "that towns thrive", "create jobs", "us closer together"."""
    index = bisect_left(scene.tokens, at.start, key=attrgetter("start"))
    first = scene.tokens[index] if index < len(scene.tokens) else None
    if first is None or any(mention.at.start == first.start for mention in scene.mentions):
        return False
    if first.lower == "that" or first.tags == {"PRON"}:
        return True
    return "V" in first.tags and not first.tags & {"N", "ADJ", "VG", "VN"}


def _is_region(cls: str, ref: str) -> bool:
    return ref.startswith("place/") or (ref.startswith("kind/") and cls.endswith(("Area", "Region", "Village")))
