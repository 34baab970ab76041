"""Resources: the ontology, the shapes, the schemes, the questions, the description of the data, the chapters' text."""

import json
from collections.abc import Mapping
from pathlib import Path

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from plangraph.errors import PlanGraphError
from plangraph.graph.queries import Question
from plangraph.mcp.graph import Graph, worded
from plangraph.vocab import BASE

_TURTLE = "text/turtle"
_TEXT = """SELECT ?text WHERE {
  VALUES ?iri { }
  ?chapter a plan:Chapter ; nif:isString ?text .
  FILTER(STR(?chapter) = ?iri)
}"""


def add(server: MCPServer[None], graph: Graph, gallery: Mapping[str, Question]) -> None:
    """Offer the resources on a server."""
    project = graph.project
    _add_file(server, "ontology", "Ontology (OWL 2 DL, Turtle)", project.ontology / "plan.ttl")
    _add_file(server, "shapes", "Shapes that the graph satisfies (SHACL, Turtle)", project.ontology / "shapes.ttl")
    _add_file(server, "void", "What the dataset holds (VoID and DCAT, Turtle)", project.built / "void.ttl")
    for path in sorted((project.ontology / "schemes").glob("*.ttl")):
        _add_file(server, f"scheme/{path.stem}", f"Concepts of the scheme {path.stem} (SKOS, Turtle)", path)

    @server.resource("plangraph://questions", title="The gallery of questions", mime_type="application/json")
    def questions() -> str:
        """Every question with its titles, its summary and its parameters."""
        return json.dumps([_entry(question) for question in gallery.values()], ensure_ascii=False, indent=1)

    @server.resource("plangraph://question/{id}", title="A question as SPARQL", mime_type="application/sparql-query")
    def question(id: str) -> str:
        """The file of one question: it runs as it is, and is a good example to change."""
        if id not in gallery:
            raise ResourceNotFoundError(f"there is no question {id!r}")
        return gallery[id].text

    @server.resource("plangraph://text/{plan}/{chapter}", title="The text of a chapter", mime_type="text/plain")
    async def text(plan: str, chapter: str) -> str:
        """The text that all offsets count in (code points from 0, end exclusive)."""
        return await _text(graph, plan, chapter)

    for path in sorted(project.texts.glob("*/*.txt")):
        _add_text(server, graph, path.parent.name, path.stem)


async def _text(graph: Graph, plan: str, chapter: str) -> str:
    """The text that the built graph holds, which is what its offsets count in, whatever the file says by now."""
    try:
        async with graph.call():
            rows = (await graph.select(worded(_TEXT, iri=f"{BASE}{plan}/{chapter}"))).texts()
    except PlanGraphError as error:
        raise ResourceError(str(error)) from error
    if not rows:
        raise ResourceNotFoundError(f"there is no text of chapter {chapter!r} of plan {plan!r}")
    return rows[0]["text"]


def _add_text(server: MCPServer[None], graph: Graph, plan: str, chapter: str) -> None:
    """The chapters of now, so that a list of resources names them; later ones are found by the template."""
    name = f"text/{plan}/{chapter}"

    @server.resource(
        f"plangraph://{name}", name=name, title=f"Text of {plan}, chapter {chapter}", mime_type="text/plain"
    )
    async def content() -> str:
        return await _text(graph, plan, chapter)


def _add_file(server: MCPServer[None], name: str, title: str, path: Path) -> None:
    @server.resource(f"plangraph://{name}", name=name, title=title, mime_type=_TURTLE)
    def content() -> str:
        try:
            return path.read_text(encoding="utf-8")
        except OSError as error:
            raise ResourceError(f"{path.name}: cannot be read: {error.strerror}") from error


def _entry(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "title": question.title,
        "title_zh": question.title_zh,
        "summary": question.summary,
        "parameters": [[p.name, p.type, p.default, p.description] for p in question.parameters],
    }
