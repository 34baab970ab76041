"""Any IRI of the graph: what is said of it, where it is named; of a piece of text, its words and what they state."""

import asyncio
import re
from typing import Any

from plangraph import vocab
from plangraph.asking.request import Request
from plangraph.errors import QueryError
from plangraph.graph.sparql import iri_term
from plangraph.web import about, labels, stated
from plangraph.web.backend import Answered, Backend, Row, iris
from plangraph.web.errors import Refusal
from plangraph.web.terms import Labels, cell, path_of, short

_FACTS, _USES, _STATES = 1000, 200, 500  # rows on a page
_CONTEXT = 200  # characters shown before and after a piece of text
_AT = re.compile(r"(.+)/at/([0-9]{1,9}),([0-9]{1,9})")
_SPAN = re.compile(r"(.+)#char=([0-9]{1,9}),([0-9]{1,9})")
# Where a project is served, its default graph repeats all others; a file's own default graph holds what no other does.
_IN_GRAPHS = "GRAPH ?g { %s }"
_ANYWHERE = "{ %s } UNION { GRAPH ?g { %s } }"
# The graph may hold a whole gazetteer: only what is shown is sorted.
_STATED = """SELECT ?s ?p ?o WHERE { { SELECT ?s ?p ?o WHERE { GRAPH %s { ?s ?p ?o } } LIMIT %d } } ORDER BY ?s ?p ?o"""
_TEXT = """PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
SELECT (SUBSTR(?all, %d, %d) AS ?text) WHERE { %s nif:isString ?all FILTER(STRLEN(?all) >= %d) }"""
_DESCRIBED = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT { %(iri)s ?p ?o . ?o rdfs:label ?label . ?s ?q %(iri)s . ?a ?b ?c } WHERE {
  { { %(about)s } OPTIONAL { ?o rdfs:label ?label FILTER(ISIRI(?o)) } }
  UNION { SELECT ?s ?q WHERE { { %(uses)s } FILTER(!ISBLANK(?s)) } ORDER BY ?q ?s LIMIT 1000 }
  UNION { GRAPH %(iri)s { ?a ?b ?c } }
}"""


def iri_of(path: str) -> str:
    """The IRI whose page a path is: below our base, ``…/at/B,E`` for a piece of text.

    >>> iri_of("cn-14fyp/32/at/1841,1930")
    'https://w3id.org/plangraph/cn-14fyp/32#char=1841,1930'
    """
    found = _AT.fullmatch(path)
    return f"{vocab.BASE}{found[1]}#char={int(found[2])},{int(found[3])}" if found else vocab.BASE + path


def _matching(backend: Backend, pattern: str) -> str:
    return _IN_GRAPHS % pattern if backend.settings.scoped else _ANYWHERE % (pattern, pattern)


def term(iri: str) -> str:
    """An IRI as a term of a query.

    Raises:
        Refusal: it is none that a graph could hold (404).
    """
    if not re.match(r"(?:https?://|urn:)", iri):
        raise Refusal(404, f"{iri[:200]!r} is no IRI that the graph could hold")
    try:
        return iri_term(iri)
    except QueryError as error:
        raise Refusal(404, f"{iri[:200]!r} is no IRI that the graph could hold") from error


async def described(backend: Backend, iri: str, form: str) -> Answered:
    """The triples that an IRI stands in, and those of the graph of that name, in a format of triples.

    Raises:
        Refusal: there are none (404).
    """
    name = term(iri)
    about, uses = _matching(backend, f"{name} ?p ?o"), _matching(backend, f"?s ?q {name}")
    known = f"ASK {{ {{ {about} }} UNION {{ {uses} }} UNION {{ GRAPH {name} {{ ?a ?b ?c }} }} }}"
    text = _DESCRIBED % {"iri": name, "about": about, "uses": uses}
    if not await backend.true(known):
        raise unknown(iri)
    return await backend.ask(Request(query=text, media=form, scope=backend.scope))


def unknown(iri: str) -> Refusal:
    """What is told of an IRI that the graph does not hold."""
    return Refusal(404, f"the graph says nothing of {iri[:200]}")


async def page(backend: Backend, iri: str) -> dict[str, Any]:
    """The data of a resource's page.

    Raises:
        Refusal: the graph does not hold it, and it is no piece of a text that the graph holds (404).
    """
    name = term(iri)
    (facts, more_facts), (uses, more_uses), (states, more_states), span = await asyncio.gather(
        backend.rows(f"SELECT ?p ?o ?g WHERE {{ {_matching(backend, f'{name} ?p ?o')} }} ORDER BY ?p ?o ?g", _FACTS),
        backend.rows(f"SELECT ?s ?p ?g WHERE {{ {_matching(backend, f'?s ?p {name}')} }} ORDER BY ?p ?s ?g", _USES),
        backend.rows(_STATED % (name, _STATES + 1), _STATES),
        _span(backend, iri),
    )
    if not facts and not uses and not states and span is None:
        raise unknown(iri)
    named, told = await asyncio.gather(
        labels.labels(backend, [iri, *iris(facts), *iris(uses), *iris(states), *stated.PROPERTIES]),
        about.about(backend, iri),
    )
    return {
        "iri": iri,
        "short": short(iri),
        "href": path_of(iri),
        "labels": {"en": "", "zh": "", "": ""} | named.get(iri, {}),
        "facts": _grouped(facts, "o", named),
        "uses": _grouped(uses, "s", named),
        "measures": stated.measures(states, named),
        "states": [[cell(row.get(v), named) for v in ("s", "p", "o")] for row in states],
        "more": {"facts": more_facts, "uses": more_uses, "states": more_states},
        "about": told,
        "span": span,
    }


def _grouped(rows: list[Row], other: str, named: Labels) -> list[dict[str, Any]]:
    """Rows by their property: its cell, and under it each other term once, with the graphs that say so."""
    groups: dict[str, dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(row["p"]["value"], {"property": cell(row["p"], named), "values": {}})
        key = tuple(sorted(row[other].items()))
        value = group["values"].setdefault(key, {"term": cell(row[other], named), "graphs": []})
        if "g" in row:
            value["graphs"].append(cell(row["g"], named))
    return [{"property": group["property"], "values": list(group["values"].values())} for group in groups.values()]


async def _span(backend: Backend, iri: str) -> dict[str, Any] | None:
    """For a piece of text: its characters, and the sentences that hold it; None where no text has it."""
    found = _SPAN.fullmatch(iri)
    if found is None or not backend.settings.scoped:
        return None
    chapter, begin, end = found[1], int(found[2]), int(found[3])
    if begin >= end:
        return None
    first, last = max(0, begin - _CONTEXT), end + _CONTEXT
    rows, _ = await backend.rows(_TEXT % (first + 1, last - first, term(chapter), end))
    if not rows:
        return None
    text = rows[0]["text"]["value"]
    holders = list((await labels.around(backend, chapter, begin, end)).values())
    return {
        "begin": begin,
        "end": end,
        "before": _from_word(text[: begin - first], whole=first == 0),
        "text": text[begin - first : end - first],
        "after": _from_word(text[end - first :][::-1], whole=len(text) < last - first)[::-1],
        "chapter": {"iri": chapter, "href": path_of(chapter)},
        "sentences": holders,
    }


def _from_word(text: str, *, whole: bool) -> str:
    """What stands before something, from the beginning of a word on.

    >>> _from_word("thern China and ", whole=False)
    '… China and '
    """
    return text if whole or " " not in text else "… " + text.partition(" ")[2]
