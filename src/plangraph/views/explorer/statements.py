"""Statements: the triples of each sentence, as anyone would write them with prefixes."""

from collections.abc import Mapping

from plangraph.views.explorer.asked import Asked, Term, short
from plangraph.vocab import BASE, PREFIXES

_LONG = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def triples(asked: Asked, sentences: Mapping[str, int]) -> list[list[list[str]]]:
    """The triples of each sentence in the order of their numbers: subject, predicate, object."""
    found: list[list[list[str]]] = [[] for _ in sentences]
    for row in asked.terms("statements"):
        number = sentences.get(row["sentence"]["value"])
        if number is not None:
            found[number].append([written(row[name]) for name in ("subject", "predicate", "object")])
    return found


def written(term: Term) -> str:
    """A term in Turtle: a name with its prefix or below the base, a literal with its language or type."""
    if term["type"] == "uri":
        return _name(term["value"])
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    text = f'"{term["value"].translate(_ESCAPES)}"'
    if "xml:lang" in term:
        return f"{text}@{term['xml:lang']}"
    return f"{text}^^{_name(term['datatype'])}" if "datatype" in term else text


def _name(iri: str) -> str:
    if iri == f"{PREFIXES['rdf']}type":
        return "a"
    for prefix, start in _LONG:
        local = iri.removeprefix(start)
        if local != iri and local and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return f"<{short(iri)}>" if iri.startswith(BASE) else f"<{iri}>"
