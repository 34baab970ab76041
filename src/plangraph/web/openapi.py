"""The description of this server for programs (OpenAPI 3.1), made from the questions and the settings themselves."""

from collections.abc import Mapping
from typing import Any

from plangraph import __version__
from plangraph.graph.queries import Parameter, Question
from plangraph.web import media
from plangraph.web.settings import Settings

_IRI = {"type": "string", "pattern": "^[^\\s]+$"}
_ERROR = {
    "type": "object",
    "required": ["error", "limit"],
    "properties": {"error": {"type": "string"}, "limit": {"type": ["string", "null"]}},
}
_FAULTS = {
    "400": "The query or a parameter is at fault.",
    "404": "There is no such thing.",
    "405": "The method is not offered.",
    "406": "None of the formats is accepted.",
    "413": "The request is too large.",
    "415": "The body is of a type that is not read here.",
    "421": "This server is not called by the name that was used.",
    "503": "All workers are busy, or the memory limit was hit.",
    "504": "The time limit was hit.",
}
_TEXT = {"schema": {"type": "string"}}


def document(base: str, questions: Mapping[str, Question], settings: Settings) -> dict[str, Any]:
    """The whole description.

    Args:
        base: The address of the server.
        questions: The gallery; empty where a file is served.
        settings: What may be asked, and how much.
    """
    paths: dict[str, Any] = {
        "/sparql": {"get": _ask(settings), "post": _post(settings)},
        "/void": {"get": _plain("What is served, in VoID.", media.TRIPLES[:4], ())},
        "/snapshot": {"get": _plain("The id of the data, and the number of triples in each graph.", (media.JSON,), ())},
        "/resource": {
            "get": _plain(
                "What is known of any IRI.",
                (media.HTML, *media.TRIPLES[:4]),
                (_field("iri", "The IRI.", {"type": "string", "format": "uri"}, required=True),),
            )
        },
    }
    if questions:
        paths["/query/"] = {"get": _plain("All questions.", (media.HTML, media.JSON), ())}
    for question in questions.values():
        paths[f"/query/{question.id}"] = {"get": _question(question)}
    if settings.scoped:
        paths["/{path}"] = {
            "get": _plain(
                "What is known of an IRI below the base, for example place/hunchun.",
                (media.HTML, *media.TRIPLES[:4]),
                ({"name": "path", "in": "path", "required": True, "schema": _IRI, "example": "place/hunchun"},),
            )
        }
        paths["/ontology"] = {"get": _plain("The vocabulary.", (media.HTML, *media.TRIPLES[:4]), ())}
        paths["/terms.json"] = {"get": _plain("The terms of the vocabulary, with labels and use.", (media.JSON,), ())}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "plangraph",
            "version": __version__,
            "description": f"Read-only. Limits: {settings.allowed}.",
            "license": {"name": "MIT AND CC-BY-4.0"},
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": {"Error": _ERROR}},
    }


def _field(name: str, text: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "required": required, "schema": schema}


def _beside(settings: Settings) -> list[dict[str, Any]]:
    """The parameters of a query, whichever way it is asked."""
    many = {"type": "array", "items": {"type": "string", "format": "uri"}}
    fields = [
        _field("default-graph-uri", "A graph of the default graph.", many),
        _field("named-graph-uri", "A graph that GRAPH sees.", many),
        _field("timeout", "Seconds; it can only lower the limit.", {"type": "number", "exclusiveMinimum": 0}),
        _field("limit", "Rows; it can only lower the limit.", {"type": "integer", "minimum": 1}),
        _field("format", "A format by its short name, before what Accept says.", {"enum": [*media.SHORT]}),
    ]
    if settings.scoped:
        scopes = {"enum": ["all", "stated", "background"]}
        fields.append(_field("scope", "How much of the graph the default graph holds.", scopes))
    return fields


def _ask(settings: Settings) -> dict[str, Any]:
    query = _field("query", "A SPARQL 1.1 query; without it the service is described.", {"type": "string"})
    made = _plain("Ask a query (SPARQL 1.1 Protocol).", (*media.ROWS, *media.TRIPLES, media.HTML), ())
    return made | {"parameters": [query, *_beside(settings)]}


def _post(settings: Settings) -> dict[str, Any]:
    fields = {field["name"]: field["schema"] for field in _beside(settings)}
    form = {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}, **fields}}
    body = {
        "required": True,
        "content": {"application/x-www-form-urlencoded": {"schema": form}, "application/sparql-query": _TEXT},
    }
    return _plain("Ask a query (SPARQL 1.1 Protocol).", (*media.ROWS, *media.TRIPLES, media.HTML), ()) | {
        "requestBody": body
    }


def _question(question: Question) -> dict[str, Any]:
    fields = [_field(p.name, p.description, _schema(p)) for p in question.parameters]
    made = _plain(question.title, (*media.ROWS, media.HTML), tuple(fields))
    return made | {"operationId": question.id, "description": question.summary or question.title}


def _schema(parameter: Parameter) -> dict[str, Any]:
    if parameter.type == "integer":
        return {"type": "integer", "default": int(parameter.default)}
    return {"type": "string", "default": parameter.default}


def _plain(summary: str, forms: tuple[str, ...], fields: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """An operation that answers in some formats, or with one of the errors."""
    answers: dict[str, Any] = {"200": {"description": "The answer.", "content": {form: _shape(form) for form in forms}}}
    error = {
        media.TEXT: _TEXT,
        media.HTML: _TEXT,
        media.JSON: {"schema": {"$ref": "#/components/schemas/Error"}},
    }
    answers |= {status: {"description": text, "content": error} for status, text in _FAULTS.items()}
    return {"summary": summary, "parameters": list(fields), "responses": answers}


def _shape(form: str) -> dict[str, Any]:
    return {"schema": {}} if form.endswith("json") else _TEXT
