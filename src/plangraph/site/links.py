"""Links: the addresses that a server would answer, made into the files of a site that hold the same.

A link to what no file holds becomes its words; one to the web outside stays, but no page loads anything from there.
"""

import html
import re
from collections.abc import Collection
from urllib.parse import parse_qs, unquote, urlsplit

from plangraph import vocab
from plangraph.errors import PlanGraphError
from plangraph.site.paths import CHINESE, DATA, Paths, relative
from plangraph.web.resources import iri_of

_ANCHOR = re.compile(r'<a\b([^>]*?) ?\bhref="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_LOADED = re.compile(r'(<(?:link|script|img)\b[^>]*?\b(?:href|src)=")(/[^"]*)"')
_JSON = re.compile(r'"href":"(/[^"\\]*)"')
_OWN = {"/": "index", "/places": "places", "/query/": "query/index"}
_EXPLORER = {"en": "explorer.html", "zh": "explorer.html#lang=zh"}  # one file for both languages


class Links:
    """What addresses lead to."""

    def __init__(self, paths: Paths, questions: Collection[str], pages: Collection[str]) -> None:
        """Links to the pages of IRIs, to questions and to some pages of the site's own (``_OWN``)."""
        self._paths = paths
        self._questions = questions
        self._found: dict[tuple[str, str], str | None] = {}
        self._own = {address: name for address, name in _OWN.items() if name in pages}

    def target(self, address: str, language: str = "en") -> str | None:
        """The file that an address of the server leads to (from the root), or the address outside; None: neither.

        What leads to a file in a language leads to its fragment too.
        """
        if (address, language) not in self._found:
            self._found[address, language] = self._target(address, language)
        return self._found[address, language]

    def _target(self, address: str, language: str) -> str | None:
        parts = urlsplit(address)
        given = parse_qs(parts.query)
        given.pop("lang", None)
        form = given.pop("format", [""])[0]
        folder = CHINESE if language == "zh" else ""
        if parts.path == "/resource" and set(given) == {"iri"}:
            return self._iri(given["iri"][0], form, folder)
        if given:
            return None
        if parts.path == "/explorer":
            return _EXPLORER[language]
        if parts.path in self._own:
            return f"{folder}{self._own[parts.path]}.html" + (f"#{parts.fragment}" if parts.fragment else "")
        if parts.path.startswith("/static/"):
            return parts.path[1:]
        if parts.path == "/void":
            return "graph.ttl"
        if parts.path.startswith("/query/"):
            name, _, suffix = parts.path.removeprefix("/query/").partition(".")
            if name not in self._questions or suffix not in ("", "csv", "json"):
                return None
            return f"query/{name}.{suffix}" if suffix else f"{folder}query/{name}.html"
        path = unquote(parts.path[1:])
        named, _, suffix = path.rpartition(".")
        if suffix in DATA and not self._paths.stem(iri_of(path)):
            path, form = named, suffix
        found = self._iri(iri_of(path), form, folder)
        return f"{found}#{parts.fragment}" if found and parts.fragment else found

    def _iri(self, iri: str, form: str, folder: str) -> str | None:
        stem = self._paths.stem(iri)
        if stem:
            return f"{stem}.{form}" if form in DATA else f"{folder}{stem}.html"
        outside = not form and re.match(r"https?://", iri) and not iri.startswith(vocab.BASE)
        return iri if outside else None

    def settled(self, page: str, here: str, language: str) -> str:
        """A page with its links as they are at ``here``.

        Raises:
            PlanGraphError: it loads what no file holds.
        """

        def anchor(found: re.Match[str]) -> str:
            before, address, after, words = found.groups()
            if not address.startswith("/"):
                return found.group()
            to = self.target(html.unescape(address), language)
            if to is None:
                return f"<span{before.rstrip()}{after}>{words}</span>"
            if "://" in to:
                return f'<a{before} rel="external noreferrer" href="{html.escape(to)}"{after}>{words}</a>'
            return f'<a{before} href="{html.escape(_relative(to, here))}"{after}>{words}</a>'

        def loaded(found: re.Match[str]) -> str:
            to = self.target(html.unescape(found[2]), language)
            if to is None or "://" in to:
                raise PlanGraphError(f"{here}: it would load {found[2]}, which is no file of the site")
            return f'{found[1]}{_relative(to, here)}"'

        def data(found: re.Match[str]) -> str:
            to = self.target(found[1], language)
            return f'"href":"{_relative(to, here) if to and "://" not in to else ""}"'

        page = page.replace('<script type="module" ', "<script defer ")  # in templates only: text is escaped
        return _JSON.sub(data, _LOADED.sub(loaded, _ANCHOR.sub(anchor, page)))


def _relative(to: str, here: str) -> str:
    file, mark, fragment = to.partition("#")
    return relative(file, here) + mark + fragment
