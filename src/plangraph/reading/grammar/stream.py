"""The tokens of a sentence as the grammar reads them.

Each token is one integer of flags, so that a rule is a few bit tests. A token inside a proper name is a plain noun,
whatever else its word could be: names are opaque to the grammar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from plangraph.model import Mention, Span
from plangraph.reading.words.actions import inflected
from plangraph.reading.words.tokens import Token

BASE, GERUND, PAST, THIRD, NOUN, ADJ, ADV, DET = (1 << n for n in range(8))
PREP, CONJ, PRON, MODAL, AUX, TO, NUM, NAME = (1 << n for n in range(8, 16))
SYMBOL, PUNCT, PLURAL, POSSESSIVE = (1 << n for n in range(16, 20))

VERB = BASE | GERUND | PAST | THIRD
CLOSED_CLASS = DET | PREP | CONJ | PRON | MODAL | AUX | TO | NUM | PUNCT | SYMBOL
_BITS = {
    "V": BASE, "VG": GERUND, "VD": PAST, "VN": PAST, "VZ": THIRD, "N": NOUN, "ADJ": ADJ, "ADV": ADV, "DET": DET,
    "PREP": PREP, "CONJ": CONJ, "PRON": PRON, "MODAL": MODAL, "AUX": AUX, "TO": TO, "NUM": NUM, "NAME": NAME,
    "SYM": SYMBOL, "PUNCT": PUNCT, "POSS": POSSESSIVE,
}  # fmt: skip
_OPAQUE = NAME | NOUN
Range = tuple[int, int]  # token numbers, end exclusive

_LONGEST_BRACKET = 300  # tokens
_MOST_ADVERBS = 12
_PAD = 6  # sentinels behind the end, so that rules may look ahead without asking

# Words that stand before a verb and say how, although a dictionary has them as other things too.
_ADVERBIAL = frozenset(
    [
        "also", "better", "further", "well", "first", "jointly", "much", "now", "only", "still", "even", "fast", "just",
        "more", "not", "early", "likewise", "hard", "best", "too", "all", "always", "soon", "both", "either", "far",
        "therefore", "then", "thus", "ever", "again", "thoroughly", "steadily",
    ]
)  # fmt: skip
_FLOATING = frozenset({"all", "each", "both"})  # "will all be mended"
_QUOTES = frozenset({'"', "'", "(", "["})
_SUBJECT_PRONOUNS = frozenset({"we", "i", "they", "he", "she", "who"})


@lru_cache(maxsize=1 << 15)
def _bits(word: str, tags: frozenset[str]) -> int:
    """The flags of a word (lower case) outside names."""
    total = 0
    for tag in tags:
        total |= _BITS.get(tag, 0)
    if not total & (VERB | CLOSED_CLASS) and word in inflected():
        total |= _BITS[inflected()[word][1]]
    if total & NOUN and word.endswith("s") and not word.endswith("ss"):
        total |= PLURAL
    return total


@dataclass(frozen=True, slots=True)
class Stream:
    """One sentence: words in lower case and flags, padded behind the end with empty words."""

    tokens: Sequence[Token]
    low: list[str]
    bits: list[int]
    size: int
    named: list[str]  # the type of the name that covers a token, "" outside names

    def lemma(self, i: int) -> str:
        """The lemma of a noun at ``i``, else its word; nothing behind the end."""
        if i >= self.size:
            return ""
        for part, lemma in self.tokens[i].lemmas:
            if part == "N":
                return lemma
        return self.low[i]

    def verb_lemmas(self, i: int) -> list[str]:
        """The verb lemmas of the token at ``i``."""
        if i >= self.size:
            return []
        found = [lemma for part, lemma in self.tokens[i].lemmas if part in {"V", "AUX"}]
        return found or [lemma for lemma, _ in [inflected().get(self.low[i], ("", ""))] if lemma]

    def span(self, start: int, end: int) -> Span:
        """The local span of the tokens from ``start`` to before ``end``."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def says(self, i: int, *words: str) -> bool:
        """Whether these words stand at ``i``."""
        return tuple(self.low[i : i + len(words)]) == words


