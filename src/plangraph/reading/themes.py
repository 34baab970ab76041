"""Policy fields and means of a measure, told by its words."""

from collections import Counter
from collections.abc import Sequence

from plangraph.reading.cues import Cues, cues, found
from plangraph.reading.lexicon.tables import values

MOST = 3
_HEAD_WEIGHT = 2


def _themes() -> Cues:
    return cues("themes", ("phrase", "themes", "example"))


def _instruments() -> Cues:
    return cues("instruments", ("phrase", "instrument", "example"))


def themes(said: str) -> tuple[str, ...]:
    """One to three themes that words tell, the weightiest first; none when no word tells.

    >>> themes("feeder roads and rail freight for dairy farming")
    ('transport', 'agriculture-food')
    """
    return _ranked(said, _themes())[:MOST]


def instruments(action: str, said: str) -> tuple[str, ...]:
    """The means of a measure, in the order of their words; none when no word tells."""
    slugs: list[str] = []
    for text in (said, action):
        slugs.extend(slug for _, meaning in found(_instruments(), text) for slug in values(meaning))
    return tuple(dict.fromkeys(slugs))[:MOST]


def _ranked(text: str, known: Cues) -> tuple[str, ...]:
    """Meanings by weight; a cue of several words says more than a single word, and earlier breaks a tie."""
    weight: Counter[str] = Counter()
    order: dict[str, int] = {}
    for at, meaning in found(known, text):
        for slug in values(meaning):
            weight[slug] += _HEAD_WEIGHT if " " in text[at.start : at.end] else 1
            order.setdefault(slug, at.start)
    ranked: Sequence[str] = sorted(weight, key=lambda slug: (-weight[slug], order[slug], slug))
    return tuple(ranked)
