"""Sources: the graphs that a query names itself, in its FROM clauses."""

import re
from urllib.parse import urljoin

from plangraph.graph.sparql import mask, prefixes
from plangraph.vocab import BASE, PREFIXES

_SPACE = r"(?:\s|\#[^\n\r]*+)*+"
_FROM = re.compile(r"[({\[]|[)}\]]|(?<![\w?$:@.-])FROM(?![\w:.-])(\s+NAMED(?![\w:.-]))?", re.IGNORECASE)
_SOURCE = re.compile(rf"{_SPACE}(?:<([^<>]*+)>|([\w.-]*+):([\w.:%\\-]*+))")
_BASE = re.compile(rf"\bBASE{_SPACE}<([^<>]*+)>", re.IGNORECASE)


def sources(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs that the FROM and the FROM NAMED clauses of a query name, as full IRIs.

    A name whose prefix is not declared is left out: the engine refuses that query.
    """
    if not re.search("FROM", text, re.IGNORECASE):
        return (), ()
    declared = PREFIXES | prefixes(text)
    bases = _BASE.findall(text)
    depth = 0
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for token in _FROM.finditer(mask(text)):
        if token.group() in ("(", "{", "["):
            depth += 1
        elif token.group() in (")", "}", "]"):
            depth -= 1
        elif depth == 0 and (name := _SOURCE.match(text, token.end())):
            iri, prefix, local = name.groups()
            if iri is None and prefix in declared:
                iri = declared[prefix] + re.sub(r"\\(.)", r"\1", local)
            if iri is not None:
                found[1 if token.group(1) else 0][urljoin(bases[-1] if bases else BASE, iri)] = None
    return tuple(found[0]), tuple(found[1])
