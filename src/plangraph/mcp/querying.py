"""Limited SPARQL: rows with their evidence, triples, yes or no; and what an empty answer means."""

import re
from typing import Literal, TypeAlias

from plangraph.graph import sparql
from plangraph.graph.store import Scope
from plangraph.mcp.answers import Queried
from plangraph.mcp.graph import Graph, is_iri
from plangraph.mcp.rows import About, rows_of
from plangraph.mcp.things import known
from plangraph.vocab import BASE, PREFIXES

Status: TypeAlias = Literal["rows", "triples", "yes", "no"]

_IRI = re.compile(r"<([^<>\s\"{}|\\^`]+)>")
_NAME = re.compile(r"(?<![\w?$@:.-])([A-Za-z][\w.-]*):([\w][\w.-]*)")
_PROLOGUE = re.compile(r"\b(?:PREFIX\s+[\w.-]*:|BASE)\s*<[^<>\s]*>", re.IGNORECASE)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\'|(?m:(?:^|\s)#[^\n<>]*$)')
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


async def query(graph: Graph, text: str, scope: Scope, most: int, seconds: float | None) -> Queried:
    """Answer of the tool ``sparql``.

    Raises:
        QueryError: the query is broken or must not run.
        LimitError: it took too long or too much.
    """
    sparql.guard(text, graph.limits.depth)
    form = _FORM.search(sparql.mask(text))
    if form and form[1].upper() in ("CONSTRUCT", "DESCRIBE"):
        triples, truncated, took = await graph.triples(text, scope, most, seconds)
        answer = _answer(graph, "triples", scope, took, truncated)
        answer.triples = triples
        empty = not triples.strip()
    else:
        table = await graph.table(text, scope, most, seconds)
        status: Status = "rows" if table.answer is None else "yes" if table.answer else "no"
        answer = _answer(graph, status, scope, table.seconds, table.truncated)
        answer.columns = list(table.columns)
        answer.rows = await rows_of(graph, table, text, About("sparql", scope))
        empty = not table.rows and table.answer is not True
    return await _empty(graph, answer, text) if empty else answer


def _answer(graph: Graph, status: Status, scope: Scope, seconds: float, truncated: bool) -> Queried:
    return Queried(
        status=status,
        rows=[],
        truncated=truncated,
        scope=scope,
        seconds=round(seconds, 3),
        snapshot=graph.snapshot,
    )


async def _empty(graph: Graph, answer: Queried, text: str) -> Queried:
    """What an empty answer means: terms that do not exist find nothing, whatever the text says."""
    named = terms(text)
    answer.unknown_terms = sorted(named - await known(graph, named))
    answer.looked_for = " ".join(text.split())[:1000]
    if answer.unknown_terms:
        answer.message = "the query names terms that occur nowhere in the graph; look names up with resolve or schema"
        if answer.status != "no":
            answer.status = "unknown"
    elif answer.status == "no":
        answer.message = "the graph does not hold it; that the text denies it is not said by this"
    else:
        answer.status = "not-said"
        answer.message = "no row, though all terms are known: the graph does not say it"
    return answer


def terms(text: str) -> set[str]:
    """The IRIs of ours that a query names outside its prologue, strings and comments.

    >>> sorted(terms('PREFIX p: <https://w3id.org/plangraph/place/> ASK { p:hunchun ?p "place:x" }'))
    ['https://w3id.org/plangraph/place/hunchun']
    """
    prefixes = {**PREFIXES, **sparql.prefixes(text)}
    bare = _STRING.sub(" ", _PROLOGUE.sub(" ", text))
    found = set(_IRI.findall(bare))
    names = _NAME.findall(_IRI.sub(" ", bare))
    found |= {prefixes[prefix] + local.rstrip(".") for prefix, local in names if prefix in prefixes}
    return {iri for iri in found if iri.startswith(BASE) and is_iri(iri)}
