"""Roles: where, along what, between whom, for whom and by whom a clause says that something is done."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import accumulate

from plangraph.model import Clause, Mention, Phrase, Span
from plangraph.reading.lexicon.tables import table
from plangraph.reading.phrasing.conjunct import Conjunct
from plangraph.reading.phrasing.coordination import branches
from plangraph.reading.phrasing.phrases import conjuncts_of
from plangraph.reading.phrasing.scene import Scene, conjuncts_at, mentioned, overlap, phrase_of, within
from plangraph.reading.phrasing.units import Unit, begins_tail, units

_PARTIES = frozenset({"place", "organisation"})
_MAKING_NOUNS = frozenset({"construction", "building", "establishment", "creation", "formation", "setting up"})
_MAKING = frozenset(
    {"build", "construct", "create", "develop", "establish", "form", "foster", "found", "open", "launch", "set", "lay"}
    | {"erect", "designate", "plan"}
)
_ZONES = frozenset({"PilotZone", "DemonstrationZone", "ExperimentalZone", "LeadingArea", "DesignatedZone"})
_GROUNDS = ("kind/", "initiative/", "industry/")
_ALONG = frozenset({"along"})
_WHERE = frozenset({"in", "at"})
_BETWEEN = frozenset({",", "and", "the", "or", "other"})
_GIVERS = frozenset({"provide", "supply", "equip", "furnish", "endow", "connect"})


class _Around:
    """What stands around the mentions of a scene, found in one walk over it however many there are."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._reached: dict[frozenset[str], list[bool]] = {}

    def stands_behind(self, mention: Mention, words: frozenset[str]) -> bool:
        """Whether one of the words is the nearest before a mention, over article, adjectives and its list's mates."""
        if words not in self._reached:
            self._reached[words] = self._reach(words)
        return self._reached[words][bisect_right(self._ends, mention.at.start)]

    def is_part_of_place(self, at: Span) -> bool:
        """Whether a span lies in that of a place, and is not the same."""
        before = bisect_left(self._starts, at.start)
        upto = bisect_right(self._starts, at.start)
        return self._furthest[upto] > at.end or self._furthest[before] >= at.end

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.scene.tokens]

    @cached_property
    def _places(self) -> list[Span]:
        return sorted({mention.at for mention in self.scene.mentions if mention.type == "place"})

    @cached_property
    def _starts(self) -> list[int]:
        return [at.start for at in self._places]

    @cached_property
    def _furthest(self) -> list[int]:
        """Where the places that begin before each of them end at the latest."""
        return list(accumulate((at.end for at in self._places), max, initial=-1))

    @cached_property
    def _passed_over(self) -> list[bool]:
        """Of each token whether a preposition before it reaches what follows."""
        covers = sorted(mention.at for mention in self.scene.mentions)
        passed: list[bool] = []
        index, end = 0, -1
        for token in self.scene.tokens:
            while index < len(covers) and covers[index].start <= token.start:
                end = max(end, covers[index].end)
                index += 1
            passed.append(token.end <= end or token.lower in _BETWEEN or "ADJ" in token.tags)
        return passed

    def _reach(self, words: frozenset[str]) -> list[bool]:
        """Before each token, and behind the last, whether one of the words reaches there."""
        if all(token.lower not in words for token in self.scene.tokens):
            return [False] * (len(self.scene.tokens) + 1)
        reached = [False]
        for token, passed in zip(self.scene.tokens, self._passed_over, strict=True):
            reached.append(token.lower in words or (reached[-1] and passed))
        return reached


def places(scene: Scene, clause: Clause, objects: Sequence[Conjunct], others: Sequence[Span]) -> tuple[Mention, ...]:
    """The places of a clause: in its object, around it, and in the phrase in front of the sentence.

    Left out are lines along which something is done, the plan's own country, the places of a purpose or of what
    something is to become, and a kind of place that the action itself makes.

    Args:
        scene: the sentence.
        clause: the clause.
        objects: the conjuncts of its object.
        others: what other clauses of the sentence say, local; places there are theirs.
    """
    made = [conjunct.mention.at for conjunct in objects if conjunct.mention is not None and _is_made(clause, conjunct)]
    around = _Around(scene)
    return tuple(
        mention
        for mention in scene.mentions
        if _is_placed(around, clause, mention)
        and mention.at not in made
        and _is_said(clause, mention.at, others)
        and not around.stands_behind(mention, _ALONG)
    )


def lines(scene: Scene, clause: Clause, others: Sequence[Span]) -> tuple[Mention, ...]:
    """Rivers, railways and roads along which something is done."""
    around = _Around(scene)
    return tuple(
        mention
        for mention in scene.mentions
        if mention.type in {"place", "infrastructure"}
        and around.stands_behind(mention, _ALONG)
        and _is_said(clause, mention.at, others)
    )


def pairs(scene: Scene, at: Span | None) -> tuple[tuple[Span, tuple[Phrase, ...]], ...]:
    """Between whom: for each "between … and …" of a stretch its span and its two or more sides."""
    if at is None:
        return ()
    found = units(scene.text, scene.tokens, scene.mentions, at)
    start = next((index for index, unit in enumerate(found) if unit.lower in {"between", "among"}), None)
    if start is None:
        return ()
    sides: list[tuple[Span, tuple[Phrase, ...]]] = []
    for branch in branches(found[start:]):
        phrases = tuple(phrase_of(scene, conjunct) for conjunct in conjuncts_of(branch[1:]))
        if sum(len(phrase.things) for phrase in phrases) > 1:
            sides.append((Span(branch[0].start, branch[-1].end), phrases))
    return tuple(sides)


