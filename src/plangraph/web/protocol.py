"""The SPARQL 1.1 Protocol, its query side: GET, and POST in both forms. Nothing can be written.

A plain ASGI function, since look-ups are made of little else than the way through here.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from plangraph.asking.request import Request
from plangraph.errors import PlanGraphError
from plangraph.graph import sparql
from plangraph.web import answering, media
from plangraph.web.accept import choose, prefers
from plangraph.web.backend import Backend, ClientGone
from plangraph.web.errors import Refusal
from plangraph.web.guarding import Receive, Scope, Send, body, header

_FIELDS = 1000
_SHORT, _KNOWN = 4096, 256  # bytes of an address whose reading is remembered; how many are
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_READ_ONLY = "this server is read-only: it takes no updates"
_OFFERED = {"rows": media.ROWS, "boolean": media.BOOLEAN, "triples": media.TRIPLES}
_SCOPES = ("all", "stated", "background")
_CHARSET = re.compile(r'charset\s*=\s*"?([^\s";]+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it came: its text, the fields beside it, and what the client accepts."""

    query: str
    fields: dict[str, list[str]]
    accept: str

    def one(self, name: str) -> str:
        """The value of a field that may be given once; empty where it is not."""
        values = self.fields.get(name, ())
        if len(values) > 1:
            raise Refusal(400, f"the parameter {name!r} is given {len(values)} times; once is allowed")
        return values[0] if values else ""


async def read(scope: Scope, receive: Receive, backend: Backend) -> Asked | None:
    """The query that a request asks; None for a GET without one.

    Raises:
        Refusal: the request is none of the three forms of the protocol.
    """
    fields: dict[str, list[str]] = {}
    _add(fields, scope["query_string"])
    query = None
    if scope["method"] == "POST":
        query = await _posted(scope, receive, backend, fields)
    elif scope["method"] not in ("GET", "HEAD"):
        raise Refusal(405, "use GET or POST to ask a query", headers={"Allow": "GET, HEAD, POST"})
    given = fields.pop("query", [])
    if "update" in fields or "using-graph-uri" in fields or "using-named-graph-uri" in fields:
        raise Refusal(400, _READ_ONLY)
    texts = given if query is None else [*given, query]
    if len(texts) > 1:
        raise Refusal(400, f"{len(texts)} queries in one request; one is allowed")
    if not texts:
        if scope["method"] == "POST":
            raise Refusal(400, "the form has no field 'query'")
        return None
    return Asked(texts[0], fields, header(scope, b"accept"))


async def _posted(scope: Scope, receive: Receive, backend: Backend, fields: dict[str, list[str]]) -> str | None:
    """What a POST brings: fields of a form, or a query as it is."""
    declared = header(scope, b"content-type")
    kind = declared.partition(";")[0].strip().lower()
    if kind == _UPDATE:
        raise Refusal(415, _READ_ONLY)
    if kind not in (_FORM, _QUERY):
        raise Refusal(415, f"a query is posted as {_QUERY} or as {_FORM}, not as {kind[:80] or 'nothing named'!r}")
    charset = _CHARSET.search(declared)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refusal(415, "a query is sent as UTF-8")
    sent = await body(scope, receive, backend.settings.limits)
    if kind == _FORM:
        _add(fields, sent)
        return None
    try:
        return sent.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"the query is not UTF-8 at byte {error.start}") from error


def _add(fields: dict[str, list[str]], encoded: bytes) -> None:
    try:
        pairs = parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as error:
        raise Refusal(400, "the parameters are not percent-encoded UTF-8") from error
    except ValueError as error:
        raise Refusal(400, f"more than {_FIELDS} parameters") from error
    for name, value in pairs:
        fields.setdefault(name, []).append(value)


