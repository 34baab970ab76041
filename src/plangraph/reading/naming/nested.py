"""Nesting: which mentions may stand inside others, and which give way."""

from collections.abc import Sequence

from plangraph.model import Span
from plangraph.reading.naming.drafts import Draft
from plangraph.reading.naming.view import View

_OPEN = frozenset({"place", "initiative"})


def settled(
    view: View, names: Sequence[Draft], kinds: Sequence[Draft], sectors: Sequence[Draft], amounts: Sequence[Draft]
) -> list[Draft]:
    """All drafts that stay, in order: nothing inside a proper name, no sector in the words before a structure."""
    counted = [span(view, amount) for amount in amounts]
    names = [name for name in names if not any(_is_inside(span(view, name), amount) for amount in counted)]
    kept = list(names)
    kept += [kind for kind in _spread(view, names, kinds) if not any(_breaks(kind, name) for name in names)]
    for sector in sectors:
        if not any(_gives_way(sector, kind) for kind in kinds) and not any(sector.meets(name) for name in names):
            kept.append(sector)
    held = [span(view, name) for name in names]
    for amount, at in zip(amounts, counted, strict=True):
        if not any(at.start < other.end and other.start < at.end for other in held):
            kept.append(amount)
    return sorted(kept, key=lambda draft: (span(view, draft).start, -span(view, draft).end))


def span(view: View, draft: Draft) -> Span:
    """Where a draft stands in its sentence (local offsets)."""
    return draft.span or Span(view.tokens[draft.first].start, view.tokens[draft.last - 1].end)


def _is_inside(name: Span, amount: Span) -> bool:
    """Whether a name is only a part of an amount: "US" in "US$2 billion"."""
    return amount.start <= name.start and name.end <= amount.end and name != amount


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
