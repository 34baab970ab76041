"""Networks as pages: one HTML file, drawn by pyvis' vis-network, that loads nothing and shows the words of the text.

The one file that knows pyvis. Its template is not used: it loads from other servers, and a title with "href" in it
would become markup. Ours takes pyvis' lists of nodes and edges and its copy of vis-network; text of the document
goes into one JSON block and from there into text nodes only. pyvis is imported late, as it brings IPython along.
"""

import types
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from plangraph.errors import DataError, MissingExtraError
from plangraph.graph.families import FAMILIES
from plangraph.graph.network import Network, network
from plangraph.graph.store import Reads
from plangraph.graph.view import Passage
from plangraph.uncollected import uncollected
from plangraph.views import pages
from plangraph.views.layout import Point
from plangraph.views.marks import CHINESE, KINDS, LOOKS, MANY, edges, links, nodes
from plangraph.views.pictures import Picture

_TEMPLATES = Path(__file__).resolve().parent / "templates" / "picture"
_SCRIPTS = ("data", "looks", "drawing", "panel", "controls")  # joined to one, each after what it needs
CHAPTER = "chapter-picture"

_FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "multiselect": False, "hoverConnectedEdges": False},
    "nodes": {
        "borderWidth": 2,
        "font": {"face": _FONT},
        "labelHighlightBold": False,
        "scaling": {"label": {"drawThreshold": 9}},
    },
    "edges": {"smooth": False, "hoverWidth": 1.5, "selectionWidth": 1.5},
    "layout": {"improvedLayout": False, "randomSeed": 0},
}


def picture(graph: Network, title: str, title_zh: str = "", points: Mapping[str, Point] | None = None) -> str:
    """A network as a complete HTML page: nodes with names, a legend that filters, a search, and the quotes.

    The page asks for nothing from anywhere, and its bytes depend on the arguments only. Every node has its place
    when the page opens; nothing has to settle.

    Args:
        graph: as ``plangraph.graph.network.network`` gives it.
        title: the heading of the page; any text.
        title_zh: the same in Chinese, where it is known.
        points: where each node stands, if that is known already.

    Raises:
        MissingExtraError: pyvis is not installed.
    """
    with uncollected():
        return _written(graph, title, title_zh, points)


def _written(graph: Network, title: str, title_zh: str, points: Mapping[str, Point] | None) -> str:
    pyvis = _pyvis()
    lines = links(graph)
    sentences = sorted({proof.sentence for _, _, data in lines for proof in data.get("evidence", ())})
    page = _page(graph, sentences, title, title_zh)
    net = pyvis.network.Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    net.options = _OPTIONS
    net.nodes, net.edges = (
        nodes(graph, lines, points),
        edges(lines, {iri: number for number, iri in enumerate(sentences)}),
    )
    template = _template(Path(str(pyvis.__file__)).parent / "templates")
    net.templateEnv = SimpleNamespace(
        get_template=lambda _: SimpleNamespace(render=partial(template.render, page=page))
    )
    net.path = "page.html"
    return str(net.generate_html())


def draw(store: Reads, view: str = CHAPTER, folder: Path | None = None) -> Picture:
    """The picture of a network of the graph.

    Args:
        store: a built graph.
        view: the name of a view query that is a network.
        folder: where the view queries lie; those of the package when it is None.

    Raises:
        MissingExtraError: pyvis is not installed.
        QueryError: there is no such view, or it is not a network.
        DataError: there is nothing to draw.
    """
    graph = network(store, view, folder)
    if not len(graph):
        raise DataError(f"the graph has nothing to draw for the view {view!r}; run plangraph build first")
    chapters = [row for row in graph.graph["plans"] if "number" in row]
    title = " · ".join(map(_chapter, chapters))
    title_zh = " · ".join(f"第{row['number']}章" for row in chapters)
    return Picture(title, picture(graph, title, title_zh))


def _pyvis() -> types.ModuleType:
    try:
        import pyvis.network  # late: it imports IPython, which takes most of a second
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "pictures need pyvis, which is not installed; install it with: pip install 'plangraph[views]'"
        ) from error
    return pyvis  # type: ignore[no-any-return]


@cache
def _template(vendored: Path) -> Any:
    """Our template in Jinja, autoescaped; scripts are admitted by their hash, so that no other can run."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    libraries = sorted((vendored / "lib").glob("vis-*/vis-network.min.js"))
    if not libraries:
        raise MissingExtraError(f"{vendored}: this pyvis brings no vis-network; plangraph needs pyvis 0.3.2 or later")
    vis = libraries[-1].read_text(encoding="utf-8").strip()
    parts = "\n".join((_TEMPLATES / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
    script = f'(function () {{\n"use strict";\n{parts}}})();'
    style = libraries[-1].with_suffix("").with_suffix(".css").read_text(encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, keep_trailing_newline=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "separators": (",", ":")}
    environment.globals.update(
        vis=Markup(vis),  # noqa: S704 - files of two packages, not text from outside
        script=Markup(script),  # noqa: S704
        vis_style=Markup(style),  # noqa: S704
        style=Markup((_TEMPLATES / "page.css").read_text(encoding="utf-8")),  # noqa: S704
        hashes=" ".join(map(pages.admitted, (vis, script))),
    )
    return environment.get_template("page.html")


def _page(graph: Network, sentences: Sequence[str], title: str, title_zh: str) -> dict[str, Any]:
    """What the page needs beside nodes and edges."""
    passages = graph.graph.get("passages", {})
    present = {str(data.get("family", "Thing")) for _, data in graph.nodes(data=True)}
    return {
        "title": title,
        "title_zh": title_zh,
        "question": str(graph.graph.get("title", "")),
        "question_zh": str(graph.graph.get("title_zh", "")),
        "many": MANY,
        "kinds": KINDS,
        "sources": list(dict.fromkeys(map(_source, graph.graph.get("plans", ())))),
        "sentences": [_sentence(iri, passages.get(iri)) for iri in sentences],
        "families": [
            {"id": name, "label": label, "zh": CHINESE[name], "color": color, "shape": shape}
            for name in FAMILIES
            if name in present
            for label, color, shape in (LOOKS[name],)
        ],
    }


def _sentence(iri: str, passage: Passage | None) -> dict[str, Any]:
    """Where a sentence stands and what it says; its IRI, where the graph does not tell."""
    span = iri.rpartition("#char=")[2]
    if passage is None:
        return {"where": iri, "quote": "", "begin": 0, "span": span}
    return {"where": passage.where, "quote": passage.quote, "begin": passage.begin, "span": span}


def _chapter(row: dict[str, str]) -> str:
    return f"Chapter {row['number']}" + (f": {row['chapterTitle']}" if "chapterTitle" in row else "")


def _source(row: dict[str, str]) -> tuple[str, str]:
    """Which plan it is, from when and from where, in English and in Chinese."""
    issued, source = row.get("issued", ""), row.get("source", "")
    english = (
        f"{row.get('title', row.get('plan', ''))}{issued and f', issued {issued}'}{source and f'. Source: {source}'}."
    )
    if "titleZh" not in row:
        return english, ""
    return english, f"《{row['titleZh']}》{issued and f'，{issued}发布'}{source and f'。来源：{source}'}。"