def written(asked: Asked, kind: str) -> str:
    """The media type that an answer is to have; HTML where the client is a browser.

    Raises:
        Refusal: there is no such format, or none that the client accepts.
    """
    offered = _OFFERED[kind]
    name = asked.one("format")
    if name:
        chosen = media.SHORT.get(name)
        if chosen != media.HTML and chosen not in offered:
            known = ", ".join([*(media.SHORT_OF[one] for one in offered), "html"])
            raise Refusal(400, f"format={name[:40]!r}: {kind} can be had as {known}")
        return chosen or media.HTML
    best = choose(asked.accept, (*offered, media.HTML))
    if best is None:
        raise Refusal(406, f"{kind} can be had as {', '.join((*offered, media.HTML))}")
    return best


def request(asked: Asked, backend: Backend, written_as: str) -> Request:
    """What the workers are asked.

    Raises:
        Refusal: a parameter has a value that it cannot have.
    """
    scope = asked.one("scope")
    if scope and not backend.settings.scoped:
        raise Refusal(400, "scope= is offered where a project is served, not where a file is")
    if scope and scope not in _SCOPES:
        raise Refusal(400, f"scope={scope[:40]!r}: it is one of {', '.join(_SCOPES)}")
    return Request(
        query=asked.query,
        media=written_as,
        scope=scope or ("all" if backend.settings.scoped else "standard"),
        default_graphs=tuple(asked.fields.get("default-graph-uri", ())),
        named_graphs=tuple(asked.fields.get("named-graph-uri", ())),
        seconds=_seconds(asked.one("timeout")),
        rows=_rows(asked.one("limit")),
    )


def _seconds(text: str) -> float | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", text) or float(text) <= 0:
        raise Refusal(400, f"timeout={text[:40]!r}: seconds are expected, such as 2 or 0.5")
    return float(text)


def _rows(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) == 0:
        raise Refusal(400, f"limit={text[:40]!r}: a number of rows is expected, such as 100")
    return int(text)


class Endpoint:
    """``/sparql``."""

    def __init__(
        self, backend: Backend, describe: answering.Describe, show: answering.Show, fault: answering.Fault
    ) -> None:
        """An endpoint.

        Args:
            backend: Who answers.
            describe: Answers a GET without a query.
            show: Answers a query for a browser.
            fault: Tells a browser what is wrong with its query.
        """
        self._backend = backend
        self._describe = describe
        self._show = show
        self._known: dict[tuple[bytes, str], Request] = {}
        self._fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            await self._answer(scope, receive, send)
        except (Refusal, PlanGraphError) as error:
            await answering.refuse(scope, receive, send, error)
        except ClientGone:
            return

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await answering.send_all(scope, send, 204, [(b"allow", b"GET, HEAD, OPTIONS, POST")], b"")
            return
        known = self._known.get((scope["query_string"], header(scope, b"accept")))
        if known is not None and scope["method"] == "GET":
            done = await self._backend.ask(known, receive)
            await answering.send_all(scope, send, 200, answering.headers(done), done.reply.body)
            return
        asked = await read(scope, receive, self._backend)
        if asked is None:
            await self._describe(scope, receive, send)
            return
        try:
            await self._asked(scope, receive, send, asked)
        except (Refusal, PlanGraphError) as error:
            if "format" in asked.fields or not prefers(asked.accept, media.HTML, (media.TEXT, media.JSON)):
                raise
            await self._fault(scope, receive, send, asked.query, error)

    async def _asked(self, scope: Scope, receive: Receive, send: Send, asked: Asked) -> None:
        kind = sparql.kind(asked.query)
        chosen = written(asked, kind)
        if chosen == media.HTML:
            await self._show(scope, receive, send, request(asked, self._backend, media.RESULTS_JSON))
            return
        ready = request(asked, self._backend, chosen)
        if scope["method"] == "GET" and len(scope["query_string"]) <= _SHORT:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            self._known[scope["query_string"], asked.accept] = ready
        done = await self._backend.ask(ready, receive)
        await answering.send_all(scope, send, 200, answering.headers(done), done.reply.body)
