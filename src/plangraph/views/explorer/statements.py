"""Statements: the triples of each sentence, as anyone would write them with prefixes."""

from collections.abc import Mapping

from rdflib import Literal, URIRef

from plangraph.views.explorer.asked import Asked, short
from plangraph.vocab import BASE, PREFIXES

_LONG = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
_QUERY = "statements"


def triples(asked: Asked, sentences: Mapping[str, int]) -> list[list[list[str]]]:
    """The triples of each sentence in the order of their numbers: subject, predicate, object."""
    found: list[list[list[str]]] = [[] for _ in sentences]
    for sentence, subject, predicate, target in asked.terms(_QUERY):
        number = sentences.get(str(sentence))
        if number is not None:
            found[number].append([written(subject), written(predicate), written(target)])
    return found


def written(term: object) -> str:
    """A term with a prefix, or below the base; a literal in quotes with its language or type."""
    if isinstance(term, Literal):
        text = str(term).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        if term.language:
            return f'"{text}"@{term.language}'
        return f'"{text}"^^{written(term.datatype)}' if isinstance(term.datatype, URIRef) else f'"{text}"'
    iri = str(term)
    if iri == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type":
        return "a"
    for prefix, start in _LONG:
        local = iri.removeprefix(start)
        if local != iri and local and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return f"<{short(iri)}>" if iri.startswith(BASE) else f"<{iri}>"
