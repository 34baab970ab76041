"""What a word can be: its possible parts of speech and lemmas, from the closed-class table and a dictionary."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from plangraph.reading.lexicon.tables import table, values

Lemmas = tuple[tuple[str, str], ...]

_FORMS = {"VB": "V", "VBP": "V", "VBZ": "VZ", "VBD": "VD", "VBN": "VN", "VBG": "VG"}
_OPEN = (("NOUN", "N"), ("ADJ", "ADJ"), ("ADV", "ADV"))
_VERBS = frozenset({"V", "VZ", "VD", "VN", "VG"})
_VERB_PREFIX = re.compile(r"(?:re|co|de|pre|over|under|out|mis|up|fast|cross|kick|safe|counter|inter|dis|un)-[^-]+")
_PREFIXED = re.compile(r"(de|re|co|over|under|out|pre|mis|dis|up)([a-z]{4,})")
_ENDINGS = (
    ("ing", frozenset({"VG", "N", "ADJ"})),
    ("ed", frozenset({"VD", "VN", "ADJ"})),
    ("ly", frozenset({"ADV"})),
    ("ise", frozenset({"V"})),
    ("ize", frozenset({"V"})),
    ("ous", frozenset({"ADJ"})),
    ("ful", frozenset({"ADJ"})),
    ("al", frozenset({"ADJ", "N"})),
    ("ive", frozenset({"ADJ", "N"})),
    ("able", frozenset({"ADJ"})),
)
_AUXILIARIES = {"am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "be": "be", "been": "be", "being": "be",
       "'re": "be", "'m": "be", "have": "have", "has": "have", "had": "have", "having": "have", "'ve": "have",
       "do": "do", "does": "do", "did": "do", "'ll": "will"}  # fmt: skip
_NUMBER = re.compile(r"\d[\d., ]*(?:-\d[\d.,]*)?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)


class Word(NamedTuple):
    """A word form without a place."""

    lower: str
    tags: frozenset[str]
    lemmas: Lemmas  # (part of speech, lemma); parts of speech are N, V, ADJ, ADV or a closed class


@lru_cache(maxsize=1 << 16)
def word(text: str, first: bool) -> Word:
    """All that a word can be.

    Args:
        text: the word as written.
        first: it is the first word of its sentence, so that its capital says nothing.
    """
    lower = text.lower()
    capital = text[0].isupper()
    known = _known(lower)
    if known is None and ("-" in lower or "/" in lower):
        return _compound(text, lower, first)
    if known is None and any(character.isdigit() for character in lower):
        return _numeric(text, lower)
    if known is None:
        known = _unknown(lower, capital, text)
    elif capital and not first:
        known = (known[0] | {"NAME"}, known[1])
    return Word(lower, *known)


@lru_cache(maxsize=1 << 14)
def american(lemma: str) -> str:
    """The American spelling of a lemma, to compare lemmas by; both spellings of a word give one result.

    >>> [american(lemma) for lemma in ("modernise", "advise", "harbour", "centre", "analyse", "organisation")]
    ['modernize', 'advise', 'harbor', 'center', 'analyze', 'organization']
    """
    listed = _spellings().get(lemma)
    if listed is not None:
        return listed
    if lemma.endswith("ise") and len(lemma) > 4:
        return lemma[:-3] + "ize"
    if lemma.endswith(("isation", "isations")):
        return lemma.replace("isation", "ization")
    if lemma.endswith(("alyse", "olyse")):
        return lemma[:-2] + "ze"
    return lemma[:-3] + "or" if lemma.endswith("our") else lemma


def _known(lower: str) -> tuple[frozenset[str], Lemmas] | None:
    """Tags and lemmas of a word of the closed table or of the dictionary."""
    closed = _closed().get(lower)
    if closed is None:
        found = _dictionary(lower)
        return found if found[0] else None
    lemmas: list[tuple[str, str]] = [(closed[0], _AUXILIARIES.get(lower, lower))]
    if not _VERBS.isdisjoint(closed) or {"N", "ADJ", "ADV"} & set(closed):
        tags = {"V" if tag in _VERBS else tag for tag in closed}
        lemmas += [pair for pair in _dictionary(lower)[1] if pair[0] in tags and pair not in lemmas]
    return frozenset(closed), tuple(lemmas)


@lru_cache(maxsize=1 << 16)
def _dictionary(lower: str) -> tuple[frozenset[str], Lemmas]:
    """Tags and lemmas of the open classes, as lemminflect's dictionary has them; none for a word that it lacks."""
    from lemminflect import getAllInflections, getAllLemmas  # late: numpy and a dictionary

    found = getAllLemmas(lower)
    tags: set[str] = set()
    lemmas: list[tuple[str, str]] = []
    for lemma in found.get("VERB", ()):
        forms = getAllInflections(lemma, "VERB")
        # of a regular verb the dictionary lists the past form alone
        forms = {"VBN": forms.get("VBD", ()), **forms}
        fitting = {_FORMS[tag] for tag, spelt in forms.items() if tag in _FORMS and lower in spelt}
        if fitting:
            tags |= fitting
            lemmas.append(("V", lemma))
    for theirs, ours in _OPEN:
        for lemma in found.get(theirs, ()):
            tags.add(ours)
            lemmas.append((ours, lemma))
    return frozenset(tags), tuple(lemmas)


