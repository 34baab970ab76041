"""Everything but the protocol: pages, questions, resources and descriptions."""

import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from starlette.requests import Request as WebRequest
from starlette.responses import Response
from starlette.routing import Route

from plangraph import __version__, vocab
from plangraph.asking.request import Request
from plangraph.graph import sparql
from plangraph.graph.queries import Question
from plangraph.web import (
    answering,
    description,
    gallery,
    media,
    ontology,
    openapi,
    pages,
    resources,
    showing,
    static,
    things,
)
from plangraph.web.backend import Answered, Backend
from plangraph.web.errors import Refusal
from plangraph.web.guarding import Receive, Scope, Send
from plangraph.web.wanted import RDF, form, suffixes, without_suffix

PAGE_ROWS = 1000
_PAGE_OR_RDF = (media.HTML, *RDF)
_QUERY_PAGE = {
    "query": "", "kind": "", "answer": None, "boolean": None, "triples": None, "truncated": False, "fault": None,
    "asked_scope": "",
}  # fmt: skip
Made = TypeVar("Made")


class Site:
    """What is answered at each path."""

    def __init__(self, backend: Backend, questions: Mapping[str, Question]) -> None:
        """A site over a backend, with the questions of a project, if it is one."""
        self._backend = backend
        self._questions = questions

    def routes(self) -> list[Route]:
        """The paths, the narrow ones first."""
        listed = [
            Route("/", self._home),
            Route("/openapi.json", self._openapi),
            Route("/snapshot", self._snapshot),
            Route("/void", self._void),
            Route("/static/{name:path}", self._static),
            Route("/resource", self._named),
        ]
        if self._backend.settings.scoped:
            listed += [
                Route("/query", self._gallery),
                Route("/query/", self._gallery),
                Route("/query/{name}", self._question),
                Route("/terms.json", self._terms),
                Route("/{path:path}", self._resource),
            ]
        return listed

    async def describe(self, scope: Scope, receive: Receive, send: Send) -> None:
        """``/sparql`` without a query: the service description, or the query page for a browser."""
        request = WebRequest(scope)
        chosen = form(request, (*media.TRIPLES, media.HTML))
        if chosen == media.HTML:
            response = self._page(request, pages.query, _QUERY_PAGE)
        else:
            known = await description.counts(self._backend)
            response = await self._triples(description.service(known, f"{request.base_url}sparql"), chosen)
        await response(scope, receive, send)

    async def show(self, scope: Scope, receive: Receive, send: Send, request: Request) -> None:
        """A query and its answer, for a browser."""
        kind = sparql.kind(request.query)
        chosen = media.TURTLE if kind == "triples" else media.RESULTS_JSON
        asked = replace(request, media=chosen, rows=min(request.rows or PAGE_ROWS, PAGE_ROWS))
        data: dict[str, Any] = {**_QUERY_PAGE, "query": request.query, "kind": kind, "asked_scope": request.scope}
        if kind == "rows":
            found = await self._backend.table(asked, receive)
            data |= {"answer": await showing.answer(self._backend, found, request.query), "truncated": found.truncated}
        else:
            reply = (await self._backend.ask(asked, receive)).reply
            text = reply.body.decode("utf-8")
            data |= {"boolean": json.loads(text)["boolean"]} if kind == "boolean" else {"triples": text}
            data["truncated"] = bool(reply.truncated)
        await self._page(WebRequest(scope), pages.query, data)(scope, receive, send)

    async def fault(self, scope: Scope, receive: Receive, send: Send, query: str, error: Exception) -> None:
        """A query that cannot be answered, for a browser: the query again, and what is wrong with it."""
        told = answering.refusal(error)
        line = re.search(r"\bline ([0-9]{1,7})\b", told.message)
        fault = {"message": told.message, "limit": told.limit, "line": int(line[1]) if line else 0}
        response = self._page(WebRequest(scope), pages.query, {**_QUERY_PAGE, "query": query, "fault": fault})
        response.status_code = told.status
        response.headers.update(told.headers)
        await response(scope, receive, send)

    async def _home(self, request: WebRequest) -> Response:
        known = await description.counts(self._backend)
        data = {"snapshot": known["snapshot"], "triples": known["triples"], "questions": len(self._questions)}
        if form(request, (media.HTML, media.JSON)) == media.JSON:
            return _json(data)
        if self._questions:
            return self._page(request, pages.gallery, self._cards())
        return self._page(request, pages.home, data)

    async def _openapi(self, request: WebRequest) -> Response:
        return _json(openapi.document(str(request.base_url), self._questions, self._backend.settings))

    async def _snapshot(self, request: WebRequest) -> Response:
        return _json(await description.counts(self._backend))

    async def _void(self, request: WebRequest) -> Response:
        chosen = form(request, RDF)
        return await self._triples(await description.void(self._backend, str(request.base_url)), chosen)

    async def _static(self, request: WebRequest) -> Response:
        return static.response(request.path_params["name"], request.headers.get("if-none-match", ""))

    async def _terms(self, request: WebRequest) -> Response:
        async def made() -> Response:
            known = {"terms": await ontology.terms(self._backend), "things": await things.things(self._backend)}
            return _json(known)

        return await self._cached(request, media.JSON, made)

    async def _gallery(self, request: WebRequest) -> Response:
        if form(request, (media.HTML, media.JSON)) == media.JSON:
            return _json(self._cards())
        return self._page(request, pages.gallery, self._cards())

    def _cards(self) -> dict[str, Any]:
        return {"questions": [gallery.card(question) for question in self._questions.values()]}

    async def _question(self, request: WebRequest) -> Response:
        offered = (*media.ROWS, media.HTML)
        name, named = without_suffix(request.path_params["name"], suffixes(*offered))
        question = gallery.find(self._questions, name)
        asked = [pair for pair in request.query_params.multi_items() if pair[0] != pages.LANGUAGE]
        given = gallery.values(question, asked)
        chosen = named or form(request, offered, by_field=False)

        async def made() -> Response:
            if chosen == media.HTML:
                data = await self._whole(lambda: gallery.page(self._backend, question, given))
                return self._page(request, pages.question, data)
            return self._answered(await gallery.answer(self._backend, question, given, chosen))

        return await self._cached(request, chosen, made)

    async def _named(self, request: WebRequest) -> Response:
        iri = request.query_params.get("iri", "")
        if not iri:
            raise Refusal(400, "write the IRI that you want to know of as ?iri=…")
        return await self._shown(request, iri, form(request, _PAGE_OR_RDF))

    async def _resource(self, request: WebRequest) -> Response:
        path, named = without_suffix(request.path_params["path"], suffixes(*_PAGE_OR_RDF))
        return await self._shown(request, resources.iri_of(path), named or form(request, _PAGE_OR_RDF))

    async def _shown(self, request: WebRequest, iri: str, chosen: str) -> Response:
        async def made() -> Response:
            if chosen != media.HTML:
                return self._answered(await self._whole(lambda: resources.described(self._backend, iri, chosen)))
            if iri == vocab.ONTOLOGY and self._backend.settings.scoped:
                return self._page(request, pages.ontology, {"terms": await ontology.terms(self._backend)})
            return self._page(request, pages.resource, await self._whole(lambda: resources.page(self._backend, iri)))

        return await self._cached(request, chosen, made)

    async def _whole(self, make: Callable[[], Awaitable[Made]]) -> Made:
        """What several queries give, all of them answered by one snapshot."""
        while True:
            snapshot = self._backend.snapshot
            made = await make()
            if snapshot == self._backend.snapshot:
                return made

    async def _cached(self, request: WebRequest, chosen: str, make: Callable[[], Awaitable[Response]]) -> Response:
        """An answer that follows from the snapshot and the address alone, unless the client has it already."""
        self._backend.look()
        before = self._backend.snapshot
        told = (__version__, before, chosen, request.url.path, request.url.query)
        tag = f'"{hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:20]}"'
        headers = {"etag": tag, "vary": "accept", "cache-control": "no-cache", "x-plangraph-snapshot": before}
        if tag in (one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")):
            return Response(status_code=304, headers=headers)
        made = await make()
        if before == self._backend.snapshot:
            made.headers.update(headers)
        return made

    async def _triples(self, query: str, chosen: str) -> Response:
        return self._answered(await self._backend.ask(Request(query=query, media=chosen, scope=self._backend.scope)))

    def _answered(self, done: Answered) -> Response:
        response = Response(done.reply.body)
        response.raw_headers[:] = [*answering.headers(done), (b"content-length", b"%d" % len(done.reply.body))]
        return response

    def _page(self, request: WebRequest, make: Callable[[dict[str, Any]], str], data: Mapping[str, Any]) -> Response:
        """A page, with what every page is given.

        That is ``snapshot``, ``scoped`` (a project is served), ``version``, ``lang`` and ``switch`` (where the same
        page is in the other language).
        """
        snapshot = self._backend.snapshot
        always = {"snapshot": snapshot, "scoped": self._backend.settings.scoped, "version": __version__}
        text = make({**always, **pages.language(request.query_params.multi_items()), **data})
        headers = {"content-type": media.content_type(media.HTML), "vary": "accept", "x-plangraph-snapshot": snapshot}
        return Response(text, headers=headers)


def _json(data: object) -> Response:
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return Response(content, media_type=media.JSON)
