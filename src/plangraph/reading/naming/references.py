"""References: the things that each mention of a sentence stands for."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plangraph.model import Thing
from plangraph.reading.names.gazetteer import Entry, Gazetteer, Hit
from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.linking import Scene, choose, of_kind, unknown
from plangraph.reading.naming.nested import span
from plangraph.reading.naming.view import View
from plangraph.reading.words.groups import kind_classes
from plangraph.reading.words.nouns import singular

_Found = tuple[tuple[Thing, ...], tuple[str, ...]]
# A place with such a head is another thing than the city whose name it bears: "Chengdu metropolitan area".
_OTHER_THINGS = frozenset(
    {"MetropolitanArea", "CityCluster", "EconomicBelt", "EconomicZone", "NewArea", "River", "RiverBasin",
     "MountainArea", "Island"}
)  # fmt: skip
_DIVISIONS = frozenset({"county", "county-level-city", "prefecture", "district"})


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence with all its drafts, and what is known around it."""

    gazetteer: Gazetteer
    scene: Scene
    index: int  # of the sentence
    view: View
    drafts: Sequence[Draft]
    wide: Mapping[int, Sequence[Hit]]  # by draft: longer names that it heads or that its list spells out


def wider_names(view: View, drafts: Sequence[Draft], hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    """For each draft (by its place in ``drafts``) the longer names that it may stand for, the longest first.

    It heads such a name ("city clusters in the X region"), or the name is nothing but its list ("A and B rivers").
    """
    found: dict[int, list[Hit]] = {}
    spans = [span(view, draft) for draft in drafts]
    starts = [at.start for at in spans]
    for hit in sorted(hits, key=lambda one: one.start - one.end):
        low = bisect_left(starts, hit.start)
        if low == len(starts) or starts[low] != hit.start:
            continue
        high = bisect_left(starts, hit.end)
        inside = [at for at in range(low, high) if spans[at].end <= hit.end and drafts[at].type != "quantity"]
        if not inside or (spans[inside[0]].start, spans[inside[0]].end) == (hit.start, hit.end):
            continue
        together = spans[inside[-1]].end == hit.end and _is_list(view, [drafts[at] for at in inside])
        for at in inside if together else inside[:1]:
            found.setdefault(at, []).append(hit)
    return found


def things_of(sight: Sight, at: int) -> _Found:
    """What the draft ``sight.drafts[at]`` stands for, and the rules that told; nothing where nothing decides."""
    draft = sight.drafts[at]
    if draft.type == "quantity":
        return (), ()
    wide = _by_wider_name(sight, at)
    if wide:
        return wide, ("link:whole-phrase",)
    if draft.members and draft.named:
        return _parts(sight, draft)
    if draft.type == "industry":
        return of_kind(draft.label, "Industry", industry=draft.named), ()
    if not draft.named:
        return _described(sight, draft) or (_kind(draft), ())
    return _name(sight, draft)


def _by_wider_name(sight: Sight, at: int) -> tuple[Thing, ...]:
    for hit in sight.wide.get(at, ()):
        chosen, _ = _chosen(sight, hit.entries, sight.drafts[at].type)
        if chosen:
            return tuple(entry.thing for entry in chosen)
    return ()


def _is_list(view: View, inside: Sequence[Draft]) -> bool:
    """Whether only "and" and commas stand between the members of a list of two and more."""
    if len(inside) < 2:
        return False
    for left, right in pairwise(inside):
        if left.last > right.first or not set(view.lower[left.last : right.first]) <= {",", "and", "the"}:
            return False
    return True


def _chosen(sight: Sight, entries: Sequence[Entry], type_: str) -> tuple[tuple[Entry, ...], str]:
    """The bearers that are meant; all of them where one description is that of several things."""
    fitting = tuple(entry for entry in entries if entry.type == type_)
    kinds = {entry.kind for entry in fitting}
    if len(kinds) == 1 and not kinds & _DIVISIONS and sight.scene.home:
        return fitting, "link:all" if len(fitting) > 1 else "link:only"
    return choose(entries, type_, sight.scene, sight.index)


def _parts(sight: Sight, draft: Draft) -> _Found:
    things: list[Thing] = []
    for label in draft.members:
        chosen, _ = _chosen(sight, sight.gazetteer.lookup(label), draft.type)
        if chosen:
            things.extend(entry.thing for entry in chosen)
        elif not label.startswith("the "):
            things.extend(unknown(draft.type, draft.cls, label, sight.gazetteer))
    return tuple(dict.fromkeys(things)), ("link:direction",) if things else ("ambiguous",)


def _described(sight: Sight, draft: Draft) -> _Found | None:
    """The known thing that is called just so, small letters and all."""
    entries = sight.gazetteer.lookup(_own(sight, draft))
    chosen, rule = _chosen(sight, entries, draft.type) if entries else ((), "")
    return (tuple(entry.thing for entry in chosen), (rule,)) if chosen else None


def _kind(draft: Draft) -> tuple[Thing, ...]:
    labels = draft.members or (draft.label,)
    return tuple(thing for label in labels for thing in of_kind(label, _class(draft, label)))


def _class(draft: Draft, label: str) -> str:
    """The class of a kind: of its last words, of a word with its head, else that of its head."""
    words = label.split()
    if not words:
        return draft.cls
    words[-1] = singular(words[-1])
    known = kind_classes()
    endings = [known[end] for size in (4, 3, 2) if (end := tuple(words[-size:])) in known]
    pairs = [known[(word, words[-1])] for word in words[:-1] if (word, words[-1]) in known]
    return (endings or pairs or [draft.cls])[0]


def _own(sight: Sight, draft: Draft) -> str:
    """The words of a draft, as one would write them."""
    words = " ".join(token.text for token in sight.view.tokens[draft.first : draft.last])
    return words.replace(" 's", "'s").replace("( ", "(").replace(" )", ")").replace(" ,", ",")


def _same_class(entries: Sequence[Entry], cls: str) -> bool:
    return any(entry.thing.cls == cls for entry in entries)


def _name(sight: Sight, draft: Draft) -> _Found:
    own = _own(sight, draft)
    label = draft.label or own
    entries = sight.gazetteer.lookup(label) or draft.entries or sight.gazetteer.lookup(own)
    if entries and not (draft.label and draft.cls in _OTHER_THINGS and not _same_class(entries, draft.cls)):
        chosen, rule = _chosen(sight, entries, draft.type)
        if chosen or rule:
            return tuple(entry.thing for entry in chosen), (rule,)
    foreign = not draft.label and draft.type == "place" and any(entry.thing.known for entry in draft.entries)
    cls = "Region" if foreign else draft.cls  # the class was that of a namesake at home
    things = unknown(draft.type, cls or "Region", label, sight.gazetteer)
    return things, ("link:new",) if things else ("ambiguous",)
