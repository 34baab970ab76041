"""The words of the pages, in English and Chinese: ``templates/words.json``, and what all views share."""

import json
from functools import lru_cache
from pathlib import Path

from plangraph.views import wording
from plangraph.views.wording import LANGUAGES, column, has_column, text

__all__ = ["column", "for_scripts", "graph", "has_column", "name", "text", "words"]

_TABLE = Path(__file__).resolve().parent / "templates" / "words.json"
_SCRIPT = "js."  # words that scripts need
_GRAPH = "graph."  # names of graphs
_NAME = "name."  # names of terms that are not ours


@lru_cache(maxsize=2)
def words(language: str) -> dict[str, str]:
    """Key to text in a language."""
    own: dict[str, list[str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return {key: texts[LANGUAGES.index(language)] for key, texts in (own | wording.table()).items()}


@lru_cache(maxsize=2)
def for_scripts(language: str) -> dict[str, str]:
    """The words that scripts put on a page."""
    return {key.removeprefix(_SCRIPT): text for key, text in words(language).items() if key.startswith(_SCRIPT)}


def name(short: str, language: str) -> str:
    """What a term of a common vocabulary means, for those who do not know it; empty for others.

    >>> name("rdf:type", "en")
    'is a'
    """
    return words(language).get(_NAME + short, "")


def graph(short: str, language: str) -> str:
    """The name of a graph for people where we have one, else its IRI below the folder of graphs.

    >>> graph("graph/gazetteer", "en")
    'gazetteer'
    """
    local = short.removeprefix("graph/")
    return words(language).get(_GRAPH + local, local)
