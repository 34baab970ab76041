"""Nesting: which mentions may stand inside others, and which give way."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from plangraph.model import Span
from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.view import View

_OPEN = frozenset({"place", "initiative"})


def settled(
    view: View, names: Sequence[Draft], kinds: Sequence[Draft], sectors: Sequence[Draft], amounts: Sequence[Draft]
) -> list[Draft]:
    """All drafts that stay, in order: nothing inside a proper name, no sector in the words before a structure."""
    names = _without_signs(view, names, amounts)
    kept = list(names)
    if not kinds and not sectors:
        return _in_order(view, [*kept, *_apart(view, amounts, names)])
    named, kinds_at = _by_token(view, names), _by_token(view, kinds)
    kept += [kind for kind in _spread(view, names, kinds) if not any(_breaks(kind, name) for name in _at(named, kind))]
    for sector in sectors:
        if not _at(named, sector) and not any(_gives_way(sector, kind) for kind in _at(kinds_at, sector)):
            kept.append(sector)
    return _in_order(view, [*kept, *_apart(view, amounts, names)])


def _in_order(view: View, drafts: list[Draft]) -> list[Draft]:
    """By their beginnings, of those that begin together the longest first."""

    def place(draft: Draft) -> tuple[int, int]:
        at = span(view, draft)
        return at.start, -at.end

    return sorted(drafts, key=place)


def _by_token(view: View, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """The drafts at each token."""
    found: list[list[Draft]] = [[] for _ in view.tokens]
    for draft in drafts:
        for index in range(draft.first, draft.last):
            found[index].append(draft)
    return found


def _at(by_token: Sequence[Sequence[Draft]], draft: Draft) -> list[Draft]:
    return [other for index in range(draft.first, draft.last) for other in by_token[index]]


def _without_signs(view: View, names: Sequence[Draft], amounts: Sequence[Draft]) -> list[Draft]:
    """The names without those that are only a part of an amount: "US" in "US$2 billion"."""
    if not amounts:
        return list(names)
    spans = [span(view, amount) for amount in amounts]
    ends = [at.end for at in spans]
    kept: list[Draft] = []
    for name in names:
        own = span(view, name)
        at = bisect_left(ends, own.end)
        if at == len(spans) or spans[at].start > own.start or spans[at] == own:
            kept.append(name)
    return kept


def _apart(view: View, amounts: Sequence[Draft], names: Sequence[Draft]) -> list[Draft]:
    """The amounts that no name holds: "Ten Major Ports" has none."""
    spans = sorted(span(view, name) for name in names)
    ends = [at.end for at in spans]
    kept: list[Draft] = []
    for amount in amounts:
        own = span(view, amount)
        at = bisect_right(ends, own.start)
        if at == len(spans) or spans[at].start >= own.end:
            kept.append(amount)
    return kept


def span(view: View, draft: Draft) -> Span:
    """Where a draft stands in its sentence (local offsets)."""
    return draft.span or Span(view.tokens[draft.first].start, view.tokens[draft.last - 1].end)


def _breaks(kind: Draft, name: Draft) -> bool:
    return kind.meets(name) and not (kind.first < name.first and name.last <= kind.last)


def _gives_way(sector: Draft, kind: Draft) -> bool:
    """Whether a sector is only a part of the words before a head: "solar power plants"."""
    if not kind.meets(sector):
        return False
    if not kind.covers(sector):
        return not sector.covers(kind)
    if sector.first >= (kind.tail or kind.last):
        return False  # in its tail
    if kind.label.endswith("infrastructure"):
        return False  # "tourism infrastructure": of that sector
    telling = sector.last - sector.first > 1 and "sector:alone" not in sector.rules
    return kind.type not in _OPEN or not telling or (sector.first, sector.last) == (kind.first, kind.last)


def _spread(view: View, names: Sequence[Draft], kinds: Sequence[Draft]) -> list[Draft]:
    """The kinds, without those whose head only goes with names: "the metropolitan areas of A and B"."""
    starts = {name.first: name for name in names}
    kept: list[Draft] = []
    for kind in kinds:
        owner = starts.get(kind.last + 1, starts.get(kind.last + 2)) if view.word(kind.last) == "of" else None
        bare = kind.type == "place" and kind.plural and kind.head == kind.last - kind.first
        if owner is None or owner.type != "place" or not bare:
            kept.append(kind)
            continue
        words = view.lower[kind.first : kind.last]
        head = " ".join([*words[:-1], words[-1].removesuffix("s")])
        while owner is not None:
            owner.label = f"{' '.join(token.text for token in view.tokens[owner.first : owner.last])} {head}"
            owner.cls = kind.cls
            owner.rules.append("list:head-before")
            linked = view.word(owner.last) in {",", "and"}
            owner = starts.get(owner.last + 1, starts.get(owner.last + 2)) if linked else None
    return kept
