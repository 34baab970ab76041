"""Quantities: the amount that qualifies a measure."""

import re
from collections.abc import Sequence

from plangraph.model import Mention, Quantity, Span
from plangraph.reading.words import amounts

_AROUND = 60  # characters that may tell whether a number counts something
_OPENERS = frozenset({"a", "an", "the", "further", "total", "of", "additional", "enhanced", "our", "all"})
_MONEY = re.compile(r"[$`₹€£¥]|\bK\d|\b(?:yuan|dollars?|rupees?|kwacha|euros?|pounds?|crores?)\b", re.IGNORECASE)


def leading(found: Sequence[Mention], text: str, object_at: Span | None, around: Span) -> Mention | None:
    """The amount that qualifies a measure, or none.

    A count or length that leads what is acted on; failing that its cost; failing that another amount in it, and last
    an amount elsewhere in the clause that no "at" makes a mere circumstance.

    Args:
        found: the mentions of amounts of the sentence, in order.
        text: the sentence.
        object_at: what is acted on, local.
        around: the clause without its purpose, local.
    """
    inside = [mention for mention in found if object_at is not None and _within(mention.at, object_at)]
    for mention in inside:
        before = text[object_at.start : mention.at.start].lower().split() if object_at is not None else []
        if all(word in _OPENERS for word in before):
            return mention
    outside = [mention for mention in found if _within(mention.at, around) and mention not in inside]
    costs = [mention for mention in (*inside, *outside) if _MONEY.search(mention.evidence.quote)]
    others = [mention for mention in outside if not text[: mention.at.start].rstrip().endswith(" at")]
    return next(iter((*costs, *inside, *others)), None)


def quantity(mention: Mention, text: str, counted: str) -> Quantity | None:
    """The value and unit that a mention of an amount gives, or none when it holds no number.

    Args:
        mention: a mention of type quantity.
        text: its sentence.
        counted: what is counted, the unit of an amount that has none of its own: "border villages".
    """
    start = max(0, mention.at.start - _AROUND)
    for amount in amounts.find(text[start : mention.at.end + _AROUND]):
        if start + amount.start < mention.at.end and mention.at.start < start + amount.end:
            return Quantity(mention.at, mention.evidence, amount.value, amount.unit or counted, amount.approximate)
    return None


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
