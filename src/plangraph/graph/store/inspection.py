"""Inspection: what a text of RDF must not hold, looked for before the engine reads it.

The engine expands the entities of a document type without end, and goes down into terms and documents that are nested
until its stack is full. Nothing in a text is a reason to open a file or an address.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from xml.parsers import expat

from plangraph.errors import DataError

DEPTH = 128

_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]', re.DOTALL)
# Strings, IRIs and comments of Turtle and its kin, then the brackets of a triple that is a term
_OPAQUE_OR_TRIPLE = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    rb"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    rb'|"(?:[^"\\\n\r]|\\.)*+"'
    rb"|'(?:[^'\\\n\r]|\\.)*+'"
    rb'|<[^<>"{}|^`\\\x00-\x20]*+>'
    rb"|#[^\n\r]*+"
    rb"|<<|>>",
    re.DOTALL,
)


class _Context(NamedTuple):
    """Something in a context of JSON-LD that is not read from here."""

    what: str
    named: str


def inspect(form: str, data: bytes, shown: str) -> None:
    """Refuse a text that would cost the engine without end, or names what it would have to fetch.

    Args:
        form: the name of its format: RDF/XML, JSON-LD, or one of the Turtle family.
        data: the text.
        shown: its name in messages.

    Raises:
        DataError: a document type in XML, a context elsewhere in JSON-LD, nesting deeper than ``DEPTH``, or a text
            that is no XML or JSON at all.
    """
    _LOOKING.get(form, _terms)(data, shown)


def _xml(data: bytes, shown: str) -> None:
    if b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{shown}:1: not text in UTF-8; save it as that")
    parser = expat.ParserCreate("utf-8")  # the only encoding that the engine reads, whatever the text says of itself
    depth = 0

    def refuse(*_: object) -> None:
        told = "a document type (<!DOCTYPE …>) is not read: it could name files or grow without end; take it out"
        raise DataError(f"{shown}:{parser.CurrentLineNumber}: {told}")

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise DataError(_too_deep(shown, parser.CurrentLineNumber))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise DataError(f"{shown}:{error.lineno}:{error.offset + 1}: not RDF/XML: {reason}") from error


def _json(data: bytes, shown: str) -> None:
    _bound(data, shown, _STRING_OR_BRACKET, (b"[", b"{"), (b"]", b"}"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{shown}:{_line(data, error.start)}: not UTF-8") from error
    elsewhere: list[_Context] = []

    def keep(pairs: Sequence[tuple[str, Any]]) -> Mapping[str, Any]:
        for key, value in pairs:  # as pairs: of a key that stands twice the engine may take the other
            if key == "@import":
                elsewhere.append(_Context("@import", str(value)))
            elif key == "@context":
                several = value if isinstance(value, list) else [value]
                elsewhere.extend(_Context("a remote context", one) for one in several if isinstance(one, str))
        return {}  # no string, which is all that is asked of it above

    try:
        json.loads(text, object_pairs_hook=keep, parse_int=str, parse_float=str)  # a number may have any length
    except json.JSONDecodeError as error:
        raise DataError(f"{shown}:{error.lineno}:{error.colno}: not JSON-LD: {error.msg}") from error
    if elsewhere:
        what, named = elsewhere[0]
        at = data.find(named.encode("utf-8", "surrogatepass"))
        place = shown if at < 0 else f"{shown}:{_line(data, at)}"
        raise DataError(f"{place}: {what} is never fetched: {named[:200]!r}; write the context into the file")


def _terms(data: bytes, shown: str) -> None:
    if b"<<" in data:  # hardly any file has triples that are terms
        _bound(data, shown, _OPAQUE_OR_TRIPLE, (b"<<",), (b">>",))


def _bound(
    data: bytes, shown: str, pattern: re.Pattern[bytes], opening: tuple[bytes, ...], closing: tuple[bytes, ...]
) -> None:
    depth = 0
    for found in pattern.finditer(data):
        token = found.group()
        if token in opening:
            depth += 1
            if depth > DEPTH:
                raise DataError(_too_deep(shown, _line(data, found.start())))
        elif token in closing:
            depth -= 1


def _too_deep(shown: str, line: int) -> str:
    return f"{shown}:{line}: nested deeper than {DEPTH} (limit: depth)"


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


_LOOKING: Mapping[str, Callable[[bytes, str], None]] = {"RDF/XML": _xml, "JSON-LD": _json}
