"""References: the things that each mention of a sentence stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.model import Thing
from plangraph.reading.drafts import Draft
from plangraph.reading.gazetteer import Entry, Gazetteer, Hit
from plangraph.reading.linking import Scene, choose, of_kind, unknown
from plangraph.reading.nouns import kind_classes, singular
from plangraph.reading.tokens import Token

_Found = tuple[tuple[Thing, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence with all its drafts, and what is known around it."""

    gazetteer: Gazetteer
    scene: Scene
    index: int
    text: str
    tokens: Sequence[Token]
    hits: Sequence[Hit]
    drafts: Sequence[Draft]


def things_of(sight: Sight, draft: Draft) -> _Found:
    """What a draft stands for, and the rules that told."""
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
    start, end = sight.tokens[draft.first].start, sight.tokens[draft.last - 1].end
    for hit in sorted(sight.hits, key=lambda one: one.start - one.end):
        if not (hit.start <= start and end <= hit.end) or (hit.start, hit.end) == (start, end):
            continue
        inside = [one for one in sight.drafts if one.type != "quantity" and hit.start <= sight.tokens[one.first].start and sight.tokens[one.last - 1].end <= hit.end]
        heads = [one for one in inside if sight.tokens[one.first].start == hit.start]
        if not heads:
            continue
        together = _is_list(sight, inside, hit)
        if heads[0] is not draft and not together:
            continue
        chosen, _ = _chosen(sight, hit.entries, draft.type)
        if chosen:
            return tuple(entry.thing for entry in chosen)
    return ()


def _is_list(sight: Sight, inside: Sequence[Draft], hit: Hit) -> bool:
    """Whether a name is nothing but the list of these mentions: "Zuo and You rivers region"."""
    if len(inside) < 2 or sight.tokens[inside[-1].last - 1].end != hit.end:
        return False
    for left, right in zip(inside, inside[1:], strict=False):
        words = {token.lower for token in sight.tokens[left.last : right.first]}
        if not words <= {",", "and", "the"} or left.last > right.first:
            return False
    return True


def _chosen(sight: Sight, entries: Sequence[Entry], type_: str) -> tuple[tuple[Entry, ...], str]:
    same = {entry.kind for entry in entries if entry.type == type_}
    if len(same) == 1 and not same & {"county", "prefecture", "district"} and sight.scene.home:
        found = tuple(entry for entry in entries if entry.type == type_)
        return found, "link:all" if len(found) > 1 else "link:only"
    return choose(entries, type_, sight.scene, sight.index)


def _parts(sight: Sight, draft: Draft) -> _Found:
    things: list[Thing] = []
    for label in draft.members:
        chosen, _ = _chosen(sight, sight.gazetteer.lookup(label), draft.type)
        if chosen:
            things.extend(entry.thing for entry in chosen)
        elif label.startswith("the "):
            continue
        else:
            things.extend(unknown(draft.type, draft.cls, label, sight.gazetteer))
    return tuple(dict.fromkeys(things)), ("link:direction",) if things else ("ambiguous",)


def _kind(draft: Draft) -> tuple[Thing, ...]:
    labels = draft.members or (draft.label,)
    return tuple(thing for label in labels for thing in of_kind(label, _class(draft, label)))


def _described(sight: Sight, draft: Draft) -> _Found | None:
    """The known thing that is called just so, small letters and all."""
    own = " ".join(token.text for token in sight.tokens[draft.first : draft.last])
    entries = sight.gazetteer.lookup(own)
    if not entries:
        return None
    chosen, rule = _chosen(sight, entries, draft.type)
    return (tuple(entry.thing for entry in chosen), (rule,)) if chosen else None


def _class(draft: Draft, label: str) -> str:
    words = [*label.split()]
    if not words:
        return draft.cls
    words[-1] = singular(words[-1])
    for size in range(min(4, len(words)), 1, -1):
        found = kind_classes().get(tuple(words[-size:]))
        if found is not None:
            return found
    pairs = [kind_classes()[(word, words[-1])] for word in words[:-1] if (word, words[-1]) in kind_classes()]
    return pairs[0] if pairs else draft.cls


def _name(sight: Sight, draft: Draft) -> _Found:
    own = " ".join(token.text for token in sight.tokens[draft.first : draft.last])
    own = own.replace(" 's", "'s").replace("( ", "(").replace(" )", ")")
    labels = [draft.label] if draft.label else [own]
    for label in labels:
        entries = sight.gazetteer.lookup(label) or (draft.entries if draft.entries and not draft.label else ())
        entries = entries or (sight.gazetteer.lookup(own) if draft.label else ())
        if entries:
            chosen, rule = _chosen(sight, entries, draft.type)
            if chosen:
                return tuple(entry.thing for entry in chosen), (rule,)
            if rule:
                return (), (rule,)
    things = unknown(draft.type, draft.cls or "Region", labels[0], sight.gazetteer)
    return things, ("link:new",) if things else ("ambiguous",)
