"""Words, numbers and signs of a sentence, each with all the parts of speech that it can be.

No tagger decides here: a token carries its ambiguity class, and the grammar chooses by what stands around it.

Tags: ``DET PREP CONJ PRON MODAL AUX TO NUM PUNCT``, ``SYM`` (currency, percent), ``POSS`` (the 's of a possessive),
``NAME`` (capitalised and not the first word, or capitalised and in no dictionary), ``N``, ``ADJ``, ``ADV``, and for
verbs ``V`` base form, ``VZ`` third person, ``VD`` past, ``VN`` past participle, ``VG`` -ing form. A capitalised word
inside a sentence keeps the tags of its small spelling beside ``NAME``.
"""

import re
from typing import NamedTuple

from plangraph.reading.words.forms import Lemmas, word

_UNIT = r"(?:km²?|kms|m|mm|cm|kg|t|ha|sqm|kv|kw|mw|gw|kwh|mwh|gwh|mu|bn|mn|tonnes?|hectares?|million|billion|trillion)"
_TOKEN = re.compile(
    r"(?P<plain>[A-Za-z]++(?=[ ,;]))"  # most words by far, told from the others at once
    # "2 400", "1,18,101", "5.35"; then "-seat", "th", "s", but not a unit, which is a word of its own
    r"|(?P<number>(?>(?:\d{1,3}(?: \d{3})+(?!\d)|\d+(?:,\d+)*)(?:\.\d+)?)"
    rf"(?:(?!(?i:{_UNIT})\b)[^\W_]+|[-/][^\W_]+)*)"
    r"|(?P<initials>(?:[^\W\d_]\.){2,})"
    r"|(?P<word>[^\W_]+(?:[-/&']+[^\W_]+|\.\d+|[-/]\([^\W_]+(?:[-/][^\W_]+)*\))*(?:-(?=\s))?)"
    r"|(?P<sign>\.{2,}|-{2,}|\S)"
)
_CONTRACTED = re.compile(r"(?:n't|'(?:s|ll|re|ve|m|d))$", re.IGNORECASE)
_CLIPPED = {"ca": "can", "wo": "will", "sha": "shall"}  # before "n't"
_LONGEST_KEPT = 64  # characters; longer words are looked up, but not remembered
_SYMBOLS = frozenset("$€£¥₹₤₦₱`%‰°")
_SIGN = frozenset({"PUNCT"})
_SYMBOL = frozenset({"SYM"})
_POSSESSIVE = frozenset({"POSS"})
_make = tuple.__new__
_IS = frozenset({"AUX"})
_WITH_IS = frozenset({"it", "that", "there", "he", "she", "what", "here", "who", "this", "where", "let"})


class Token(NamedTuple):
    """A word, number or sign."""

    start: int  # local
    end: int
    text: str
    lower: str
    tags: frozenset[str]  # what it can be
    lemmas: Lemmas  # (part of speech, lemma) for each; parts of speech N, V, ADJ, ADV or a closed class


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a sentence, in order; nothing but blanks lies between them.

    A compound with hyphens, strokes or an attached bracket is one token; the possessive 's and the short forms of
    auxiliaries are tokens of their own.

    Args:
        text: ``Sentence.text``; the offsets of the tokens are local.

    >>> [token.text for token in tokenize("Kenya's Lamu-Isiolo-(Moyale) road: 3,000km, $2 billion.")]
    ['Kenya', "'s", 'Lamu-Isiolo-(Moyale)', 'road', ':', '3,000', 'km', ',', '$', '2', 'billion', '.']
    """
    tokens: list[Token] = []
    first = True
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        said, form = found[0], found.lastgroup
        if form == "sign":
            tokens.append(_sign(start, said, tokens))
            continue
        short = _CONTRACTED.search(said) if form != "plain" and "'" in said else None
        if short is None or not short.start():
            known = word(said, first) if end - start <= _LONGEST_KEPT else word.__wrapped__(said, first)
            tokens.append(_make(Token, (start, end, said, *known)))
        else:
            tokens += _shortened(start, said, short, first)
        first = False
    return tuple(tokens)


def _shortened(start: int, said: str, short: re.Match[str], first: bool) -> tuple[Token, Token]:
    """The two tokens of a word with an apostrophe: "Kenya" and "'s", "does" and "n't"."""
    stem, ending = said[: short.start()], short.group()
    meant = _CLIPPED.get(stem.lower(), stem) if ending.lower() == "n't" else stem
    known = word(meant, first) if len(meant) <= _LONGEST_KEPT else word.__wrapped__(meant, first)
    token = Token(start, start + len(stem), stem, stem.lower(), known.tags, known.lemmas)
    return token, _contracted(token.end, ending, token.lower)


def _sign(start: int, said: str, before: list[Token]) -> Token:
    tags = _SYMBOL if said in _SYMBOLS else _SIGN
    if said == "'" and before and before[-1].end == start and before[-1].lower.endswith("s"):
        tags = _POSSESSIVE | _SIGN  # "farmers' markets", or a closing quote
    return Token(start, start + len(said), said, said, tags, ())


def _contracted(start: int, said: str, before: str) -> Token:
    lower = said.lower()
    end = start + len(said)
    if lower == "'s":
        if before in _WITH_IS:
            return Token(start, end, said, lower, _IS | _POSSESSIVE, (("AUX", "be"),))
        return Token(start, end, said, lower, _POSSESSIVE, ())
    if lower == "'d":
        return Token(start, end, said, lower, frozenset({"MODAL", "AUX"}), (("MODAL", "would"),))
    known = word(lower, True)
    return Token(start, end, said, lower, known.tags, known.lemmas)
