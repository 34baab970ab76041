"""Nesting: which mentions may stand inside others, and which give way."""

from collections.abc import Sequence

from plangraph.model import Span
from plangraph.reading.drafts import Draft
from plangraph.reading.tokens import Token

_OPEN = frozenset({"place", "initiative"})


def settled(
    tokens: Sequence[Token],
    names: Sequence[Draft],
    kinds: Sequence[Draft],
    sectors: Sequence[Draft],
    amounts: Sequence[Draft],
) -> list[Draft]:
    """All drafts that stay, in order: nothing inside a proper name, no sector in the words before a structure."""
    counted = [amount.span for amount in amounts if amount.span is not None]
    names = [name for name in names if not any(_inside(tokens, name, span) for span in counted)]
    kept = list(names)
    kept += [kind for kind in _spread(tokens, names, kinds) if not any(_breaks(kind, name) for name in names)]
    for sector in sectors:
        if not any(_gives_way(sector, kind) for kind in kinds) and not any(sector.meets(name) for name in names):
            kept.append(sector)
    spans = [(tokens[name.first].start, tokens[name.last - 1].end) for name in names]
    for amount in amounts:
        start, end = (amount.span.start, amount.span.end) if amount.span else (0, 0)
        if not any(start < high and low < end for low, high in spans):
            kept.append(amount)
    return sorted(kept, key=lambda draft: (_start(tokens, draft), -_end(tokens, draft)))


def _inside(tokens: Sequence[Token], name: Draft, span: Span) -> bool:
    """Whether a name is only the sign of a currency: "US" in "US$2 billion"."""
    start, end = tokens[name.first].start, tokens[name.last - 1].end
    return span.start <= start and end <= span.end and (start, end) != (span.start, span.end)


def _start(tokens: Sequence[Token], draft: Draft) -> int:
    return draft.span.start if draft.span else tokens[draft.first].start


def _end(tokens: Sequence[Token], draft: Draft) -> int:
    return draft.span.end if draft.span else tokens[draft.last - 1].end


def _breaks(kind: Draft, name: Draft) -> bool:
    return kind.meets(name) and not (kind.first < name.first and name.last <= kind.last)


def _gives_way(sector: Draft, kind: Draft) -> bool:
    if not kind.meets(sector):
        return False
    if kind.covers(sector):
        head_end = kind.last if kind.tail == 0 else kind.tail
        if sector.first >= head_end:
            return False  # in its tail
        telling = sector.last - sector.first > 1 and "sector:alone" not in sector.rules
        return kind.type not in _OPEN or not telling or (sector.first, sector.last) == (kind.first, kind.last)
    return not sector.covers(kind)


def _spread(tokens: Sequence[Token], names: Sequence[Draft], kinds: Sequence[Draft]) -> list[Draft]:
    """Kinds without those whose head only goes with names: "the metropolitan areas of A and B"."""
    kept: list[Draft] = []
    for kind in kinds:
        at = kind.last
        owners = [name for name in names if at < len(tokens) and tokens[at].lower == "of" and name.first in {at + 1, at + 2}]
        plain = kind.type == "place" and kind.plural and kind.head == kind.last - kind.first and not kind.named
        if not (owners and plain and owners[0].type == "place"):
            kept.append(kind)
            continue
        words = [token.lower for token in tokens[kind.first : kind.last]]
        head = " ".join([*words[:-1], words[-1].removesuffix("s")])
        member = owners[0]
        while member is not None:
            own = " ".join(token.text for token in tokens[member.first : member.last])
            member.label = f"{own} {head}"
            member.cls = kind.cls
            member.rules.append("list:head-before")
            following = [name for name in names if name.first in {member.last + 1, member.last + 2} and tokens[member.last].lower in {",", "and"}]
            member = following[0] if following else None
    return kept
