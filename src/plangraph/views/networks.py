"""Networks as pages: one HTML file, drawn by pyvis' vis-network, that loads nothing and shows the words of the text.

The one file that knows pyvis. Its template is not used: it loads from other servers, and a title with "href" in it
would become markup. Ours takes pyvis' lists of nodes and edges and its copy of vis-network; text of the document
goes into one JSON block and from there into text nodes only. pyvis is imported late, as it brings IPython along.
"""

import base64
import hashlib
import types
from pathlib import Path
from typing import Any

from plangraph.errors import DataError, MissingExtraError
from plangraph.graph.families import FAMILIES
from plangraph.graph.network import Network, network
from plangraph.graph.store import Reads
from plangraph.views.marks import LOOKS, edges, nodes

_TEMPLATES = Path(__file__).resolve().parent / "templates"

_FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 150, "multiselect": False, "hoverConnectedEdges": False},
    "nodes": {
        "borderWidth": 2,
        "font": {"face": _FONT, "color": "#1f2933"},
        "labelHighlightBold": False,
        "scaling": {"label": {"drawThreshold": 4}},
    },
    "edges": {"smooth": False, "color": {"inherit": False}, "hoverWidth": 1.5, "selectionWidth": 1.5},
    "layout": {"improvedLayout": False, "randomSeed": 0},
}


def picture(graph: Network, title: str) -> str:
    """A network as a complete HTML page: nodes with names, a legend that filters, a search, and the quotes.

    The page asks for nothing from anywhere, and its bytes depend on the arguments only.

    Args:
        graph: as ``plangraph.graph.network.network`` gives it.
        title: the heading of the page; any text.

    Raises:
        MissingExtraError: pyvis is not installed.
    """
    pyvis = _pyvis()
    page = _page(graph, title)
    net = pyvis.network.Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    net.options = _OPTIONS
    net.nodes, net.edges = nodes(graph), edges(graph, page["sentences"])
    net.templateEnv = _environment(Path(str(pyvis.__file__)).parent / "templates", page)
    net.path = "picture.html"
    return str(net.generate_html())


def write(store: Reads, folder: Path | None, out: Path) -> Path:
    """Draw the picture of the chapter to a file and say where it lies.

    Args:
        store: a built graph.
        folder: where the view queries lie; those of the package when it is None.
        out: the HTML file; its folder is made where it is missing.

    Raises:
        MissingExtraError: pyvis is not installed.
        DataError: the file cannot be written, or the graph holds no measure to draw.
    """
    graph = network(store, "chapter-picture", folder)
    if not len(graph):
        raise DataError("the graph holds no measure, so there is nothing to draw; run plangraph build first")
    page = picture(graph, " · ".join(filter(None, map(_chapter, graph.graph["plans"]))))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DataError(f"{out}: cannot be written: {error.strerror}") from error
    return out


def _pyvis() -> types.ModuleType:
    try:
        import pyvis.network  # late: it imports IPython, which takes most of a second
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "pictures need pyvis, which is not installed; install it with: pip install 'plangraph[views]'"
        ) from error
    return pyvis  # type: ignore[no-any-return]


def _environment(vendored: Path, page: dict[str, Any]) -> Any:
    """Jinja with our template, autoescaped; scripts are admitted by their hash, so that no other can run."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    libraries = sorted((vendored / "lib").glob("vis-*/vis-network.min.js"))
    if not libraries:
        raise MissingExtraError(f"{vendored}: this pyvis brings no vis-network; plangraph needs pyvis 0.3.2 or later")
    vis = libraries[-1].read_text(encoding="utf-8").strip()
    script = (_TEMPLATES / "picture.js").read_text(encoding="utf-8").strip()
    style = libraries[-1].with_suffix("").with_suffix(".css").read_text(encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, keep_trailing_newline=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    environment.globals.update(
        page=page,
        vis=Markup(vis),  # noqa: S704 - files of two packages, not text from outside
        script=Markup(script),  # noqa: S704
        vis_style=Markup(style),  # noqa: S704
        style=Markup((_TEMPLATES / "picture.css").read_text(encoding="utf-8")),  # noqa: S704
        hashes=" ".join(f"'sha256-{_digest(text)}'" for text in (vis, script)),
    )
    return environment


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _page(graph: Network, title: str) -> dict[str, Any]:
    """What the page needs beside nodes and edges."""
    passages = graph.graph.get("passages", {})
    sentences = sorted({p.sentence for _, _, d in graph.edges(data=True) for p in d.get("evidence", ())})
    present = {str(data.get("family", "Thing")) for _, data in graph.nodes(data=True)}
    return {
        "title": title,
        "question": str(graph.graph.get("title", "")),
        "sources": list(dict.fromkeys(_source(row) for row in graph.graph.get("plans", ()))),
        "sentences": {
            iri: {"where": passages[iri].where, "quote": passages[iri].quote, "begin": passages[iri].begin}
            if iri in passages
            else {"where": iri, "quote": "", "begin": 0}
            for iri in sentences
        },
        "families": [
            {"id": name, "label": LOOKS[name][0], "color": LOOKS[name][1], "shape": LOOKS[name][2]}
            for name in FAMILIES
            if name in present
        ],
    }


def _chapter(row: dict[str, str]) -> str:
    if "number" not in row:
        return ""
    return f"Chapter {row['number']}" + (f": {row['chapterTitle']}" if "chapterTitle" in row else "")


def _source(row: dict[str, str]) -> str:
    issued = f", issued {row['issued']}" if "issued" in row else ""
    source = f". Source: {row['source']}" if "source" in row else ""
    return f"{row.get('title', row.get('plan', ''))}{issued}{source}."
