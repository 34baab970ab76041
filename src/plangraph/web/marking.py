"""Which words of a sentence a row rests on: what a mark on a page is drawn around.

Offsets are code points of the chapter; pages get pieces of text instead, since scripts count in other units.
"""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plangraph.graph.sparql import iri_term
from plangraph.web.backend import Backend

_SPAN = re.compile(r".+#char=([0-9]+),([0-9]+)")
_MENTIONS = """PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX plan: <https://w3id.org/plangraph/ontology#>
SELECT ?sentence ?x ?begin ?end WHERE {
  VALUES ?sentence { %s }
  GRAPH ?sentence { ?mention plan:refersTo ?x ; nif:beginIndex ?begin ; nif:endIndex ?end }
}"""
_MEASURES = """PREFIX plan: <https://w3id.org/plangraph/ontology#>
SELECT DISTINCT ?sentence ?measure ?span ?x WHERE {
  VALUES ?%s { %s }
  GRAPH ?sentence { ?measure a plan:Measure ; plan:evidence ?span .
    OPTIONAL { ?measure plan:object|plan:becomes|plan:basis|plan:purpose ?x } }
}"""
_MANY = 500  # terms in one query

Pieces = list[dict[str, Any]]
Spans = Mapping[str, Mapping[str, Sequence[tuple[int, int]]]]


async def spans(backend: Backend, sentences: Sequence[str]) -> Spans:
    """Sentence to term to the characters that speak of it: a thing's mentions, a measure's words.

    A thing that is only meant, not named, has the words of the measures that act on it.
    """
    if not sentences:
        return {}
    wanted = " ".join(iri_term(one) for one in sentences[:_MANY])
    (mentions, _), (measures, _) = await asyncio.gather(
        backend.rows(_MENTIONS % wanted), backend.rows(_MEASURES % ("sentence", wanted))
    )
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for row in mentions:
        span = (int(row["begin"]["value"]), int(row["end"]["value"]))
        found.setdefault(row["sentence"]["value"], {}).setdefault(row["x"]["value"], []).append(span)
    meant: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for row in measures:
        words = offsets(row["span"]["value"])
        if words is not None:
            of_sentence = meant.setdefault(row["sentence"]["value"], {})
            of_sentence.setdefault(row["measure"]["value"], []).append(words)
            if "x" in row:
                of_sentence.setdefault(row["x"]["value"], []).append(words)
    for sentence, terms in meant.items():
        for term, places in terms.items():
            found.setdefault(sentence, {}).setdefault(term, places)
    return found


async def sentences_of(backend: Backend, measures: Sequence[str]) -> dict[str, str]:
    """Measure to the sentence that states it."""
    if not measures:
        return {}
    wanted = " ".join(iri_term(one) for one in measures[:_MANY])
    rows, _ = await backend.rows(_MEASURES % ("measure", wanted))
    return {row["measure"]["value"]: row["sentence"]["value"] for row in rows}


def offsets(iri: str) -> tuple[int, int] | None:
    """The characters that the IRI of a piece of text names.

    >>> offsets("https://w3id.org/plangraph/cn-14fyp/32#char=81,409")
    (81, 409)
    """
    found = _SPAN.fullmatch(iri)
    return (int(found[1]), int(found[2])) if found else None


def pieces(text: str, begin: int, marks: Iterable[tuple[int, int]]) -> Pieces:
    """A text that begins at some offset, cut where a mark begins or ends.

    >>> pieces("Build the port", 100, [(110, 114)])
    [{'text': 'Build the ', 'mark': False}, {'text': 'port', 'mark': True}]
    """
    made: Pieces = []
    at = 0
    for first, last in sorted((max(0, b - begin), min(len(text), e - begin)) for b, e in marks):
        start = max(first, at)
        if start >= last:
            continue
        if start > at:
            made.append({"text": text[at:start], "mark": False})
        made.append({"text": text[start:last], "mark": True})
        at = last
    if at < len(text) or not made:
        made.append({"text": text[at:], "mark": False})
    return made
