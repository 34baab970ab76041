"""The page: data, words, styles and scripts in one HTML file that asks for nothing from anywhere."""

import html
import json
import re
from pathlib import Path
from typing import Any

from plangraph.errors import DataError
from plangraph.graph.store import Reads
from plangraph.views import pages
from plangraph.views.explorer.book import book
from plangraph.views.explorer.scripts import joined

_STATIC = Path(__file__).resolve().parent / "static"
_SHARED = _STATIC.parents[1] / "static"
# "<" could begin a tag; the rest are control characters, surrogates, line separators and noncharacters
_UNFIT = re.compile("[<\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def page(made: dict[str, Any]) -> str:
    """A book as a complete HTML page; its bytes depend on the book only.

    Scripts and styles are admitted by their hashes, so that nothing else can run; the book stands in a block of JSON
    in which no ``<`` is left, so that no text can end it.
    """
    script, style = joined("main", _STATIC, _SHARED), _styles()
    policy = (
        f"default-src 'none'; script-src {pages.admitted(script)}; style-src {pages.admitted(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    blanks = {
        "policy": html.escape(policy, quote=True).replace("&#x27;", "'"),
        "title": html.escape(made["made"]["title"]),
        "credit": html.escape(made["made"]["credit"]),
        "style": style,
        "contents": _contents(made),
        "book": _json(made),
        "words": _json(_words()),
        "script": script,
    }
    text = (_STATIC / "page.html").read_text(encoding="utf-8")
    pieces = text.split("%%")  # text and names of blanks by turns
    return "".join(piece if number % 2 == 0 else blanks[piece] for number, piece in enumerate(pieces))


def write(store: Reads, folder: Path | None, out: Path) -> Path:
    """Write the explorer of a graph to a file and say where it lies.

    Args:
        store: a built graph.
        folder: the folder of queries; that of the package when it is None.
        out: the HTML file; its folder is made where it is missing.

    Raises:
        DataError: the file cannot be written, or the graph holds no text to show.
        MissingExtraError: pypinyin is not installed.
    """
    made = book(store, folder)
    if not made["sentences"]:
        raise DataError("the graph holds no text, so there is nothing to explore; run plangraph build first")
    return pages.write(out, page(made))


def _styles() -> str:
    """All styles, that of the shell first, since the others build on its colours."""
    paths = sorted(_STATIC.glob("*.css"), key=lambda path: (path.stem != "shell", path.stem))
    style = "".join(path.read_text(encoding="utf-8").strip() + "\n" for path in paths)
    if "<" in style:
        raise DataError(f"{_STATIC}: a style with < in it cannot stand in a page")
    return style


def _words() -> dict[str, dict[str, str]]:
    """The words of the interface by key.

    Raises:
        DataError: two tables have one key.
    """
    words: dict[str, dict[str, str]] = {}
    for path in sorted(_STATIC.glob("words.*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        twice = words.keys() & table.keys()
        if twice:
            raise DataError(f"{path}: other words have these keys too: {', '.join(sorted(twice))}")
        words |= table
    return words


def _json(value: Any) -> str:
    """JSON for a block in HTML: no ``<``, and no character that may not stand in a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNFIT.sub(lambda found: _escaped(found.group()), text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _contents(made: dict[str, Any]) -> str:
    """The text itself, for readers without scripts and for search engines."""
    parts, open_ = [], False
    for sentence in made["sentences"]:
        text = html.escape(sentence["text"])
        if sentence["kind"] == "heading":
            parts.append(f"{'</p>' if open_ else ''}<h2>{text}</h2>")
            open_ = False
        else:
            if open_ and "\n" in sentence["before"]:
                parts.append("</p>")
                open_ = False
            parts.append(f"{' ' if open_ else '<p>'}{text}")
            open_ = True
    return "\n".join(parts) + ("</p>" if open_ else "")