def parties(scene: Scene, clause: Clause, objects: Sequence[Conjunct], *, embeds: bool) -> tuple[Phrase, ...]:
    """Who is supported: the object of a verb of support, or whoever a gift goes to."""
    receiving = receivers(scene, clause)
    if receiving:
        return tuple(phrase_of(scene, conjunct) for conjunct in receiving)
    gifts = [conjunct for conjunct in objects if conjunct.through == "gift"]
    if gifts:
        return tuple(phrase_of(scene, conjunct) for conjunct in gifts if _is_party(conjunct))
    if clause.action.split(" ")[0] not in supporting_verbs() and not embeds:
        return ()
    return tuple(phrase_of(scene, conjunct) for conjunct in objects if not conjunct.through and _is_party(conjunct))


def receivers(scene: Scene, clause: Clause) -> tuple[Conjunct, ...]:
    """X of "provide X with Y"; nobody when the object says no such thing."""
    split = given(scene, clause)
    return conjuncts_of(split[0]) if split else ()


def given(scene: Scene, clause: Clause) -> tuple[tuple[Unit, ...], tuple[Unit, ...]] | None:
    """The two sides of "provide X with Y": to whom, and what."""
    if clause.object_at is None or clause.action.split(" ")[0] not in _GIVERS:
        return None
    found = units(scene.text, scene.tokens, scene.mentions, clause.object_at)
    opener = next((index for index, unit in enumerate(found) if index and begins_tail(unit)), None)
    if opener is None or found[opener].lower != "with" or not _is_receiver(found[:opener]):
        return None
    return found[:opener], found[opener + 1 :]


def actors(scene: Scene, clause: Clause) -> tuple[Phrase, ...]:
    """Who acts, when the text names a place, a body or a sector; "we" is nobody."""
    if clause.subject_at is None or clause.voice == "passive":
        return ()
    return tuple(
        phrase_of(scene, conjunct) if conjunct.mention is None else mentioned(scene, conjunct.mention)
        for conjunct in conjuncts_at(scene, clause.subject_at)
        if _is_party(conjunct) or (conjunct.mention is not None and conjunct.mention.type == "industry")
    )


def basis(scene: Scene, clause: Clause) -> tuple[Phrase, ...]:
    """The grounds of "Based on …": the kinds, initiatives and sectors that it speaks of."""
    if clause.frame_at is None:
        return ()
    found = units(scene.text, scene.tokens, scene.mentions, clause.frame_at)
    words = [unit.lower for unit in found[:2]]
    if words not in (["based", "on"], ["building", "on"], ["acting", "on"], ["guided", "by"], ["relying", "on"]):
        return ()
    phrases = (phrase_of(scene, conjunct) for conjunct in conjuncts_of(found[2:]))
    return tuple(phrase for phrase in phrases if all(thing.ref.startswith(_GROUNDS) for thing in phrase.things))


@cache
def supporting_verbs() -> frozenset[str]:
    """Verbs whose object is somebody who is to be helped."""
    rows = table("verbs", ("verb", "tier", "strength", "broader", "zh", "gloss", "example"))
    return frozenset(row["verb"] for row in rows if row["strength"] == "support")


def _is_party(conjunct: Conjunct) -> bool:
    if conjunct.mention is not None and conjunct.mention.type in _PARTIES:
        return True
    return conjunct.head.role == "party"


def _is_receiver(found: Iterable[Unit]) -> bool:
    return any(_is_party(conjunct) for conjunct in conjuncts_of(tuple(found)))


def _is_placed(around: _Around, clause: Clause, mention: Mention) -> bool:
    """Whether a mention is of a place, or of something that stands where a place would.

    A part of another place's name is none, and neither is the plan's own country. A named zone is a place too; works
    and kinds of zone are one only behind "in" or "at".
    """
    if any(thing.ref in around.scene.home for thing in mention.things) or around.is_part_of_place(mention.at):
        return False
    if mention.type == "place":
        return True
    is_zone = mention.type == "initiative" and any(thing.cls in _ZONES for thing in mention.things)
    if is_zone and mention.named:
        return True
    works = mention.type == "infrastructure" and mention.named and not within(mention.at, clause.frame_at)
    return (is_zone or works) and around.stands_behind(mention, _WHERE)


def _is_said(clause: Clause, at: Span, others: Sequence[Span]) -> bool:
    """Whether a clause says the place itself: not as a purpose, a target, or another clause's words."""
    if overlap(at, clause.target_at):
        return False
    if overlap(at, clause.purpose_at):
        return clause.purpose_at is not None and clause.purpose_at.end <= clause.action_at.start
    if within(at, clause.object_at) or within(at, clause.frame_at):
        return not any(within(at, other) and within(other, clause.object_at) for other in others)
    return within(at, clause.at) and not any(within(at, other) for other in others)


def _is_made(clause: Clause, conjunct: Conjunct) -> bool:
    """Whether the action itself makes the place that a conjunct names: a kind, or a zone that is built."""
    mention = conjunct.mention
    if mention is None or (mention.named and mention.type == "place"):
        return False
    if conjunct.through:
        return conjunct.through in _MAKING_NOUNS and not mention.named
    verb = clause.action.split(" ")[0]
    return verb in _MAKING and not (mention.named and verb == "develop")
