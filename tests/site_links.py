"""Every link of a site, followed on the disk."""

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """What a page links to, loads, can be linked to in, and would run."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: set[str] = set()
        self.run: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.ids |= {given["id"]} if "id" in given else set()
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.run.append(f"a script: {given}")
        self.run += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        self.loaded += [given[name] for name in ("src", "action", "href") if name in given and tag != "a"]


class Site:
    """A folder of pages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        paths = (path for path in root.rglob("*") if path.is_file())
        self.files = {path.relative_to(root).as_posix() for path in paths}
        self.pages = {name: Page(root / name) for name in sorted(self.files) if name.endswith(".html")}

    def faults(self) -> Iterator[str]:
        """Each link that leads nowhere, each request to the outside, each thing that would run."""
        for name, page in self.pages.items():
            if name != "explorer.html":  # scripts in the page, each allowed by its hash
                yield from (f"{name}: {one}" for one in page.run)
            yield from (f"{name} loads {one}" for one in page.loaded if "://" in one or not self._leads(name, one))
            yield from (f"{name} → {one}" for one in page.links if not self._leads(name, one))

    def _leads(self, here: str, link: str) -> bool:
        if re.match(r"https?://[^/]", link):
            return True
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or parts.query or link.startswith("/"):
            return False
        to = os.path.normpath(Path(here).parent / unquote(parts.path)) if parts.path else here
        if to not in self.files:
            return False
        if to == "explorer.html":  # what it shows stands after the mark, and no element bears it
            return parts.fragment in ("", "lang=zh")
        return not parts.fragment or unquote(parts.fragment) in self.pages[to].ids
