"""The text of SPARQL queries: what may run, and how a value becomes a term of a query.

Queries travel as text, so this is the place where text from outside could turn into syntax. Nothing is pasted: a
value is checked, then written as one term. ``guard`` refuses what the engine cannot be trusted with: it would fetch
``SERVICE`` addresses, and a few thousand nested brackets would overflow its native stack and end the process.
"""

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal as OneOf

from plangraph.errors import QueryError
from plangraph.vocab import BASE, PREFIXES

DEPTH_LIMIT = 128
LENGTH_LIMIT = 1_000_000

# Strings, IRIs and comments, in the order in which a SPARQL tokeniser tries them. Possessive, so linear.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n\r]|\\.)*+"'
    r"|'(?:[^'\\\n\r]|\\.)*+'"
    r'|<[^<>"{}|^`\\\x00-\x20]*+>'
    r"|\#[^\n\r]*+",
    re.DOTALL,
)
_INK = re.compile(r"[^\n\r]")
_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_NAME = re.compile(r"[?$]\w+|@[\w-]+|([\w.-]*):[\w.:%\\-]*")
_PROLOGUE = re.compile(r"\s*(?:PREFIX\s+[\w.-]*:|BASE\b)\s*", re.IGNORECASE)
_READING: dict[str, OneOf["rows", "boolean", "triples"]] = {
    "SELECT": "rows",
    "ASK": "boolean",
    "CONSTRUCT": "triples",
    "DESCRIBE": "triples",
}
# The same before the text is blanked: what may stand before the form of a query
_SPACE = r"(?:\s|\#[^\n\r]*+)*+"
_OPENING = re.compile(
    rf"(?:{_SPACE}(?:PREFIX{_SPACE}[\w.-]*:|BASE){_SPACE}<[^<>]*+>)*+{_SPACE}(SELECT|ASK|CONSTRUCT|DESCRIBE)\b",
    re.IGNORECASE,
)
_CACHED = 20_000  # characters; a longer query is looked through each time, so that nobody fills the memory with them
_OPERATORS = re.compile(rf"(?:[!+^-]\s*+){{{DEPTH_LIMIT},}}")
# RFC 3987, for the schemes that occur; brackets, which only addresses by number need, are left out
_UCS = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd"
_IRI_PART = f"(?:[A-Za-z0-9_.~:/?@!$&'()*+,;={_UCS}-]|%[0-9A-Fa-f]{{2}})*"
_IRI = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?![^/?#])|urn:[A-Za-z0-9][A-Za-z0-9-]*:)"
    + f"{_IRI_PART}(?:#{_IRI_PART})?"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def mask(text: str) -> str:
    """``text`` with its strings, IRIs and comments blanked, character for character; line breaks stay.

    >>> mask('SELECT ("}" AS ?x) {} # {')
    'SELECT (    AS ?x) {}    '
    """
    return _OPAQUE.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    ink = found.group()
    return _INK.sub(" ", ink) if "\n" in ink or "\r" in ink else " " * len(ink)


def prefixes(text: str) -> dict[str, str]:
    """The prefixes that a query declares."""
    return dict(_PREFIX.findall(re.sub(r"(?m)^\s*#.*$", "", text)))


def undeclared(text: str) -> list[str]:
    """The prefixes that a query uses and neither declares nor may take from ours, in the order of their use."""
    names = (found.group(1) for found in _NAME.finditer(mask(text)))
    known = {*prefixes(text), *PREFIXES, "_", None}
    return [name for name in dict.fromkeys(names) if name not in known]


def guard(text: str, depth: int = DEPTH_LIMIT) -> None:
    """Refuse a query that must not run.

    Args:
        text: the query.
        depth: how deeply brackets may be nested, at most ``DEPTH_LIMIT``.

    Raises:
        QueryError: it is empty, too long, nested too deeply, no reading query, or asks another server.
    """
    if len(text) > LENGTH_LIMIT:
        raise QueryError(f"the query is {len(text):,} characters long; {LENGTH_LIMIT:,} are allowed")
    (_checked if len(text) <= _CACHED else _check)(text, depth)


def kind(text: str) -> OneOf["rows", "boolean", "triples"]:
    """What a query gives: rows (SELECT), a boolean (ASK) or triples. Only its opening is read, so this is quick.

    Raises:
        QueryError: it does not begin as a reading query does.
    """
    found = _OPENING.match(text)
    if not found:
        raise QueryError("the query is empty" if not mask(text[:_CACHED]).strip() else _not_reading(mask(text)))
    return _READING[found.group(1).upper()]


def _check(text: str, limit: int) -> None:
    if "\0" in text or _SURROGATE.search(text):
        raise QueryError("the query holds characters that are no text (NUL or half of a surrogate pair)")
    bare = mask(text)
    if not bare.strip():
        raise QueryError("the query is empty")
    _check_depth(bare, limit)
    _check_service(text, bare)
    kind(text)


_checked = lru_cache(maxsize=256)(_check)


def _opened(bare: str) -> int:
    """Where the prologue of a blanked query ends."""
    at = 0
    while found := _PROLOGUE.match(bare, at):
        at = found.end()
    return at


def _not_reading(bare: str) -> str:
    at = _opened(bare)
    word = bare[at:].split(None, 1)[0][:40] if bare[at:].strip() else "the end"
    return (
        f"line {bare.count(chr(10), 0, at) + 1}: SELECT, ASK, CONSTRUCT or DESCRIBE expected, found {word!r}"
        " (the graph is read-only here)"
    )


def insertion(rule: str) -> str:
    """A CONSTRUCT query as the update that inserts what it constructs.

    Raises:
        QueryError: it has no template of its own (``CONSTRUCT WHERE``), or is no CONSTRUCT query.
    """
    found = re.search(r"\bCONSTRUCT(?=\s*\{)", mask(rule), re.IGNORECASE)
    if not found:
        raise QueryError(f"a rule is 'CONSTRUCT {{ … }} WHERE {{ … }}', not: {rule[:80]!r}")
    return f"{rule[: found.start()]}INSERT{rule[found.end() :]}"


def _check_depth(bare: str, limit: int) -> None:
    """Brackets and chains of operators: the engine's parser recurses on each, without a limit of its own."""
    depth = 0
    few = sum(map(bare.count, "({[")) <= limit  # too few to be nested too deeply, as in nearly every query
    for found in () if few else re.finditer(r"[(){}\[\]]", bare):
        depth += 1 if found.group() in "({[" else -1
        if depth > limit:
            line = bare.count("\n", 0, found.start()) + 1
            raise QueryError(f"line {line}: brackets are nested deeper than {limit}")
    if _OPERATORS.search(bare):
        raise QueryError(f"a chain of more than {DEPTH_LIMIT} operators")


def _check_service(text: str, bare: str) -> None:
    """SERVICE cannot be switched off in the engine. Only variables, tags and names of declared prefixes are let by."""
    if "service" not in bare.lower():
        return
    declared = {*prefixes(text), *PREFIXES, "_"}

    def known(found: re.Match[str]) -> str:
        prefix = found.group(1)
        return " " if prefix is None or prefix in declared else found.group()

    rest = re.sub(r"(?i)\bPREFIX\s+[\w.-]*:", " ", bare)
    if "service" in _NAME.sub(known, rest).lower():
        raise QueryError("SERVICE is off: a query sees the data of this graph only")


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint for a message: the closest known name, or the first few of them; empty when there are none."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    if not names:
        return "; there are none"
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"; there are: {', '.join(names[:12])}{more}"


def resolve(value: str) -> str:
    """The full IRI for a full IRI, a name with one of our prefixes, or a path below our base.

    >>> resolve("place/hunchun") == resolve("place:hunchun") == "https://w3id.org/plangraph/place/hunchun"
    True

    Raises:
        QueryError: the value is none of these, or has characters that no IRI may have.
    """
    prefix, colon, local = value.partition(":")
    if re.match(r"(?:https?://|urn:)", value):
        iri = value
    elif colon and "/" not in prefix and "#" not in prefix:
        if prefix not in PREFIXES:
            raise QueryError(f"{value!r}: the prefix {prefix!r} is not known{nearest(prefix, PREFIXES)}")
        iri = PREFIXES[prefix] + local
    else:
        iri = BASE + value
    if not value or not _IRI.fullmatch(iri):
        raise QueryError(
            f"{value!r} is no IRI; a full IRI, a name such as 'place:hunchun' or a path such as 'place/hunchun' is"
        )
    return iri


def iri_term(value: str) -> str:
    """A value as an IRI in a query, ``<…>``; see ``resolve``."""
    return f"<{resolve(value)}>"


def string_term(value: str) -> str:
    """A value as a plain string in a query.

    Raises:
        QueryError: the value holds NUL or half of a surrogate pair.
    """
    if "\0" in value or _SURROGATE.search(value):
        raise QueryError(f"{value!r} holds characters that are no text")
    return '"' + "".join(_ESCAPES.get(character, character) for character in value) + '"'


def integer_term(value: str) -> str:
    """A value as a whole number in a query.

    Raises:
        QueryError: the value is no whole number of at most 18 digits.
    """
    if not _INTEGER.fullmatch(value):
        raise QueryError(f"{value!r} is no whole number of at most 18 digits")
    return str(int(value))
