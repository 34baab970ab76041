"""Which file of a site shows which IRI, and how one file names another."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote

from plangraph import vocab

DATA = ("ttl", "jsonld")
CHINESE = "zh/"
_SPAN = re.compile(r"(.+)#char=([0-9]+,[0-9]+)")
_SEGMENT = re.compile(r"(?!\.)[\w.~,=@+-]{1,120}(?<!\.)", re.ASCII)
_DEVICES = re.compile(r"(?:aux|con|nul|prn|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)  # no file of Windows
_TAKEN = ("zh", "static", "query", "w3id", "index", "explorer", "places", "graph/built")
_SAFE = "/~,=@+-._"


class Paths:
    """The files of the IRIs that have a page.

    A file is named as its IRI is below our base, so that a host can answer for the IRI itself. An IRI that is no safe
    name of a file has none.
    """

    def __init__(self, iris: Iterable[str], points: Mapping[str, str] | None = None) -> None:
        """Names for some IRIs; ``points`` are IRIs that are shown with another one."""
        self._stems: dict[str, str] = {}
        self._points = points or {}
        used: set[str] = set()
        for iri in sorted(iris):
            stem = _stem(iri)
            if stem and iri not in self._points:
                while stem.lower() in used:  # one file where capitals count for nothing
                    stem += "~"
                used.add(stem.lower())
                self._stems[iri] = stem

    def iris(self) -> list[str]:
        """The IRIs that have a page, in order."""
        return list(self._stems)

    def stem(self, iri: str) -> str:
        """The file of an IRI without its suffix; empty where it has none."""
        return self._stems.get(self._points.get(iri, iri), "")


def _stem(iri: str) -> str:
    local = iri.removeprefix(vocab.BASE)
    if local == iri:
        return ""
    span = _SPAN.fullmatch(local)
    if span:
        local = f"{span[1]}/at/{span[2]}"
    elif local.startswith("ontology#"):
        local = local.replace("#", "/", 1)
    parts = local.split("/")
    safe = all(_SEGMENT.fullmatch(part) and not _DEVICES.fullmatch(part) for part in parts)
    taken = parts[0] in _TAKEN or local.startswith(_TAKEN[-1]) or parts[-1].endswith((".html", *_dotted(DATA)))
    return local if safe and not taken and len(local) <= 200 else ""


def _dotted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f".{name}" for name in names)


def relative(file: str, here: str) -> str:
    """How a page at ``here`` names a file, both told from the root of the site.

    >>> relative("place/hunchun.html", "zh/query/airports.html")
    '../../place/hunchun.html'
    """
    return "../" * here.count("/") + _quoted(file)


@lru_cache(maxsize=1 << 16)
def _quoted(file: str) -> str:
    return quote(file, safe=_SAFE)
