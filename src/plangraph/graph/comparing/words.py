"""The words that a measure is recognised by in another text: stems, without what every plan says of everything."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d,.]*\d|\d")
_ENDINGS = (
    ("ically", "ic"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("ation", ""),
    ("ment", ""),
    ("ness", ""),
    ("ing", ""),
    ("ion", ""),
    ("ed", ""),
    ("ly", ""),
    ("al", ""),
    ("ise", "ize"),
    ("e", ""),
)
_SHORTEST = 3  # letters that an ending must leave
# Function words, and what plans say of everything: verbs of effort, adverbs of degree, measures of time.
_COMMON = """
a all also an and any are as at be been being between both by can each for from had has have having he her his i if in
into is it its may more most much must new no nor not of off on one only onto or other our out over own per shall should
so some such than that the their them then there these they this those through to under until up upon us was we were
what when where which while who whom whose will with within without would you your about across after against among
around before during toward towards above below
accelerate achieve actively advance basically better boost bring build carry china comprehensive comprehensively
continue continuously country create deepen develop development do effective effectively effort encourage energetically
enhance ensure establish expand facilitate faster focus foster full fully further give good greater greatly guide
help implement implementation improve improvement increase issue keep key level major make measure move number orderly
overall pace part people place play possible promote proper properly provide push put quality raise role serve set
significantly speed stage state steadily step strengthen strive strongly support sustain system take task tighten
truly uphold use various vigorously way well work year years
"""
_PARTS = "area central coastal east eastern inland north northeast northeastern region south west western"


def stem(word: str) -> str:
    """What a word shares with its other forms; good for comparing, not for showing.

    >>> [stem(word) for word in ("policies", "relocating", "relocation", "forests")]
    ['policy', 'relocat', 'relocat', 'forest']
    """
    word = word.lower().removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _SHORTEST:
        word = word[:-1]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)] + instead
    return word


WHERE = frozenset(map(stem, _PARTS.split()))  # parts of a country
_STOPPED = frozenset(_COMMON.split()) | frozenset(map(stem, _COMMON.split()))


def stems(text: str) -> Iterator[str]:
    """The stems of the telling words of a text, in order; names and compounds with hyphens word by word."""
    for found in _WORD.findall(text.lower().replace("\u2019", "'")):
        for word in found.split("-"):
            made = stem(word)
            if word not in _STOPPED and made not in _STOPPED and len(made) > 1:
                yield made
