"""Content negotiation: which of the formats that we can write a client likes best (RFC 9110, 12.5.1)."""

from collections.abc import Sequence
from functools import lru_cache

from plangraph.web.media import ALIASES

_LENGTH = 4096  # a longer header is read as far as this


@lru_cache(maxsize=512)
def choose(header: str, offered: tuple[str, ...]) -> str | None:
    """The offered media type that an Accept header prefers; among equals the one offered first.

    Args:
        header: The header's value; an empty one accepts everything.
        offered: Media types, best first.

    Returns:
        None when the client accepts none of them.

    >>> choose("text/csv;q=0.5, text/html", ("application/json", "text/csv"))
    'text/csv'
    """
    wishes = _wishes(header[:_LENGTH])
    if not wishes:
        return offered[0]
    best = max(offered, key=lambda media: _quality(media, wishes))  # the first of the best, as max goes
    return best if _quality(best, wishes) > 0 else None


def prefers(header: str, wanted: str, others: Sequence[str]) -> bool:
    """Whether a client asks for ``wanted`` by name, and likes none of the others better."""
    return choose(header, (*others, wanted)) == wanted


def _wishes(header: str) -> dict[str, float]:
    wishes: dict[str, float] = {}
    for part in header.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media:
            quality = max((_number(p[2:]) for p in parameters if p.startswith("q=")), default=1.0)
            wishes[media] = max(quality, wishes.get(media, 0.0))
    return wishes


def _quality(media: str, wishes: dict[str, float]) -> float:
    """The weight of the most specific wish that a media type fulfils."""
    if media in wishes:
        return wishes[media]
    other = [quality for name, quality in wishes.items() if media in ALIASES.get(name, ())]
    if other:
        return max(other)
    return wishes.get(media.partition("/")[0] + "/*", wishes.get("*/*", wishes.get("*", 0.0)))


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0.0 <= value <= 1.0 else 1.0 if value > 1.0 else 0.0  # the last for what is not a number, too
