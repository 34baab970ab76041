"""The triple store: oxigraph behind, rdflib terms in front. No file outside this package imports pyoxigraph.

Queries go to the engine as text. Its union of graphs repeats a triple once for each graph that holds it, which is
not what SPARQL means by a merge of graphs and would double rows and counts; so each scope is asked on a view whose
default graph is the merge, made when it is first needed.

An answer of the engine may only be dropped by the thread that asked: it is let go before an error is raised, since
what holds the error would hold the answer too, until a thread that happens to tidy up drops both.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar, get_args

import pyoxigraph as ox
from rdflib import BNode, Dataset, Literal, URIRef
from rdflib.namespace import OWL, XSD

from plangraph.errors import DataError, QueryError
from plangraph.graph.sparql import guard, insertion, nearest
from plangraph.graph.store import answers, lines, loading, saved, scopes
from plangraph.graph.store.answers import Answer, Bounds, Graphs
from plangraph.graph.store.messages import syntax_message
from plangraph.graph.store.scopes import Scope, within
from plangraph.graph.store.terms import Quad, Term, Triple, graph_of, to_engine, to_rdflib
from plangraph.vocab import PREFIXES

Made = TypeVar("Made")

_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_NEW = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
_TERM_LIMIT = 500_000
_NO_GRAPHS = Graphs()
_CARDINALITIES = {
    str(OWL[name])
    for name in (
        "cardinality",
        "minCardinality",
        "maxCardinality",
        "qualifiedCardinality",
        "minQualifiedCardinality",
        "maxQualifiedCardinality",
    )
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT query: its variables, and one term a variable in each row (None where unbound)."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def records(self) -> list[dict[str, str]]:
        """The rows as words: from variable to lexical form or IRI, unbound variables left out."""
        return [{n: str(t) for n, t in zip(self.variables, row, strict=True) if t is not None} for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def _words(variables: tuple[str, ...], row: ox.QuerySolution) -> dict[str, str]:
    return {n: str(getattr(t, "value", t)) for n, t in zip(variables, row, strict=True) if t is not None}


class Store:
    """Quads, and questions to them. Terms are rdflib's; nothing of the engine shows.

    The scope of a question: ``all`` (every graph), ``stated`` (what sentences state), ``background`` (stated,
    gazetteer and outline), each with the merge of its graphs as default graph and no other graph to be seen; or
    ``standard``: the dataset as it was loaded, with its own default graph.

    A store that was opened from a folder cannot be changed. Its default graph is the merge already, unless it was
    opened without, and is never shown as a graph of its own.
    """

    def __init__(self) -> None:
        """An empty store in memory; ``Store.memory()`` says the same aloud."""
        self._data = ox.Store()
        self._views: dict[str, ox.Store] = {}
        self._terms: dict[object, Term | None] = {None: None}
        self._saved: saved.Saved | None = None

    @classmethod
    def memory(cls) -> "Store":
        """An empty store in memory."""
        return cls()

    @classmethod
    def opened(cls, folder: Path, merged: bool = True) -> "Store":
        """A store that was saved in a folder, read-only.

        Args:
            folder: where ``save`` or another program of the engine wrote it; nobody may write there any more.
            merged: whether its default graph is the merge of its graphs, as ``save`` makes it.

        Raises:
            DataError: there is no store, or it is damaged.
        """
        store = cls()
        store._data, store._saved = saved.opened(folder, merged=merged)
        if merged:
            store._views["all"] = store._data
        return store

    @classmethod
    def merged(cls, quads: Iterable[str]) -> "Store":
        """A store in memory of lines that ``lines`` gave, made at one go with the merge of its graphs.

        That takes half the time of another, but nothing more may be put in.
        """
        store = cls()
        lines.load_merged(store._data, list(quads))
        store._views["all"] = store._data
        return store

    def save(self, folder: Path, merged: bool = True) -> None:
        """All quads as a store in a new folder, their merge as its default graph; other threads may read meanwhile.

        Args:
            folder: is made; what it lies in is there already.
            merged: whether the merge is added; without it the default graph stays what it is.

        Raises:
            PlanGraphError: something lies in the folder, or it cannot be written.
        """
        saved.save(self._data, folder, merged=merged)

    def load(self, path: Path, to_graph: str | None = None) -> None:
        """Read a file of RDF, all of it or nothing.

        Args:
            path: the file; its suffix (.trig, .ttl, .nq, .nt, .rdf, .jsonld) says its format.
            to_graph: IRI of the graph that takes the triples of a Turtle or N-Triples file.

        Raises:
            DataError: the file is missing, of another format, broken (``file:line:column``), or holds what no file
                of RDF may; see ``inspection``.
        """
        loading.format_of(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise DataError(f"{path}: cannot be read: {error.strerror}") from error
        self.load_bytes(data, path, to_graph)

    def load_bytes(self, data: bytes, path: Path, to_graph: str | None = None) -> None:
        """Read what a file holds; see ``load``."""
        self._changeable()
        loading.checked(data, path)
        self._views.clear()
        loading.load(self._data, data, path, to_graph)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads (subject, predicate, object, graph), all of them or none; a graph of None is the default graph.

        Raises:
            DataError: a term is not allowed at its place, or is an IRI with characters that none may have.
        """
        self._changeable()
        nodes: dict[str, ox.NamedNode] = {}
        default = ox.DefaultGraph()
        try:
            added = [
                ox.Quad(
                    to_engine(s, nodes),
                    to_engine(p, nodes),
                    to_engine(o, nodes),
                    default if g is None else to_engine(g, nodes),
                )
                for s, p, o, g in quads
            ]
        except (ValueError, TypeError) as error:
            raise DataError(f"cannot be stored: {error}") from error
        self._data.extend(added)
        for scope, view in self._views.items():  # brought up to date, which is quicker than made anew
            seen = [quad for quad in added if within(quad, scope)]
            view.extend(chain(seen, (ox.Quad(q.subject, q.predicate, q.object) for q in seen)))

    def lines(self) -> list[str]:
        """All quads as lines of N-Quads, sorted; see ``lines``."""
        return lines.dumped(self._data)

    def take(self, quads: Iterable[str]) -> None:
        """Add lines that ``lines`` gave."""
        self._changeable()
        self._views.clear()
        lines.load(self._data, quads)

    def select(self, text: str, scope: Scope = "all") -> Rows:
        """The rows of a SELECT query, in the order the query gives them.

        Raises:
            QueryError: the text is no SELECT query, must not run, or fails.
        """
        term = self._term
        return Rows(*self._solved(text, scope, lambda _, solution: tuple([term(value) for value in solution])))

    def records(self, text: str, scope: Scope = "all") -> list[dict[str, str]]:
        """The rows of a SELECT query as words: from variable to lexical form or IRI, unbound variables left out.

        No terms are made, which is most of the time that a hundred thousand rows take.

        Raises:
            QueryError: the text is no SELECT query, must not run, or fails.
        """
        return self._solved(text, scope, _words)[1]

    def construct(self, text: str, scope: Scope = "all") -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once.

        Raises:
            QueryError: the text is no such query, must not run, or fails.
        """
        return self._triples(self._query(text, scope))

    def ask(self, text: str, scope: Scope = "all") -> bool:
        """The answer to an ASK query.

        Raises:
            QueryError: the text is no ASK query, must not run, or fails.
        """
        answer = self._query(text, scope)
        if not isinstance(answer, ox.QueryBoolean):
            del answer
            raise QueryError("an ASK query is expected here")
        return bool(answer)

    def serialize_results(self, text: str, form: str, scope: Scope = "all") -> str:
        """The answer to a SELECT or ASK query in a SPARQL results format: json, csv, tsv or xml.

        Characters that XML cannot hold become U+FFFD in ``xml``; the other formats keep every character.

        Raises:
            QueryError: another format, or a query that gives triples, must not run, or fails.
        """
        answers.results_format(form)
        answer = self._query(text, scope)
        if isinstance(answer, ox.QueryTriples):
            del answer
            raise QueryError("a SELECT or ASK query is expected here; this one gives triples")
        try:
            return answers.text_of(answer, form)
        except (RuntimeError, OSError, ValueError) as error:
            del answer
            raise QueryError(saved.failure(error, self._saved)) from error

    def answer(
        self,
        text: str,
        media: str,
        bounds: Bounds,
        scope: Scope = "all",
        graphs: Graphs = _NO_GRAPHS,
    ) -> Answer:
        """The answer to any query as bytes in a media type, cut where it is too long, and well formed all the same.

        Args:
            text: the query.
            media: one of ``answers.ROWS`` or, for triples, of ``answers.TRIPLES``.
            bounds: how many rows and bytes may be given.
            scope: how much of the graph is seen.
            graphs: those that are seen, in place of what the query's FROM clauses say; then no others are seen.

        Raises:
            QueryError: the text must not run, fails, or cannot be had in this media type.
        """
        guard(text)
        if scope not in get_args(Scope):
            raise QueryError(f"{scope!r} is no scope{nearest(scope, get_args(Scope))}")
        data = self._data if scope == "standard" else self._view(scope)
        try:
            return answers.written(answers.asked(data, text, graphs), media, bounds)
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(saved.failure(error, self._saved)) from error

    def fixpoint(self, rules: Sequence[str]) -> list[Triple]:
        """What CONSTRUCT rules add to the merge of all graphs, applied until nothing is new; the store stays as it is.

        Rules see the named graphs too, which do not change meanwhile. The triples come in no order.

        Raises:
            QueryError: a rule is no CONSTRUCT query, or must not run.
        """
        for rule in rules:
            if not isinstance(self._query(rule, "all"), ox.QueryTriples):
                raise QueryError(f"a rule is a CONSTRUCT query, not: {rule[:80]!r}")
        updates = [insertion(rule) for rule in rules]
        if self._saved:
            view = saved.copy(self._data, self._saved)
        else:
            view = self._view("all")
            del self._views["all"]  # what follows changes it
        before, after = -1, len(view)
        while before != after:
            for update in updates:
                view.update(update, prefixes=PREFIXES)
            before, after = after, len(view)  # counting is slower than most rules, so once a round
        return self._triples(view.query(_NEW))

    def quads(self) -> Iterator[tuple[Term, URIRef, Term, URIRef | BNode | None]]:
        """All quads, in no order; the graph of None is the default graph.

        Blank nodes bear the labels of RDF dataset canonicalisation, the same each time. The engine keeps numbers by
        value (2.50 comes back as 2.5, a positiveInteger as an integer); the cardinalities of OWL keep their type.
        """
        term = self._term
        loose: list[ox.Quad] = []
        for quad in self._own():
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                loose.append(quad)
            else:
                yield term(quad.subject), term(quad.predicate), term(quad.object), graph_of(quad, term)
        dataset = ox.Dataset(loose)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        for quad in dataset:
            value = term(quad.object)
            if quad.predicate.value in _CARDINALITIES:
                value = Literal(
                    str(value), datatype=XSD.nonNegativeInteger
                )  # the engine keeps all integers as one type
            yield term(quad.subject), term(quad.predicate), value, graph_of(quad, term)

    def counts(self) -> dict[URIRef | BNode | None, int]:
        """How many triples each graph holds, by name; None, when it is there, is the default graph."""
        query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
        counts: dict[URIRef | BNode | None, int] = {}
        for graph, count in self.select(query, "standard"):
            if isinstance(graph, (URIRef, BNode)) and count is not None:
                counts[graph] = int(count)
        if self._merged:
            return counts
        loose = self.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "standard").rows[0][0]
        if loose is not None and int(loose):
            counts[None] = int(loose)
        return counts

    def dataset(self) -> Dataset:
        """A live rdflib view of the store, its default graph the union of all graphs; of an opened one, a copy.

        A triple that several graphs hold may come more than once; ``select`` gives it once.
        """
        from oxrdflib import OxigraphStore  # late: it takes longer to import than all the rest

        data = self._data
        if self._merged:
            data = ox.Store()
            data.extend(self._own())
        return Dataset(store=OxigraphStore(store=data), default_union=True)

    @property
    def _merged(self) -> bool:
        """Whether the default graph is but the merge of the others."""
        return self._saved is not None and self._saved.merged

    def _changeable(self) -> None:
        if self._saved:
            raise DataError(f"{self._saved.folder}: read-only; `plangraph build` makes a new graph")

    def _own(self) -> Iterator[ox.Quad]:
        """The quads that were put in, without a merge that was added when they were saved."""
        return saved.quads(self._data, self._saved) if self._saved else iter(self._data)

    def _query(self, text: str, scope: Scope) -> "ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean":
        guard(text)
        store = self._data if scope == "standard" else self._view(scope)
        try:
            return store.query(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise QueryError(syntax_message(str(error), text)) from error
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(saved.failure(error, self._saved)) from error

    def _solved(
        self, text: str, scope: Scope, make: Callable[[tuple[str, ...], ox.QuerySolution], Made]
    ) -> tuple[tuple[str, ...], list[Made]]:
        """The variables of a SELECT query, and what is made of them and each of its rows."""
        solutions = self._query(text, scope)
        if not isinstance(solutions, ox.QuerySolutions):
            del solutions
            raise QueryError("a SELECT query is expected here")
        variables = tuple(variable.value for variable in solutions.variables)
        rows: list[Made] = []
        try:
            for solution in solutions:
                rows.append(make(variables, solution))  # not comprehended: that frame would hold the answer
        except (RuntimeError, OSError) as error:
            del solutions
            raise QueryError(saved.failure(error, self._saved)) from error
        return variables, rows

    def _triples(self, answer: "ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean") -> list[Triple]:
        if not isinstance(answer, ox.QueryTriples):
            del answer
            raise QueryError("a CONSTRUCT or DESCRIBE query is expected here")
        made: dict[Triple, None] = {}
        term = self._term
        try:
            for triple in answer:
                made[term(triple.subject), term(triple.predicate), term(triple.object)] = None
        except (RuntimeError, OSError) as error:
            del answer
            raise QueryError(saved.failure(error, self._saved)) from error
        return list(made)

    def _term(self, value: object) -> Any:
        """The rdflib term for one of the engine's. Making it is the slow part of an answer, and most come again."""
        terms = self._terms
        if value in terms:
            return terms[value]
        if len(terms) > _TERM_LIMIT:
            terms.clear()
            terms[None] = None
        made = terms[value] = to_rdflib(value)
        return made

    def _view(self, scope: Scope) -> ox.Store:
        """The graphs of a scope, with their merge as default graph."""
        if self._saved and not self._merged:
            raise QueryError("the graphs of this store have no scopes; ask it in the scope 'standard'")
        if scope not in self._views:
            view = ox.Store()
            if scope == "all":
                view.extend(self._data)
            else:
                names = [name for name in self._data.named_graphs() if scopes.seen(name, scope)]
                view.extend(quad for name in names for quad in self._data.quads_for_pattern(None, None, None, name))
            view.update(_MERGE)
            self._views[scope] = view
        return self._views[scope]
