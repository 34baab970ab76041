"""Every link of a site, followed on the disk."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    """What a page links to, loads, and can be linked to in."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self.scripts: list[str] = []  # without a file
        self._policy = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.scripts.append(str(given))
        for name in ("href", "src", "action"):
            if name in given:
                outside = given.get("rel", "").startswith("external")
                (self.links if tag == "a" and (outside or name == "href") else self.loaded).append(given[name])
        self.scripts += [name for name in given if name.startswith("on") or name == "style"]


def read(path: Path) -> _Page:
    """One page."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


def faults(root: Path, *, only: str = "**/*.html") -> Iterator[str]:
    """Each link that leads to no file or to no place in it, each request to the outside, each script in a page."""
    ids: dict[Path, set[str]] = {}

    def names(path: Path) -> set[str]:
        if path not in ids:
            ids[path] = read(path).ids
        return ids[path]

    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    for path in sorted(root.glob(only)):
        page = read(path)
        here = path.relative_to(root).as_posix()
        for link in (*page.links, *page.loaded):
            parts = urlsplit(link)
            if parts.scheme in ("http", "https"):
                if link in page.loaded:
                    yield f"{here} loads {link}"
                continue
            if parts.scheme or parts.netloc or link.startswith("/") or "?" in link:
                yield f"{here} → {link}: no file"
                continue
            to = path.parent.joinpath(unquote(parts.path)).resolve() if parts.path else path.resolve()
            if not to.is_relative_to(root.resolve()) or to.relative_to(root.resolve()).as_posix() not in files:
                yield f"{here} → {link}: no file"
            elif parts.fragment and "=" not in parts.fragment.partition("search")[2]:
                if unquote(parts.fragment) not in names(to):
                    yield f"{here} → {link}: no such place"
        yield from (f"{here}: {script}" for script in page.scripts)