def _unknown(lower: str, capital: bool, text: str) -> tuple[frozenset[str], Lemmas]:
    """A word that no table has: a name if it is written like one, else what its ending says."""
    if capital:
        tags = {"NAME", "N"} if text[1:2].isupper() else {"NAME"}
        return frozenset(tags), (("N", lower),)
    prefixed = _PREFIXED.fullmatch(lower)
    verbs = [(tag, lemma) for tag, lemma in _dictionary(prefixed[2])[1] if tag == "V"] if prefixed else []
    if prefixed and verbs:  # "decongest", "reprioritised": what the verb can be without its prefix
        known = _dictionary(prefixed[2])[0] & (_VERBS | {"ADJ"})
        return known, tuple((tag, prefixed[1] + lemma) for tag, lemma in verbs)
    for ending, guessed in _ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            verb = (("V", _inflected(lower, "VERB")),) if guessed & _VERBS else ()
            return guessed, (*verb, *((tag, lower) for tag in sorted(guessed - _VERBS)))
    return frozenset({"N"}), (("N", _inflected(lower, "NOUN")),)


def _inflected(lower: str, kind: str) -> str:
    """The lemma that the dictionary's rules give a word that it lacks."""
    from lemminflect import getAllLemmasOOV  # late: numpy and a dictionary

    return str(next(iter(getAllLemmasOOV(lower, upos=kind).get(kind, ())), lower))


def _numeric(text: str, lower: str) -> Word:
    """Figures, alone or with letters."""
    if _NUMBER.fullmatch(lower):
        return Word(lower, frozenset({"NUM"}), (("NUM", lower),))
    if _ORDINAL.fullmatch(lower):
        return Word(lower, frozenset({"NUM", "ADJ"}), (("ADJ", lower),))
    if text[0].isupper():
        return Word(lower, frozenset({"NAME", "NUM"}), (("N", lower),))
    return Word(lower, frozenset({"NUM", "N"}), (("N", lower),))


def _compound(text: str, lower: str, first: bool) -> Word:
    """A word with hyphens or strokes: what its last part is, and what it is when a broken word is put together."""
    if _NUMBER.fullmatch(lower):
        return _numeric(text, lower)
    parts = [part for part in re.split(r"[-/()]+", text) if part]
    if not parts:
        return Word(lower, frozenset({"PUNCT"}), ())
    last = word(parts[-1], first and len(parts) == 1)
    tags: set[str] = set()
    lemmas: list[tuple[str, str]] = []
    whole = _dictionary(lower.replace("-", ""))
    tags |= whole[0]
    lemmas += whole[1]
    if "/" in text:
        for part in parts:
            tags |= word(part, first).tags
    elif _VERB_PREFIX.fullmatch(lower):
        tags |= last.tags - {"NAME"}
        lemmas += [(tag, f"{parts[0].lower()}-{lemma}") for tag, lemma in last.lemmas if not whole[0]]
    else:
        tags |= last.tags & {"N", "ADJ", "ADV", "NUM", "NAME"}
        tags |= {"ADJ"} if text[-1] == "-" or last.tags & (_VERBS | {"N", "ADJ"}) else set()
        stem = lower[: lower.rfind(parts[-1].lower())]
        lemmas += [(tag, stem + lemma) for tag, lemma in last.lemmas if tag in {"N", "ADJ"}]
    if any(
        part[0].isupper() and (index or not first or _known(part.lower()) is None) for index, part in enumerate(parts)
    ):
        tags.add("NAME")
    if parts[0][0].isdigit():
        tags |= {"NUM", "ADJ"}
    return Word(lower, frozenset(tags or {"N"}), tuple(dict.fromkeys(lemmas)) or (("N", lower),))


@cache
def _closed() -> dict[str, tuple[str, ...]]:
    return {row["word"]: values(row["tags"]) for row in table("closed", ("word", "tags", "example"))}


@cache
def _spellings() -> dict[str, str]:
    return {row["british"]: row["american"] for row in table("spelling", ("british", "american", "example"))}
