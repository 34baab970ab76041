"""The application: a guard, the thin way to ``/sparql``, and the site for everything else."""

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from plangraph.errors import PlanGraphError
from plangraph.graph import queries
from plangraph.web import answering, media
from plangraph.web.backend import Backend
from plangraph.web.errors import Refusal
from plangraph.web.guarding import App, Guard, Receive, Scope, Send
from plangraph.web.protocol import Endpoint
from plangraph.web.settings import Settings
from plangraph.web.site import Site

_SPARQL = "/sparql"


def create(settings: Settings, backend: Backend | None = None) -> App:
    """An ASGI application that serves a snapshot; its life cycle starts and ends the query workers.

    Args:
        settings: What is served.
        backend: Who answers, if it is there already.

    Raises:
        DataError: a question of the project is broken.
    """
    backend = backend or Backend(settings)
    questions = queries.load_all(settings.project.queries / "ask") if settings.project is not None else {}
    site = Site(backend, questions)

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        await backend.start()
        try:
            yield
        finally:
            await backend.close()

    inner = Starlette(
        routes=site.routes(),
        lifespan=life,
        exception_handlers=dict.fromkeys((Refusal, PlanGraphError, HTTPException, Exception), _refused),
    )
    endpoint = Endpoint(backend, site.describe, site.show, site.fault)

    async def routed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == _SPARQL:
            await endpoint(scope, receive, send)
        else:
            await inner(scope, receive, send)

    return Guard(routed, answering.refuse, settings.hosts)


async def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        known = {404: f"nothing is at {request.url.path[:200]}", 405: "use GET"}
        error = Refusal(error.status_code, known.get(error.status_code, error.detail), headers=error.headers)
    told = answering.refusal(error)
    kind, content = answering.error_body(request.headers.get("accept", ""), told, request.scope["query_string"])
    return Response(content, told.status, {**told.headers, "content-type": media.content_type(kind)})
