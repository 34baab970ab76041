"""An answer as a page shows it: columns with names for people, what each row rests on, and where things lie."""

import asyncio
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from plangraph.web import labels, marking, words
from plangraph.web.backend import Backend, Row, Table, iris
from plangraph.web.terms import Labels, cell

_MEASURE = re.compile(r".+/measure/[0-9-]+")
_WKT = re.compile(r"\s*POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)\s*", re.IGNORECASE)
_WKT_TYPE = "http://www.opengis.net/ont/geosparql#wktLiteral"
_WRITTEN = re.compile(r'"([^"\\\n]+)"')
_MANY = 1000
_POINTS = """PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX plan: <https://w3id.org/plangraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?x ?n ?wkt ?certainty WHERE {
  { VALUES ?x { %(x)s } ?x geo:hasGeometry/geo:asWKT ?wkt OPTIONAL { ?x plan:certainty ?certainty } }
  UNION {
    VALUES ?x { %(x)s } ?x plan:routeStop ?stop . ?stop plan:at ?point ; plan:position ?n .
    ?point geo:hasGeometry/geo:asWKT ?wkt OPTIONAL { ?point plan:certainty ?certainty }
  }
} ORDER BY ?x ?n ?wkt"""


async def answer(backend: Backend, found: Table, query: str) -> dict[str, Any]:
    """What a page needs of an answer to a SELECT query, whose own words for its rows are shown in both languages.

    Returns:
        ``columns`` (names of variables), ``rows`` (of cells), ``proofs`` (for each row: the sentences it rests on,
        each with its text in pieces), ``passages`` (the sentences), ``points`` (IRI to its points), ``truncated``.
    """
    rows = found.rows
    everything = iris(rows)
    measures = [iri for iri in everything if _MEASURE.fullmatch(iri)] if backend.settings.scoped else []
    spans = [iri for iri in everything if marking.offsets(iri)]
    named, states, placed = await asyncio.gather(
        labels.labels(backend, everything), marking.sentences_of(backend, measures), points(backend, rows)
    )
    passages = await labels.passages(backend, list(dict.fromkeys([*spans, *states.values()])))
    marks = await marking.spans(backend, list(passages))
    own = {text for text in _WRITTEN.findall(query) if words.text(text, "zh")}
    kept = _columns(found.variables, rows, named, passages)
    return {
        "columns": kept,
        "rows": [[_shown(row, column, named, own) for column in kept] for row in rows],
        "proofs": [_proofs(row, states, passages, marks) for row in rows],
        "passages": passages,
        "points": placed,
        "truncated": found.truncated,
    }


def _columns(variables: Sequence[str], rows: Sequence[Row], named: Labels, passages: Mapping[str, Any]) -> list[str]:
    """The variables that a reader needs a column for.

    Labels of a thing stand in the cell of the thing, and a sentence is what a row opens.
    """

    def repeats(variable: str) -> bool:
        base = re.sub(r"(?:Label|label)(?:Zh)?\Z|Zh\Z", "", variable)
        if base == variable or (base and base not in variables):
            return False
        texts = [(row, row[variable]["value"]) for row in rows if variable in row]
        if base in {"", "title"}:
            return all(any(text in named.get(iri, {}).values() for iri in iris([row])) for row, text in texts)
        return True

    def proof(variable: str) -> bool:
        there = [row[variable]["value"] for row in rows if variable in row]
        return bool(there) and all(value in passages for value in there)

    return [v for v in variables if not repeats(v) and not proof(v)] or list(variables)


def _shown(row: Row, column: str, named: Labels, words_of_query: Collection[str]) -> dict[str, str]:
    """A cell; labels that the row itself brings win, as they are part of the answer."""
    term = row.get(column)
    if term is not None and term["type"] == "literal" and term["value"] in words_of_query:
        return cell(term) | {"label": term["value"], "label_zh": words.text(term["value"], "zh")}
    own = {
        key: row[name]["value"]
        for key, name in (("label", f"{column}Label"), ("label_zh", f"{column}LabelZh"))
        if name in row and row.get(column, {}).get("type") == "uri"
    }
    return cell(term, named) | own


def _proofs(row: Row, states: Mapping[str, str], passages: Mapping[str, Any], marks: marking.Spans) -> list[Any]:
    """The sentences of a row, in the order of its columns, with the words that the row is about marked."""
    mine = iris([row])
    found = []
    for sentence in dict.fromkeys(states.get(iri, iri) for iri in mine):
        passage = passages.get(sentence)
        if passage is None:
            continue
        known = marks.get(sentence, {})
        words = [span for iri in mine if _MEASURE.fullmatch(iri) for span in known.get(iri, ())]
        words = words or [span for iri in mine for span in known.get(iri, ())]
        pieces = marking.pieces(passage["text"], passage["begin"], words)
        found.append({"sentence": sentence, "pieces": pieces})
    return found


async def points(backend: Backend, rows: Sequence[Row]) -> dict[str, list[dict[str, Any]]]:
    """IRI to its points, in order: one of a place, one for each stop of a route. A point in a row stands by its text.

    Longitude and latitude are in degrees, WGS 84; ``exact`` tells whether the gazetteer vouches for the place,
    ``stop`` whether it is a stop of a route.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        for term in row.values():
            if term.get("datatype") == _WKT_TYPE:
                _put(found, term["value"], term["value"], "")
    terms = labels.terms(iris(rows)[:_MANY], _MANY)
    if terms and backend.settings.scoped:
        for row in (await backend.rows(_POINTS % {"x": terms}))[0]:
            certainty = row.get("certainty", {}).get("value", "").rpartition("/")[2]
            _put(found, row["x"]["value"], row["wkt"]["value"], certainty, stop="n" in row)
    return found


def _put(found: dict[str, list[dict[str, Any]]], name: str, wkt: str, certainty: str, *, stop: bool = False) -> None:
    at = _WKT.fullmatch(wkt.rpartition(">")[2])
    if at:
        point = {"lon": float(at[1]), "lat": float(at[2]), "exact": certainty in ("", "verified"), "stop": stop}
        if point not in found.setdefault(name, []):
            found[name].append(point)
