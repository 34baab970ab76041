"""How near two chapters are: the part of their telling words and things that both have, told from marks of a few bytes.

Thousands of chapters are compared each with each here before any measure is, so a chapter is one number whose bits are
set by the checksums of its words and things. Two words may set one bit: it then looks a little nearer than it is.
"""

import zlib

from plangraph.graph.linking.profiles import Profile
from plangraph.graph.linking.words import weight

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
