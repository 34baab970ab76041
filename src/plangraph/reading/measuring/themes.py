"""Policy fields and means of a measure, told by its words."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from plangraph.reading.lexicon.tables import values
from plangraph.reading.words.cues import Cues, cues, found

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
    return tuple(dict.fromkeys((*_means(said), *_means_of_action(action))))[:MOST]


def _means(text: str) -> list[str]:
    return [slug for _, meaning in found(_instruments(), text) for slug in values(meaning)]


@lru_cache(maxsize=1 << 12)
def _means_of_action(action: str) -> tuple[str, ...]:
    """The means that a verb tells; plans repeat their verbs."""
    return tuple(_means(action))


def _ranked(text: str, known: Cues) -> tuple[str, ...]:
    """Meanings by weight; a cue of several words says more than a single word, and earlier breaks a tie."""
    cues_said = found(known, text)
    if not cues_said:
        return ()
    weight: Counter[str] = Counter()
    order: dict[str, int] = {}
    for at, meaning in cues_said:
        for slug in values(meaning):
            weight[slug] += _HEAD_WEIGHT if " " in text[at.start : at.end] else 1
            order.setdefault(slug, at.start)
    ranked: Sequence[str] = sorted(weight, key=lambda slug: (-weight[slug], order[slug], slug))
    return tuple(ranked)
