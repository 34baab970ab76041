"""Pages of a site, in both languages: data in, files out, with links from file to file."""

from collections.abc import Callable, Mapping
from typing import Any

from plangraph import __version__
from plangraph.site.links import Links
from plangraph.site.paths import CHINESE, relative

LANGUAGES = ("en", "zh")
_NAMELESS = {"en": "(a node without a name: see the RDF)", "zh": "（无名节点，见 RDF）"}


class Rendering:
    """What all pages of a site have in common."""

    def __init__(self, links: Links, snapshot: str, url: str) -> None:
        """Pages of a snapshot; ``url`` is where they will be, or empty."""
        self._links = links
        self._url = url
        self._always = {"snapshot": snapshot, "scoped": True, "version": __version__, "frozen": True}
        self._always["has_explorer"] = True

    def page(self, name: str, make: Callable[[dict[str, Any]], str], data: Mapping[str, Any]) -> dict[str, bytes]:
        """One page as two files, by name; ``name`` is theirs without a suffix."""
        made = {}
        for language in LANGUAGES:
            other = LANGUAGES[language == "en"]
            here, there = (f"{_folder(one)}{name}.html" for one in (language, other))
            own = {
                "lang": language,
                "switch": relative(there, here),
                "root": "../" * here.count("/"),
                "alternates": [(_code(one), self._address(f"{_folder(one)}{name}.html", here)) for one in LANGUAGES],
            }
            text = make({**self._always, **own, **named(data, language)})
            made[here] = self._links.settled(text, here, language).encode()
        return made

    def _address(self, file: str, here: str) -> str:
        """Where a page is: whole addresses where they are known, as crawlers want them."""
        return self._url + relative(file, "") if self._url else relative(file, here)


def _folder(language: str) -> str:
    return CHINESE if language == "zh" else ""


def _code(language: str) -> str:
    return "zh-CN" if language == "zh" else language


def named(data: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The data of a page with its nameless nodes told alike, as the labels that they get differ from run to run."""
    return {**data, **{key: [_group(group, language) for group in data.get(key, ())] for key in ("facts", "uses")}}


def _group(group: Mapping[str, Any], language: str) -> dict[str, Any]:
    loose = [value for value in group["values"] if value["term"]["type"] == "bnode"]
    kept = [value for value in group["values"] if value["term"]["type"] != "bnode"]
    if loose:
        term = loose[0]["term"] | {"value": "", "text": _NAMELESS[language]}
        kept.append({"term": term, "graphs": loose[0]["graphs"]})
    return {"property": group["property"], "values": kept}
