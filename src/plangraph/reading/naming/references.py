"""References: the things that each mention of a sentence stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plangraph.model import Thing
from plangraph.reading.gazetteer import Entry, Gazetteer, Hit
from plangraph.reading.groups import kind_classes
from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.linking import Scene, choose, of_kind, unknown
from plangraph.reading.naming.nested import span
from plangraph.reading.naming.view import View
from plangraph.reading.nouns import singular

_Found = tuple[tuple[Thing, ...], tuple[str, ...]]
_DIVISIONS = frozenset({"county", "prefecture", "district"})


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence with all its drafts, and what is known around it."""

    gazetteer: Gazetteer
    scene: Scene
    index: int  # of the sentence
    view: View
    hits: Sequence[Hit]
    drafts: Sequence[Draft]


def things_of(sight: Sight, draft: Draft) -> _Found:
    """What a draft stands for, and the rules that told; nothing for amounts and where nothing decides."""
    if draft.type == "quantity":
        return (), ()
    wide = _by_wider_name(sight, draft)
    if wide:
        return wide, ("link:whole-phrase",)
    if draft.members and draft.named:
        return _parts(sight, draft)
    if draft.type == "industry":
        return of_kind(draft.label, "Industry", industry=draft.named), ()
    if not draft.named:
        return _described(sight, draft) or (_kind(draft), ())
    return _name(sight, draft)


def _by_wider_name(sight: Sight, draft: Draft) -> tuple[Thing, ...]:
    """A longer name that this mention heads, or that its list spells out: "city clusters in the X region"."""
    own = span(sight.view, draft)
    for hit in sorted(sight.hits, key=lambda one: one.start - one.end):
        if not (hit.start <= own.start and own.end <= hit.end) or (hit.start, hit.end) == (own.start, own.end):
            continue
        inside = _inside(sight, hit)
        heads = inside and span(sight.view, inside[0]).start == hit.start
        if not heads or (inside[0] is not draft and not _is_list(sight, inside, hit)):
            continue
        chosen, _ = _chosen(sight, hit.entries, draft.type)
        if chosen:
            return tuple(entry.thing for entry in chosen)
    return ()


def _inside(sight: Sight, hit: Hit) -> list[Draft]:
    found = []
    for draft in sight.drafts:
        at = span(sight.view, draft)
        if draft.type != "quantity" and hit.start <= at.start and at.end <= hit.end:
            found.append(draft)
    return found


def _is_list(sight: Sight, inside: Sequence[Draft], hit: Hit) -> bool:
    """Whether a name is nothing but the list of these mentions: "Zuo and You rivers region"."""
    if len(inside) < 2 or span(sight.view, inside[-1]).end != hit.end:
        return False
    for left, right in pairwise(inside):
        if left.last > right.first or not set(sight.view.lower[left.last : right.first]) <= {",", "and", "the"}:
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


def _name(sight: Sight, draft: Draft) -> _Found:
    own = _own(sight, draft)
    label = draft.label or own
    entries = sight.gazetteer.lookup(label) or draft.entries or sight.gazetteer.lookup(own)
    if entries:
        chosen, rule = _chosen(sight, entries, draft.type)
        if chosen or rule:
            return tuple(entry.thing for entry in chosen), (rule,)
    things = unknown(draft.type, draft.cls or "Region", label, sight.gazetteer)
    return things, ("link:new",) if things else ("ambiguous",)
