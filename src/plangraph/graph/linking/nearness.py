"""How near chapters are, and which are so near that their measures are compared.

Thousands of chapters are compared each with each here before any measure is, so a chapter is one number whose bits are
set by the checksums of its telling words and its things. Two words may set one bit: it then looks a little nearer.
"""

import heapq
import zlib
from collections.abc import Mapping

from plangraph.graph.linking.profiles import Profile
from plangraph.graph.linking.words import weight

NEAREST = 12  # chapters that each is compared with: all of them up to thirteen chapters
_BITS = 1 << 13


def signature(profile: Profile) -> int:
    """The bits of a chapter, the same on every machine."""
    marks = 0
    for said in profile.measures:
        for name in (*said.things, *said.where, *(word for word in said.words if weight(word) == 1)):
            marks |= 1 << zlib.crc32(name.encode()) % _BITS
    return marks


def nearness(one: int, other: int) -> float:
    """Shared bits as a part of all (Jaccard 1901), from 0 to 1."""
    either = (one | other).bit_count()
    return (one & other).bit_count() / either if either else 0.0


def near(signatures: Mapping[str, int]) -> list[tuple[str, str]]:
    """Pairs of chapters that are to be compared, in order: one is among the ``NEAREST`` of the other.

    Which these are depends on all that are there, and on no order: a graph that grew step by step has the same ones.

    Args:
        signatures: of each chapter, by its IRI.
    """
    found: set[tuple[str, str]] = set()
    for one, own in signatures.items():
        others = ((nearness(own, marks), other) for other, marks in signatures.items() if other != one)
        found.update((min(one, other), max(one, other)) for _, other in heapq.nlargest(NEAREST, others))
    return sorted(found)