def stream(tokens: Sequence[Token], mentions: Sequence[Mention] = ()) -> Stream:
    """The stream of a sentence.

    Args:
        tokens: the tokens of one sentence.
        mentions: what is named in that sentence; unnamed kinds are not opaque.
    """
    low = [token.lower for token in tokens]
    bits = [_bits(token.lower, token.tags) for token in tokens]
    named = [""] * len(low)
    if mentions:
        _cover(tokens, mentions, bits, named)
    low += [""] * _PAD
    bits += [0] * _PAD
    named += [""] * _PAD
    return Stream(tokens, low, bits, len(tokens), named)


def _cover(tokens: Sequence[Token], mentions: Sequence[Mention], bits: list[int], named: list[str]) -> None:
    """Make the tokens of proper names opaque."""
    spans = [mention for mention in mentions if mention.named and mention.type != "quantity"]
    index = 0
    for mention in spans:
        while index < len(tokens) and tokens[index].start < mention.at.start:
            index += 1
        covered = index
        while covered < len(tokens) and tokens[covered].end <= mention.at.end:
            bits[covered] = _OPAQUE | (bits[covered] & PLURAL)
            named[covered] = mention.type
            covered += 1


def skip_adverbs(s: Stream, i: int) -> int:
    """The next place that is not an adverb; an adverb that could be a verb too is passed only before a verb."""
    start = i
    while i < min(s.size, start + _MOST_ADVERBS):
        bits = s.bits[i]
        if s.low[i] in {"and", "yet", "but"} and i > start and s.bits[i + 1] & ADV and s.low[i + 1].endswith("ly"):
            i += 1  # "actively yet steadily"
            continue
        if s.low[i] == "more" and s.low[i + 1] == "than" and s.bits[i + 2] & BASE:
            return i + 2  # "more than double the number"
        if not bits & ADV and s.low[i] not in _ADVERBIAL:
            return i
        if bits & (PREP | CONJ) and s.low[i] != "both":
            return i
        after = s.bits[i + 1]
        if bits & BASE and s.low[i] not in _ADVERBIAL:
            return i
        if bits & (NOUN | ADJ | BASE | DET) and not (after & VERB or (after & ADV and not after & PREP)):
            return i + 1 if s.low[i] in _FLOATING and s.low[i + 1] == "be" else i
        i += 1
    return i


def begins_object(s: Stream, i: int) -> bool:
    """Whether a noun phrase can begin at ``i``."""
    i = skip_adverbs(s, i) if s.bits[i] & ADV and not s.bits[i] & (NOUN | ADJ | DET) else i
    bits = s.bits[i]
    if s.low[i] in _QUOTES:
        return True
    if s.low[i] in _SUBJECT_PRONOUNS or (bits & (AUX | MODAL | TO | PUNCT) and not bits & NOUN):
        return False
    if bits & PREP and not bits & (GERUND | NOUN | ADJ | BASE | PAST):
        return s.low[i] in {"about", "over", "around"} and bool(s.bits[i + 1] & NUM)
    if bits & CONJ:
        return bool(bits & (DET | PRON)) and s.low[i] != "that"
    return bool(bits & (DET | NUM | SYMBOL | NAME | PRON | ADJ | NOUN | GERUND | PAST))


def begins_object_surely(s: Stream, i: int) -> bool:
    """Whether what begins at ``i`` can hardly be anything but a noun phrase: a determiner, a number, a name."""
    if s.low[i] in {"about", "over", "around", "at"}:
        return bool(s.bits[i + 1] & NUM) or s.says(i, "at", "least")
    bits = s.bits[i]
    if bits & CONJ:
        return False
    if bits & PRON and s.low[i] not in _SUBJECT_PRONOUNS:
        return True
    return bool(bits & (DET | NUM | SYMBOL)) or bool(bits & NAME and not bits & BASE)


def closing(s: Stream, i: int) -> int:
    """The place behind the bracket that closes the one at ``i``; behind ``i`` itself when none does."""
    depth = 0
    for k in range(i, min(i + _LONGEST_BRACKET, s.size)):
        depth += (s.low[k] in {"(", "["}) - (s.low[k] in {")", "]"})
        if depth == 0:
            return k + 1
    return i + 1
