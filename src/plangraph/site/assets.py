"""Styles and scripts of a site. Pages opened from a folder can load no modules, so each script is one whole file."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import plangraph.views
import plangraph.web
from plangraph import vocab
from plangraph.site.paths import Paths
from plangraph.site.rendering import LANGUAGES
from plangraph.views.explorer import scripts
from plangraph.web import words

_STATIC = Path(plangraph.web.__file__).resolve().parent / "static"
_SHARED = Path(plangraph.views.__file__).resolve().parent / "static"  # scripts of all views
_SCRIPTS = ("chapter", "gallery", "overview", "question", "resource", "vocabulary")


def files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each."""
    for name in ("page.css", "icon.svg"):
        yield f"static/{name}", (_STATIC / name).read_bytes()
    for name in _SCRIPTS:
        yield f"static/{name}.js", scripts.joined(name, _STATIC, _SHARED).encode()
    for language in LANGUAGES:
        yield f"static/words.{language}.js", _given("plangraphWords", words.for_scripts(language))


def names(known: Mapping[str, Any], paths: Paths) -> bytes:
    """All names, for search: as a server gives them, with the page of each where it is not named as the IRI is."""
    keys = ("short", "label", "label_zh", "uses", "kind")
    terms = [{key: one[key] for key in keys} | {"page": paths.stem(one["iri"])} for one in known["terms"]]
    things = [one for one in known["things"] if paths.stem(_iri(one[0])) == one[0].replace(":", "/", 1)]
    return _given("plangraphNames", {"terms": [one for one in terms if one["page"]], "things": things})


def _iri(short: str) -> str:
    return vocab.BASE + short.replace(":", "/", 1)


def _given(name: str, value: object) -> bytes:
    """A script that gives a value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"self.{name} = {text.replace('<', chr(92) + 'u003c')};\n".encode()
